"""What the solver is asked: how much is to be gained, in all and in each group."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from scoring.judge import Grade
from scoring.plan.choosing import Choice
from scoring.plan.ground import ground
from scoring.rubric import Rubric
from tests.support.plans import TODAY, asked, graded
from tests.support.rubrics import group, small

SOON = TODAY + timedelta(days=3)  # before any special deduction is rectified


@pytest.fixture
def floored() -> Rubric:
    return small(
        group(asked("A", 60), name="1"),
        group(asked("B", 24, ("乙", 1, 1)), asked("C", 16, ("丙", 1, 1), excludable=True), name="2"),
        group_floor_percent=50,
    )


def choice(grade: Grade, level: str, deadline: date | None = None) -> Choice:
    target = next(one for one in grade.rubric.levels if one.id == level)
    return Choice(ground(grade, grade), target, TODAY, deadline=deadline)


def demands(grade: Grade, level: str, deadline: date | None = None) -> dict[str, Fraction]:
    return dict(choice(grade, level, deadline).problem.demands)


def test_each_group_lacks_its_own_share_of_the_floor(floored: Rubric) -> None:
    """Half of 60, all of which is earned, and half of 40, of which 8 are."""
    assert demands(graded(floored, {"A": 1, "B": Fraction(1, 3)}), "pass") == {"score": 2, "1": -30, "2": 12}


def test_a_floor_just_reached_asks_for_nothing_more(floored: Rubric) -> None:
    assert demands(graded(floored, {"A": Fraction(1, 2), "B": Fraction(5, 6)}), "pass") == {"score": 20, "1": 0, "2": 0}


def test_what_is_excluded_has_no_part_in_a_floor(floored: Rubric) -> None:
    """Half of the 24 points that are left, and the score over 84 points instead of 100: 68 of 84 are 80.95."""
    found = demands(graded(floored, {"A": 1, "B": Fraction(1, 3)}, excluded=["C"]), "four_star")
    assert (found["1"], found["2"]) == (-30, 4)
    assert 9 <= found["score"] < Fraction("9.1")


@pytest.mark.parametrize(("bonus", "late", "lacking"), [(0, 0, 10), (1, 0, 9), (0, 2, 12), (1, 2, 11)])
def test_a_bonus_stands_beside_deductions_that_come_too_late(bonus: int, late: int, lacking: int) -> None:
    rubric = small(group(asked("M", 80), asked("A", 20, ("甲", 1, 1))))
    grade = replace(graded(rubric, {"M": 1}, special=["一", "二"][:late]), bonus=bonus)
    assert demands(grade, "four_star", SOON) == {"score": lacking}
    assert choice(grade, "four_star", SOON).best.score == 100 - late + bonus * bool(late)  # never above full marks


def test_deductions_rectified_in_time_cost_nothing() -> None:
    rubric = small(group(asked("M", 80), asked("A", 20, ("甲", 1, 1))))
    grade = graded(rubric, {"M": 1}, special=["一", "二"])
    assert demands(grade, "four_star", TODAY + timedelta(days=30)) == {"score": 10}
