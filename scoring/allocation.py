"""How far the score can move with the points nobody has published: lowest and highest over all admissible allocations.

Admissible: every group keeps its points, clauses with confirmed or official points keep theirs, every other clause has at
least the rubric's minimum (0.5, working). The score is a ratio of two linear functions of the points, so its extremes lie
at corners: in each group one clause takes all that is free, the others stay at the minimum. Corners are tried exactly.
"""

from collections.abc import Mapping
from fractions import Fraction
from itertools import product

from scoring.rubric import Group, Rubric

_Pair = tuple[Fraction, Fraction]  # earned, applicable


def allocation_range(rubric: Rubric, shares: Mapping[str, Fraction], excluded: frozenset[str]) -> tuple[Fraction, Fraction]:
    """Lowest and highest normalised score (before special deductions) for the share each clause earned, 0…1.

    Raises ValueError where every clause is excluded.
    """
    corners = [_corners(group, rubric, shares, excluded) for group in rubric.groups]
    scores = [
        sum((pair[0] for pair in chosen), Fraction(0)) / applicable * Fraction(rubric.full_marks)
        for chosen in product(*corners)
        if (applicable := sum((pair[1] for pair in chosen), Fraction(0))) > 0
    ]
    if not scores:
        raise ValueError("全部条款都已删减，算不出得分")
    return min(scores), max(scores)


def _corners(group: Group, rubric: Rubric, shares: Mapping[str, Fraction], excluded: frozenset[str]) -> tuple[_Pair, ...]:
    """(earned, applicable) of the group for each clause that may take all free points; equal pairs once."""
    clauses = [clause for indicator in group.indicators for clause in indicator.clauses]
    least = Fraction(rubric.minimum_clause_points)
    free_clauses = [clause for clause in clauses if clause.provenance == "working"]
    fixed = sum((Fraction(clause.points) for clause in clauses if clause.provenance != "working"), Fraction(0))
    slack = Fraction(group.points) - fixed - least * len(free_clauses)
    points = {clause.id: least if clause.provenance == "working" else Fraction(clause.points) for clause in clauses}
    if not free_clauses or slack < 0:
        return (_totals({clause.id: Fraction(clause.points) for clause in clauses}, shares, excluded),)
    return tuple(dict.fromkeys(_totals({**points, one.id: least + slack}, shares, excluded) for one in free_clauses))


def _totals(points: Mapping[str, Fraction], shares: Mapping[str, Fraction], excluded: frozenset[str]) -> _Pair:
    kept = [(value, shares[clause]) for clause, value in points.items() if clause not in excluded]
    return sum((value * share for value, share in kept), Fraction(0)), sum((value for value, _ in kept), Fraction(0))
