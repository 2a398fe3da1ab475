"""What papers tell customers - products, fees, service, hotline, complaints, forbidden terms - in the words of many trades."""

from pathlib import Path
from typing import Any

import pytest

from scoring.documents.model import Block, Document, Page
from scoring.facts.concept_lexicon import concepts
from scoring.facts.mentions import mentions
from scoring.facts.reading import read
from scoring.yaml_text import parsed

_DATA: list[dict[str, Any]] = parsed((Path(__file__).parents[3] / "data/mentions_customers.yaml").read_text(encoding="utf-8"))


def _affirmed(case: dict[str, Any]) -> set[str]:
    if "rows" in case:
        lines = tuple(Block("table_row", row, f"表1!A{number}") for number, row in enumerate(case["rows"], 1))
    else:
        lines = (Block("paragraph", case["text"], "段落2"),)
    document = Document("0" * 64, "x", "", (Page(1, (Block("heading", case["title"], "段落1", 1), *lines)),))
    return {one.concept for one in mentions(read(document, "x.docx")) if one.polarity == "affirmed"}


@pytest.mark.parametrize("case", _DATA, ids=lambda case: f"{case['title']} {case.get('text') or case['rows'][-1]}")
def test_golden(case: dict[str, Any]) -> None:
    found = _affirmed(case)
    assert set(case.get("states", ())) <= found
    assert not set(case.get("silent", ())) & found


def test_every_named_concept_exists() -> None:
    known = {concept.id for concept in concepts()}
    assert {concept for case in _DATA for answer in ("states", "silent") for concept in case.get(answer, ())} <= known
