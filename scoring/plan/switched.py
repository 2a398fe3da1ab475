"""Clauses switched to met or not met, and what the engine's own arithmetic makes of them. The only way to a score here."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from scoring.judge import ClauseResult, scores_of
from scoring.points import Standing
from scoring.rubric import Rubric


def standing_of(rubric: Rubric, clauses: Sequence[ClauseResult], special: int, bonus: int = 0) -> Standing:
    """The confirmed standing of these clauses with so many special deductions and granted bonuses, of a rubric that gives points."""
    return scores_of(rubric, clauses, special, bonus=bonus).confirmed


def switched(clauses: Sequence[ClauseResult], on: frozenset[str], off: frozenset[str] = frozenset()) -> tuple[ClauseResult, ...]:
    """The clauses with those of `on` fully met and those of `off` not met at all. Excluded ones stay as they are."""
    return tuple(_met(one) if one.clause.id in on else _not_met(one) if one.clause.id in off else one for one in clauses)


def _met(one: ClauseResult) -> ClauseResult:
    return one if one.excluded_because is not None else replace(one, outcome="met", share=Fraction(1), possible_share=Fraction(1))


def _not_met(one: ClauseResult) -> ClauseResult:
    return one if one.excluded_because is not None else replace(one, outcome="not_met", share=Fraction(0), possible_share=Fraction(0))
