"""Overrides on a grade: which of them hold today, and the grade with those. Pure; nothing is dropped.

Kinds of files come first and everything is judged anew with them; then conditions, results on the spot, special deductions
and bonuses. The scores come from the functions that every grade's scores come from.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from scoring.beijing import moment
from scoring.facts.model import FileFacts
from scoring.judge import ClauseResult, ConditionResult, Grade, outcome_of, scores_of, unsure_notice
from scoring.override_model import (
    Applied,
    BonusOverride,
    ConditionOverride,
    FileKindOverride,
    OnSite,
    Override,
    SpecialOverride,
    in_order,
    target,
)
from scoring.overrides.basis import bonus_basis, bonus_ids, clause_basis, file_basis, special_basis, special_ids
from scoring.overrides.effect import effect
from scoring.overrides.rekind import rekinded
from scoring.rubric import Rubric
from scoring.rubric.loader import rubric_sha256
from scoring.rubric.predicates import SAMPLING
from scoring.special import SpecialDeduction
from scoring.verdict import Sample, Verdict, sampled

OUTCOMES = {"met": "符合", "not_met": "不符合", "unknown": "无法判断"}
_STATUS = {"dismiss": "dismissed", "confirm": "confirmed"}

Files = tuple[FileFacts, ...]


@dataclass(frozen=True, slots=True)
class _Missing:
    """Why there is nothing for an override to act on."""

    why: str


# What an override rests on today (a basis), or why there is nothing to act on.
_Find = Callable[[Override], str | _Missing]


def with_overrides(files: Files, overrides: Iterable[Override], as_of: date, rubric: Rubric, judge: Callable[[Files], Grade]) -> Grade:
    """The grade of the files under the overrides. `judge` grades files without any."""
    ordered = sorted(overrides, key=in_order)
    sha256 = rubric_sha256(rubric)
    automatic = judge(files)
    on_files = _decided([one for one in ordered if isinstance(one, FileKindOverride)], as_of, _of_files(files, sha256))
    named = {one.file: one.kinds for one in _active(on_files) if isinstance(one, FileKindOverride)}
    judged = judge(tuple(rekinded(one, named[one.sha256]) if one.sha256 in named else one for one in files)) if named else automatic
    on_files = [_with_effect(one, automatic, judged) for one in on_files]
    rest = _decided([one for one in ordered if not isinstance(one, FileKindOverride)], as_of, _of_grade(judged, sha256))
    applied = sorted((*on_files, *_overruled(rest, judged)), key=lambda one: in_order(one.override))
    active = _active(applied)
    if not active:
        return replace(automatic, overrides=tuple(applied))
    return replace(_concluded(judged, active), overrides=tuple(applied), automatic=automatic)


def _with_effect(one: Applied, before: Grade, after: Grade) -> Applied:
    """A decision on a file says what it changed: no figure of the grade need tell."""
    if one.state != "active" or not isinstance(one.override, FileKindOverride):
        return one
    return replace(one, why=f"{one.why}：{effect(before, after, one.override.file)}")


# ---- which of them hold


def _decided(ordered: Sequence[Override], as_of: date, find: _Find) -> list[Applied]:
    """Each with its state; of several that hold on one target the last is active."""
    out = [_state(one, as_of, find(one)) for one in ordered]
    last = {target(one): one for one in _active(out)}
    return [
        Applied(one.override, "superseded", f"同一处另有更晚的结论（{winner.who}，{moment(winner.when)[:10]}）")
        if one.state == "active" and (winner := last[target(one.override)]) is not one.override
        else one
        for one in out
    ]


def _state(one: Override, as_of: date, found: str | _Missing) -> Applied:
    if one.until < as_of:
        return Applied(one, "expired", f"有效期到 {one.until}，在评定日 {as_of} 已过，须重新确认")
    if isinstance(found, _Missing):
        return Applied(one, "no_target", found.why)
    if found != one.basis:
        return Applied(one, "to_review", "所依据的材料、判断或评分表已有变化，须由人看过并重新确认后才算数")
    return Applied(one, "active", "按此结论计")


def _overruled(applied: Sequence[Applied], grade: Grade) -> list[Applied]:
    """A result on the spot stands above conclusions on the conditions that it decides."""
    seen = {one.clause: one for one in _active(applied) if isinstance(one, OnSite)}
    sampling = {one.clause.id: item.condition.id for one in grade.clauses for item in one.conditions if _samples(item)}
    out = []
    for one in applied:
        said = one.override
        if one.state == "active" and isinstance(said, ConditionOverride) and said.clause in seen:
            above = seen[said.clause]
            if above.outcome is not None or sampling[said.clause] == said.condition:
                out.append(Applied(said, "superseded", f"该条款另有现场结论（{above.who}，{moment(above.when)[:10]}）"))
                continue
        out.append(one)
    return out


def _of_files(files: Files, rubric: str) -> _Find:
    known = {one.sha256 for one in files}

    def find(one: Override) -> str | _Missing:
        assert isinstance(one, FileKindOverride)
        return file_basis(rubric, one.file) if one.file in known else _Missing("材料里已没有这份文件（内容指纹找不到）")

    return find


def _of_grade(grade: Grade, rubric: str) -> _Find:
    clauses = {one.clause.id: one for one in grade.clauses}
    special = dict(zip(special_ids(grade.special), grade.special, strict=True))
    claims = dict(zip(bonus_ids(grade.bonus_claims), grade.bonus_claims, strict=True))

    def find(one: Override) -> str | _Missing:
        match one:
            case ConditionOverride() | OnSite():
                missing = _missing_in_clause(one, clauses.get(one.clause))
                return missing or clause_basis(rubric, clauses[one.clause])
            case SpecialOverride():
                return special_basis(rubric, special[one.deduction]) if one.deduction in special else _Missing("现在没有这项特别扣分了")
            case BonusOverride():
                return bonus_basis(rubric, claims[one.claim]) if one.claim in claims else _Missing("现在没有这项特别加分的主张了")
            case FileKindOverride():
                raise AssertionError("kinds of files are decided before anything is judged")

    return find


def _missing_in_clause(one: ConditionOverride | OnSite, clause: ClauseResult | None) -> _Missing | None:
    if clause is None:
        return _Missing(f"评分表里没有条款 {one.clause}")
    if clause.excluded_because is not None:
        return _Missing(f"条款 {one.clause} 已删减，人工结论不起作用")
    if isinstance(one, ConditionOverride) and all(item.condition.id != one.condition for item in clause.conditions):
        return _Missing(f"条款 {one.clause} 里现在没有这项要求")
    if isinstance(one, OnSite) and one.outcome is None and clause.clause.mode != "sample_ratio":
        return _Missing(f"条款 {one.clause} 不是按抽样比例计分的，现场结论只能是符合或不符合")
    return None


def _active(applied: Iterable[Applied]) -> list[Override]:
    return [one.override for one in applied if one.state == "active"]


# ---- the grade with those that hold


def _concluded(grade: Grade, active: Sequence[Override]) -> Grade:
    conditions = {(one.clause, one.condition): one for one in active if isinstance(one, ConditionOverride)}
    seen = {one.clause: one for one in active if isinstance(one, OnSite)}
    clauses = tuple(_clause(one, conditions, seen.get(one.clause.id)) for one in grade.clauses)
    special = _special(grade.special, {one.deduction: one for one in active if isinstance(one, SpecialOverride)})
    bonus = sum(1 for one in active if isinstance(one, BonusOverride))
    counted = sum(1 for one in special if one.status != "dismissed")
    confirmed = sum(1 for one in special if one.status == "confirmed")
    return replace(
        grade,
        clauses=clauses,
        special=special,
        bonus=bonus,
        scores=scores_of(grade.rubric, clauses, counted, confirmed, bonus) if grade.rubric.scored else None,
        notices=_notices(grade, clauses),
    )


def _clause(one: ClauseResult, conditions: Mapping[tuple[str, str], ConditionOverride], seen: OnSite | None) -> ClauseResult:
    name = one.clause.id
    said = {item.condition.id: conditions.get((name, item.condition.id)) for item in one.conditions}
    if seen is None and not any(said.values()):
        return one
    results = tuple(_ruled(item, ruling) if (ruling := said[item.condition.id]) else item for item in one.conditions)
    on_site = None
    if seen is not None and seen.passed is not None and seen.drawn is not None:
        on_site = seen.passed, seen.drawn
        results = tuple(_sampled_there(item, seen, *on_site) if _samples(item) else item for item in results)
    outcome, share, possible = outcome_of(one.clause, results)
    if seen is not None and seen.outcome is not None:
        outcome, share = seen.outcome, Fraction(seen.outcome == "met")
        possible = share
    return replace(
        one,
        outcome=outcome,
        share=share,
        possible_share=possible,
        conditions=results,
        outcome_if_kept=outcome,
        found=one,
        on_site=on_site,
    )


def _ruled(item: ConditionResult, one: ConditionOverride) -> ConditionResult:
    """The papers' places stay: they are what the person looked at."""
    text = f"人工结论：{OUTCOMES[one.outcome]}（{one.who}，有效至 {one.until}）：{' '.join(one.reason.split())}"
    return replace(item, verdict=Verdict(one.outcome, "overridden", text, item.verdict.evidence))


def _sampled_there(item: ConditionResult, one: OnSite, passed: int, drawn: int) -> ConditionResult:
    text = f"现场抽查 {drawn}、合格 {passed}（{one.who}，有效至 {one.until}）：{' '.join(one.reason.split())}"
    verdict = sampled(Sample(drawn, drawn, passed), text, item.verdict.evidence)
    return replace(item, verdict=replace(verdict, reason="overridden"))


def _samples(item: ConditionResult) -> bool:
    return isinstance(item.condition.predicate, SAMPLING)


def _special(found: Sequence[SpecialDeduction], rulings: Mapping[str, SpecialOverride]) -> tuple[SpecialDeduction, ...]:
    return tuple(
        replace(one, status=_STATUS[rulings[name].decision]) if name in rulings else one
        for name, one in zip(special_ids(found), found, strict=True)
    )


def _notices(grade: Grade, clauses: Sequence[ClauseResult]) -> tuple[str, ...]:
    """Those of the grade, with the line on clauses that cannot be judged as it is now."""
    before, after = unsure_notice(grade.clauses), unsure_notice(clauses)
    return grade.notices if before == after else (*(one for one in grade.notices if one not in before), *after)
