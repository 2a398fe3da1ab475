"""Arithmetic on points: exact, inclusive lines, nothing rounded up."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.figures import rest, shown, shown_gap
from scoring.points import (
    group_floors_hold,
    managers_needed,
    missing_to,
    normalised,
    people_needed,
    sample_points,
    settled_score,
    standing,
    unbounded_score,
)
from scoring.rubric import Rubric, load_rubric
from tests.support.rubrics import clause, group, said, small

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


def test_where_one_deduction_fails_none_does_not() -> None:
    strict = small(group(clause("A", 100, said("notice"))), special_deductions={"points_each": 1, "fails_at": 1, "rules": []})
    assert not standing(strict, 99).failed_by_deductions
    assert standing(strict, 99, 1).failed_by_deductions


def test_normalising_takes_the_exclusion_out_and_the_deduction_off_afterwards() -> None:
    assert normalised(RUBRIC, 80, 90, 2) == Fraction(80 * 100, 90) - 2
    assert shown(normalised(RUBRIC, 80, 90, 2)) == "86.88"


@pytest.mark.parametrize(("earned", "applicable"), [(91, 90), (1, 0), (0, 0), (-1, 90), (80, 101)])
def test_impossible_scores_are_refused(earned: int, applicable: int) -> None:
    with pytest.raises(ValueError, match=r"^应满足 0 ≤ 实得分 ≤ 涉及项总分 ≤ 满分，且涉及项总分大于 0$"):
        normalised(RUBRIC, earned, applicable)


@pytest.mark.parametrize(("earned", "applicable", "score"), [(0, 90, 0), (90, 90, 100), (100, 100, 100), ("0.5", 1, 50)])
def test_the_limits_of_possible_scores_belong_to_them(earned: int | str, applicable: int, score: int) -> None:
    assert normalised(RUBRIC, Fraction(earned), applicable) == score


@given(scores, st.integers(0, 9), st.integers(0, 9))
def test_deductions_and_granted_bonuses_are_counted_at_their_points_and_kept_within_the_marks(score: Fraction, deductions: int, bonus: int) -> None:
    granted = min(bonus, RUBRIC.special_bonus.at_most) * Fraction(RUBRIC.special_bonus.points_each)
    exact = score - deductions * Fraction(RUBRIC.special_deductions.points_each) + granted
    assert unbounded_score(RUBRIC, score, deductions, bonus) == exact
    settled = settled_score(RUBRIC, score, deductions, bonus)
    assert settled == normalised(RUBRIC, score, 100, deductions, bonus) == sorted((Fraction(0), exact, Fraction(100)))[1]


def test_what_nothing_is_said_of_is_no_deduction_and_no_bonus() -> None:
    assert normalised(RUBRIC, 80, 100) == settled_score(RUBRIC, 80, 0) == unbounded_score(RUBRIC, 80, 0) == 80


def test_points_of_deductions_and_bonuses_are_those_of_the_rubric() -> None:
    rubric = small(group(clause("A", 100, said("notice"))), special_deductions={"points_each": 3, "fails_at": 5, "rules": []},
                   special_bonus={"points_each": "0.5", "at_most": 4})  # fmt: skip
    assert unbounded_score(rubric, 50, 2, 3) == Fraction(50) - 6 + Fraction(3, 2)
    assert unbounded_score(rubric, 2, 2, 9) == -2


@pytest.mark.parametrize(("score", "kept"), [(-3, 0), ("-0.001", 0), ("100.001", 100), (250, 100)])
def test_a_standing_keeps_within_the_marks(score: int | str, kept: int) -> None:
    assert standing(RUBRIC, Fraction(score)).score == kept


def _floored(percent: int | None) -> Rubric:
    parts = (group(clause("A", 6, said("notice")), clause("B", 4, said("notice"))), group(clause("C", 90, said("notice")), name="2"))
    return small(*parts, group_floor_percent=percent) if percent is not None else small(*parts)


@pytest.mark.parametrize(
    ("percent", "earned", "excluded", "holds"),
    [
        (50, "5 0 45", "", True),  # each group at its very floor
        (50, "4.99 0 90", "", False),  # the first just below it, whatever the other has
        (50, "6 4 44.99", "", False),
        (50, "0 4 45", "", False),
        (50, "0 4 45", "A", True),  # what is excluded is not asked of the group
        (50, "6 1 45", "A", False),  # nor does it help the group
        (50, "0 0 45", "AB", True),  # a group of which nothing is left asks nothing
        (60, "5 0 90", "", False),
        (None, "0 0 0", "", True),
    ],
)  # fmt: skip
def test_every_group_must_reach_the_floor_of_what_is_left_of_it(percent: int | None, earned: str, excluded: str, holds: bool) -> None:
    points = dict(zip("ABC", map(Fraction, earned.split()), strict=True))
    assert group_floors_hold(_floored(percent), points, frozenset(excluded)) is holds


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


@pytest.mark.parametrize(("people", "percent", "needed"), [(0, 10, 1), (10, 10, 1), (11, 10, 2), (101, 10, 11), (40, 30, 12), (41, "2.5", 2)])
def test_a_share_of_people_is_rounded_up(people: int, percent: int | str, needed: int) -> None:
    assert people_needed(people, Fraction(percent)) == needed


def test_a_negative_number_of_people_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^人数不能为负$"):
        people_needed(-1, 10)


@pytest.mark.parametrize(("drawn", "failed", "points"), [(10, 2, 4), (10, 0, 5), (10, 10, 0), (1, 0, 5), (1, 1, 0), (3, 1, Fraction(10, 3))])
def test_sampled_points(drawn: int, failed: int, points: Fraction) -> None:
    assert sample_points(5, drawn, failed) == points


@pytest.mark.parametrize(("drawn", "failed"), [(0, 0), (-1, 0), (3, 4), (3, -1)])
def test_nothing_drawn_or_more_failed_than_drawn_never_scores(drawn: int, failed: int) -> None:
    with pytest.raises(ValueError, match=r"^应满足 0 ≤ 不符合数 ≤ 抽样数，且抽样数大于 0$"):
        sample_points(5, drawn, failed)


@pytest.mark.parametrize(("value", "text"), [("0", "0"), ("3.5", "3.5"), ("0.001", "0.01"), ("4.991", "5"), ("12.344", "12.35"), ("12.34", "12.34")])
def test_what_is_missing_is_rounded_up_so_that_it_suffices(value: str, text: str) -> None:
    assert shown_gap(Fraction(value)) == text


@given(scores)
def test_the_gap_that_is_shown_reaches_the_line_and_is_less_than_a_hundredth_too_much(score: Fraction) -> None:
    five = RUBRIC.levels[-1]
    gap = Fraction(shown_gap(missing_to(five, score)))
    assert standing(RUBRIC, score + gap).level == five
    assert gap < missing_to(five, score) + Fraction(1, 100)


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
