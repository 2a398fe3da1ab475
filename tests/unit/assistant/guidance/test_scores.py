"""What the calculators say of scores, in their own words."""

from fractions import Fraction

import pytest

from assistant.guidance.scores import sampled_clause


@pytest.mark.parametrize(
    ("points", "drawn", "failed", "told", "cut"),
    [(5, 20, 3, "扣 0.75 分，得 4.25 分：5 × 3 ÷ 20 = 0.75，5 × 17 ÷ 20 = 4.25 分", False),
     (4, 7, 3, "扣 1.71 分，得 2.28 分：4 × 3 ÷ 7 = 1.71，4 × 4 ÷ 7 = 2.28 分", True)],
)  # fmt: skip
def test_both_parts_of_a_sampled_clause_are_cut_and_told_so(points: int, drawn: int, failed: int, told: str, cut: bool) -> None:
    text = sampled_clause(Fraction(points), drawn, failed).text
    assert told in text
    assert ("截到两位" in text) is cut
