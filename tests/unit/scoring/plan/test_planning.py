"""Plans on hand-made rubrics: gains, deductions, locks, dates, what expires, what is out of reach."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from scoring.grading import grade_facts
from scoring.judge import Grade
from scoring.plan import Plan, PlanError, Wish, plan
from scoring.plan.choosing import Choice
from scoring.plan.document import to_json
from scoring.plan.ground import ground
from scoring.plan.terminal import report
from scoring.points import Standing
from scoring.profile import Profile
from scoring.result import to_json as result_json
from scoring.rubric import Rubric
from scoring.rubric.loader import load_rubric
from scoring.verdict import unknown
from tests.support.plans import TODAY, asked, graded
from tests.support.rubrics import group, small

LATER = TODAY + timedelta(days=60)


@pytest.fixture
def rubric() -> Rubric:
    """80 points earned leave A (cheap, slow), B (dear, quick) and C (two actions)."""
    return small(
        group(
            asked("M", 80),
            asked("A", 5, ("甲", 2, 60), excludable=True),
            asked("B", 10, ("乙", 6, 7)),
            asked("C", 5, ("丙", 1, 7), ("丁", "1.5", 14)),
        )
    )


def made(grade: Grade, wish: Wish, *, at: Any = None) -> Plan:
    return plan(grade, at or (lambda _: grade), wish)


def clauses(found: Plan) -> list[str]:
    return [one.clause.id for one in found.chosen]


def test_the_cheapest_clauses_are_chosen_whole(rubric: Rubric) -> None:
    found = made(graded(rubric, {"M": 1}), Wish("four_star"))
    assert clauses(found) == ["A", "C"]  # 4.5 person-days; B alone takes 6
    assert [one.action.id for one in found.steps] == ["A/c1", "C/c1", "C/c2"]
    assert (found.after.score, found.after.level.id if found.after.level else "") == (90, "four_star")
    assert found.earliest == TODAY + timedelta(days=60)
    assert [(one.action.id, one.slack) for one in found.steps] == [("A/c1", 0), ("C/c1", 53), ("C/c2", 46)]
    assert {one.gap.clause.id: one.why for one in found.left_out} == {"B": "到四星级用不着，或有更省的办法"}


def test_a_day_of_the_audit_rules_out_what_takes_longer(rubric: Rubric) -> None:
    found = made(graded(rubric, {"M": 1}), Wish("四星级", audit=TODAY + timedelta(days=20)))
    assert clauses(found) == ["B"]
    late = next(one for one in found.left_out if one.gap.clause.id == "A")
    assert late.why == "最早 2027-01-19 才能完成，晚于审核日 2026-12-10"


def test_a_clause_that_is_partly_earned_gains_what_it_still_loses(rubric: Rubric) -> None:
    found = to_json(made(graded(rubric, {"M": 1, "B": Fraction(2, 3), "A": 1}), Wish("five_star")))
    assert [(one["clause"], one["gain"]) for one in found["bundles"]] == [("C", "5.00")]
    assert {one["clause"]: one["gain"] for one in found["left_out"]} == {"B": "3.34"}
    assert found["before"] == {"score": "91.66", "level": "four_star", "title": "四星级"}


def test_all_special_deductions_are_rectified_and_give_their_points_back(rubric: Rubric) -> None:
    grade = graded(rubric, {"M": 1, "A": 1, "B": 1}, special=["一", "二"])
    found = to_json(made(grade, Wish("five_star")))
    assert (found["before"]["score"], found["after"]["score"]) == ("93.00", "95.00")
    assert found["bundles"] == []
    assert [(one["id"], one["special"], one["clauses"]) for one in found["actions"]] == [("SD-law/1", "SD-law", []), ("SD-law/2", "SD-law", [])]
    assert found["effort_days"] == "2"


def test_five_special_deductions_fail_until_they_are_rectified(rubric: Rubric) -> None:
    grade = graded(rubric, {"M": 1, "A": 1, "B": 1, "C": 1}, special=list("一二三四五"))
    found = made(grade, Wish("five_star"))
    assert found.before.failed_by_deductions
    assert found.reachable
    late = made(grade, Wish("five_star", audit=TODAY + timedelta(days=3)))
    assert not late.reachable
    assert "满 5 项不合格" in late.why_not


def test_a_dismissed_deduction_asks_for_nothing(rubric: Rubric) -> None:
    grade = graded(rubric, {"M": 1, "A": 1, "B": 1, "C": 1}, special=["一"])
    dismissed = replace(grade, special=(replace(grade.special[0], status="dismissed"),))
    assert made(dismissed, Wish("five_star")).steps == ()


def test_a_late_rectification_misses_the_target(rubric: Rubric) -> None:
    found = to_json(made(graded(rubric, {"M": 1, "A": 1, "B": 1}, special=["一"]), Wish("four_star", audit=TODAY + timedelta(days=3))))
    assert not found["reachable"]
    assert found["after"]["score"] == "94.00"  # the point is still lost on that day
    assert found["why_not"] == "特别扣分 SD-law/1 必须整改，最早 2026-11-27 完成，晚于审核日 2026-11-23"
    assert any("审核日不早于 2026-11-27 即可" in note for note in found["notes"])


def test_late_deductions_that_weigh_more_than_was_earned_are_made_up_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is earned, so the score is kept at 0: the three points below it must be gained as well, and known to the solver."""
    many = small(group(*(asked(f"C{number:02}", 4, (f"材料 {number}", 1, 1)) for number in range(25))))
    asked_of: list[frozenset[str]] = []
    standing = Choice._standing

    def counted(choice: Choice, closed: frozenset[str]) -> Standing:
        asked_of.append(closed)
        assert len(asked_of) < 200, "sets are cut off one by one"
        return standing(choice, closed)

    monkeypatch.setattr(Choice, "_standing", counted)
    found = made(graded(many, special=["一", "二", "三"]), Wish("pass", audit=TODAY + timedelta(days=3)))
    assert len(found.chosen) == 19
    assert found.after.score == 73  # 76 - 3; 18 clauses would give 69


def test_what_cannot_be_done_is_left_out_and_its_price_is_told(rubric: Rubric) -> None:
    found = made(graded(rubric, {"M": 1}), Wish("four_star", cannot=("C",)))
    assert clauses(found) == ["B"]
    assert {one.gap.clause.id: one.why for one in found.left_out}["C"] == "锁定为做不了，少得 5.00 分"
    assert any(note.startswith("不锁定时：能到四星级，计划约 4.5 人日") and "锁定之后：能到四星级，计划约 6 人日" in note for note in found.notes)


def test_without_locks_means_without_any_of_them(rubric: Rubric) -> None:
    """A and C are the cheapest; with C out and B under way anyway, B alone is the plan."""
    free = made(graded(rubric, {"M": 1}), Wish("four_star"))
    found = made(graded(rubric, {"M": 1}), Wish("four_star", cannot=("C",), doing=("B",)))
    outcome = f"能到四星级，计划约 4.5 人日、最早 {free.earliest} 完成"
    assert any(note.startswith(f"做不了、在做的锁定全部去掉时：{outcome}；锁定之后：") for note in found.notes)
    under_way = made(graded(rubric, {"M": 1}), Wish("four_star", doing=("B",)))
    assert any(note.startswith(f"不锁定时：{outcome}；锁定之后：能到四星级，计划约 6 人日") for note in under_way.notes)
    same = made(graded(rubric, {"M": 1}), Wish("four_star", doing=("A",)))
    assert "锁定没有让计划变贵或变慢" in same.notes


def test_what_is_done_before_the_review_period_would_not_count(rubric: Rubric) -> None:
    audit = date(2028, 6, 1)
    then = graded(rubric, {"M": 1}, special=["一", "二"], day=audit)
    found = to_json(made(graded(rubric, {"M": 1}, special=["一"]), Wish("four_star", audit=audit), at=lambda _: then))
    dates = {one["id"]: (one["start"], one["finish"]) for one in found["actions"]}
    assert dates["A/c1"] == ("2027-06-01", "2027-07-31")
    assert dates["SD-law/1"] == ("2026-11-20", "2026-11-27")  # wrong today, to be put right today
    assert dates["SD-law/2"] == ("2027-06-01", "2027-06-08")
    assert (found["earliest_date"], found["critical"]) == ("2027-07-31", ["A/c1"])
    assert any("要按审核日所在的 2028 年度做" in note for note in found["notes"])
    assert any(note.startswith("审核日 2028-06-01 的审核期从 2027-06-01 开始，更早的记录到时不算") for note in found["notes"])


def test_what_takes_longer_than_the_review_period_begins_before_it_and_ends_within() -> None:
    slow = small(group(asked("M", 90), asked("A", 10, ("甲", 2, 500))))
    audit = date(2028, 6, 1)
    found = made(graded(slow, {"M": 1}), Wish("five_star", audit=audit), at=lambda day: graded(slow, {"M": 1}, day=day))
    assert found.reachable
    assert [(one.start, one.finish) for one in found.steps] == [(audit - timedelta(days=500), audit)]


def test_a_near_audit_shifts_nothing(rubric: Rubric) -> None:
    found = made(graded(rubric, {"M": 1}), Wish("four_star", audit=LATER), at=lambda day: graded(rubric, {"M": 1}, day=day))
    assert {one.start for one in found.steps} == {TODAY}
    assert not any("审核期从" in note for note in found.notes)


def test_nothing_to_do_is_not_a_date_of_completion(rubric: Rubric) -> None:
    found = to_json(made(graded(rubric, {"M": 1}), Wish("pass")))
    assert (found["nothing_to_do"], found["actions"], found["earliest_date"]) == (True, [], TODAY.isoformat())
    assert found["notes"][0] == "不用整改：到审核日 2026-11-20 不补条款也在达标级"
    assert not any(TODAY.isoformat() + " 完成" in note or note.startswith("日期") for note in found["notes"])
    assert not to_json(made(graded(rubric, {"M": 1}), Wish("four_star")))["nothing_to_do"]


def test_out_of_reach_says_why_and_plans_to_the_best_level(rubric: Rubric) -> None:
    found = to_json(made(graded(rubric, {"M": 1}), Wish("five_star", cannot=("B",))))
    assert not found["reachable"]
    assert found["best"] == {"score": "90.00", "level": "four_star", "title": "四星级"}
    assert found["why_not"] == "能补的全部补齐也只有 90.00 分，距五星级（95 分）差 5 分；锁定为做不了的 B 少得 10.00 分"
    assert [one["clause"] for one in found["bundles"]] == ["A", "C"]


def test_where_no_level_can_be_reached_all_that_can_be_done_is_listed(rubric: Rubric) -> None:
    found = made(graded(rubric), Wish("pass", cannot=("M",)))
    assert not found.reachable
    assert clauses(found) == ["A", "B", "C"]
    assert "能补的全部补齐也到不了任何一级，下面全部列出" in found.notes


def test_where_all_that_can_be_done_leads_to_no_further_level_it_is_listed(rubric: Rubric) -> None:
    found = made(graded(rubric, {"M": 1, "A": 1, "B": 1}, special=["一"]), Wish("five_star", cannot=("C",), audit=TODAY + timedelta(days=7)))
    assert found.reachable  # 95 once the deduction is rectified
    short = made(graded(rubric, {"M": 1, "B": 1}), Wish("five_star", cannot=("A",), audit=TODAY + timedelta(days=13)))
    assert clauses(short) == []
    partly = made(graded(rubric, {"M": 1, "B": Fraction(1, 2)}), Wish("four_star", cannot=("C", "A"), audit=TODAY + timedelta(days=6)))
    assert not partly.reachable
    assert "能补的全部补齐也还在三星级" in partly.notes


def test_something_is_still_gained_where_the_level_stays(rubric: Rubric) -> None:
    found = to_json(made(graded(rubric, {"M": 1}), Wish("five_star", cannot=("B", "C"))))
    assert [one["clause"] for one in found["bundles"]] == ["A"]
    assert (found["after"], found["before"]["level"]) == (found["best"], found["best"]["level"])


def test_work_under_way_that_ends_after_the_audit_is_shown_and_not_counted(rubric: Rubric) -> None:
    found = to_json(made(graded(rubric, {"M": 1}), Wish("four_star", doing=("A",), audit=TODAY + timedelta(days=20))))
    assert [(one["clause"], one["lock"]) for one in found["bundles"]] == [("A", "doing"), ("B", None)]
    assert found["after"]["score"] == "90.00"
    assert found["earliest_date"] == "2027-01-19"
    assert "在做的 A 按估计 2027-01-19 才完成，晚于审核日，没有计入得分" in found["notes"]


def test_what_is_under_way_is_part_of_the_plan_and_its_effort_is_shown(rubric: Rubric) -> None:
    found = to_json(made(graded(rubric, {"M": 1}), Wish("four_star", doing=("B",))))
    assert [(one["clause"], one["lock"]) for one in found["bundles"]] == [("B", "doing")]
    assert (found["effort_days"], found["under_way_days"]) == ("6", "6")


def test_a_floor_of_a_group_is_reached_as_well() -> None:
    floors = small(group(asked("A", 90), name="1"), group(asked("B", 6, ("乙", 9, 7)), asked("C", 4, ("丙", 1, 7)), name="2"), group_floor_percent=50)
    grade = graded(floors, {"A": 1})
    assert grade.scores is not None
    assert grade.scores.confirmed.level is None  # 90 points, and nothing of the second group
    assert clauses(made(grade, Wish("four_star"))) == ["B"]
    locked = made(grade, Wish("four_star", cannot=("B",)))
    assert not locked.reachable
    assert "有大类达不到该类分值的 50%" in locked.why_not


def test_an_exclusion_is_never_proposed_and_its_points_scale_the_gains(rubric: Rubric) -> None:
    found = to_json(made(graded(rubric, {"M": 1}, excluded=["A"]), Wish("five_star")))
    assert "A" not in {one["clause"] for one in (*found["bundles"], *found["left_out"])}
    assert [(one["clause"], one["gain"]) for one in found["bundles"]] == [("B", "10.52"), ("C", "5.26")]


def test_what_expires_before_the_audit_is_a_gap_with_the_engines_reason(rubric: Rubric) -> None:
    today = graded(rubric, {"M": 1, "A": 1, "B": 1, "C": 1})
    then = graded(rubric, {"M": 1, "A": 1, "C": 1}, day=LATER)
    found = to_json(made(today, Wish("five_star", audit=LATER), at=lambda _: then))
    assert (found["before"]["score"], found["at_audit"]["score"], found["after"]["score"]) == ("100.00", "90.00", "100.00")
    assert [(one["clause"], one["expires"]) for one in found["bundles"]] == [("B", True)]
    expiring = found["expiring"]
    assert [(one["clause"], one["on"], one["loses"], one["loses_text"]) for one in expiring] == [("B", "2027-01-19", "10.00", "少 10.00 分")]
    assert expiring[0]["text"]
    assert any("仍有效" in note and "2027-01-19" in note for note in found["notes"])


def test_a_gain_that_is_another_than_the_results_says_why(rubric: Rubric) -> None:
    """The result tells of today's loss; the plan has to cover the day of the audit, when more is lost."""
    today = graded(rubric, {"M": 1, "A": 1, "B": Fraction(9, 10), "C": 0})
    then = graded(rubric, {"M": 1, "A": 1, "B": Fraction(8, 10), "C": 0}, day=LATER)
    found = to_json(made(today, Wish("five_star", audit=LATER), at=lambda _: then))
    rows = {one["clause"]: one for one in (*found["bundles"], *found["left_out"])}
    told = {one["id"]: one["gain"] for one in result_json(today)["clauses"]}
    assert (told["B"], rows["B"]["gain"]) == ("1.00", "2.00")
    assert rows["B"]["gain_told"] == "可增 2.00 分里，评定日失的是 1.00 分，其余到审核日才失"
    assert (rows["C"]["gain"], rows["C"]["gain_told"]) == (told["C"], "")
    assert rows["B"]["gain_told"] in "\n".join(report(found))


def test_a_loss_too_small_to_show_is_told(rubric: Rubric) -> None:
    then = graded(rubric, {"M": 1, "A": 1, "C": 1, "B": Fraction(9999, 10000)}, day=LATER)
    found = to_json(made(graded(rubric, {"M": 1, "A": 1, "B": 1, "C": 1}), Wish("five_star", audit=LATER), at=lambda _: then))
    assert [(one["loses"], one["loses_text"]) for one in found["expiring"]] == [("0.00", "少不到 0.01 分")]


def test_what_only_time_would_mend_stays_a_gap(rubric: Rubric) -> None:
    base = ground(graded(rubric, {"M": 1}), graded(rubric, {"M": 1, "A": 1}, day=LATER))
    assert [one.clause.id for one in base.gaps] == ["A", "B", "C"]
    assert base.expiring == ()


def test_a_deduction_that_comes_by_the_audit_is_added_and_one_that_stays_is_not_doubled(rubric: Rubric) -> None:
    base = ground(graded(rubric, special=["一"]), graded(rubric, special=["一", "二"], day=LATER))
    assert [(one.deduction.text, one.expires) for one in base.special] == [("一", False), ("二", True)]
    gone = ground(graded(rubric, special=["一"]), graded(rubric, day=LATER))
    assert [one.deduction.text for one in gone.special] == ["一"]


def test_without_an_audit_date_what_expires_until_the_last_day_is_planned_too(rubric: Rubric) -> None:
    """A's remedy is the cheapest and takes 60 days; by then B has expired."""
    days: list[date] = []

    def at(day: date) -> Grade:
        days.append(day)
        return graded(rubric, {"M": 1}, day=day)

    found = to_json(made(graded(rubric, {"M": 1, "B": 1}), Wish("five_star"), at=at))
    assert days == [LATER]
    assert [(one["clause"], one["expires"]) for one in found["bundles"]] == [("A", False), ("B", True)]
    assert (found["audit_date"], found["earliest_date"], found["audit_given"]) == (LATER.isoformat(), LATER.isoformat(), False)
    assert any(note.startswith("没有给审核日，按 2027-01-19 审核") for note in found["notes"])


def test_days_that_do_not_settle_are_told() -> None:
    """Each later day another clause fails, whose remedy takes longer still."""
    names = [f"K{number:02d}" for number in range(20)]
    whole = [{"id": "whole", "title": "满分级", "from": 100}]
    drifting = small(group(*(asked(name, 5, (name, 1, 10 * (number + 1))) for number, name in enumerate(names))), levels=whole)

    def at(day: date) -> Grade:
        lost = (day - TODAY).days // 10
        return graded(drifting, {name: int(number > lost) for number, name in enumerate(names)}, day=day)

    found = made(at(TODAY), Wish("whole"), at=at)
    assert found.earliest > found.ground.audit
    assert any("没有稳定" in note for note in found.notes)


def test_what_could_not_be_judged_is_made_legible_first(rubric: Rubric) -> None:
    grade = graded(rubric, {"M": 1, "A": 1, "C": 1})
    blurred = tuple(
        replace(one, outcome="unknown", conditions=tuple(replace(item, verdict=unknown("low_ocr_quality", "看不清")) for item in one.conditions))
        if one.clause.id == "B"
        else one
        for one in grade.clauses
    )
    found = to_json(made(replace(grade, clauses=blurred), Wish("five_star")))
    assert [(one["clause"], one["outcome"]) for one in found["bundles"]] == [("B", "unknown")]
    assert found["actions"][0]["id"] == "B/c1?"
    assert "清晰件" in found["actions"][0]["do"]
    assert any(note.startswith("B 现在无法判断") for note in found["notes"])


def test_the_same_remedy_is_one_action_of_all_its_clauses() -> None:
    shared = small(group(asked("M", 90), asked("A", 4, ("同一份名单", 3, 7)), asked("B", 6, ("同一份名单", 3, 7))))
    found = to_json(made(graded(shared, {"M": 1}), Wish("five_star")))
    assert [(one["id"], one["clauses"], one["days"]) for one in found["actions"]] == [("A/c1", ["A", "B"], "3")]
    assert found["effort_days"] == "3"


def test_switched_findings_show_the_score_and_leave_the_plan(rubric: Rubric) -> None:
    grade = graded(rubric, {"M": 1})
    plain, found = to_json(made(grade, Wish("four_star"))), to_json(made(grade, Wish("four_star", on=("B",), off=("M",))))
    assert found["what_if"] == {"on": ["B"], "off": ["M"], "score": "10.00", "level": "unqualified", "title": "不合格"}
    assert found["bundles"] == plain["bundles"]


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (Wish("六星级"), "没有等级“六星级”，可用：pass（达标级）"),
        (Wish(cannot=("X",)), "做不了的条款 X 不在评分表"),
        (Wish(off=("X",)), "假设不符合的条款 X 不在评分表"),
        (Wish(on=("A",)), "假设符合的条款 A 已删减"),
        (Wish(cannot=("B",), doing=("B",)), "条款 B 同时写在“做不了”和“在做”里"),
        (Wish(on=("B",), off=("B",)), "条款 B 同时写在“假设符合”和“假设不符合”里"),
        (Wish(start=TODAY - timedelta(days=1)), "开始日 2026-11-19 早于"),
        (Wish(audit=TODAY - timedelta(days=1)), "审核日 2026-11-19 早于"),
        (Wish(start=date(2900, 1, 1)), "开始日 2900-01-01 太远"),
        (Wish(audit=date(2029, 11, 21)), "审核日 2029-11-21 太远，最多到开始日之后 3 年（2029-11-20，工作口径的限制）"),
    ],
)
def test_a_wish_that_does_not_fit_is_one_line(rubric: Rubric, wish: Wish, words: str) -> None:
    with pytest.raises(PlanError) as raised:
        made(graded(rubric, {"M": 1}, excluded=["A"]), wish)
    assert words in str(raised.value)
    assert "\n" not in str(raised.value)
    assert "--" not in str(raised.value)


def test_a_checklist_has_no_stars_to_plan_for() -> None:
    with pytest.raises(PlanError, match="不计分"):
        made(grade_facts((), Profile(), TODAY, load_rubric("completeness")), Wish())
