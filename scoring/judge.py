"""Facts + profile + date + rubric -> Grade. Pure: no file, clock, network or chance; the order of files changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import partial

from scoring.allocation import allocation_range
from scoring.assumption import with_assumed_name, with_former_names
from scoring.calendar import Period
from scoring.contradictions import Contradiction, contradictions
from scoring.contradictions.effect import concerning, settled
from scoring.eligibility import Threshold, thresholds
from scoring.evidence import Evidence
from scoring.facts.model import FileFacts
from scoring.industry import industry_of
from scoring.kind_groups import kind_groups
from scoring.misnamed import misnamed_notice
from scoring.override_model import Applied
from scoring.points import Standing, group_floors_hold, normalised, settled_score, standing
from scoring.predicates import judge as judge_predicate
from scoring.profile import ALL, Profile
from scoring.rubric import Clause, Condition, Rubric
from scoring.rubric.predicates import AllOf, AnyOf, Certified, Predicate
from scoring.special import BonusClaim, SpecialDeduction, bonus_claims, special_deductions
from scoring.validity import Frame
from scoring.verdict import Outcome, Sample, Verdict


@dataclass(frozen=True, slots=True)
class ConditionResult:
    condition: Condition
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ClauseResult:
    """Points as exact fractions. An excluded clause is not applicable and earns nothing; `share` is what it earned of its points.

    `found` is the clause as the papers alone have it, where people concluded otherwise; `on_site` is (passed, drawn) of theirs.
    """

    clause: Clause
    outcome: Outcome
    share: Fraction
    possible_share: Fraction
    sample: Sample | None
    conditions: tuple[ConditionResult, ...]
    excluded_because: str | None = None
    outcome_if_kept: Outcome | None = None
    contradictions: tuple[Contradiction, ...] = ()
    found: "ClauseResult | None" = None
    on_site: tuple[int, int] | None = None

    @property
    def earned(self) -> Fraction:
        return Fraction(0) if self.excluded_because is not None else Fraction(self.clause.points) * self.share

    @property
    def possible(self) -> Fraction:
        return Fraction(0) if self.excluded_because is not None else Fraction(self.clause.points) * self.possible_share


@dataclass(frozen=True, slots=True)
class RefusedExclusion:
    clause: str
    reason: str
    why: str


@dataclass(frozen=True, slots=True)
class Scores:
    """Exact scores. `range` is over all admissible allocations of points, special deductions counted."""

    confirmed: Standing
    possible: Standing
    without_exclusions: Fraction
    range: tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Grade:
    """The whole result as values; result.py gives it its JSON form.

    `overrides` are what people concluded, each with what became of it; `automatic` is the grade without them, where any is
    in force; `bonus` how many special bonuses were granted.
    """

    rubric: Rubric
    profile: Profile
    as_of: date
    evidence: Evidence
    clauses: tuple[ClauseResult, ...]
    special: tuple[SpecialDeduction, ...]
    bonus_claims: tuple[BonusClaim, ...]
    scores: Scores | None
    eligibility: tuple[Threshold, ...]
    refused_exclusions: tuple[RefusedExclusion, ...]
    notices: tuple[str, ...]
    contradictions: tuple[Contradiction, ...] = ()
    overrides: tuple[Applied, ...] = ()
    automatic: "Grade | None" = None
    bonus: int = 0

    @property
    def counted(self) -> int:
        """How many special deductions cost points: all but those that a person dismissed."""
        return sum(1 for one in self.special if one.status != "dismissed")


def grade(
    files: Sequence[FileFacts], profile: Profile, as_of: date, rubric: Rubric, others: Mapping[str, "Grade"] | None = None
) -> Grade:
    """Grade a pack. `others` are grades of the rubrics that this one needs, by id."""
    profile = with_former_names(with_assumed_name(profile, files), files)
    accepted, refused = _exclusions(rubric, profile)
    frame = Frame(profile, as_of, Period.before(as_of, profile.period_months), kind_groups(), fresh_months(rubric))
    scored = {name: (one.scores.confirmed.score, _level_ids(one)) for name, one in (others or {}).items() if one.scores is not None}
    evidence = Evidence.of(files, frame, industry_of(profile.industry), frozenset(accepted), scored)
    clashes = contradictions(evidence)
    clauses = tuple(_clause(clause, evidence, accepted.get(clause.id), clashes) for clause in rubric.clauses())
    sampling = {one.clause.id: replace(_sampling(one), sample=one.sample) for one in clauses if one.sample and one.excluded_because is None}
    special = special_deductions(rubric, evidence, sampling)
    return Grade(
        rubric=rubric,
        profile=profile,
        as_of=as_of,
        evidence=evidence,
        clauses=clauses,
        special=special,
        bonus_claims=bonus_claims(rubric, evidence),
        scores=scores_of(rubric, clauses, len(special)) if rubric.scored else None,
        eligibility=thresholds(rubric, evidence),
        refused_exclusions=refused,
        notices=(*_notices(profile, evidence, clauses), *_whole_unknown(profile, [rubric, *(one.rubric for one in (others or {}).values())])),
        contradictions=clashes,
    )


def _exclusions(rubric: Rubric, profile: Profile) -> tuple[dict[str, str], tuple[RefusedExclusion, ...]]:
    """Accepted exclusions (clause -> reason) and the refused ones, which have no effect."""
    clauses = {clause.id: clause for clause in rubric.clauses()}
    accepted: dict[str, str] = {}
    refused = []
    for one in profile.exclusions:
        if one.clause not in clauses:
            refused.append(RefusedExclusion(one.clause, one.reason, "评分表里没有这个条款"))
        elif not clauses[one.clause].excludable:
            refused.append(RefusedExclusion(one.clause, one.reason, f"“{clauses[one.clause].title}”不是可以删减的条款"))
        elif not one.reason:
            refused.append(RefusedExclusion(one.clause, one.reason, "没有写删减理由"))
        else:
            accepted[one.clause] = one.reason
    return accepted, tuple(refused)


def _clause(clause: Clause, evidence: Evidence, excluded_because: str | None, clashes: Sequence[Contradiction]) -> ClauseResult:
    concerned = [concerning(one.predicate, clashes) for one in clause.conditions]
    judge = partial(judge_predicate, clause=clause.id)
    verdicts = (judge(one.predicate, evidence) for one in clause.conditions)
    results = tuple(
        ConditionResult(one, settled(one.predicate, verdict, found, evidence, judge))
        for one, verdict, found in zip(clause.conditions, verdicts, concerned, strict=True)
    )
    outcome, share, possible = outcome_of(clause, results)
    sample = next((one.verdict.sample for one in results if one.verdict.sample is not None), None)
    touching = tuple(one for one in clashes if any(one in found for found in concerned))
    shown = "not_applicable" if excluded_because is not None else outcome
    return ClauseResult(clause, shown, share, possible, sample, results, excluded_because, outcome, touching)


def outcome_of(clause: Clause, results: Sequence[ConditionResult]) -> tuple[Outcome, Fraction, Fraction]:
    """Outcome, confirmed share and possible share of a clause's points (rubric §1)."""
    outcomes = [one.verdict.outcome for one in results]
    if "error" in outcomes or "not_met" in [one.verdict.outcome for one in results if one.verdict.sample is None]:
        return ("error" if "error" in outcomes else "not_met"), Fraction(0), Fraction(0)
    sample = next((one.verdict.sample for one in results if one.verdict.sample is not None), None)
    possible = sample.possible_share if sample is not None else Fraction(1)
    if clause.mode == "all_or_nothing" and "partial" in outcomes:
        return "not_met", Fraction(0), Fraction(0)
    if "unknown" in outcomes:
        return "unknown", Fraction(0), possible
    if clause.mode == "sample_ratio" and sample is not None:
        outcome: Outcome = "met" if sample.share == 1 else ("partial" if sample.share else "not_met")
        return outcome, sample.share, possible
    return "met", Fraction(1), Fraction(1)


def _sampling(one: ClauseResult) -> Verdict:
    return next(result.verdict for result in one.conditions if result.verdict.sample is not None)


def scores_of(rubric: Rubric, clauses: Sequence[ClauseResult], special: int, confirmed: int = 0, bonus: int = 0) -> Scores:
    """The scores for these clauses, `special` deductions (of which people confirmed `confirmed`) and granted bonuses.

    The possible score takes every deduction that is only proposed as withdrawn.
    """
    kept = [one for one in clauses if one.excluded_because is None]
    applicable = sum((Fraction(one.clause.points) for one in kept), Fraction(0))
    earned = sum((one.earned for one in kept), Fraction(0))
    possible = sum((one.possible for one in kept), Fraction(0))
    everything = sum((Fraction(one.clause.points) * one.share for one in clauses), Fraction(0))
    excluded = frozenset(one.clause.id for one in clauses if one.excluded_because is not None)
    low, high = allocation_range(rubric, {one.clause.id: one.share for one in clauses}, excluded)
    now = standing(rubric, normalised(rubric, earned, applicable, special, bonus), special)
    hoped = standing(rubric, normalised(rubric, possible, applicable, confirmed, bonus), confirmed)
    if not group_floors_hold(rubric, {one.clause.id: one.earned for one in clauses}, excluded):
        now = replace(now, level=None)
    if not group_floors_hold(rubric, {one.clause.id: one.possible for one in clauses}, excluded):
        hoped = replace(hoped, level=None)
    return Scores(
        confirmed=now,
        possible=hoped,
        without_exclusions=normalised(rubric, everything, rubric.full_marks, special, bonus),
        range=(settled_score(rubric, low, special, bonus), settled_score(rubric, high, special, bonus)),
    )


def _level_ids(one: Grade) -> tuple[str, ...]:
    """The levels reached, lowest first."""
    assert one.scores is not None
    reached = one.scores.confirmed.level
    return tuple(level.id for level in one.rubric.levels if reached is not None and level.lower <= reached.lower)


def fresh_months(rubric: Rubric) -> dict[str, int]:
    """How old dated papers may be, by kind, as the rubric's own predicates ask."""
    return {kind: rule.within_months for rule in _certified(rubric) for kind in rule.kinds if rule.within_months is not None}


def _certified(rubric: Rubric) -> list[Certified]:
    found: list[Certified] = []
    todo: list[Predicate] = [condition.predicate for clause in rubric.clauses() for condition in clause.conditions]
    while todo:
        one = todo.pop()
        if isinstance(one, AnyOf | AllOf):
            todo.extend(one.of)
        elif isinstance(one, Certified):
            found.append(one)
    return found


def _notices(profile: Profile, evidence: Evidence, clauses: Sequence[ClauseResult]) -> tuple[str, ...]:
    out = [*misnamed_notice(profile, evidence.papers), *profile.notices]
    if not any(paper.readable for paper in evidence.papers):
        out.append("没有一份文件能读出内容，全部条款按没有证据计")
    if profile.industry and not evidence.industry.listed:
        out.append(f"行业“{profile.industry}”的必需法规、许可和法定最低期限清单未收录，只查了通用的两部法律")
    return (*out, *unsure_notice(clauses))


def unsure_notice(clauses: Sequence[ClauseResult]) -> tuple[str, ...]:
    """One line on the clauses that cannot be judged; nothing where there are none."""
    unsure = [one.clause.id for one in clauses if one.outcome == "unknown"]
    if not unsure:
        return ()
    return (f"{len(unsure)} 条因材料看不清或互相矛盾无法判断（{'、'.join(unsure)}），确认分按不符合计，可能分按符合计",)


def _whole_unknown(profile: Profile, rubrics: Sequence[Rubric]) -> list[str]:
    """Clauses of which all records are asked for, and which no rubric samples."""
    sampling = {clause.id for rubric in rubrics for clause in rubric.clauses() if clause.mode == "sample_ratio"}
    names = [name for name in profile.whole_population if name != ALL and name not in sampling]
    return [f"要求全部查看的条款 {'、'.join(names)} 不在评分表里，或不是抽样条款，没有影响"] if names else []
