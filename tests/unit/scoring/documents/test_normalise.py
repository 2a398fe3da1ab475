"""The normal form of text: plain Latin text takes a shorter way to the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.documents.normalise import normalise


@pytest.mark.parametrize(
    ("text", "normal"),
    [(" ABC-12 ", "abc-12"), ("a\x00B", "a b"), (", ;", ",;"), ("2026 - 3", "2026 - 3"), ("(ab) C", "(ab) c"), ("", "")],
)
def test_plain_text(text: str, normal: str) -> None:
    assert normalise(text) == normal


@given(st.text(st.characters(max_codepoint=127), max_size=80))
def test_the_short_way_is_the_long_way(text: str) -> None:
    # A Chinese character behind a word takes the long way and changes nothing before it.
    assert normalise(f"{text}x甲") == normalise(f"{text}x") + "甲"
