"""An endpoint from settings: what is taken, what is refused, what is never shown."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from assistant.llm.endpoint import Endpoint, configured, endpoint_of
from assistant.llm.faults import EndpointError
from assistant.settings import Settings
from assistant.settings_words import settings_fault

URL = "http://127.0.0.1:11434/v1"


def endpoint(**fields: Any) -> Endpoint:
    found = endpoint_of(Settings(**{"llm_base_url": URL, "llm_model": "m", **fields}))
    assert found is not None
    return found


def test_off_by_default() -> None:
    assert not configured(Settings())
    assert endpoint_of(Settings(llm_model="m")) is None
    assert endpoint_of(Settings(llm_base_url="  ", llm_model="m")) is None


def test_every_setting_arrives() -> None:
    made = endpoint(
        llm_api_key=" k ",
        llm_temperature=0.3,
        llm_connect_seconds=1,
        llm_first_token_seconds=2,
        llm_stall_seconds=3,
        llm_answer_seconds=4,
        llm_queue_seconds=5,
        llm_retries=1,
        llm_max_chars_in=1001,
        llm_max_chars_out=101,
        llm_concurrency=7,
        llm_daily_requests=8,
        llm_daily_chars=9,
        llm_daily_spend="1.5",
        llm_price_in="2",
        llm_price_out="8",
    )
    assert (made.base_url, made.model, made.api_key.get_secret_value(), made.temperature) == (URL, "m", "k", 0.3)
    times = made.times
    assert (times.connect, times.first_token, times.stall, times.answer, times.queue) == (1, 2, 3, 4, 5)
    assert (made.retries, made.max_chars_in, made.max_chars_out, made.concurrency) == (1, 1001, 101, 7)
    assert (made.daily.requests, made.daily.chars, made.daily.spend) == (8, 9, Decimal("1.5"))
    assert (made.prices.token_in, made.prices.token_out) == (2, 8)


@pytest.mark.parametrize("tail", ["/chat/completions", "/chat/completions/", "/completions"])
def test_the_calls_own_path_is_taken_off_and_told(tail: str) -> None:
    made = endpoint(llm_base_url=URL + tail)
    assert made.base_url == URL
    assert len(made.notes) == 1
    assert URL in made.notes[0]


def test_a_last_slash_is_no_matter() -> None:
    made = endpoint(llm_base_url=URL + "/")
    assert (made.base_url, made.notes) == (URL, ())


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("api.example/v1", "应以 http:// 或 https:// 开头"),
        ("ftp://api.example/v1", "应以 http:// 或 https:// 开头"),
        ("https://", "主机名或端口不对"),
        ("https://h:99999/v1", "主机名或端口不对"),
        ("https://[::1/v1", "主机名或端口不对"),
        ("https://me:hunter2@h/v1", "不要写用户名和密码"),
        ("https://h/v1?key=hunter2", "只写到路径为止"),
        ("https://h/v 1", "只写到路径为止"),
    ],
)
def test_a_wrong_address_is_told_without_repeating_it(url: str, says: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Settings(llm_base_url=url)
    line = settings_fault(caught.value)
    assert "XINGPING_LLM_BASE_URL" in line
    assert says in line
    assert "hunter2" not in line


@pytest.mark.parametrize("key", ["sk-hunter2\nx: y", "sk hunter2", "密钥hunter2", "“hunter2”"])
def test_a_key_that_cannot_be_one_is_not_repeated(key: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Settings(llm_api_key=key)
    line = settings_fault(caught.value)
    assert "XINGPING_LLM_API_KEY" in line
    assert "hunter2" not in line


def test_half_of_the_settings_is_refused() -> None:
    with pytest.raises(EndpointError, match="XINGPING_LLM_MODEL"):
        endpoint(llm_model=" ")
    with pytest.raises(EndpointError, match="XINGPING_LLM_PRICE_IN"):
        endpoint(llm_daily_spend="5")


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("LLM_ANSWER_SECONDS", "0", "应大于 0"),
        ("LLM_ANSWER_SECONDS", "long", "应是数字，现在是“long”"),
        ("LLM_PRICE_IN", "两块", "应是数字，现在是“两块”"),
        ("LLM_PRICE_IN", "NaN", "应是数字"),
        ("LLM_TEMPERATURE", "3", "不能大于 2"),
    ],
)
def test_a_wrong_number_is_told_in_chinese(monkeypatch: pytest.MonkeyPatch, variable: str, value: str, says: str) -> None:
    monkeypatch.setenv(f"XINGPING_{variable}", value)
    with pytest.raises(ValidationError) as caught:
        Settings()
    assert f"XINGPING_{variable} {says}" in settings_fault(caught.value)


def test_the_key_is_shown_nowhere() -> None:
    settings = Settings(llm_base_url=URL, llm_model="m", llm_api_key="sk-hunter2")  # type: ignore[arg-type]
    made = endpoint_of(settings)
    assert made is not None
    for text in (repr(settings), str(settings), settings.model_dump_json(), repr(made), made.describe()):
        assert "hunter2" not in text
    assert made.describe() == f"模型 m，地址 {URL}，密钥已设"
    assert endpoint().describe().endswith("没有密钥")


@pytest.mark.parametrize(("url", "here"), [(URL, True), ("http://localhost/v1", True), ("http://[::1]:8/v1", True), ("http://10.0.0.1/v1", False)])
def test_this_machine_is_known(url: str, here: bool) -> None:
    assert endpoint(llm_base_url=url).local is here
