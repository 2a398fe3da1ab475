"""Points of several clauses together, exact: what an indicator, a group or the whole rubric holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from scoring.figures import rest
from scoring.judge import ClauseResult


@dataclass(frozen=True, slots=True)
class Sum:
    """`points` of all clauses; `applicable` without the excluded ones; of these `earned` and at most `possible`."""

    points: Fraction
    applicable: Fraction
    earned: Fraction
    possible: Fraction

    @property
    def lost(self) -> Fraction:
        """What is shown as lost: the applicable points less the earned ones, both as shown."""
        return rest(self.applicable, self.earned)

    @property
    def percent(self) -> Fraction | None:
        """Earned of applicable, in hundredths; None where everything is excluded."""
        return self.earned / self.applicable * 100 if self.applicable else None


def added(clauses: Iterable[ClauseResult]) -> Sum:
    """The sum of these clauses, in any order."""
    points = applicable = earned = possible = Fraction(0)
    for one in clauses:
        points += Fraction(one.clause.points)
        if one.excluded_because is None:
            applicable += Fraction(one.clause.points)
        earned += one.earned
        possible += one.possible
    return Sum(points, applicable, earned, possible)
