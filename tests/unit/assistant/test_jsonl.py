"""Line by line: what is no JSON, no question or no history is told in its place, and the rest goes on."""

import io
import json
from typing import Any

import pytest

from assistant.errors import UsageError
from assistant.jsonl import each_line, history_of, question_of, read_row


def _run(text: str) -> list[dict[str, Any]]:
    def answer(row: dict[str, Any]) -> dict[str, Any]:
        if question_of(row) == "坏":
            raise ZeroDivisionError
        if question_of(row) == "空":
            return {"score": float("nan")}
        return {"said": question_of(row), "turns": len(history_of(row))}

    sink = io.StringIO()
    each_line(answer, lambda error: str(error) or type(error).__name__, io.StringIO(text), sink)
    return [json.loads(line) for line in sink.getvalue().splitlines()]


def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    assert _run('\ufeff{"id": 1, "question": "甲"}\n') == [{"id": 1, "said": "甲", "turns": 0}]
    assert "error" in _run('\n\ufeff{"id": 1, "question": "甲"}\n')[0], "elsewhere it is a fault of the line"


def test_any_exception_costs_its_own_line_only() -> None:
    first, second, third = _run('{"id": 1, "question": "坏"}\n\n{"id": 2, "question": "空"}\n{"id": 3, "question": "甲"}')
    assert first == {"id": 1, "error": "第 1 行：ZeroDivisionError"}
    assert second["id"] == 2
    assert second["error"].startswith("第 3 行：")
    assert third["said"] == "甲"


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999"])
def test_numbers_that_are_no_json_are_refused(number: str) -> None:
    with pytest.raises(UsageError):
        read_row(f'{{"id": {number}, "question": "甲"}}')


@pytest.mark.parametrize("row", ["{}", '{"history": null}', '{"history": []}'])
def test_no_history(row: str) -> None:
    assert history_of(json.loads(row)) == []


@pytest.mark.parametrize("history", [0, False, "", {}, [[]], [["user"]], [["system", "x"]], [["user", 1]], ["ab"], [[["user"], "x"]]])
def test_what_is_no_history_is_refused(history: object) -> None:
    with pytest.raises(UsageError):
        history_of({"history": history})
