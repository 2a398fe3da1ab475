"""The language model: set up as it should be and, where asked for, reachable. No question is put to it."""

import json
from collections.abc import Iterator

from assistant.doctor.finding import Finding
from assistant.doctor.network import fetched
from assistant.llm.endpoint import Endpoint, endpoint_of
from assistant.settings import Settings

_TITLE = "大模型"


def language_model(settings: Settings) -> Iterator[Finding]:
    """Raises EndpointError for what is set up wrongly."""
    endpoint = endpoint_of(settings)
    if endpoint is None:
        yield Finding("llm", _TITLE, "ok", "没有接入，回答都是离线抽取")
        return
    for note in endpoint.notes:
        yield Finding("llm", _TITLE, "warn", note)
    yield Finding("llm", _TITLE, "ok", f"已设置{endpoint.describe()}（没有连接，加 --llm 才连）")


def language_model_answers(settings: Settings) -> Iterator[Finding]:
    """By the list of models, which costs nothing."""
    endpoint = endpoint_of(settings)
    if endpoint is None:
        yield from language_model(settings)
        return
    yield _reached(endpoint)


def _reached(endpoint: Endpoint) -> Finding:
    key = endpoint.api_key.get_secret_value()
    answer = fetched(f"{endpoint.base_url}/models", {"Authorization": f"Bearer {key}"} if key else {}, direct=endpoint.local)
    if answer.status in (401, 403):
        return Finding("llm", _TITLE, "bad", f"{endpoint.base_url} 不认这个密钥", "请检查 XINGPING_LLM_API_KEY")
    if answer.status in (404, 405):
        return Finding("llm", _TITLE, "warn", f"{endpoint.base_url} 有应答，但不提供模型列表", "请提一个问题试试：xingping ask --llm 五星要多少分")
    if answer.status != 200:
        return Finding("llm", _TITLE, "bad", f"{endpoint.base_url} {answer.fault}", "请检查 XINGPING_LLM_BASE_URL 和网络；连不上时回答改用离线抽取")
    names = _names(answer.body)
    if names and endpoint.model not in names:
        return Finding("llm", _TITLE, "warn", f"服务的模型列表里没有 {endpoint.model}", "请检查 XINGPING_LLM_MODEL")
    return Finding("llm", _TITLE, "ok", f"{endpoint.base_url} 有应答，模型 {endpoint.model}")


def _names(body: bytes) -> set[str]:
    try:
        return {str(one["id"]) for one in json.loads(body)["data"]}
    except (ValueError, KeyError, TypeError):
        return set()
