"""One model for all views: copied figures, order, cleaned texts, and what is refused."""

import json
from copy import deepcopy
from typing import Any

import pytest

from assistant.reports import Meta, ReportError, build, read_plan, read_result
from assistant.reports.json_view import to_json
from assistant.reports.tables import summary
from assistant.reports.words import clean, short
from scoring.result import canonical
from tests.support.plan_documents import plan_for
from tests.support.reports import canonical_of, concluded, made, overridden


def test_scores_are_the_results_own_strings() -> None:
    result = made()
    model = build(result)
    assert model.score is not None
    assert (model.score.confirmed, model.score.possible, model.score.low, model.score.high) == ("67.25", "82.69", "39.55", "83.26")
    assert (model.score.confirmed_level, model.score.next_title, model.score.missing) == ("不合格", "达标级", "2.75")
    assert [one.earned for one in model.clauses] == [one["earned"] for one in result["clauses"]]


def test_gaps_come_greatest_gain_first_and_leave_out_what_is_met_or_excluded() -> None:
    assert [one.id for one in build(made()).gaps] == ["C", "B", "E"]


def test_control_characters_and_turning_marks_are_taken_out_of_every_text() -> None:
    names = [one.name for one in build(made()).files]
    assert "合同cod.exe" in names
    assert "坏�字�符�.docx" in names
    assert clean("a\ud800b\u2028c\r\nd") == "a�b\nc\nd"


def test_official_points_are_no_estimates() -> None:
    """Every view reads these texts of the model."""
    result = made()
    plan = plan_for(result)
    mixed = build(result, plan)
    assert mixed.points_told == "1 条公开来源，4 条工作口径"
    assert mixed.plan is not None
    assert mixed.plan.estimates.startswith("分值：1 条公开来源，4 条工作口径；人日")
    assert mixed.working
    result["rubric"]["provenance"] = {"official": 5}
    official = build(result, plan, Meta(rubric="正本 2026"))
    assert official.plan is not None
    assert official.plan.estimates == "分值：5 条正式；人日和天数都是工作口径的估计；日期按日历天计算。"
    assert (official.rubric, official.working) == ("正本 2026", "")
    assert dict(summary(official))["分值来源"] == "5 条正式"


def test_why_a_gain_is_another_stands_beside_it() -> None:
    plan = plan_for(made())
    plan["bundles"][1]["gain_told"] = plan["left_out"][0]["gain_told"] = "其余到审核日才失"
    found = build(made(), plan).plan
    assert found is not None
    assert "其余到审核日才失" in found.bundles[1].note
    assert found.left_out[0].why == "不做也够；其余到审核日才失"


def test_short_is_one_line_of_at_most_so_many_letters() -> None:
    assert short("甲 \n 乙") == "甲 乙"
    assert short("甲" * 20, 10) == "甲" * 9 + "…"


def test_what_people_concluded_is_copied_with_its_state() -> None:
    model = build(concluded())
    b = next(one for one in model.clauses if one.id == "B")
    assert (b.earned, b.outcome_title, b.overridden) == ("29.00", "部分符合", True)
    assert b.automatic is not None
    assert b.automatic.earned == "21.42"
    assert sorted((one.kind, one.state) for one in model.overrides) == [
        ("条件结论", "已过期"), ("条件结论", "有效"), ("特别扣分", "有效"), ("现场核查", "有效"),
    ]  # fmt: skip
    assert (model.special_counted, model.special_confirmed) == (0, 0)
    assert build(concluded("confirm")).special_confirmed == 1
    assert model.score is not None
    assert model.score.automatic == made()["score"]["confirmed"]


def test_the_machines_finding_stands_beside_what_people_decided() -> None:
    model = build(overridden())
    b = next(one for one in model.clauses if one.id == "B")
    assert b.overridden
    assert b.automatic is not None
    assert (b.automatic.earned, b.automatic.outcome_title, b.earned) == ("21.42", "部分符合", "29.00")
    assert next(one for one in model.clauses if one.id == "A").automatic is None
    assert (model.special_counted, model.special[0].status_title) == (0, "已撤销")
    assert [(one.kind, one.decision, one.state, one.why) for one in model.overrides] == [
        ("现场核查", "现场 29 / 30 合格", "有效", ""),
        ("特别扣分", "撤销", "已过期", "过期了"),
    ]
    assert ("其中自动评", "67.25 分（不合格）") in list(summary(model))


def test_why_there_is_no_level_although_the_score_suffices() -> None:
    result = made()
    result["score"]["exact"]["confirmed"] = "91"
    result["special_deductions"] = result["special_deductions"] * 5
    assert build(result).score.blocked == "总分到了达标级的 70 分线，但特别扣分有 5 项，满 5 项，所以不合格"  # type: ignore[union-attr]
    result["special_deductions"] = []
    result["rules"]["group_floor_percent"] = "50"
    assert "有大类得分不到其 50%" in build(result).score.blocked  # type: ignore[union-attr]
    assert build(made()).score.blocked == ""  # type: ignore[union-attr]


def test_the_report_is_of_the_day_of_evaluation_unless_another_is_given() -> None:
    assert build(made()).date == "2026-11-20"
    assert build(made(), meta=Meta(date="2026-12-01")).date == "2026-12-01"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"{", "不是有效的 JSON"),
        (b"[" * 100_000, "不是有效的 JSON"),
        (b"[]", "应为一个 JSON 对象"),
        (b'{"schema": "other/1"}', "不是评分结果"),
        (b'{"schema": "xingping-grade/1"}', "是旧版本评的，缺少各指标的小计"),
    ],
)
def test_what_is_no_result_is_refused_in_one_line(data: bytes, says: str) -> None:
    with pytest.raises(ReportError, match=says) as caught:
        read_result(data, "甲.json")
    assert str(caught.value).startswith("甲.json")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("key", ["clauses", "enterprise", "rules", "indicators", "documents", "exclusions"])
def test_a_result_that_was_tampered_with_is_refused_in_one_line(key: str) -> None:
    for broken in ({**made(), key: 7}, {one: value for one, value in made().items() if one != key}):
        with pytest.raises(ReportError, match="请重新生成"):
            build(broken)


@pytest.mark.parametrize("value", ["abc", "", "NaN", "1e9", 3, None])
@pytest.mark.parametrize("path", [("clauses", 0, "earned"), ("indicators", 0, "lost"), ("score", "confirmed"), ("rules", "full_marks"), ("as_of",)])
def test_figures_that_are_none_are_refused_before_a_view_meets_them(path: tuple[str | int, ...], value: Any) -> None:
    result: Any = made()
    place = result
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(ReportError, match="请重新生成"):
        build(result)


def _changed(plan: dict[str, Any], **more: Any) -> bytes:
    return json.dumps({**deepcopy(plan), **more}).encode()


def test_a_plan_of_another_grading_is_refused() -> None:
    result = made()
    plan = plan_for(result)
    assert read_plan(json.dumps(plan).encode(), result) == plan
    for more, says in (
        ({"schema": "x"}, "不是整改计划"),
        ({"as_of": "2026-01-01"}, "评定日不一致"),
        ({"enterprise": {"name": "别家"}}, "企业不一致"),
        ({"rubric": {"sha256": "0"}}, "评分表不一致"),
        ({"rubric": {}}, "缺少评分表、企业或评定日"),
    ):
        with pytest.raises(ReportError, match=says):
            read_plan(_changed(plan, **more), result)


def test_a_plan_says_whether_the_target_is_reached() -> None:
    result = made()
    plan = build(result, plan_for(result)).plan
    assert plan is not None
    assert plan.headline[0] == "目标 五星级（95 分）：能达到。"
    assert [(one.number, one.critical) for one in plan.actions][:2] == [("1", True), ("2", False)]
    assert [one.actions for one in plan.bundles] == [("1",), ("2",)]
    short_of = {**plan_for(result), "reachable": False, "why_not": ["五条做不了"]}
    told = build(result, short_of).plan
    assert told is not None
    assert told.headline[:2] == ("目标 五星级（95 分）：达不到。", "最好能到 98.00 分、五星级。五条做不了")


@pytest.mark.parametrize(("reachable", "says"), [(True, "不用整改（分值为工作口径）。"), (False, "没有能列入的行动。")])
def test_where_there_is_nothing_to_do_it_is_said_as_the_terminal_says_it(reachable: bool, says: str) -> None:
    result = made()
    idle = {"reachable": reachable, "why_not": "五条做不了", "actions": [], "bundles": [], "special": [], "critical": []}
    plan = build(result, {**plan_for(result), **idle}).plan
    assert plan is not None
    assert says in plan.headline
    assert not any("最早" in text or "做完后" in text for text in plan.headline)
    assert not plan.charts


def test_the_json_view_is_the_result_itself_and_the_plan_beside_it() -> None:
    data = canonical_of()
    result = read_result(data)
    assert to_json(result) == data
    plan = plan_for(result)
    assert to_json(result, plan) == canonical({**result, "plan": plan})


def test_what_people_decided_is_told_without_ids_or_offsets() -> None:
    model = build(concluded())
    told = {one.target: (one.decision, one.when) for one in model.overrides if one.state == "有效"}
    deduction = f"特别扣分：{model.special[0].text}"
    assert told == {
        "B 条款B（现场）": ("现场 29 / 30 合格", "2026-11-21 09:30"),
        "E 条款E：要求 1": ("符合", "2026-11-21 09:30"),
        deduction: ("撤销", "2026-11-21 09:30"),
    }
    assert dict(summary(model))["特别扣分"] == "0 项计分（另有 1 项已撤销）"
    assert dict(summary(build(made())))["特别扣分"] == "1 项"


def test_a_plan_names_the_deduction_that_an_action_is_for() -> None:
    result = made()
    plan = build(result, plan_for(result)).plan
    assert plan is not None
    targets = {one for action in plan.actions for one in action.targets}
    assert f"特别扣分：{result['special_deductions'][0]['text']}" in targets
    assert not any("sd-" in one for one in targets)
