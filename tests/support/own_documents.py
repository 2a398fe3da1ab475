"""Questions about users' own documents (tests/data/own): each with the document added and what the answer must be.

own       answered from the document, quoted first and marked, `holds` in the answer
both      the curated answer first, the document quoted behind it, `holds` in the answer
standard  the curated answer first; the document at most behind it
refused   refused, whatever the document says
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.answering.engine import Answerer
from assistant.answering.model import Answer
from assistant.knowledge.ingest import add
from assistant.knowledge.library import Library
from assistant.knowledge.searcher import Searcher

FOLDER = Path(__file__).resolve().parents[1] / "data" / "own"


@dataclass(frozen=True, slots=True)
class Case:
    id: str
    half: str
    document: str
    question: str
    expect: str
    holds: str = ""


def cases() -> list[Case]:
    lines = (FOLDER / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    return [Case(**json.loads(line)) for line in lines]


def documents() -> list[Path]:
    return sorted((FOLDER / "documents").iterdir())


def with_documents(curated: Searcher, paths: list[Path], place: Path, corpus_dir: Path) -> Answerer:
    """An answerer over the curated index and these documents, read and cut as a user's upload is."""
    library = Library(place)
    add(library, paths, 20, corpus_dir)
    return Answerer(curated.with_own(library.passages()), 2000)


def faults(case: Case, answer: Answer, answerer: Answerer) -> Iterator[str]:
    """What is wrong with the answer; nothing when it is as expected."""
    if answer.refused or case.expect == "refused":
        if answer.refused != (case.expect == "refused"):
            yield "refused" if answer.refused else "not refused"
        return
    curated = [answerer.searcher.passage_by_id[one.passage].curated for one in answer.citations]
    if case.holds not in answer.text:
        yield f"lacks {case.holds}"
    if curated[0] == (case.expect == "own"):
        yield "the document is not first" if curated[0] else "the document is first"
    if case.expect in ("own", "both") and all(curated):
        yield "the document is not cited"
    if not all(curated) and "贵方资料" not in answer.text:
        yield "the document is not marked"
