"""The terminal's lines and the Gantt chart show what the plan document says, and nothing else."""

import re
from datetime import timedelta
from typing import Any

import pytest
from lxml import etree

from scoring.plan import Wish, plan
from scoring.plan.document import to_json
from scoring.plan.gantt import gantt
from scoring.plan.terminal import report
from tests.support.plans import TODAY, asked, graded
from tests.support.rubrics import group, small

_SVG = "{http://www.w3.org/2000/svg}"


def made(wish: Wish, **more: Any) -> dict[str, Any]:
    rubric = small(group(asked("M", 80), asked("A", 5, ("甲", 2, 60)), asked("B", 10, ("乙<&>", 6, 7)), asked("C", 5, ("丙", 1, 7), ("丁", 2, 14))))
    grade = graded(rubric, {"M": 1}, **more)
    return to_json(plan(grade, lambda _: grade, wish))


def told(found: dict[str, Any]) -> str:
    return "\n".join(report(found))


def bars(root: Any, sort: str) -> list[Any]:
    """Of the actions; the legend's are in a group of its own."""
    return [bar for row in root.iter(f"{_SVG}g") if "g-row" in row.get("class", "") for bar in row if bar.get("class") == sort]


def test_every_action_and_estimate_is_told() -> None:
    found = made(Wish("five_star"), special=["最终解释权"])
    text = told(found)
    for one in found["actions"]:
        assert one["do"] in text
        assert f"{one['start']} → {one['finish']}" in text
    assert "能达到" in text
    assert f"现在 {found['before']['score']} 分 {found['before']['title']} → 计划之后 {found['after']['score']} 分" in text
    assert "工作口径" in text
    assert "SD-law/1　最终解释权" in text
    assert text.count("◆ ") == len(found["critical"])


def test_out_of_reach_is_said_first() -> None:
    found = made(Wish("five_star", cannot=("B",), on=("B",)))
    text = told(found)
    assert "目标 五星级（95 分）：达不到" in text
    assert f"最好能到 90.00 分、四星级。{found['why_not']}" in text
    assert "假设B 算符合：现在 90.00 分 四星级" in text


def test_nothing_to_do_is_said() -> None:
    found = made(Wish("pass"))
    assert "不用整改" in told(found)
    assert "最早" not in told(found)
    drawn = gantt(found).decode()
    assert "不用整改" in drawn
    assert f"最早 {found['earliest_date']}" not in drawn


def test_where_nothing_can_be_done_it_is_not_called_needless() -> None:
    found = made(Wish("five_star", cannot=("A", "B", "C")))
    assert found["nothing_to_do"]
    for text in (told(found), gantt(found).decode()):
        assert "没有能列入的行动" in text
        assert "不用整改" not in text


def test_the_chart_is_one_bar_an_action_without_script_or_link() -> None:
    found = made(Wish("five_star", audit=TODAY + timedelta(days=90)), special=["一"])
    drawn = gantt(found)
    root = etree.fromstring(drawn)
    assert len(bars(root, "g-lead")) == len(bars(root, "g-work")) == len(found["actions"])
    assert not root.findall(f".//{_SVG}script")
    assert not re.search(rb'href|url\(|@import|src=', drawn)
    assert "工作口径" in drawn.decode()
    assert "审核日" in drawn.decode()
    assert drawn == gantt(found)


def test_widths_of_bars_follow_the_calendar() -> None:
    found = made(Wish("five_star"))
    root = etree.fromstring(gantt(found))
    actions = found["actions"]
    for sort, days in (("g-lead", [one["lead_days"] for one in actions]), ("g-work", [float(one["days"]) for one in actions])):
        widths = [float(one.get("width")) for one in bars(root, sort)]
        assert [width / sum(widths) for width in widths] == pytest.approx([one / sum(days) for one in days], rel=0.01)


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "坏\x00名\x1b字\ud800", ""])
def test_hostile_names_stay_text(name: str) -> None:
    found = made(Wish("five_star"))
    found["enterprise"]["name"] = name
    root = etree.fromstring(gantt(found))
    assert not root.findall(f".//{_SVG}script")
