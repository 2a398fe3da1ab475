"""Finding the right paragraph in public Chinese reading sets (SQuAD-like JSON such as CMRC 2018 or DRCD).

python -m benchmarks retrieval cmrc_trial.json drcd_dev.json
"""

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import each_ms, machine, print_table, quantile

DEPTH = 10
Search = Callable[[str], Sequence[int]]


@dataclass(frozen=True, slots=True)
class ReadingSet:
    """Paragraphs and (question, row of its paragraph)."""

    name: str
    paragraphs: list[str]
    questions: list[tuple[str, int]]


def read_set(path: Path) -> ReadingSet:
    """One passage a paragraph; titles are not used."""
    paragraphs: list[str] = []
    questions: list[tuple[str, int]] = []
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            questions += [(asked["question"], len(paragraphs)) for asked in paragraph["qas"]]
            paragraphs.append(paragraph["context"])
    return ReadingSet(path.stem, paragraphs, questions)


def ours(paragraphs: Sequence[str]) -> Search:
    from assistant.knowledge.folder import FolderPassage, FolderSearcher

    searcher = FolderSearcher([FolderPassage(str(row), "", "", text) for row, text in enumerate(paragraphs)])
    return lambda question: [int(hit.passage) for hit in searcher.search(question, DEPTH)]


def plain(paragraphs: Sequence[str]) -> Search:
    from benchmarks.plain_bm25 import PlainBm25

    engine = PlainBm25(paragraphs)
    return lambda question: engine.search(question, DEPTH)


ENGINES = {"xingping": ours, "plain BM25 (bm25s, jieba)": plain}


def _rows(reading_set: ReadingSet) -> Iterator[tuple[object, ...]]:
    for name, make in ENGINES.items():
        search = make(reading_set.paragraphs)
        search(reading_set.questions[0][0])
        found, taken = each_ms(search, [text for text, _ in reading_set.questions])
        ranks = [
            list(rows).index(gold) + 1 if gold in rows else 0
            for rows, (_, gold) in zip(found, reading_set.questions, strict=True)
        ]
        count = len(ranks)
        yield (
            reading_set.name,
            name,
            f"{sum(rank == 1 for rank in ranks) / count:.4f}",
            f"{sum(0 < rank <= 3 for rank in ranks) / count:.4f}",
            f"{sum(1 / rank for rank in ranks if rank) / count:.4f}",
            f"{quantile(taken, 0.5):.2f}",
            f"{quantile(taken, 0.95):.2f}",
        )


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks retrieval", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="reading sets; those that do not exist are skipped")
    files: list[Path] = parser.parse_args(argv).files
    present = [path for path in files if path.is_file()]
    print("\n## Finding the right paragraph\n")
    for path in files:
        if path not in present:
            print(f"skipped: {path} is not there")
    if not present:
        print("skipped: no reading set given (pass CMRC/DRCD files in SQuAD form)")
        return 0
    sets = [read_set(path) for path in present]
    print(machine())
    for one in sets:
        print(f"- {one.name}: {len(one.paragraphs)} paragraphs, {len(one.questions)} questions")
    print()
    heads = ("set", "engine", "hit@1", "hit@3", "MRR@10", "p50 ms", "p95 ms")
    print_table(heads, (row for one in sets for row in _rows(one)))
    return 0
