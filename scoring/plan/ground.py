"""Grades of today and of the day of the audit -> what the plan stands on: gaps, special deductions, actions, what expires.

Every clause is taken as the worse of the two days. What fails today stays a gap even where the day of the audit would
forgive it, because it forgives only by old records falling out of the review period; new ones are not foreseen.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from fractions import Fraction
from typing import Any

from scoring.judge import ClauseResult, Grade
from scoring.override_model import ConditionOverride, OnSite
from scoring.overrides.basis import special_ids
from scoring.plan.mending import OPEN, confirmed_anew, decided_on_site, remedies
from scoring.plan.model import Action, Due, Expiry, Gap, Ground, Rectified
from scoring.points import normalised
from scoring.result import to_json
from scoring.rubric import Remedy, Rubric
from scoring.special import SpecialDeduction

_MOVED = "那时审核期后移，人工结论所依据的记录不同，须复核后重新确认"


def ground(today: Grade, audit: Grade) -> Ground:
    """`audit` is the same facts judged on the day of the audit; the same grade where that is today."""
    pairs = tuple(zip(today.clauses, audit.clauses, strict=True))
    clauses = tuple(now if now.share <= then.share else then for now, then in pairs)
    applicable = sum((Fraction(one.clause.points) for one in clauses if one.excluded_because is None), Fraction(0))
    gaining = {one.clause.id: _final(today.rubric, Fraction(one.clause.points) - one.earned, applicable) for one in clauses if _loses(one)}
    names = _Names()
    gaps = tuple(
        Gap(
            clause=one.clause,
            outcome=one.outcome,
            lost=Fraction(one.clause.points) - one.earned,
            gain=gaining[one.clause.id],
            actions=tuple(dict.fromkeys(names.of(one.clause.id, name, remedy) for name, remedy in _to_do(now, then))),
            expires=then.share < now.share,
            decided=decided_on_site(one),
            lapses=_lapses(now, then),
            lost_today=Fraction(now.clause.points) - now.earned,
        )
        for one, (now, then) in zip(clauses, pairs, strict=True)
        if _loses(one)
    )
    special = tuple(_rectified(today, audit))
    return Ground(
        grade=today,
        audit=audit.as_of,
        period_start=audit.evidence.frame.period.start,
        clauses=clauses,
        bonus=min(today.bonus, audit.bonus),
        gaps=gaps,
        special=special,
        actions={**_special_actions(special), **_shared(gaps, names.remedies)},
        expiring=_expiring(pairs, audit, applicable),
    )


def _expiring(pairs: Sequence[tuple[ClauseResult, ClauseResult]], audit: Grade, applicable: Fraction) -> tuple[Expiry, ...]:
    worse = [(now, then) for now, then in pairs if _loses(then) and then.share < now.share]
    told = {one["id"]: one for one in to_json(audit)["clauses"]} if worse else {}
    reasons = (_dropped(now, then, audit) or _reason(told[now.clause.id], _said_before(now, then, audit)) for now, then in worse)
    return tuple(
        Expiry(now.clause, why, audit.as_of, _final(audit.rubric, now.earned - then.earned, applicable))
        for (now, then), why in zip(worse, reasons, strict=True)
    )


def _loses(one: ClauseResult) -> bool:
    return one.excluded_because is None and one.share < 1


def _lapses(now: ClauseResult, then: ClauseResult) -> bool:
    """Whether a person's conclusion holds the clause up today and no longer does on the day of the audit."""
    return now.found is not None and then.found is None and then.share < now.share


def _to_do(now: ClauseResult, then: ClauseResult) -> Iterator[tuple[str, Remedy]]:
    """The clause's remedies on the worse of the days; a conclusion that lapses is to be confirmed anew, and what it left open to be mended."""
    if not _lapses(now, then):
        yield from remedies(now if now.share <= then.share else then)
        return
    yield "confirm", confirmed_anew(f" {now.clause.id} ")
    if now.share < 1:
        yield from remedies(now)


def _final(rubric: Rubric, points: Fraction, applicable: Fraction) -> Fraction:
    """A clause's points in the final score."""
    return normalised(rubric, points, applicable)


class _Names:
    """An action's name: the first clause and condition that ask for the remedy."""

    def __init__(self) -> None:
        self.remedies: dict[Remedy, str] = {}

    def of(self, clause: str, condition: str, remedy: Remedy) -> str:
        return self.remedies.setdefault(remedy, f"{clause}/{condition}")


def _shared(gaps: Sequence[Gap], remedies: Mapping[Remedy, str]) -> dict[str, Action]:
    """The actions in the clauses' order, each with all its clauses.

    Any of them may leave dated records, and which do is the judge's business, so all are taken to: none counts from before
    the review period.
    """
    anew = {gap.actions[0] for gap in gaps if gap.lapses}  # a lapsing clause asks for the confirmation first
    return {
        name: Action(name, remedy, tuple(gap.clause.id for gap in gaps if name in gap.actions), due="audit" if name in anew else "period")
        for remedy, name in remedies.items()
    }


def _special_actions(special: Sequence[Rectified]) -> dict[str, Action]:
    return {one.action: Action(one.action, one.remedy, (), one.deduction.code, _due(one)) for one in special}


def _due(one: Rectified) -> Due:
    """What is wrong today can be put right today; what only the day of the audit shows, not long before."""
    return "audit" if one.lapses else "period" if one.expires else "any"


def _rectified(today: Grade, audit: Grade) -> Iterator[Rectified]:
    """Today's deductions, and those that come until the audit. One that is dismissed on both days asks for nothing."""
    numbers: dict[str, int] = {}
    now, then = (tuple(zip(special_ids(one.special), one.special, strict=True)) for one in (today, audit))
    for name, one in (*now, *((name, one) for name, one in then if not any(_same(name, one, *other) for other in now))):
        later = next((other for known, other in then if _same(name, one, known, other)), None)
        lapses = one.status == "dismissed" and later is not None and later.status != "dismissed"
        if one.status == "dismissed" and not lapses:
            continue
        numbers[one.code] = numbers.get(one.code, 0) + 1
        action = f"{one.code}/{numbers[one.code]}"
        remedy = confirmed_anew(f"“{one.text}”") if lapses else one.remedy
        yield Rectified(name, one, action, remedy, expires=lapses or (name, one) not in now, lapses=lapses)


def _same(name: str, one: SpecialDeduction, known: str, other: SpecialDeduction) -> bool:
    """Whether two days' deductions tell of one fact: the same but for days and counts, or of the same places."""
    return name == known or (one.code == other.code and bool(set(one.evidence) & set(other.evidence)))


def _said_before(now: ClauseResult, then: ClauseResult, audit: Grade) -> list[str]:
    """Why conclusions on the clause do not hold on the day of the audit."""
    if not _lapses(now, then):
        return []
    lapsed = (one for one in audit.overrides if one.state in ("expired", "to_review"))
    return [
        _MOVED if one.state == "to_review" else f"人工结论{one.why}"
        for one in lapsed
        if isinstance(one.override, ConditionOverride | OnSite) and one.override.clause == now.clause.id
    ]


def _dropped(now: ClauseResult, then: ClauseResult, audit: Grade) -> str:
    """What falls out of the review period, where that is why a sampled clause loses; else nothing. No record is new on that day."""
    if now.sample is None or then.sample is None or now.found is not None or then.sample.population >= now.sample.population:
        return ""
    gone = now.sample.population - then.sample.population
    last = audit.evidence.frame.period.start - timedelta(days=1)
    drawn = "抽中的里" if now.sample.draw is not None or then.sample.draw is not None else ""
    return (
        f"{last} 及以前的 {gone:,} 条记录移出审核期（那时从 {audit.evidence.frame.period.start} 起）；"
        f"今天 {now.sample.population:,} 条，{drawn}合格 {now.sample.passed:,}/{now.sample.drawn:,}，"
        f"那时 {then.sample.population:,} 条，{drawn}合格 {then.sample.passed:,}/{then.sample.drawn:,}"
    )


def _reason(told: Mapping[str, Any], first: Sequence[str]) -> str:
    """What the engine says against the clause on the day of the audit; of samples, the failures of those drawn then."""
    said = [one["text"] for one in told["conditions"] if one["outcome"] in OPEN]
    return "；".join(dict.fromkeys((*first, *said)))
