"""Lexicon files are read strictly, and faults are named."""

from pathlib import Path

import pytest

from scoring.strict_yaml import Frozen, LexiconError, compile_pattern, expand, load_strict


class _Words(Frozen):
    words: tuple[str, ...]


def test_a_good_file(tmp_path: Path) -> None:
    path = tmp_path / "good.yaml"
    path.write_text("words: [甲, 乙]", encoding="utf-8")
    assert load_strict(path, _Words) == _Words(words=("甲", "乙"))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [("words: []\nextra: 1", r"bad\.yaml.*extra"), ("words: {", r"读不了词表 bad\.yaml"), ("words: 3", r"bad\.yaml.*words")],
)
def test_a_fault_names_file_and_key(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=complaint):
        load_strict(path, _Words)


def test_fragments_may_hold_fragments() -> None:
    assert expand("<a>丙", {"a": "甲|<b>", "b": "乙"}) == "(?:甲|(?:乙))丙"


@pytest.mark.parametrize(("pattern", "complaint"), [("<nothing>", "nothing"), ("(甲", "不是正则表达式")])
def test_a_faulty_pattern_is_named(pattern: str, complaint: str) -> None:
    with pytest.raises(LexiconError, match=complaint):
        compile_pattern(pattern, {}, "x.yaml")
