"""Gates save time and nothing else: without them the same is found."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.documents.model import Block, Document, Page
from scoring.documents.registry import read_document
from scoring.facts import kinds, mentions, record_columns
from scoring.facts.concept_lexicon import concepts
from scoring.facts.gates import Gates
from scoring.facts.reading import Reading, read
from scoring.facts.record_lexicon import record_lexicon

_SAMPLES = Path(__file__).resolve().parents[4] / "corpus" / "samples"
_FILES = sorted(path for path in _SAMPLES.rglob("*") if path.suffix in (".docx", ".xlsx", ".pdf"))


def _words(needs: Any) -> set[str]:
    return {word for one in needs for word in (one if isinstance(one, frozenset) else set().union(*map(_words, one)))}


_WORDS = sorted({word for concept in concepts() for rule in concept.rules for word in _words(rule.first.factors().needs)})
_PIECES = st.one_of(st.sampled_from(_WORDS), st.sampled_from(["、", ",", ":", " | ", "24", "3 个工作日", "不", "的", "负责", "我公司", "\n"]))
_LINES = st.lists(st.lists(_PIECES, min_size=1, max_size=8).map("".join), min_size=1, max_size=6)


def _found(reading: Reading) -> tuple[object, ...]:
    return mentions.mentions(reading), kinds.section_kinds(reading), kinds.hinted_kinds(reading.path)


def _found_without_gates(reading: Reading, patch: pytest.MonkeyPatch) -> tuple[object, ...]:
    every = tuple(replace(one, gate=(), anywhere=(), in_line=False, first=None) for one in mentions._gates()[1])
    with patch.context() as context:
        context.setattr(mentions, "_gates", lambda: (Gates([]), every))
        context.setattr(kinds, "_likely", lambda _: list(kinds.kinds().values()))
        return _found(reading)


@pytest.mark.parametrize("path", _FILES[::4], ids=lambda path: path.name)
def test_samples_give_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = read(read_document(path), f"材料/{path.name}")
    assert _found(reading) == _found_without_gates(reading, monkeypatch)


@settings(max_examples=60, deadline=None)
@given(lines=_LINES, rows=st.booleans())
def test_made_texts_give_the_same(lines: list[str], rows: bool) -> None:
    place = "表1!A" if rows else "段落"
    blocks = tuple(Block("table_row" if rows else "paragraph", line, f"{place}{number}") for number, line in enumerate(lines, 1))
    reading = read(Document("0" * 64, "x", "", (Page(1, blocks),)), f"材料/{lines[0][:20].replace('/', '')}.docx")
    with pytest.MonkeyPatch.context() as patch:
        assert _found(reading) == _found_without_gates(reading, patch)


def _label_words() -> list[str]:
    patterns = (pattern for rule in record_lexicon().fields for pattern in (rule.han, rule.latin) if pattern is not None)
    return sorted({word for pattern in patterns for word in _words(pattern.factors().needs)})


class _Everything:
    def likely(self, _: str) -> range:
        return range(len(record_lexicon().fields))


def test_labels_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    words = _label_words()[::7]
    texts = [*words, *(f"{one}{other}" for one, other in pairwise(words)), *(f"{one}时间/备注" for one in words)]
    of = record_columns.label_fields.__wrapped__
    gated = [of(text) for text in texts]
    monkeypatch.setattr(record_columns, "labels", _Everything)
    assert any(gated)
    assert gated == [of(text) for text in texts]
