"""What the formulas of the score sheet give, exactly: stored beside them, and held against the result before they are written.

The sheet repeats the rubric's arithmetic so that an auditor may change an outcome and see what follows. Wherever a formula
would not give the result's own figure (a person decided otherwise, say), the figure is written instead of the formula.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assistant.reports.model import Clause, ReportModel
from scoring.result import cut


@dataclass(frozen=True, slots=True)
class Points:
    """Exact points of a clause; `live_*`: the formula gives the result's figure, else the figure itself is taken."""

    applicable: Fraction
    earned: Fraction
    possible: Fraction
    live_earned: bool
    live_possible: bool


@dataclass(frozen=True, slots=True)
class Live:
    """`confirmed` and `possible` are exact scores; live where they give the result's figures."""

    clauses: Mapping[str, Points]
    confirmed: Fraction
    possible: Fraction
    live_confirmed: bool
    live_possible: bool


_PLACES = 9  # what the sheet's own arithmetic is good for


def rounded(exact: Fraction) -> Fraction:
    """As the formulas round before they cut: binary fractions lose the last digits."""
    return round(exact, _PLACES)


def agrees(exact: Fraction, told: str) -> bool:
    """Whether the formula over the exact figure shows what the result tells."""
    return cut(rounded(exact)) == told


def points(one: Clause) -> Points:
    """As the formulas of the sheet have it."""
    worth = Fraction(one.points)
    drawn = one.sample.drawn if one.sample else 0
    share = Fraction(one.sample.passed, drawn) if one.sample and drawn else Fraction(0)
    hoped = Fraction(one.sample.passed + one.sample.unsure, drawn) if one.sample and drawn else Fraction(0)
    earned = worth if one.outcome == "met" else worth * share if one.outcome == "partial" else Fraction(0)
    possible = worth * hoped if one.outcome == "partial" else earned
    if one.outcome == "unknown":
        possible = worth * hoped if drawn else worth
    live_earned, live_possible = agrees(earned, one.earned), agrees(possible, one.possible)
    return Points(
        applicable=Fraction(0) if one.outcome == "not_applicable" else worth,
        earned=earned if live_earned else Fraction(one.earned),
        possible=possible if live_possible else Fraction(one.possible),
        live_earned=live_earned,
        live_possible=live_possible,
    )


def live(model: ReportModel) -> Live:
    """Of a scored model."""
    clauses = {one.id: points(one) for one in model.clauses}
    full = Fraction(model.rules.full_marks)
    applicable = sum((one.applicable for one in clauses.values()), Fraction(0))
    each = Fraction(model.rules.special_each)
    given = model.bonus_granted * Fraction(model.rules.bonus_each)

    def score(total: Fraction, extra: Fraction) -> Fraction:
        return min(max(total / applicable * full + extra, Fraction(0)), full) if applicable else Fraction(0)

    confirmed = score(sum((one.earned for one in clauses.values()), Fraction(0)), given - model.special_counted * each)
    possible = score(sum((one.possible for one in clauses.values()), Fraction(0)), given - model.special_confirmed * each)
    def holds(exact: Fraction, shown: str) -> bool:
        lines = [Fraction(level.lower) for level in model.rules.levels]
        return agrees(exact, shown) and all((rounded(exact) >= line) == (exact >= line) for line in lines)

    told = model.score
    assert told is not None
    return Live(clauses, confirmed, possible, holds(confirmed, told.confirmed), holds(possible, told.possible))
