"""Two results side by side: what changed, and the reason that the results prove."""

import json
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scoring.compare import Cause, ClauseChange, CompareError, Comparison, compare, trend
from scoring.compare.document import to_json as told
from scoring.compare.report import report
from scoring.facts.model import FileFacts
from scoring.grading import grade_facts
from scoring.overrides import Override
from scoring.profile import Exclusion, Profile
from scoring.result import canonical, to_json, with_facts
from scoring.rubric import Rubric
from tests.support.facts import AS_OF, OTHER, OWN, PROFILE, by, file, paper, says, table
from tests.support.overrides import LATER, conclude, met
from tests.support.rubrics import clause, group, passed, provided, rule, said, small

CERTIFIED = {"is": "certified", "kinds": ["management_certificate"]}
RULES = [rule("SD-law", "stated", concepts=["final_interpretation", "no_refund"])]


def rubric(points: Sequence[int] = (50, 30, 20), **more: Any) -> Rubric:
    a, b, c = points
    clauses = [
        clause("A", a, said("research_unit"), said("emergency_plan")),
        clause("B", b, passed("installation_record")),
        clause("C", c, CERTIFIED, excludable=True),
    ]
    return small(group(*clauses), rules=RULES, **more)


RUBRIC = rubric()
RESEARCH, PLAN = file("研究.docx", says("research_unit")), file("预案.docx", says("emergency_plan"))
CERTIFICATE = file("证书.pdf", paper("management_certificate", OWN, expires="2026-12-31"))


def register(*results: str, name: str = "安装.xlsx") -> FileFacts:
    rows = [(f"I{number}", "2026-03-02", result) for number, result in enumerate(results)]
    return file(name, table("installation_record", "id date result", rows), content="".join(results))


PACK = (RESEARCH, register("合格", "不合格"), CERTIFICATE)


def graded(
    *files: FileFacts, overrides: Sequence[Override] = (), as_of: date = AS_OF, profile: Profile = PROFILE, by_rubric: Rubric = RUBRIC
) -> dict[str, Any]:
    return to_json(grade_facts(files, profile, as_of, by_rubric, tuple(overrides)))


def whole(*files: FileFacts, as_of: date = AS_OF, profile: Profile = PROFILE) -> dict[str, Any]:
    """With all it was derived from, as it is saved."""
    return with_facts(grade_facts(files, profile, as_of, RUBRIC))


BEFORE = graded(*PACK)


def of(comparison: Comparison, name: str) -> ClauseChange:
    return next(one for one in comparison.clauses if one.id == name)


def ids(comparison: Comparison) -> list[str]:
    return [one.id for one in comparison.clauses]


def only(comparison: Comparison, name: str) -> Cause:
    (cause,) = of(comparison, name).causes
    return cause


# ---- causes


def test_new_evidence() -> None:
    found = compare(BEFORE, graded(*PACK, PLAN))
    assert ids(found) == ["A"]
    assert only(found, "A") == Cause("evidence", "新增 预案.docx", ("预案.docx",))
    a = of(found, "A")
    assert a.before is not None
    assert a.after is not None
    assert (a.before.outcome, a.before.earned, a.after.outcome, a.after.earned) == ("not_met", "0.00", "met", "50.00")
    (condition,) = a.conditions
    assert (condition.id, condition.before, condition.after) == ("c2", "not_met", "met")
    assert condition.text_before == "没有找到这份材料"
    assert [(one.file, one.state) for one in found.files] == [("预案.docx", "added")]


def test_evidence_taken_away() -> None:
    found = compare(graded(*PACK, PLAN), BEFORE)
    assert only(found, "A") == Cause("evidence", "撤下 预案.docx", ("预案.docx",))
    assert [(one.file, one.state) for one in found.files] == [("预案.docx", "removed")]


def test_evidence_that_was_mended() -> None:
    found = compare(BEFORE, graded(RESEARCH, register("合格", "合格"), CERTIFICATE))
    assert only(found, "B") == Cause("evidence", "改动 安装.xlsx", ("安装.xlsx",))
    assert [(one.file, one.state) for one in found.files] == [("安装.xlsx", "changed")]


def test_a_file_under_another_name_is_no_change_of_findings() -> None:
    found = compare(BEFORE, graded(replace(RESEARCH, path="部门/研究.docx"), *PACK[1:]))
    assert ids(found) == []
    assert [(one.file, one.was, one.state) for one in found.files] == [("部门/研究.docx", "研究.docx", "renamed")]


def test_the_day_alone() -> None:
    found = compare(whole(*PACK), whole(*PACK, as_of=date(2027, 1, 10)))
    assert ids(found) == ["C"]
    assert only(found, "C").kind == "date"
    assert only(found, "C").certain
    assert [(one.file, one.usable) for one in found.usable] == [("证书.pdf", False)]


def test_the_day_and_files_that_the_finding_does_not_rest_on() -> None:
    """The results do not tell which it was, so both are told, as possible."""
    found = compare(BEFORE, graded(*PACK, file("杂记.docx", says("office_party")), as_of=date(2027, 1, 10)))
    assert [(one.kind, one.certain) for one in of(found, "C").causes] == [("date", False), ("evidence", False)]


def test_points_of_the_rubric() -> None:
    found = compare(BEFORE, graded(*PACK, by_rubric=rubric((40, 40, 20))))
    assert found.rubric_changed
    assert ids(found) == ["A", "B"]
    assert only(found, "B").kind == "rubric"
    assert "由 30 改为 40" in only(found, "B").text


def test_clauses_that_the_rubric_gained_and_lost() -> None:
    other = small(group(clause("A", 50, said("research_unit"), said("emergency_plan")), clause("N", 50, provided("service_manual"))), rules=RULES)
    found = compare(BEFORE, graded(*PACK, by_rubric=other))
    assert ids(found) == ["N", "B", "C"]
    assert [of(found, name).before is None for name in "NBC"] == [True, False, False]
    assert {only(found, name).kind for name in "NBC"} == {"rubric"}


def test_a_conclusion_that_began_changed_and_ended() -> None:
    early = met(BEFORE, "A", "c2")
    late = conclude(BEFORE, kind="condition", clause="A", condition="c2", outcome="unknown", when=LATER)
    first, second, third = graded(*PACK, overrides=[early]), graded(*PACK, overrides=[early, late]), graded(*PACK)
    began, changed, ended = compare(BEFORE, first), compare(first, second), compare(second, third)
    for found, state in ((began, "added"), (changed, "changed"), (ended, "ended")):
        assert only(found, "A").kind == "override"
        assert [one.state for one in found.overrides] == [state]
    assert began.before.automatic == began.after.automatic == began.before.score == "35.00"
    assert began.after.score == "85.00"


def test_a_conclusion_that_no_longer_counts_says_why() -> None:
    one = met(BEFORE, "A", "c2")
    mended = file("研究.docx", says("research_unit"), content="第二版")
    found = compare(graded(*PACK, overrides=[one]), graded(mended, *PACK[1:], overrides=[one]))
    assert only(found, "A").kind == "override"
    assert "须由人看过并重新确认" in only(found, "A").text


def test_a_conclusion_and_evidence_at_once() -> None:
    one = conclude(BEFORE, kind="on_site", clause="B", passed=3, drawn=4)
    after = graded(RESEARCH, register("合格", "合格"), CERTIFICATE)
    renewed = conclude(after, kind="on_site", clause="B", passed=4, drawn=5)
    found = compare(graded(*PACK, overrides=[one]), graded(RESEARCH, register("合格", "合格"), CERTIFICATE, overrides=[renewed]))
    assert [cause.kind for cause in of(found, "B").causes] == ["override", "evidence"]


def test_a_file_that_a_person_named() -> None:
    talk = file("手记.docx", kinds=["notice"])
    by_manual = small(group(clause("A", 100, provided("service_manual"))))
    before = graded(talk, by_rubric=by_manual)
    one = conclude(before, kind="file_kind", file=talk.sha256, kinds=["service_manual"])
    found = compare(before, graded(talk, by_rubric=by_manual, overrides=[one]))
    assert only(found, "A").kind == "override"
    assert only(found, "A").text == "新的人工结论 文件 手记.docx：认作 售后服务手册"


def test_an_exclusion() -> None:
    cut = replace(PROFILE, exclusions=(Exclusion("C", "不涉及"),))
    found = compare(BEFORE, graded(*PACK, profile=cut))
    assert ids(found) == ["C"]
    assert only(found, "C") == Cause("profile", "档案里删减了这一条：不涉及")
    assert found.profile_changed == ("删减",)


def test_the_profile_where_nothing_else_changed() -> None:
    foreign = file("研究.docx", by(OTHER), says("research_unit"))
    found = compare(whole(foreign), whole(foreign, profile=replace(PROFILE, branches=(OTHER,))))
    assert only(found, "A").kind == "profile"
    assert only(found, "A").certain
    assert found.profile_changed == ("分支机构",)


def raised(result: dict[str, Any]) -> dict[str, Any]:
    after = deepcopy(result)
    after["clauses"][0] |= {"outcome": "met", "earned": "50.00", "possible": "50.00"}
    return after


def test_the_program_where_nothing_at_all_changed() -> None:
    cause = only(compare(whole(*PACK), raised(whole(*PACK))), "A")
    assert (cause.kind, cause.certain) == ("program", True)


def test_what_a_result_does_not_tell_may_have_changed() -> None:
    """Without the profile in the documents nothing rules out that it was the profile."""
    cause = only(compare(BEFORE, raised(BEFORE)), "A")
    assert (cause.kind, cause.certain) == ("program", False)
    assert "没有记下的档案内容" in cause.text
    assert not only(compare(BEFORE, graded(*PACK, as_of=date(2027, 1, 10))), "C").certain


def test_a_profile_that_only_its_facts_tell_of() -> None:
    looking = replace(PROFILE, whole_population=("all",))
    cause = only(compare(whole(*PACK), raised(whole(*PACK, profile=looking))), "A")
    assert cause == Cause("profile", "企业档案有改动：全部查看的条款")


def test_a_longer_period_is_not_called_another_day() -> None:
    longer = replace(PROFILE, period_months=24)
    cause = only(compare(whole(*PACK), raised(whole(*PACK, profile=longer))), "A")
    assert (cause.kind, cause.certain) == ("profile", True)
    assert cause.text == "企业档案有改动：审核期长度；审核期由 2025-11-20 至 2026-11-20 改为 2024-11-20 至 2026-11-20"


# ---- the rest


def test_levels_that_were_reached_and_lost() -> None:
    one = met(BEFORE, "A", "c2")
    up = compare(BEFORE, graded(*PACK, overrides=[one]))
    assert [(c.of, c.before, c.after, c.up) for c in up.crossings] == [("confirmed", "不合格", "三星级", True)]
    down = compare(graded(*PACK, overrides=[one]), BEFORE)
    assert [(c.of, c.up) for c in down.crossings] == [("confirmed", False)]
    papers = compare(BEFORE, graded(*PACK, PLAN))
    assert [(c.of, c.up) for c in papers.crossings] == [("confirmed", True), ("automatic", True)]
    stars = compare(graded(*PACK, PLAN), graded(RESEARCH, register("合格"), CERTIFICATE, PLAN))
    assert [(c.before, c.after, c.up) for c in stars.crossings] == [("三星级", "五星级", True)] * 2


def test_special_deductions() -> None:
    notice = file("告示.docx", says("final_interpretation"), says("no_refund"), kinds=["promotion_material"])
    with_them = graded(*PACK, notice)
    assert [one.state for one in compare(BEFORE, with_them).special] == ["appeared", "appeared"]
    assert [one.state for one in compare(with_them, BEFORE).special] == ["gone", "gone"]
    ruling = conclude(with_them, kind="special", deduction=with_them["special_deductions"][0]["id"], decision="dismiss")
    dismissed = compare(with_them, graded(*PACK, notice, overrides=[ruling]))
    assert [one.state for one in dismissed.special] == ["dismissed"]
    assert (dismissed.before.special, dismissed.after.special) == (2, 1)


def test_the_same_result_twice() -> None:
    one = met(BEFORE, "A", "c2")
    for result in (BEFORE, graded(*PACK, overrides=[one]), with_facts(grade_facts(PACK, PROFILE, AS_OF, RUBRIC))):
        assert compare(result, result).empty
        assert told(compare(result, result))["empty"] is True


def test_facts_beside_the_result_change_nothing() -> None:
    assert compare(BEFORE, with_facts(grade_facts(PACK, PROFILE, AS_OF, RUBRIC))).empty


def test_a_result_from_a_file_is_the_one_that_was_written() -> None:
    result = with_facts(grade_facts(PACK, PROFILE, AS_OF, RUBRIC, (met(BEFORE, "A", "c2"),)))
    assert compare(json.loads(canonical(result)), result).empty


def test_a_longer_period_is_a_change_of_the_profile() -> None:
    old, new = (with_facts(grade_facts(PACK, replace(PROFILE, period_months=months), AS_OF, RUBRIC)) for months in (12, 24))
    assert compare(old, new).profile_changed == ("审核期长度",)


def test_another_enterprise_is_noted() -> None:
    (note,) = compare(BEFORE, graded(*PACK, profile=replace(PROFILE, name=OTHER))).notes
    assert OTHER in note


def test_the_document_is_plain_json() -> None:
    document = told(compare(BEFORE, graded(*PACK, PLAN)))
    assert document["schema"] == "xingping-comparison/1"
    assert canonical(document)
    assert document["clauses"][0]["causes"] == ({"kind": "evidence", "text": "新增 预案.docx", "files": ("预案.docx",), "certain": True},)


def test_a_checklist() -> None:
    checklist = small(group(clause("A", 0, said("emergency_plan"))), scored=False, levels=[])
    found = compare(graded(by_rubric=checklist), graded(PLAN, by_rubric=checklist))
    assert ids(found) == ["A"]
    assert (found.before.score, found.after.level, found.crossings) == (None, None, ())
    assert "没有 0" not in "\n".join(report(told(found)))


@pytest.mark.parametrize(
    "line",
    [
        "确认分　　　35.00 不合格 → 84.00 三星级",
        "★ 计入人工结论：由不合格升为三星级",
        "A 条款A　不符合 0.00/50 → 符合 50.00/50〔人工〕",
        "原因：人工结论——新的人工结论",
        "其中自动评　35.00 不合格 → 34.00 不合格",
        "＋ 出现　拟定扣分",
        "＋ 新增　告示.docx",
    ],
)
def test_the_report(line: str) -> None:
    notice = file("告示.docx", says("final_interpretation"), kinds=["promotion_material"])
    after = graded(*PACK, notice, overrides=[met(BEFORE, "A", "c2")])
    assert line in "\n".join(report(told(compare(BEFORE, after))))


def test_the_report_on_nothing() -> None:
    assert "两份结果没有不同" in list(report(told(compare(BEFORE, BEFORE))))


# ---- what cannot be compared


def test_other_rubrics_cannot_be_compared() -> None:
    with pytest.raises(CompareError, match="不是同一个评分表（small 与 other）"):
        compare(BEFORE, graded(*PACK, by_rubric=rubric(id="other")))


@pytest.mark.parametrize("other", [None, 5, [], {}, {"schema": "xingping-plan/1"}])
def test_what_is_no_result(other: Any) -> None:
    with pytest.raises(CompareError, match="后一份不是评分结果"):
        compare(BEFORE, other)
    with pytest.raises(CompareError, match="前一份不是评分结果"):
        compare(other, BEFORE)


@pytest.mark.parametrize("name", ["rubric", "as_of", "period", "enterprise", "clauses", "special_deductions", "documents", "exclusions", "level"])
@pytest.mark.parametrize("value", [None, 5, "x", [5], {"x": 5}])
def test_a_result_that_was_broken(name: str, value: Any) -> None:
    """Told in one line, or compared as far as it goes."""
    try:
        lines = list(report(told(compare(BEFORE, {**BEFORE, name: value}))))
    except CompareError as error:
        lines = [str(error)]
    assert lines
    assert not any("\n" in line for line in lines)


# ---- over time


def test_the_trend_is_in_the_order_of_days() -> None:
    ruled = graded(*PACK, overrides=[met(BEFORE, "A", "c2")], as_of=date(2026, 11, 25))
    assert trend([ruled, BEFORE]) == [
        {"as_of": "2026-11-20", "confirmed": "35.00", "automatic": "35.00", "level": "unqualified"},
        {"as_of": "2026-11-25", "confirmed": "85.00", "automatic": "35.00", "level": "three_star"},
    ]
    with pytest.raises(CompareError):
        trend([BEFORE, {}])
