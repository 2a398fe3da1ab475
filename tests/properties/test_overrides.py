"""What must hold for every set of conclusions: they come and go without a trace, in any order, and only what they may touch moves."""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.compare import compare
from scoring.compare.document import to_json as told
from scoring.compare.report import report
from scoring.facts.model import FileFacts
from scoring.grading import grade_facts
from scoring.overrides import Override, overrides_from_json, overrides_to_json
from scoring.profile import Exclusion, Profile
from scoring.result import canonical, to_json, with_facts
from scoring.terminal import report as grade_report
from tests.support.facts import AS_OF, OWN, file, paper, says, table, unreadable
from tests.support.overrides import conclude
from tests.support.rubrics import clause, group, passed, provided, rule, said, small

CLAUSES = [
    clause("A", 30, said("research_unit"), said("emergency_plan")),
    clause("B", 25, passed("installation_record"), said("active_service")),
    clause("C", 20, provided("service_manual")),
    clause("D", 15, {"is": "certified", "kinds": ["management_certificate"]}, excludable=True),
    clause("E", 10, said("commissioned_research"), excludable=True),
]
RULES = [rule("SD-law", "stated", concepts=["final_interpretation", "no_refund"]), rule("SD-own", "breached", clauses=["B"])]
BONUS = {"points_each": 1, "at_most": 1, "concepts": ["research_unit", "active_service"]}
RUBRIC = small(group(*CLAUSES[:2], name="1"), group(*CLAUSES[2:], name="2"), rules=RULES, special_bonus=BONUS)
PROFILE = Profile(name=OWN, exclusions=(Exclusion("E", "不涉及"),))
POOL = {
    one.path: one
    for one in (
        file("研究.docx", says("research_unit")),
        file("预案.docx", says("emergency_plan"), kinds=["website_page"]),
        file("安装.xlsx", table("installation_record", "id date result", [("I1", "2026-03-02", "合格"), ("I2", "2026-03-03", "不合格")])),
        file("活动.docx", says("active_service", "affirmed", "2026-05-01")),
        file("手记.docx", kinds=["notice"]),
        file("证书.pdf", paper("management_certificate", OWN, expires="2028-01-01")),
        file("告示.docx", says("final_interpretation"), says("no_refund"), kinds=["promotion_material"]),
        unreadable("扫描手册.pdf", "service_manual"),
    )
}
packs = st.lists(st.sampled_from(list(POOL)), unique=True).map(lambda names: tuple(sorted(names)))
quick = settings(max_examples=80, deadline=None)


def pick(names: Sequence[str]) -> tuple[FileFacts, ...]:
    return tuple(POOL[name] for name in names)


def judged(names: Sequence[str], overrides: Sequence[Override] = ()) -> Any:
    return with_facts(grade_facts(pick(names), PROFILE, AS_OF, RUBRIC, tuple(overrides)))


@lru_cache(maxsize=512)
def plain(names: tuple[str, ...]) -> Any:
    return judged(names)


def sayings(result: Any) -> list[dict[str, Any]]:
    """All that could be concluded on a result."""
    kept = [one for one in result["clauses"] if one["excluded_because"] is None]
    out: list[dict[str, Any]] = [
        {"kind": "condition", "clause": one["id"], "condition": condition["id"], "outcome": outcome}
        for one in kept
        for condition in one["conditions"]
        for outcome in ("met", "not_met", "unknown")
    ]
    out += [{"kind": "on_site", "clause": one["id"], "outcome": outcome} for one in kept for outcome in ("met", "not_met")]
    out += [{"kind": "on_site", "clause": one["id"], "passed": k, "drawn": 3} for one in kept if one["mode"] == "sample_ratio" for k in range(4)]
    out += [{"kind": "special", "deduction": one["id"], "decision": word} for one in result["special_deductions"] for word in ("dismiss", "confirm")]
    out += [{"kind": "bonus", "claim": one["id"], "decision": "confirm"} for one in result["bonus_claims"]]
    out += [{"kind": "file_kind", "file": one["sha256"], "kinds": [kind]} for one in result["documents"] for kind in ("notice", "service_manual")]
    return out


@st.composite
def conclusions(draw: st.DrawFn) -> tuple[tuple[str, ...], list[Override]]:
    """A pack, and conclusions on it: many on one target, made at few moments, some of them over."""
    names = draw(packs)
    result = plain(names)
    chosen = draw(st.lists(st.sampled_from(sayings(result)), max_size=8))
    whens = st.sampled_from(["2026-11-21T09:30:00+08:00", "2026-11-21T02:30:00+00:00", "2026-11-22T09:30:00+08:00"])
    untils = st.sampled_from(["2027-06-30", "2027-06-30", "2026-11-20", "2026-11-19"])
    made = [conclude(result, when=draw(whens), until=draw(untils), who=f"审核员{n}", **one) for n, one in enumerate(chosen)]
    return names, made


def exact(result: Any, which: str = "confirmed") -> Fraction:
    return Fraction(result["score"]["exact"][which])


@quick
@given(conclusions(), st.randoms(use_true_random=False))
def test_the_order_of_conclusions_changes_no_byte(case: tuple[tuple[str, ...], list[Override]], chance: Any) -> None:
    names, made = case
    shuffled = list(made)
    chance.shuffle(shuffled)
    files = list(pick(names))
    chance.shuffle(files)
    again = with_facts(grade_facts(tuple(files), PROFILE, AS_OF, RUBRIC, tuple(shuffled)))
    assert canonical(again) == canonical(judged(names, made))


@quick
@given(conclusions())
def test_the_automatic_grade_stands_beside_and_comes_back(case: tuple[tuple[str, ...], list[Override]]) -> None:
    names, made = case
    before, with_them = plain(names), judged(names, made)
    if "automatic" in with_them:
        alone = with_them["automatic"]
        assert all(alone[part] == before[part] for part in ("score", "level", "level_titles"))
        assert alone["clauses"] == {one["id"]: {key: one[key] for key in ("outcome", "earned", "possible")} for one in before["clauses"]}
    assert canonical(judged(names, ())) == canonical(before)
    over = [one.model_copy(update={"until": AS_OF.replace(day=1)}) for one in made]
    ended = judged(names, over)
    assert ended["basis"].pop("overrides", []) == overrides_to_json(over)
    assert {one["state"] for one in ended.pop("overrides", [])} <= {"expired"}
    assert canonical(ended) == canonical(before)


@quick
@given(conclusions())
def test_every_conclusion_is_listed_once_as_it_was_given(case: tuple[tuple[str, ...], list[Override]]) -> None:
    names, made = case
    listed = judged(names, made).get("overrides", [])
    told = ("state", "why", "about", "decided")
    assert [{key: value for key, value in one.items() if key not in told} for one in listed] == overrides_to_json(made)
    assert all(one["why"] and one["about"] and one["decided"] for one in listed)
    assert overrides_from_json(overrides_to_json(made)) == tuple(sorted(made, key=lambda one: (one.moment, one.id)))


@quick
@given(conclusions())
def test_scores_keep_their_bounds_and_the_clauses_their_points(case: tuple[tuple[str, ...], list[Override]]) -> None:
    result = judged(*case)
    assert 0 <= exact(result) <= exact(result, "possible") <= 100
    low, high = (Fraction(one) for one in result["score"]["exact"]["allocation_range"])
    assert low <= exact(result) <= high
    for one in result["clauses"]:
        assert 0 <= Fraction(one["earned"]) <= Fraction(one["possible"]) <= Fraction(one["points"])
    (excluded,) = [one for one in result["clauses"] if one["id"] == "E"]
    assert (excluded["outcome"], excluded["earned"]) == ("not_applicable", "0.00")


@quick
@given(conclusions())
def test_the_fingerprints_of_clauses_are_those_of_the_papers(case: tuple[tuple[str, ...], list[Override]]) -> None:
    """A conclusion does not move what it rests on; naming a file may."""
    names, made = case
    kept = [one for one in made if one.kind != "file_kind"]
    before, after = plain(names), judged(names, kept)
    for part in ("clauses", "special_deductions", "bonus_claims", "documents"):
        assert [one["fingerprint"] for one in after[part]] == [one["fingerprint"] for one in before[part]]


@quick
@given(packs)
def test_all_conditions_met_earn_full_marks_less_the_special_deductions(names: tuple[str, ...]) -> None:
    before = plain(names)
    made = [
        conclude(before, kind="condition", clause=one["id"], condition=condition["id"], outcome="met")
        for one in before["clauses"]
        if one["excluded_because"] is None
        for condition in one["conditions"]
    ]
    after = judged(names, made)
    assert exact(after) == 100 - len(after["special_deductions"])
    assert exact(after, "possible") == 100
    assert after["special_deductions"] == before["special_deductions"]


@quick
@given(conclusions())
def test_a_result_does_not_differ_from_itself(case: tuple[tuple[str, ...], list[Override]]) -> None:
    result = judged(*case)
    assert compare(result, result).empty


@quick
@given(conclusions(), conclusions())
def test_every_change_has_a_reason_and_can_be_shown(
    first: tuple[tuple[str, ...], list[Override]], second: tuple[tuple[str, ...], list[Override]]
) -> None:
    before, after = judged(*first), judged(*second)
    found = compare(before, after)
    changed = {one["id"] for one, other in zip(before["clauses"], after["clauses"], strict=True) if one["earned"] != other["earned"]}
    assert changed <= {one.id for one in found.clauses}
    for one in found.clauses:
        assert one.causes
        assert "program" not in [cause.kind for cause in one.causes]
    assert canonical(told(found))
    assert list(report(told(found)))
    assert list(grade_report(to_json(grade_facts(pick(first[0]), PROFILE, AS_OF, RUBRIC, tuple(first[1])))))
