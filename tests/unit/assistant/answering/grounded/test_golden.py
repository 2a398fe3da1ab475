"""Lies and good answers over real passages: none of the lies passes, next to no good answer is held back.

Of `turned` the subject is duties, directions, years in a row, prices by the year and made-up bodies.
The files named `tuned` were looked at while the rules were made; `held` ones were scored first and looked at afterwards.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from assistant.answering.grounding import Ground, check, ground_of, repaired
from assistant.knowledge.loader import load_corpus
from assistant.knowledge.model import Corpus

ROOT = Path(__file__).resolve().parents[5]
DATA = ROOT / "tests/data/grounding"


@lru_cache(maxsize=1)
def corpus() -> Corpus:
    return load_corpus(ROOT / "corpus")


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def grounds(row: dict[str, Any]) -> list[Ground]:
    passages = {passage.id: passage for passage in corpus().passages}
    names = {source.code: source.name for source in corpus().sources}
    cited = [passages[name] for name in row["passages"]]
    return [ground_of(n, passage, [names[code] for code in passage.sources]) for n, passage in enumerate(cited, 1)]


def test_there_are_enough() -> None:
    assert len(rows("lies_tuned")) + len(rows("lies_held")) >= 250
    assert len(rows("good_tuned")) + len(rows("good_held")) >= 150


@pytest.mark.parametrize("half", ["tuned", "held", "turned"])
def test_no_lie_passes(half: str) -> None:
    passed = [row["text"] for row in rows(f"lies_{half}") if check(row["text"], grounds(row)).ok]
    assert passed == []


@pytest.mark.parametrize("half", ["tuned", "held", "turned"])
def test_good_answers_pass(half: str) -> None:
    good = rows(f"good_{half}")
    blocked = [row["text"] for row in good if not check(row["text"], grounds(row)).ok]
    assert len(blocked) <= 0.05 * len(good), blocked


@pytest.mark.parametrize("half", ["tuned", "held"])  # nothing is left of a turned one
def test_what_is_left_of_a_lie_passes(half: str) -> None:
    repairs = [(row, repaired(row["text"], check(row["text"], grounds(row)))) for row in rows(f"lies_{half}")]
    left = [(row, text) for row, text in repairs if text is not None]
    assert left
    for row, text in left:
        assert check(text, grounds(row)).ok, row["text"]
