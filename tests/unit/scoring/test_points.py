"""Arithmetic on points: exact, inclusive lines, nothing rounded up."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.figures import rest, shown
from scoring.points import managers_needed, missing_to, normalised, sample_points, standing
from scoring.rubric import load_rubric

RUBRIC = load_rubric()
scores = st.fractions(min_value=0, max_value=100, max_denominator=1000)


@pytest.mark.parametrize(
    ("score", "level"),
    [
        ("0", None), ("69.99", None), ("70", "pass"), ("79.999", "pass"), ("80", "three_star"), ("89.99", "three_star"),
        ("90", "four_star"), ("94.996", "four_star"), ("95", "five_star"), ("100", "five_star"),
    ],
)  # fmt: skip
def test_lines_are_inclusive_and_exact(score: str, level: str | None) -> None:
    reached = standing(RUBRIC, Decimal(score)).level
    assert (reached.id if reached else None) == level


@pytest.mark.parametrize(("deductions", "failed"), [(0, False), (4, False), (5, True), (9, True)])
def test_five_special_deductions_fail_whatever_the_score(deductions: int, failed: bool) -> None:
    result = standing(RUBRIC, 99, deductions)
    assert (result.level is None) == failed == result.failed_by_deductions


def test_normalising_takes_the_exclusion_out_and_the_deduction_off_afterwards() -> None:
    assert normalised(RUBRIC, 80, 90, 2) == Fraction(80 * 100, 90) - 2
    assert shown(normalised(RUBRIC, 80, 90, 2)) == "86.88"


@pytest.mark.parametrize(("earned", "applicable"), [(91, 90), (1, 0), (-1, 90), (80, 101)])
def test_impossible_scores_are_refused(earned: int, applicable: int) -> None:
    with pytest.raises(ValueError, match="涉及项"):
        normalised(RUBRIC, earned, applicable)


@given(scores)
def test_shown_never_rounds_up(score: Fraction) -> None:
    assert Fraction(shown(score)) <= score < Fraction(shown(score)) + Fraction(1, 100)


@pytest.mark.parametrize(
    ("value", "text"),
    [("0", "0"), ("100", "100"), ("94.996", "94.99"), ("0.5", "0.5"), ("-1.239", "-1.23"), ("-0.001", "0"), ("1" + "0" * 40, "1" + "0" * 40)],
)
def test_shown(value: str, text: str) -> None:
    assert shown(Fraction(value)) == text


def test_no_number_of_nines_makes_five_stars() -> None:
    assert shown(Fraction("94." + "9" * 60)) == "94.99"


@given(scores, st.integers(0, 4))
def test_more_deductions_never_help(score: Fraction, deductions: int) -> None:
    assert normalised(RUBRIC, score, 100, deductions + 1) <= normalised(RUBRIC, score, 100, deductions)


@given(st.integers(0, 5000))
def test_managers_are_at_least_one_and_at_least_the_share(people: int) -> None:
    needed = managers_needed(RUBRIC, people)
    assert needed >= 1
    assert needed * 10 >= people
    assert needed == 1 or (needed - 1) * 10 < people


def test_sampled_points() -> None:
    assert sample_points(5, 10, 2) == 4
    with pytest.raises(ValueError, match="抽样数"):
        sample_points(5, 0, 0)


def test_missing_points() -> None:
    five = RUBRIC.levels[-1]
    assert missing_to(five, Decimal("91.5")) == Fraction(7, 2)
    assert missing_to(five, 96) == 0


@given(st.fractions(min_value=0, max_value=100, max_denominator=1000), st.fractions(min_value=0, max_value=1, max_denominator=1000))
def test_a_part_and_its_rest_add_up_to_the_whole_as_they_are_shown(whole: Fraction, share: Fraction) -> None:
    left = rest(whole, whole * share)
    assert Fraction(shown(whole * share)) + left == Fraction(shown(whole))
    assert abs(left - whole * (1 - share)) < Fraction(1, 100)
    assert shown(left) == shown(Decimal(shown(left)))
