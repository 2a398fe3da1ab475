"""What is wished for, before anything is planned."""

import pytest

from scoring.plan.wishes import _level
from scoring.rubric import load_rubric


@pytest.mark.parametrize(("name", "level"), [(None, "five_star"), ("四星", "four_star"), ("四星级", "four_star"), ("pass", "pass")])
def test_a_level_by_any_of_its_names_and_the_highest_where_none_is_named(name: str | None, level: str) -> None:
    assert _level(load_rubric(), name).id == level
