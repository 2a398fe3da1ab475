"""What the interface answers with, for its description at /openapi.json and /docs."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from assistant.answering.model import Mode


class Fault(BaseModel):
    """Every reply that is no success."""

    error: str = Field(description="一行中文：哪里不对，怎么办", examples=["question 不能为空"])


class Link(BaseModel):
    """A published source."""

    name: str
    url: str


class Cited(BaseModel):
    """A passage an answer rests on."""

    number: int = Field(description="答案里 [n] 的 n")
    passage: str = Field(description="段落编号")
    title: str
    clause: str = Field(description="条款号，没有则为空")
    source: str
    confidence: str
    quote: str
    links: list[Link]


class Answered(BaseModel):
    """An answer with what it rests on; a refusal cites nothing."""

    answer: str
    refused: bool
    mode: Mode
    citations: list[Cited]
    notes: list[str]
    suggestions: list[str] = Field(description="可以接着问的")
    written: dict[str, Any] | None = Field(None, description="大模型参与时：模型、提示词版本和核对情况")


class Done(BaseModel):
    """It was done."""

    ok: Literal[True]


class Status(BaseModel):
    """How the service is."""

    status: str


def gives(model: type[BaseModel]) -> dict[int | str, dict[str, Any]]:
    """A route's `responses` where it gives `model` on success."""
    return {200: {"model": model, "description": "成功"}}


def _fault(text: str) -> dict[str, Any]:
    return {"model": Fault, "description": text}


FAULTS: dict[int | str, dict[str, Any]] = {
    400: _fault("请求体读不懂"),
    404: _fault("没有这一项"),
    408: _fault("请求体太久没有传完"),
    413: _fault("请求体太大"),
    414: _fault("网址太长"),
    421: _fault("不是本服务的主机名"),
    422: _fault("字段不合要求"),
    429: {
        **_fault("请求太频繁"),
        "headers": {"Retry-After": {"description": "几秒后可以再试", "schema": {"type": "integer", "minimum": 1}}},
    },
    431: _fault("请求头太多或太长"),
    500: _fault("服务内部出错"),
    503: _fault("服务暂时不能用"),
}
