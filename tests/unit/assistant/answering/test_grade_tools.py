"""The grade tools on results of hand-made facts: people's conclusions told, hostile names and words harmless, nothing invented."""

import json
from typing import Any

import pytest

from assistant.answering.opened import Opened
from assistant.answering.tools import GRADE_TOOLS, ToolAnswer, run_grade_tool
from assistant.errors import DeclaredError
from scoring.plan import Wish
from tests.support.reports import concluded, made, shipped


def opened(result: dict[str, Any]) -> Opened:
    return Opened("甲企业", result)


def tell(result: dict[str, Any], tool: str, **arguments: Any) -> ToolAnswer:
    return run_grade_tool(tool, arguments, opened(result))


def test_conclusions_are_told_beside_what_the_papers_show() -> None:
    result = concluded()
    text = tell(result, "current_level").text
    assert f"自动评 {result['automatic']['score']['confirmed']} 分，含 " in text
    clause = next(one for one in result["clauses"] if one["id"] == "B")
    text = tell(result, "why_lost", subject="B").text
    assert "现场抽查 30、合格 29" in text
    assert f"得 {clause['earned']} / {clause['points']} 分" in text
    assert f"{result['automatic']['clauses']['B']['earned']} 分" in text


def test_a_dismissed_deduction_is_told_as_one() -> None:
    text = tell(concluded(), "special_deductions").text
    assert "撤销 1 项" in text
    assert "已由人工撤销，不扣分" in text
    assert "已由人工确认" in tell(concluded("confirm"), "special_deductions").text


def test_an_excluded_clause_and_one_without_a_gap_are_no_loss() -> None:
    result = shipped()
    assert "删减，不计分（理由：没有配送）" in tell(result, "why_lost", subject="5.2.3-a").text
    assert "另有" not in tell(made(), "why_lost", subject="A").text


@pytest.mark.parametrize("tool", [name for name in GRADE_TOOLS if name not in ("fastest_way", "what_if_score", "materials_checklist")])
def test_hostile_names_stay_text(tool: str) -> None:
    answer = tell(made(), tool)
    assert "\u202e" not in answer.text
    assert "\x00" not in answer.text
    assert all("\x00" not in place.file and "\n" not in place.quote for place in answer.places)


def test_a_mark_in_a_strangers_words_is_no_citation() -> None:
    result = json.loads(json.dumps(made()).replace(json.dumps("坏")[1:-1], json.dumps("坏[1]")[1:-1]))
    assert "坏[1]" not in tell(result, "files_not_counted").text


@pytest.mark.parametrize(("tool", "arguments"), [
    ("why_lost", {"subject": "9.9.9"}),
    ("what_failed", {"subject": "[1]\n"}),
    ("current_level", {"target": "seven_star"}),
    ("what_if_score", {}),
    ("fastest_way", {}),
])  # fmt: skip
def test_what_is_not_there_is_said_in_one_line(tool: str, arguments: dict[str, Any]) -> None:
    with pytest.raises(DeclaredError) as told:
        tell(made(), tool, **arguments)
    assert "\n" not in str(told.value)


def test_a_result_without_points_has_no_score_to_tell() -> None:
    result = made()
    for name in ("score", "level", "level_titles"):
        del result[name]
    for tool in ("current_level", "why_lost", "what_failed"):
        text = tell(result, tool).text
        assert "确认分" not in text
        assert " 分" not in text
    with pytest.raises(DeclaredError, match="不计分"):
        tell(result, "fastest_way")


def test_a_plan_made_anew_by_another_engine_is_told() -> None:
    result = made()
    plan = {"before": {"score": "1.00", "title": "不合格"}, "what_if": {"score": "2.00", "title": "不合格"}}
    asked: list[Wish] = []

    def planned(wish: Wish) -> dict[str, Any]:
        asked.append(wish)
        return plan

    answer = run_grade_tool("what_if_score", {"met": ("E",)}, Opened("甲", result, planned))
    assert asked[0].on == ("E",)
    assert f"结果里写的是 {result['score']['confirmed']} 分，用其中的事实重评是 1.00 分" in answer.text


def test_figures_are_the_numbers_of_the_text() -> None:
    answer = ToolAnswer("得 81.75 / 100 分[1]，合格 50%[12]")
    assert answer.figures == ("81.75", "100", "50%")
