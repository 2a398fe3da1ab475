"""What is wrong with a request, as one Chinese line in {"error": …}."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.accounts import ForbiddenError
from assistant.guidance.applicant import FAULT
from assistant.workbench.rubrics import NoRubricError
from assistant.workspace.errors import BusyError, FullError, NotFoundError, UnavailableError

STATUS = {
    400: "请求体读不懂，应是 UTF-8 编码的 JSON",
    404: "没有这个地址，接口说明见 /docs",
    405: "这个地址不支持该请求方法，接口说明见 /docs",
}
_WHAT = {
    "extra_forbidden": "是不认识的字段",
    "string_type": "应是字符串",
    "string_unicode": "含有不成对的代理字符，应是合法的 Unicode 文字",
    "list_type": "应是列表",
    "int_parsing": "应是整数",
    "int_type": "应是整数",
    "float_type": "应是数字",
    "finite_number": "应是数字",
    "bool_type": "应是 true 或 false",
    "model_attributes_type": "应是 JSON 对象",
    "tuple_type": "应是两项的列表：[角色, 文字]",
}


class Refused(HTTPException):
    """A request that is turned away with one Chinese line for the person at the page."""

    def __init__(self, text: str, status: int = 400) -> None:
        super().__init__(status, text)


def status_of(problem: Exception) -> int:
    """The status of what is told to the user: no room on the disk, not to be written just now, too many at once, not allowed, not there
    or not theirs, or a bad request.
    """
    known = {FullError: 507, UnavailableError: 503, BusyError: 429, ForbiddenError: 403, NotFoundError: 404, NoRubricError: 404}
    return next((status for kind, status in known.items() if isinstance(problem, kind)), 400)


def error(status: int, text: str) -> JSONResponse:
    return JSONResponse({"error": text}, status_code=status)


async def on_invalid(_: Request, problem: Exception) -> JSONResponse:
    """422 with the first thing that is wrong."""
    assert isinstance(problem, RequestValidationError)
    return error(422, validation_line(problem.errors()))


async def on_http_error(_: Request, problem: Exception) -> JSONResponse:
    assert isinstance(problem, HTTPException)
    if isinstance(problem, Refused):
        return error(problem.status_code, problem.detail)
    return error(problem.status_code, STATUS.get(problem.status_code, f"请求没有成功（状态码 {problem.status_code}）"))


def validation_line(faults: Sequence[Mapping[str, Any]]) -> str:
    """The first fault: where and what. Later ones often follow from it."""
    fault = faults[0]
    kind, context = str(fault["type"]), fault.get("ctx", {})
    place = _place(fault["loc"])
    if kind == "json_invalid":
        return "请求体不是合法的 JSON，请检查引号、逗号和括号"
    if kind == FAULT:
        return f"{place} {fault['msg']}".strip()
    if not place:
        return "请求体应是 JSON 对象，例子见 /docs，并带请求头 Content-Type: application/json"
    if kind == "missing":
        return f"缺少 {place}"
    return f"{place} {_what(kind, context)}"


def _what(kind: str, context: Mapping[str, Any]) -> str:
    if kind == "literal_error":
        return f"只能是 {str(context.get('expected', '')).replace(' or ', ' 或 ')}"
    if kind in ("string_too_long", "too_long"):
        return f"太长，最多 {context.get('max_length')} {'字' if kind == 'string_too_long' else '项'}"
    if kind in ("string_too_short", "too_short"):
        return "不能为空"
    if kind in ("greater_than_equal", "less_than_equal"):
        return f"不能小于 {context['ge']}" if "ge" in context else f"不能大于 {context.get('le')}"
    return _WHAT.get(kind, "不合要求")


def _place(location: Sequence[str | int]) -> str:
    """("body", "history", 0, 1) -> history 第 1 项的第 2 个值"""
    parts = list(location[1:]) if location and location[0] in ("body", "query", "path", "header") else list(location)
    if not parts or not isinstance(parts[0], str):
        return ""
    words = ["的第 {} 个值" if depth else " 第 {} 项" for depth in range(len(parts) - 1)]
    return parts[0] + "".join(
        word.format(part + 1) if isinstance(part, int) else f".{part}"
        for word, part in zip(words, parts[1:], strict=True)
    )
