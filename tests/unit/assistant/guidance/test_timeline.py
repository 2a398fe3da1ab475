"""Timelines: golden vectors reckoned by hand, and what is said beside the dates."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import UsageError
from assistant.guidance.timeline import Asked, Timeline, Window, timeline
from assistant.guidance.timeline_document import NO_FIGURE, to_json
from assistant.guidance.timeline_durations import range_of
from assistant.guidance.timeline_own import own_days
from assistant.guidance.timeline_plan import PlanError, Prepared, read_plan
from scoring.yaml_text import parsed

CASES = parsed((Path(__file__).resolve().parents[3] / "data" / "timelines.yaml").read_text(encoding="utf-8"))
MONDAY = date(2026, 11, 23)


def reckoned(case: dict[str, Any]) -> Timeline:
    own = {phase: range_of(text) for phase, text in case.get("days", {}).items()}
    plan = Prepared(case["plan"], "五星级", True) if "plan" in case else None
    return timeline(Asked(case["from"], case.get("by"), own, plan))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_golden(case: dict[str, Any]) -> None:
    line = reckoned(case)
    assert line.applying == Window(*case["applying"])
    assert line.finish == Window(*case["finish"])
    assert {one.case: one.latest_begin for one in line.backward} == case.get("begin", {})
    assert {one.case: one.spare for one in line.backward} == case.get("spare", {})
    verdict = to_json(line)["verdict"]
    assert verdict is None if "verdict" not in case else case["verdict"] in verdict


def test_too_late_says_by_how_much_and_what_to_expect() -> None:
    said = to_json(timeline(Asked(MONDAY, date(2027, 1, 21))))["verdict"]
    for part in ("最短的时间也要在 2026-11-16", "晚了 7 天", "最长的时间晚了 134 天", "2027-01-28 至 2027-06-01"):
        assert part in said
    assert "不含没有公开数字的签订认证合同、整改" in said


def test_a_day_that_can_be_kept_still_names_slower_sources() -> None:
    said = to_json(timeline(Asked(MONDAY, date(2027, 6, 1))))["verdict"]
    assert "五星可能 5.5–6 个月" in said
    assert "数月至一年" in said
    assert "20–40 天" not in said
    assert "另有来源" not in to_json(timeline(Asked(MONDAY, date(2029, 6, 1))))["verdict"]


def test_no_figure_takes_no_time_and_is_named() -> None:
    document = to_json(timeline(Asked(MONDAY)))
    assert document["uncounted"] == ["签订认证合同", "整改"]
    for phase in document["phases"]:
        if phase["title"] in document["uncounted"]:
            assert phase["takes"] == NO_FIGURE
            assert phase["begin"] == phase["end"]
            assert phase["sides"] == []
    assert any("签订认证合同、整改没有公开数字" in note for note in document["notes"])
    filled = to_json(timeline(Asked(MONDAY, own={"contract": range_of("3 天"), "rectify": range_of("14 天")})))
    assert filled["uncounted"] == []
    assert next(one for one in filled["phases"] if one["id"] == "rectify")["takes"] == "14 天（自填）"


def test_a_phase_that_ends_later_than_its_own_time_says_why() -> None:
    onsite = next(one for one in to_json(timeline(Asked(MONDAY)))["phases"] if one["id"] == "onsite")
    assert onsite["takes"] == "1–3 天；有来源说与文件审核合计 2–4 周，结束日按合计排"
    alone = to_json(timeline(Asked(MONDAY, own={"documents": range_of("5 天")})))
    assert next(one for one in alone["phases"] if one["id"] == "onsite")["takes"] == "1–3 天"


def test_both_sides_of_a_conflict_and_of_another_way_over_two_phases() -> None:
    document = to_json(timeline(Asked(MONDAY)))
    prepare = document["phases"][0]
    assert [side["says"] for side in prepare["sides"]] == ["3 个月", "1–3 个月"]
    assert (prepare["end"]["earliest"], prepare["end"]["latest"]) == ("2026-12-23", "2027-02-23")
    assert document["spans"][0]["used"]
    assert document["spans"][0]["phases"] == ["documents", "onsite"]
    assert not to_json(timeline(Asked(MONDAY, own={"onsite": range_of("2 天")})))["spans"][0]["used"]


def test_what_sources_say_of_the_whole_way() -> None:
    document = to_json(timeline(Asked(MONDAY, date(2027, 6, 1))))
    sides = {one["says"]: one for one in document["totals"]["sides"]}
    assert sides["20–40 天"]["certificate"] == {"earliest": "2027-01-12", "latest": "2027-04-04"}  # 12-23 + 20 days, 02-23 + 40 days
    assert sides["20–40 天"]["apply_by"] == {"shortest": "2027-05-12", "longest": "2027-04-22"}
    assert sides["数月至一年"]["certificate"] == {"earliest": None, "latest": "2028-02-23"}
    assert sides["数月至一年"]["apply_by"] == {"shortest": None, "longest": "2026-06-01"}
    assert all(one["apply_by"] is None for one in to_json(timeline(Asked(MONDAY)))["totals"]["sides"])


def test_after_the_certificate() -> None:
    due = {one["id"]: (one["due"]["earliest"], one["due"]["latest"]) for one in to_json(timeline(Asked(MONDAY)))["later"]}
    assert due == {
        "surveillance-1": ("2028-01-28", "2028-06-01"),
        "surveillance-2": ("2029-01-28", "2029-06-01"),
        "recertification": ("2029-10-28", "2030-03-01"),
        "expiry": ("2030-01-28", "2030-06-01"),
    }


def test_how_long_the_system_must_have_run_is_told_by_all_sides() -> None:
    document = to_json(timeline(Asked(MONDAY, since={"running": date(2026, 8, 1)})))
    running, founded = document["gates"]
    assert [(one["possible_from"], one["outcome"]) for one in running["sides"]] == [
        ("2026-11-01", "met"), ("2027-02-01", "only_later"), ("2027-08-01", "not_met"),
    ]  # fmt: skip
    assert [one["begun_by"] for one in founded["sides"]] == [
        {"earliest": "2026-09-23", "latest": "2026-11-23"},
        {"earliest": "2025-12-23", "latest": "2026-02-23"},
    ]
    assert {one["outcome"] for one in founded["sides"]} == {None}


def test_own_days_as_typed() -> None:
    assert own_days(["整改=14", "文件审核 = 5-10个工作日", "contract＝3"]) == {
        "rectify": range_of("14 天"), "documents": range_of("5-10个工作日"), "contract": range_of("3 天"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "says"),
    [("整改", "环节=天数"), ("装修=14", "没有“装修”这个环节"), ("整改=两周", "不对"), ("整改=14-10", "不对"),
     ("整改=-1", "不对"), ("整改=9999", "太长"),
     ("整改=9999 年", "太长"), ("整改=4 年", "太长"), ("=3", "环节=天数")],
)  # fmt: skip
def test_own_days_that_cannot_be_used(said: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        own_days([said])


def plan(**changes: object) -> bytes:
    target = {"level": "five_star", "title": "五星级", "lower": "95"}
    whole = {"schema": "xingping-plan/1", "target": target, "reachable": True, "earliest_date": "2027-02-01"}
    return json.dumps({**whole, **changes}).encode()


def test_a_plan_is_read() -> None:
    assert read_plan(plan()) == Prepared(date(2027, 2, 1), "五星级", True)
    document = to_json(timeline(Asked(MONDAY, plan=read_plan(plan(reachable=False)))))
    assert document["phases"][0]["takes"] == "按计划最早 2027-02-01 完成"
    assert any("达不到五星级" in note for note in document["notes"])
    assert any("工作口径" in note for note in document["notes"])


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"{", "不是有效的 JSON"), (b"[]", "不是计划文件"), (b"\xff\xfe", "不是有效的 JSON"), (plan(schema="xingping-grade/1"), "不是计划文件"),
        (plan(earliest_date=None), "没有最早完成日"), (plan(earliest_date="soon"), "被改动过"), (plan(target=None), "被改动过"),
        (plan(earliest_date="9999-12-31"), "太远"),
    ],
)  # fmt: skip
def test_what_is_no_plan(data: bytes, says: str) -> None:
    with pytest.raises(PlanError, match=says):
        read_plan(data, "计划.json")
