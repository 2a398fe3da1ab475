"""Charts of random plans: every date inside the drawing, the plan's order, no action left out."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.plan.gantt import NARROW, SHEET, WIDE, YEAR_ROOM, gantt
from tests.support.charts import read

START = date(2026, 11, 20)

words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)
efforts = st.sampled_from(["0", "0.5", "3", "40", "12.25"])


@st.composite
def plans(draw: Any) -> dict[str, Any]:
    """The shape of "xingping-plan/1" as far as a chart reads it."""
    actions = [
        _action(number, times, do=draw(words), days=draw(efforts), lock=draw(st.sampled_from([None, "doing"])))
        for number, times in enumerate(
            draw(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 120), st.integers(0, 200)), min_size=1, max_size=12))
        )
    ]
    audit = START + timedelta(days=draw(st.integers(0, 1096)))
    earliest = max(one["finish"] for one in actions)
    return {
        "enterprise": {"name": draw(st.none() | words)}, "target": {"title": "五星级", "lower": "95"}, "reachable": True, "why_not": "",
        "before": {"score": "81.75", "title": "三星级"}, "after": {"score": "95.08", "title": "五星级"},
        "from": START.isoformat(), "audit_date": audit.isoformat(), "audit_given": draw(st.booleans()), "earliest_date": earliest,
        "effort_days": "41", "nothing_to_do": False, "actions": actions, "bundles": [],
        "critical": draw(st.lists(st.sampled_from([one["id"] for one in actions]), unique=True)),
        "expiring": [{"on": audit.isoformat()}] * draw(st.integers(0, 2)),
    }  # fmt: skip


def _action(number: int, times: tuple[int, int, int], **more: Any) -> dict[str, Any]:
    """`times`: days until it begins, that it takes, and that it may slip."""
    after, span, slack = times
    start = START + timedelta(days=after)
    finish = start + timedelta(days=span)
    return {
        "id": f"a{number}", "clauses": [f"5.1.{number}"] * (number % 3 * 2), "who": "售后部门",
        "start": start.isoformat(), "finish": finish.isoformat(), "slack": slack, **more,
    }  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(plans(), st.sampled_from([SHEET, WIDE, NARROW]), st.integers(-10, 1200))
def test_every_date_is_inside_the_drawing_and_in_its_place(plan: dict[str, Any], layout: Any, today: int) -> None:
    chart = read(gantt(plan, layout, START + timedelta(days=today)))
    assert len(chart.rows) == len(plan["actions"])
    assert [row.full.split()[0] for row in chart.rows] == [str(number) for number in range(1, len(chart.rows) + 1)]
    for row in chart.rows:
        ends = (row.left, row.work, row.right, row.spare if row.spare is not None else row.right)
        assert list(ends) == sorted(ends) or row.spare is not None
        assert all(layout.left - 0.2 <= end <= layout.right + 0.2 for end in ends)
        assert 0 < row.top < chart.height
        assert all(end <= layout.width + 0.1 for end in row.ends), row.texts
        assert layout.stacked or all(end <= layout.left for end in row.ends[:-1])
    order = sorted(zip(plan["actions"], chart.rows, strict=True), key=lambda pair: pair[0]["start"])
    assert all(one[1].left <= other[1].left + 0.2 for one, other in pairwise(order))
    assert [row.diamond for row in chart.rows] == [one["id"] in plan["critical"] for one in plan["actions"]]
    for text, left, y in chart.days:
        assert 0 <= left < layout.width, text
        assert 0 < y < chart.rows[0].top, text
    assert gantt(plan, layout) == gantt(plan, layout)


def test_the_longest_plan_is_drawn_within_its_lines() -> None:
    """Three years are the longest the engine plans ahead."""
    one = _action(0, (1000, 96, 0), do="做", days="3", lock=None)
    plan = {
        "enterprise": {"name": "企业"}, "target": {"title": "五星级", "lower": "95"}, "reachable": True, "why_not": "", "critical": ["a0"],
        "before": {"score": "1", "title": "甲"}, "after": {"score": "2", "title": "乙"}, "from": START.isoformat(), "bundles": [], "expiring": [],
        "audit_date": "2029-11-20", "audit_given": True, "earliest_date": one["finish"], "effort_days": "3", "actions": [one],
    }  # fmt: skip
    row = read(gantt(plan, WIDE)).rows[0]
    assert row.right == pytest.approx(WIDE.right - YEAR_ROOM, abs=0.2)
