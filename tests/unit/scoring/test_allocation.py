"""The range of the score over all admissible allocations, against brute force over a grid."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.allocation import allocation_range
from scoring.rubric import Rubric
from tests.support.rubrics import clause, group, said, small

STEP = Fraction(1, 2)


def rubric(**more: object) -> Rubric:
    """Two groups of 4 and 3 points; B's point is confirmed."""
    one = group(clause("A", 1, said("x")), clause("B", 1, said("x"), provenance="confirmed"), clause("C", 2, said("x")), name="1")
    two = group(clause("D", 1, said("x")), clause("E", 2, said("x")), name="2")
    return small(one, two, **more)  # type: ignore[arg-type]


def grid(total: Fraction, count: int, least: Fraction) -> list[tuple[Fraction, ...]]:
    """All ways to give `count` clauses `total` points in steps, each at least `least`."""
    if count == 1:
        return [(total,)] if total >= least else []
    steps = int((total - least) / STEP)
    return [(least + STEP * n, *rest) for n in range(steps + 1) for rest in grid(total - least - STEP * n, count - 1, least)]


def brute(shares: dict[str, Fraction], excluded: frozenset[str]) -> tuple[Fraction, Fraction]:
    scores = []
    for (a, c), (d, e) in product(grid(Fraction(3), 2, STEP), grid(Fraction(3), 2, STEP)):
        points = {"A": a, "B": Fraction(1), "C": c, "D": d, "E": e}
        kept = {name: value for name, value in points.items() if name not in excluded}
        if sum(kept.values()) > 0:
            scores.append(sum((value * shares[name] for name, value in kept.items()), Fraction(0)) / sum(kept.values()) * 7)
    return min(scores), max(scores)


share = st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(1)])


@settings(max_examples=60, deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys("ABCDE", share)), st.sets(st.sampled_from("ABCDE"), max_size=4))
def test_the_corners_are_the_extremes(shares: dict[str, Fraction], excluded: set[str]) -> None:
    assert allocation_range(rubric(), shares, frozenset(excluded)) == brute(shares, frozenset(excluded))


def test_nothing_earned_and_all_earned_do_not_depend_on_the_points() -> None:
    assert allocation_range(rubric(), dict.fromkeys("ABCDE", Fraction(0)), frozenset()) == (Fraction(0), Fraction(0))
    assert allocation_range(rubric(), dict.fromkeys("ABCDE", Fraction(1)), frozenset()) == (Fraction(7), Fraction(7))


def test_official_points_leave_no_range() -> None:
    one = group(*(clause(name, 2, said("x"), provenance="official") for name in "AB"))
    assert allocation_range(small(one), {"A": Fraction(1), "B": Fraction(0)}, frozenset()) == (Fraction(2), Fraction(2))


def test_points_that_leave_nothing_free_stay_as_they_are() -> None:
    one = group(*(clause(name, "0.4", said("x")) for name in "AB"))
    assert allocation_range(small(one), {"A": Fraction(1), "B": Fraction(0)}, frozenset()) == (Fraction("0.4"), Fraction("0.4"))


def test_all_excluded_has_no_range() -> None:
    with pytest.raises(ValueError, match="全部条款都已删减"):
        allocation_range(rubric(), dict.fromkeys("ABCDE", Fraction(1)), frozenset("ABCDE"))
