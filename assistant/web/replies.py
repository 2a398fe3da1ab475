"""Faults and successes of every route, for the description at /openapi.json and /docs."""

from typing import Any

from pydantic import BaseModel, Field


class Fault(BaseModel):
    """Every reply that is no success."""

    error: str = Field(description="一行中文：哪里不对，怎么办", examples=["question 不能为空"])


class Status(BaseModel):
    """How the service is."""

    status: str


def gives(model: type[BaseModel]) -> dict[int | str, dict[str, Any]]:
    """A route's `responses` where it gives `model` on success."""
    return {200: {"model": model, "description": "成功"}}


def problems(**told: str) -> dict[int | str, dict[str, Any]]:
    """`_404="…"`, … -> the `responses` of a route: what each status of a refusal means there."""
    return {int(status.lstrip("_")): _fault(text) for status, text in told.items()}


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
