"""The rubric: sums, strictness, and the file that ships."""

import pytest
from pydantic import ValidationError

from scoring.rubric import Rubric, RubricError, load_rubric


def test_the_outline_is_whole() -> None:
    rubric = load_rubric()
    assert [(group.id, group.points) for group in rubric.groups] == [("5.1", 40), ("5.2", 35), ("5.3", 25)]
    assert len(list(rubric.indicators())) == 15
    assert len(list(rubric.clauses())) == 44
    assert [int(level.lower) for level in rubric.levels] == [70, 80, 90, 95]


def test_only_one_clause_has_publicly_confirmed_points() -> None:
    confirmed = [clause.id for clause in load_rubric().clauses() if clause.provenance == "confirmed"]
    assert confirmed == ["5.1.2.2"]


def test_nothing_of_the_system_may_be_excluded() -> None:
    excludable = {clause.id.split(".")[1] for clause in load_rubric().clauses() if clause.excludable}
    assert excludable == {"2"}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"full_marks": 99}, "各大类合计"),
        ({"surprise": 1}, "surprise"),
        ({"levels": [{"id": "a", "title": "甲", "from": 80}, {"id": "b", "title": "乙", "from": 70}]}, "从低到高"),
    ],
)
def test_a_faulty_rubric_is_refused(change: dict[str, object], complaint: str) -> None:
    data = load_rubric().model_dump(by_alias=True) | change
    with pytest.raises(ValidationError, match=complaint):
        Rubric.model_validate(data)


def test_clauses_must_add_up_to_their_group() -> None:
    data = load_rubric().model_dump(by_alias=True)
    data["groups"][0]["indicators"][0]["clauses"][0]["points"] = 3
    with pytest.raises(ValidationError, match=r"5\.1 各条款合计"):
        Rubric.model_validate(data)


def test_an_unknown_rubric_is_named() -> None:
    with pytest.raises(RubricError, match=r"no-such\.yaml"):
        load_rubric("no-such")
