"""Grades of today and of the day of the audit -> what the plan stands on: gaps, special deductions, actions, what expires.

Every clause is taken as the worse of the two days. What fails today stays a gap even where the day of the audit would
forgive it, because it forgives only by old records falling out of the review period; new ones are not foreseen.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from scoring.judge import ClauseResult, Grade
from scoring.plan.mending import OPEN, decided_on_site, remedies
from scoring.plan.model import Action, Expiry, Gap, Ground, Rectified
from scoring.points import normalised
from scoring.result import to_json
from scoring.rubric import Remedy, Rubric
from scoring.special import SpecialDeduction


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
            actions=tuple(dict.fromkeys(names.of(one.clause.id, name, remedy) for name, remedy in remedies(one))),
            expires=then.share < now.share,
            decided=decided_on_site(one),
        )
        for one, (now, then) in zip(clauses, pairs, strict=True)
        if _loses(one)
    )
    special = tuple(_rectified(today, audit))
    return Ground(
        grade=today,
        audit=audit.as_of,
        clauses=clauses,
        gaps=gaps,
        special=special,
        actions={**_special_actions(special), **_shared(gaps, names.remedies)},
        expiring=_expiring(pairs, audit, applicable),
    )


def _expiring(pairs: Sequence[tuple[ClauseResult, ClauseResult]], audit: Grade, applicable: Fraction) -> tuple[Expiry, ...]:
    worse = [(now, then) for now, then in pairs if _loses(then) and then.share < now.share]
    told = {one["id"]: one for one in to_json(audit)["clauses"]} if worse else {}
    return tuple(
        Expiry(now.clause, _reason(told[now.clause.id]), audit.as_of, _final(audit.rubric, now.earned - then.earned, applicable))
        for now, then in worse
    )


def _loses(one: ClauseResult) -> bool:
    return one.excluded_because is None and one.share < 1


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
    """The actions in the clauses' order, each with all its clauses."""
    return {
        name: Action(name, remedy, tuple(gap.clause.id for gap in gaps if name in gap.actions)) for remedy, name in remedies.items()
    }


def _special_actions(special: Sequence[Rectified]) -> dict[str, Action]:
    return {one.action: Action(one.action, one.deduction.remedy, (), one.deduction.code) for one in special}


def _rectified(today: Grade, audit: Grade) -> Iterator[Rectified]:
    """Today's deductions, and those that come until the audit. Dismissed ones cost nothing and ask for nothing."""
    numbers: dict[str, int] = {}
    now = [one for one in today.special if one.status != "dismissed"]
    then = [one for one in audit.special if one.status != "dismissed" and not any(same_fact(one, other) for other in today.special)]
    for one in (*now, *then):
        numbers[one.code] = numbers.get(one.code, 0) + 1
        yield Rectified(one, f"{one.code}/{numbers[one.code]}", expires=one in then)


def same_fact(one: SpecialDeduction, other: SpecialDeduction) -> bool:
    """Whether two days' deductions tell of one fact: the same places, or the same words but for days and figures."""
    if one.code != other.code:
        return False
    return bool(set(one.evidence) & set(other.evidence)) or _words(one.text) == _words(other.text)


def _words(text: str) -> str:
    return "".join(char for char in text if not char.isdigit())


def _reason(told: Mapping[str, Any]) -> str:
    """What the engine says against the clause on the day of the audit; of samples, the failures of those drawn then."""
    said = [one["text"] for one in told["conditions"] if one["outcome"] in OPEN]
    return "；".join(dict.fromkeys(said))
