"""Where the browser says somebody is: anything strange is nowhere."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.web.work.place import Place, read_place, write_place


@given(st.builds(Place, *(st.text(st.characters(codec="utf-8"), max_size=80) for _ in range(3))))
def test_what_is_written_is_read_again(place: Place) -> None:
    assert read_place(write_place(place)) == place


@pytest.mark.parametrize(
    "text", ["", "null", "[]", "5", '"cl-1"', "{", "NaN", "[" * 100_000, '{"client":' * 50_000, "9" * 10_000], ids=lambda text: text[:12]
)
def test_nonsense_is_nowhere(text: str) -> None:
    assert read_place(text) == Place()


def test_values_are_short_texts() -> None:
    place = read_place(json.dumps({"client": ["cl-1"], "assessment": "a" * 5_000, "who": None, "more": 1}))
    assert len(place.assessment) == 80
    assert place.client == "['cl-1']"  # nobody's id


def test_half_a_character_can_be_sent_back() -> None:
    place = read_place('{"who": "王\\ud83d"}')
    assert write_place(place).encode()
    assert place.who == "王?"


def test_another_client_is_looked_at_by_its_newest_grade() -> None:
    assert Place("cl-1", "as-1", "王评").at("cl-2") == Place("cl-2", "", "王评")
