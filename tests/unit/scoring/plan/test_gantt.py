"""The chart: the plan's order, signs beside colours, the calendar above, and words that have room."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from lxml.etree import fromstring

from scoring.plan import Wish, plan
from scoring.plan.document import to_json
from scoring.plan.gantt import NARROW, SHEET, WIDE, Layout, gantt
from scoring.plan.gantt_scale import Scale, bands
from scoring.plan.gantt_text import fitting, in_lanes, width, wrapped
from tests.support.charts import SVG, read
from tests.support.plans import TODAY, asked, graded
from tests.support.rubrics import group, small

LAYOUTS = pytest.mark.parametrize("layout", [SHEET, WIDE, NARROW], ids=lambda one: one.name)


def made(**more: Any) -> dict[str, Any]:
    """The later clause is done sooner, so that the order of the plan is not that of its dates."""
    rubric = small(group(asked("M", 80), asked("A", 5, ("甲" * 60, 2, 60)), asked("B", 10, ("乙", 6, 7)), asked("C", 5, ("丙", 9, 30))))
    grade = graded(rubric, {"M": 1}, special=["最终解释权"])
    audit = TODAY + timedelta(days=90)  # the grade of that day is the same one here, and so has another date
    return {**to_json(plan(grade, lambda _: grade, Wish("five_star", audit=audit, **more))), "audit_date": audit.isoformat()}


@LAYOUTS
def test_rows_stand_in_the_plans_order_with_its_numbers(layout: Layout) -> None:
    found = made()
    assert [one["finish"] for one in found["actions"]] != sorted(one["finish"] for one in found["actions"])
    rows = read(gantt(found, layout)).rows
    assert [row.full.split("：")[0] for row in rows] == [
        f"{number} {'、'.join(one['clauses']) or '特别扣分'}" for number, one in enumerate(found["actions"], start=1)
    ]
    assert [row.top for row in rows] == sorted(row.top for row in rows)
    for row, one in zip(rows, found["actions"], strict=True):
        assert one["do"] in row.full
        assert one["who"] in row.full
        assert one["start"] in row.full
        assert one["finish"] in row.full


@LAYOUTS
def test_what_decides_the_date_is_told_by_a_sign_too(layout: Layout) -> None:
    found = made()
    rows = read(gantt(found, layout)).rows
    critical = [one["id"] in found["critical"] for one in found["actions"]]
    assert True in critical
    assert False in critical
    assert [row.diamond for row in rows] == critical
    assert [any("◆" in text for text in row.texts) for row in rows] == critical
    assert ["g-critical" in row.classes for row in rows] == critical
    assert [row.spare is None for row in rows] == critical


def test_what_is_under_way_has_a_frame_and_a_word() -> None:
    found = made(doing=("B",))
    for layout in (WIDE, NARROW):
        doing = [row for row in read(gantt(found, layout)).rows if "g-doing" in row.classes]
        assert len(doing) == 1
        assert any("在做" in text for text in doing[0].texts)


def test_what_expires_is_marked_in_its_row_and_on_its_day() -> None:
    found = made()
    assert "▽" not in gantt(found).decode()
    found["expiring"] = [{"clause": "B", "title": "乙", "text": "过期", "on": found["audit_date"], "loses": "1.00"}]
    found["bundles"] = [{**one, "expires": one["clause"] == "B"} for one in found["bundles"]]
    chart = read(gantt(found))
    assert [any("▽" in text for text in row.texts) for row in chart.rows] == [one["clauses"] == ["B"] for one in found["actions"]]
    assert "前失效 1 条" in gantt(found).decode()


def test_days_are_marked_once_and_their_names_do_not_touch() -> None:
    found = made()
    start = date.fromisoformat(found["from"])
    names = [text for text, _, _ in read(gantt(found, SHEET, start)).days]
    assert any(text.startswith("今天、开始 ") for text in names)
    for layout in (SHEET, NARROW):
        days = read(gantt(found, layout, start + timedelta(days=1))).days
        assert {text.split()[0] for text, _, _ in days} == {"今天", "开始", "最早完成", "审核日"}
        for one, left, y in days:
            assert 0 <= left <= layout.width - width(one, 11) + 0.1
            assert not any(other != one and y == beside and left <= at < left + width(one, 11) for other, at, beside in days)
    assert not any("今天" in text for text, _, _ in read(gantt(found, SHEET, start - timedelta(days=1))).days)


def test_the_page_gives_the_colours_and_two_charts_of_a_page_do_not_share_ids() -> None:
    found = made()
    assert "var(--xp-pine, " in gantt(found, WIDE).decode()
    ids = [set(read(gantt(found, layout)).root.xpath("//@id")) for layout in (WIDE, NARROW)]
    assert not ids[0] & ids[1]
    style = "".join(read(gantt(found)).root.itertext(f"{SVG}style"))
    assert all(rule.strip().startswith((".xp-gantt", "@media", "}")) for rule in style.split("}") if rule.strip())


@pytest.mark.parametrize("days", [8, 40, 200, 1200])
def test_the_calendar_has_no_gap_and_its_words_have_room(days: int) -> None:
    scale = Scale(TODAY, TODAY + timedelta(days=days), 336, 868)
    for cells in bands(scale):
        assert cells[0].left == scale.left
        assert cells[-1].right == pytest.approx(scale.right)
        assert all(one.right == after.left for one, after in pairwise(cells))
        assert all(width(one.label, 11) < one.right - one.left for one in cells if one.label)
        assert any(one.label for one in cells)


@pytest.mark.parametrize("days", [200, 300, 400, 420, 440, 500, 700, 1200])
def test_months_have_all_their_sign_or_none(days: int) -> None:
    months = [one.label for one in bands(Scale(date(2026, 9, 20), date(2026, 9, 20) + timedelta(days=days), 336, 852))[1][1:-1] if one.label]
    assert len({label.endswith("月") for label in months}) <= 1


@LAYOUTS
def test_days_of_several_years_carry_theirs(layout: Layout) -> None:
    found = made()
    far = TODAY.replace(year=TODAY.year + 2)
    chart = read(gantt({**found, "audit_date": far.isoformat()}, layout))
    assert any(f"审核日 {far}" in text for text, _, _ in chart.days)
    assert any(f"最早完成 {found['earliest_date']}" in text for text, _, _ in chart.days)
    for text, left, _ in chart.days:
        assert 0 <= left <= layout.width - width(text, 11) + 0.1
    if not layout.stacked:
        for row, one in zip(chart.rows, found["actions"], strict=True):
            assert any(text.endswith(one["finish"]) for text in row.texts)


def test_what_waits_for_the_audit_does_not_put_off_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    found = made()
    far = TODAY.replace(year=TODAY.year + 2).isoformat()
    waiting = {**found["actions"][0], "id": "Z", "do": "重新确认", "start": far, "finish": far, "slack": 0}
    found |= {"actions": [*found["actions"], waiting], "audit_date": far, "reconfirm_date": far}
    chart = read(gantt(found))
    assert any("最早完成" in text and found["earliest_date"] in text for text, _, _ in chart.days)
    assert any("审核日、重新确认" in text and far in text for text, _, _ in chart.days)
    assert "等到审核日前" in chart.rows[-1].full
    assert f"最早 {found['earliest_date']} 完成，人工结论到审核日前重新确认（{far} 完成）" in gantt(found).decode()


def test_words_are_cut_to_their_room() -> None:
    assert fitting("短", 100, 13) == "短"
    cut = fitting("组织一次以服务理念为主题的培训", 100, 13)
    assert cut.endswith("…")
    assert width(cut, 13) <= 100
    assert fitting("坏\x00\ud800字", 100, 13) == "坏字"
    assert fitting("字", 5, 13) == ""
    assert "".join(wrapped("一二三，四五六", 39, 13)) == "一二三，四五六"
    assert wrapped("一二三，四五六", 39, 13)[0] == "一二三，"


def test_texts_at_one_place_take_a_lane_each() -> None:
    placed = in_lanes([(10, "甲甲甲"), (12, "乙乙乙"), (300, "丙")], 11, 0, 400)
    assert [one.lane for one in placed] == [0, 1, 0]
    assert placed[0].left == 0


def test_dates_beyond_reason_are_refused() -> None:
    found = made()
    found["actions"][0]["finish"] = "9000-01-01"
    with pytest.raises(ValueError, match="a plan from"):
        gantt(found)


def test_years_and_months_part_on_their_first_days() -> None:
    scale = Scale(date(2026, 9, 20), date(2029, 3, 1), 336, 852)
    years, months = bands(scale)
    assert [cell.right for cell in years] == [scale.at(date(year, 1, 1)) for year in (2027, 2028, 2029)] + [scale.at(scale.last)]
    assert {cell.left for cell in years[1:]} <= {cell.left for cell in months}


def test_the_legend_tells_each_sign_that_occurs_and_the_audit_has_its_own_ink() -> None:
    drawn = fromstring(gantt(made(doing=("B",))))
    legend = next(one for one in drawn.iter(f"{SVG}g") if one.get("class") == "g-legend")
    assert ["".join(one.itertext()) for one in legend.iter(f"{SVG}text")] == [
        "◆ 决定最早日期", "有余量", "虚线框：在做", "深色：人日（按一人一天）；浅色：前置等待", "可推迟",
    ]  # fmt: skip
    [inked] = [one for one in drawn.iter(f"{SVG}text") if "g-audit-ink" in one.get("class", "")]
    assert "审核日" in "".join(inked.itertext())
    assert len([one for one in drawn.iter(f"{SVG}path") if one.get("class") == "g-audit"]) == 1
