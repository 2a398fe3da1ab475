"""Questions by the line: one JSON object in, one out. A bad line yields an error line and the rest goes on."""

import json
import logging
import math
from collections.abc import Callable, Iterator
from typing import Any, Literal, NoReturn, TextIO

from assistant.errors import UsageError

_LINE_LIMIT = 1_000_000  # characters of one line
_BOM = "\ufeff"  # what some editors put before UTF-8

log = logging.getLogger(__name__)


def each_line(
    answer: Callable[[dict[str, Any]], dict[str, Any]],
    explain: Callable[[Exception], str],
    source: TextIO,
    sink: TextIO,
) -> None:
    """Write {id, ...answer(row)} for each row read; {id, error} with one Chinese line where that raises."""
    for number, line in enumerate(_lines(source), 1):
        if not line.strip():
            continue
        row: dict[str, Any] = {}
        try:
            row = read_row(line)
            text = _dumped({"id": row.get("id"), **answer(row)})
        except Exception as error:  # the rim: one line must not cost the others
            log.debug("line %d failed", number, exc_info=error)
            name = row.get("id")
            plain = name if isinstance(name, str | int | float) else None
            text = _dumped({"id": plain, "error": f"第 {number} 行：{explain(error)}"})
        sink.write(text + "\n")
        sink.flush()


def read_row(line: str) -> dict[str, Any]:
    """The JSON object of a line. Raises UsageError."""
    try:
        row = json.loads(line, parse_constant=_refuse, parse_float=_finite)
    except (ValueError, RecursionError):
        raise UsageError("不是一个完整的 JSON 对象（或超过 1,000,000 字符）") from None
    if not isinstance(row, dict):
        raise UsageError("应是 JSON 对象，例如 {\"id\": 1, \"question\": \"五星要多少分\"}")
    return row


def question_of(row: dict[str, Any]) -> str:
    """Raises UsageError."""
    question = row.get("question")
    if not isinstance(question, str):
        raise UsageError("缺少文字型的 question")
    return question


def history_of(row: dict[str, Any]) -> list[tuple[Literal["user", "assistant"], str]]:
    """The earlier turns; none when the key is missing or null. Raises UsageError."""
    history = row.get("history")
    if history is None:
        return []
    if not isinstance(history, list):
        raise UsageError("history 应是列表，每项为 [\"user\" 或 \"assistant\", 文字]")
    turns: list[tuple[Literal["user", "assistant"], str]] = []
    for turn in history:
        if not (isinstance(turn, list) and len(turn) == 2 and turn[0] in ("user", "assistant") and isinstance(turn[1], str)):
            raise UsageError("history 每项应为 [\"user\" 或 \"assistant\", 文字]")
        turns.append((turn[0], turn[1]))
    return turns


def _lines(stream: TextIO) -> Iterator[str]:
    first = True
    while line := stream.readline(_LINE_LIMIT):
        if len(line) == _LINE_LIMIT and not line.endswith("\n"):
            while (rest := stream.readline(_LINE_LIMIT)) and not rest.endswith("\n"):
                pass
            line = "太长"
        yield line.removeprefix(_BOM) if first else line
        first = False


def _dumped(result: dict[str, Any]) -> str:
    return json.dumps(result, ensure_ascii=False, allow_nan=False)


def _refuse(name: str) -> NoReturn:
    """NaN and Infinity, which Python reads and no other reader of JSON need know."""
    raise ValueError(name)


def _finite(number: str) -> float:
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(number)
    return value
