"""What overrides do to a grade, and when they do nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scoring.facts.model import FileFacts
from scoring.grading import grade_facts
from scoring.overrides import Override
from scoring.profile import Exclusion, Profile
from scoring.result import canonical, to_json, with_facts
from scoring.rubric import Rubric, load_rubric
from tests.support.facts import AS_OF, OWN, PROFILE, file, paper, says, table, unreadable
from tests.support.overrides import LATER, conclude, met
from tests.support.rubrics import clause, group, passed, provided, rule, said, small

RUBRIC = small(
    group(
        clause("A", 40, said("research_unit"), said("emergency_plan")),
        clause("B", 30, passed("installation_record"), said("active_service")),
        clause("C", 20, provided("service_manual")),
        clause("D", 10, said("commissioned_research"), excludable=True),
    ),
    rules=[rule("SD-law", "stated", concepts=["final_interpretation", "no_refund"])],
    special_bonus={"points_each": 2, "at_most": 1, "concepts": ["research_unit", "active_service"]},
)
ROWS = [("I1", "2026-03-02", "合格"), ("I2", "2026-03-03", "不合格")]
REGISTER = file("安装.xlsx", table("installation_record", "id date result", ROWS))
RESEARCH = file("研究.docx", says("research_unit"))
TALK = file("手记.docx", kinds=["notice"])
FILES = (
    RESEARCH,
    REGISTER,
    file("活动.docx", says("active_service", "affirmed", "2026-05-01")),
    file("告示.docx", says("final_interpretation"), says("no_refund"), kinds=["promotion_material"]),
    TALK,
)
# A 0 (no emergency plan), B 15, C 0, D 0, two special deductions
SCORE = "13.00"


def graded(*overrides: Override, files: Sequence[FileFacts] = FILES, as_of: date = AS_OF, profile: Profile = PROFILE, rubric: Rubric = RUBRIC) -> Any:
    return to_json(grade_facts(tuple(files), profile, as_of, rubric, overrides))


PLAIN = graded()


def of(result: Any, name: str) -> Any:
    return next(one for one in result["clauses"] if one["id"] == name)


def states(result: Any) -> list[str]:
    return [one["state"] for one in result["overrides"]]


def score(result: Any) -> tuple[str, str]:
    return result["score"]["confirmed"], result["score"]["possible"]


def test_the_papers_alone() -> None:
    assert score(PLAIN) == (SCORE, "15.00")
    assert "overrides" not in PLAIN
    assert "automatic" not in PLAIN
    assert not any("overridden_by" in one for part in ("clauses", "special_deductions", "documents", "bonus_claims") for one in PLAIN[part])


# ---- conditions


def test_a_condition_that_a_person_sees_met() -> None:
    one = met(PLAIN, "A", "c2")
    result = graded(one)
    assert score(result) == ("53.00", "55.00")
    assert result["automatic"]["score"] == PLAIN["score"]
    assert result["automatic"]["level_titles"] == PLAIN["level_titles"]
    assert result["automatic"]["clauses"]["A"] == {"outcome": "not_met", "earned": "0.00", "possible": "0.00"}
    assert result["automatic"]["special_deductions"] == 2
    a = of(result, "A")
    assert (a["outcome"], a["earned"], a["overridden_by"]) == ("met", "40.00", [one.id])
    c1, c2 = a["conditions"]
    assert "overridden_by" not in c1
    assert (c2["outcome"], c2["overridden_by"], c2["automatic"]["outcome"]) == ("met", [one.id], "not_met")
    assert "审核员甲" in c2["text"]
    assert c2["remedies"] == []
    assert result["overrides"][0]["state"] == "active"


def test_a_condition_that_a_person_sees_not_met() -> None:
    both = graded(met(PLAIN, "A", "c2"), conclude(PLAIN, kind="condition", clause="A", condition="c1", outcome="not_met"))
    assert of(both, "A")["earned"] == "0.00"
    assert of(both, "A")["conditions"][0]["remedies"]  # a gap, with what to do


def test_unknown_costs_the_confirmed_score_alone() -> None:
    result = graded(met(PLAIN, "A", "c2"), conclude(PLAIN, kind="condition", clause="A", condition="c1", outcome="unknown"))
    assert of(result, "A")["outcome"] == "unknown"
    assert (of(result, "A")["earned"], of(result, "A")["possible"]) == ("0.00", "40.00")
    assert any("无法判断（A）" in notice for notice in result["notices"])


def test_a_scan_judged_by_eye_leaves_no_notice() -> None:
    scan = unreadable("手册.pdf", "service_manual")
    before = graded(files=[*FILES, scan])
    assert any("无法判断（C）" in notice for notice in before["notices"])
    after = graded(met(before, "C", "c1"), files=[*FILES, scan])
    assert not any("无法判断" in notice for notice in after["notices"])
    assert of(after, "C")["earned"] == "20.00"


def test_a_sampling_condition_that_a_person_sees_met_earns_all() -> None:
    assert of(graded(met(PLAIN, "B", "c1")), "B")["earned"] == "30.00"


# ---- on the spot


def test_what_was_drawn_on_the_spot_replaces_the_share() -> None:
    result = graded(conclude(PLAIN, kind="on_site", clause="B", passed=2, drawn=3))
    b = of(result, "B")
    assert (b["outcome"], b["earned"], b["on_site_result"]) == ("partial", "20.00", {"passed": 2, "drawn": 3})
    assert b["sample"] == of(PLAIN, "B")["sample"]  # what the papers show stays
    assert b["conditions"][0]["automatic"]["outcome"] == "partial"
    assert "现场抽查 3、合格 2" in b["conditions"][0]["text"]


@pytest.mark.parametrize(("k", "outcome", "earned"), [(0, "not_met", "0.00"), (3, "met", "30.00")])
def test_none_and_all_on_the_spot(k: int, outcome: str, earned: str) -> None:
    b = of(graded(conclude(PLAIN, kind="on_site", clause="B", passed=k, drawn=3)), "B")
    assert (b["outcome"], b["earned"]) == (outcome, earned)


def test_premises_of_a_sample_hold_on_the_spot_too() -> None:
    without = [one for one in FILES if one.path != "活动.docx"]
    before = graded(files=without)
    assert of(graded(conclude(before, kind="on_site", clause="B", passed=3, drawn=3), files=without), "B")["earned"] == "0.00"


@pytest.mark.parametrize(("outcome", "earned"), [("met", "30.00"), ("not_met", "0.00")])
def test_the_spot_decides_a_clause_whole(outcome: str, earned: str) -> None:
    b = of(graded(conclude(PLAIN, kind="on_site", clause="B", outcome=outcome)), "B")
    assert (b["outcome"], b["earned"], b["possible"]) == (outcome, earned, earned)
    assert [one["outcome"] for one in b["conditions"]] == [one["outcome"] for one in of(PLAIN, "B")["conditions"]]


def test_the_spot_stands_above_the_conditions_it_decides() -> None:
    a = graded(met(PLAIN, "A", "c2"), conclude(PLAIN, kind="on_site", clause="A", outcome="not_met"))
    assert sorted(states(a)) == ["active", "superseded"]
    assert of(a, "A")["earned"] == "0.00"
    b = graded(
        conclude(PLAIN, kind="on_site", clause="B", passed=1, drawn=3),
        met(PLAIN, "B", "c1"),
        conclude(PLAIN, kind="condition", clause="B", condition="c2", outcome="not_met"),
    )
    assert sorted(states(b)) == ["active", "active", "superseded"]
    assert of(b, "B")["earned"] == "0.00"


# ---- special deductions and bonuses


def special(result: Any, number: int) -> str:
    return str(result["special_deductions"][number]["id"])


def test_a_dismissed_deduction_stays_listed_and_costs_nothing() -> None:
    one = conclude(PLAIN, kind="special", deduction=special(PLAIN, 0), decision="dismiss")
    result = graded(one)
    assert score(result) == ("14.00", "15.00")
    assert [item["status"] for item in result["special_deductions"]] == ["dismissed", "proposed"]
    assert result["special_deductions"][0]["overridden_by"] == [one.id]
    assert "overridden_by" not in result["special_deductions"][1]


def test_a_confirmed_deduction_costs_the_possible_score_too() -> None:
    result = graded(conclude(PLAIN, kind="special", deduction=special(PLAIN, 0), decision="confirm"))
    assert score(result) == (SCORE, "14.00")
    assert result["special_deductions"][0]["status"] == "confirmed"


def test_five_deductions_fail_unless_one_is_dismissed() -> None:
    concepts = ["final_interpretation", "no_refund", "no_liability", "refuse_return_7days", "unfair_penalty"]
    rubric = small(
        group(clause("A", 100, said("research_unit"))), rules=[rule(f"SD-{n}", "stated", concepts=[name]) for n, name in enumerate(concepts)]
    )
    files = [RESEARCH, file("告示.docx", *(says(name) for name in concepts), kinds=["promotion_material"])]
    before = graded(files=files, rubric=rubric)
    assert before["level"] == {"confirmed": "unqualified", "possible": "five_star"}
    after = graded(conclude(before, kind="special", deduction=special(before, 2), decision="dismiss"), files=files, rubric=rubric)
    assert after["level"] == {"confirmed": "five_star", "possible": "five_star"}
    all_of_them = [conclude(before, kind="special", deduction=special(before, n), decision="confirm") for n in range(5)]
    assert graded(*all_of_them, files=files, rubric=rubric)["level"]["possible"] == "unqualified"


def test_a_granted_bonus_is_added_after_normalising_and_once() -> None:
    first, second = (conclude(PLAIN, kind="bonus", claim=one["id"], decision="confirm") for one in PLAIN["bonus_claims"])
    result = graded(first)
    assert score(result) == ("15.00", "17.00")
    assert result["bonus_claims"][0]["status"] == "confirmed"
    assert result["bonus_claims"][0]["overridden_by"] == [first.id]
    assert "status" not in result["bonus_claims"][1]
    assert score(graded(first, second)) == ("15.00", "17.00")  # at most one


def test_a_bonus_never_lifts_above_full_marks() -> None:
    rubric = small(group(clause("A", 100, said("research_unit"))), special_bonus={"points_each": 2, "at_most": 1, "concepts": ["research_unit"]})
    before = graded(files=[RESEARCH], rubric=rubric)
    after = graded(conclude(before, kind="bonus", claim=before["bonus_claims"][0]["id"], decision="confirm"), files=[RESEARCH], rubric=rubric)
    assert score(after) == ("100.00", "100.00")
    assert after["score"]["allocation_range"] == ["100.00", "100.00"]


# ---- kinds of files


def test_a_file_of_another_kind_is_judged_as_that() -> None:
    one = conclude(PLAIN, kind="file_kind", file=TALK.sha256, kinds=["service_manual"])
    result = graded(one)
    assert of(result, "C")["earned"] == "20.00"
    assert "overridden_by" not in of(result, "C")  # judged by the papers, as the file was named
    assert result["automatic"]["clauses"]["C"]["earned"] == "0.00"
    (document,) = [item for item in result["documents"] if item["file"] == TALK.path]
    assert (document["kinds"], document["overridden_by"]) == (["service_manual"], [one.id])


def test_conclusions_on_clauses_rest_on_the_files_as_they_were_named() -> None:
    named = conclude(PLAIN, kind="file_kind", file=TALK.sha256, kinds=["service_manual"])
    doubted = conclude(graded(named), kind="condition", clause="C", condition="c1", outcome="not_met", when=LATER)
    assert of(graded(named, doubted), "C")["outcome"] == "not_met"
    assert states(graded(doubted)) == ["to_review"]


def test_the_result_keeps_the_facts_as_they_were_read() -> None:
    one = conclude(PLAIN, kind="file_kind", file=TALK.sha256, kinds=["service_manual"])
    plain, ruled = (with_facts(grade_facts(FILES, PROFILE, AS_OF, RUBRIC, some)) for some in ((), (one,)))
    assert ruled["basis"]["facts"] == plain["basis"]["facts"]
    assert [item["id"] for item in ruled["basis"]["overrides"]] == [one.id]


# ---- states


def test_an_override_ends_after_its_last_day() -> None:
    one = met(PLAIN, "A", "c2", until=AS_OF.isoformat())
    assert states(graded(one)) == ["active"]
    after = graded(one, as_of=date(2026, 11, 21))
    assert states(after) == ["expired"]
    assert "2026-11-20" in after["overrides"][0]["why"]
    assert "automatic" not in after


def test_an_override_is_looked_at_again_when_its_evidence_changes() -> None:
    one = met(PLAIN, "A", "c2")
    changed = [file("研究.docx", says("research_unit"), content="第二版"), *FILES[1:]]
    result = graded(one, files=changed)
    assert states(result) == ["to_review"]
    assert of(result, "A")["earned"] == "0.00"
    assert score(result) == (SCORE, "15.00")
    assert states(graded(met(result, "A", "c2"), files=changed)) == ["active"]  # confirmed anew


def test_an_override_is_looked_at_again_when_the_rubric_changes() -> None:
    other = small(group(clause("A", 60, said("research_unit"), said("emergency_plan")), clause("C", 40, provided("service_manual"))))
    assert states(graded(met(PLAIN, "A", "c2"), rubric=other)) == ["to_review"]


def test_files_that_the_clause_does_not_rest_on_change_nothing() -> None:
    assert states(graded(met(PLAIN, "A", "c2"), files=[*FILES, file("杂记.docx", says("office_party"))])) == ["active"]


def test_a_deduction_found_in_another_place_too_is_looked_at_again() -> None:
    one = conclude(PLAIN, kind="special", deduction=special(PLAIN, 0), decision="dismiss")
    more = file("单页.docx", says("final_interpretation"), kinds=["promotion_material"])
    result = graded(one, files=[*FILES, more])
    assert special(result, 0) == special(PLAIN, 0)
    assert states(result) == ["to_review"]
    assert result["special_deductions"][0]["status"] == "proposed"


def no_target(one: Override, **changes: Any) -> Override:
    return one.model_copy(update=changes)


GONE = [
    ("a clause", no_target(met(PLAIN, "A", "c2"), clause="Z"), "没有条款 Z"),
    ("a condition", no_target(met(PLAIN, "A", "c2"), condition="c9"), "条款 A 里现在没有这项要求"),
    ("a share of no sample", no_target(conclude(PLAIN, kind="on_site", clause="B", passed=1, drawn=2), clause="A"), "不是按抽样比例"),
    ("a file", no_target(conclude(PLAIN, kind="file_kind", file=TALK.sha256, kinds=["notice"]), file="0" * 64), "没有这份文件"),
    ("a deduction", no_target(conclude(PLAIN, kind="special", deduction=special(PLAIN, 0), decision="dismiss"), deduction="sd-0"), "特别扣分"),
    ("a claim", no_target(conclude(PLAIN, kind="bonus", claim=PLAIN["bonus_claims"][0]["id"], decision="confirm"), claim="bc-0"), "特别加分"),
]


@pytest.mark.parametrize(("one", "why"), [one[1:] for one in GONE], ids=[one[0] for one in GONE])
def test_what_has_no_target_is_kept_and_told(one: Override, why: str) -> None:
    result = graded(one)
    assert states(result) == ["no_target"]
    assert why in result["overrides"][0]["why"]
    del result["overrides"]
    assert result == PLAIN


def test_no_override_makes_an_excluded_clause_count() -> None:
    cut = replace(PROFILE, exclusions=(Exclusion("D", "不涉及"),))
    result = graded(met(PLAIN, "D", "c1"), conclude(PLAIN, kind="on_site", clause="D", outcome="met"), profile=cut)
    assert states(result) == ["no_target", "no_target"]
    assert result["score"] == graded(profile=cut)["score"]
    assert of(result, "D")["outcome"] == "not_applicable"


def test_of_two_on_one_target_the_later_holds() -> None:
    early = met(PLAIN, "A", "c2")
    late = conclude(PLAIN, kind="condition", clause="A", condition="c2", outcome="not_met", when=LATER, who="审核员乙")
    for order in ((early, late), (late, early)):
        result = graded(*order)
        assert [(one["id"], one["state"]) for one in result["overrides"]] == [(early.id, "superseded"), (late.id, "active")]
        assert late.who in result["overrides"][0]["why"]
        assert of(result, "A")["outcome"] == "not_met"


def test_one_that_ended_stands_in_nobodys_way() -> None:
    early, late = met(PLAIN, "A", "c2"), conclude(PLAIN, kind="on_site", clause="A", outcome="not_met", when=LATER, until="2026-11-01")
    assert states(graded(early, late)) == ["active", "expired"]


# ---- fingerprints


def test_the_order_of_files_changes_no_fingerprint() -> None:
    assert canonical(graded(files=FILES[::-1])) == canonical(PLAIN)


def test_the_day_alone_changes_no_fingerprint() -> None:
    """A licence that has run out is told with the day of evaluation; the fact is the same a day later."""
    rubric = small(group(clause("A", 100, said("research_unit"))), rules=[rule("SD-permit", "permits")])
    licence = file("许可.pdf", paper("permit", OWN, title="食品经营许可证", expires="2026-01-31"))
    first, second = (graded(files=[licence], rubric=rubric, as_of=day)["special_deductions"] for day in (AS_OF, date(2026, 11, 21)))
    assert [one["text"] for one in first] != [one["text"] for one in second]
    assert [(one["id"], one["fingerprint"]) for one in first] == [(one["id"], one["fingerprint"]) for one in second]
    assert len(first) == 1


def test_deductions_that_say_the_same_have_names_of_their_own() -> None:
    names = [one["id"] for one in PLAIN["special_deductions"]]
    assert len(set(names)) == len(names) == 2


def test_a_checklist_takes_conclusions_without_points() -> None:
    checklist = small(group(clause("A", 0, said("emergency_plan"))), scored=False, levels=[])
    before = graded(rubric=checklist)
    after = graded(met(before, "A", "c1"), rubric=checklist)
    assert of(after, "A")["outcome"] == "met"
    assert after["automatic"]["clauses"]["A"]["outcome"] == "not_met"
    assert "score" not in after
    assert "score" not in after["automatic"]


def test_a_rubric_that_needs_another_sees_the_files_as_they_were_named() -> None:
    """The readiness list reads the national standard's score, which rises where a person says what a file is."""
    readiness = load_rubric("completeness")
    before = graded(files=[TALK], rubric=readiness)
    one = conclude(before, kind="file_kind", file=TALK.sha256, kinds=["recall_procedure"])
    after = grade_facts((TALK,), PROFILE, AS_OF, readiness, (one,))
    assert after.automatic is not None
    without, with_it = (one.evidence.scored["gbt27922-2011"][0] for one in (after.automatic, after))
    assert without < with_it
