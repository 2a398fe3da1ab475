"""Finding the right paragraph in public Chinese reading sets (SQuAD-like JSON such as CMRC 2018 or DRCD), beside plain BM25.

python -m benchmarks retrieval [cmrc_trial.json drcd_dev.json | --made] [--most N]

Without files those of ../shared/eval/retrieval; where they are not there, a set made of the words of this repository's own corpus.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import synthetic
from benchmarks.figures import Done, Figure
from benchmarks.measure import ROOT, each_ms, machine, print_each, quantile

DEPTH = 10
SHARED = ROOT.parent / "shared" / "eval" / "retrieval"
SETS = ("cmrc_trial", "drcd_dev")
MADE = "made"
_PASSAGES = 1000
Search = Callable[[str], Sequence[int]]


@dataclass(frozen=True, slots=True)
class ReadingSet:
    """Paragraphs and (question, row of its paragraph). `place`: its file as it is typed, or `--made`."""

    name: str
    paragraphs: list[str]
    questions: list[tuple[str, int]]
    place: str


@dataclass(frozen=True, slots=True)
class Found:
    """What an engine made of a set: for each question the rank of its paragraph, 0 where it is not among the first ten; milliseconds."""

    engine: str
    of: ReadingSet
    ranks: Sequence[int]
    taken: Sequence[float]

    def hit(self, depth: int) -> float:
        """The share of questions whose paragraph is among the first so many."""
        return sum(0 < rank <= depth for rank in self.ranks) / len(self.ranks)

    @property
    def mrr(self) -> float:
        return sum(1 / rank for rank in self.ranks if rank) / len(self.ranks)

    def row(self) -> list[str]:
        hits = (f"{self.hit(depth):.4f}" for depth in (1, 3, 10))
        times = (f"{quantile(self.taken, share):.2f}" for share in (0.5, 0.95))
        return [self.of.name, self.engine, *hits, f"{self.mrr:.4f}", *times]


def read_set(path: Path) -> ReadingSet:
    """One passage a paragraph; titles are not used."""
    paragraphs: list[str] = []
    questions: list[tuple[str, int]] = []
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            questions += [(asked["question"], len(paragraphs)) for asked in paragraph["qas"]]
            paragraphs.append(paragraph["context"])
    return ReadingSet(path.stem, paragraphs, questions, _typed(path))


def _typed(path: Path) -> str:
    return f"../shared/eval/retrieval/{path.name}" if path.parent == SHARED else str(path)


def ours(paragraphs: Sequence[str]) -> Search:
    from assistant.knowledge.folder import FolderPassage, FolderSearcher

    searcher = FolderSearcher([FolderPassage(str(row), "", "", text) for row, text in enumerate(paragraphs)])
    return lambda question: [int(hit.passage) for hit in searcher.search(question, DEPTH)]


def plain(paragraphs: Sequence[str]) -> Search:
    from benchmarks.plain_bm25 import PlainBm25

    engine = PlainBm25(paragraphs)
    return lambda question: engine.search(question, DEPTH)


ENGINES = {"xingping": ours, "plain BM25 (bm25s, jieba)": plain}


def _measured(sets: Sequence[ReadingSet]) -> Iterator[Found]:
    for one in sets:
        for name, make in ENGINES.items():
            search = make(one.paragraphs)
            search(one.questions[0][0])
            found, taken = each_ms(search, [text for text, _ in one.questions])
            ranks = [list(rows).index(gold) + 1 if gold in rows else 0 for rows, (_, gold) in zip(found, one.questions, strict=True)]
            yield Found(name, one, ranks, taken)


def run(argv: Sequence[str]) -> Done:
    """Print a table with a row a set and an engine."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks retrieval", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="reading sets; those that do not exist are skipped")
    parser.add_argument("--most", type=int, help="so many questions of each set at most")
    parser.add_argument("--made", action="store_true", help="the set made of the corpus's words, whatever files there are")
    options = parser.parse_args(argv)
    files: list[Path] = [] if options.made else options.files or [SHARED / f"{name}.json" for name in SETS]
    absent = [_absent(path) for path in files if not path.is_file()]
    sets = [read_set(path) for path in files if path.is_file()] or [_made()]
    sets = [ReadingSet(one.name, one.paragraphs, one.questions[: options.most], one.place) for one in sets]
    print("\n## Finding the right paragraph\n")
    for gone in absent:
        print(f"{gone.reason}\n")
    print(machine())
    for one in sets:
        print(f"- {one.name}: {len(one.paragraphs)} paragraphs, {len(one.questions)} questions")
    print()
    heads = ("set", "engine", "hit@1", "hit@3", "hit@10", "MRR@10", "p50 ms", "p95 ms")
    found = print_each(heads, _measured(sets), Found.row)
    return Done((*absent, *(figure for mine, other in zip(found[::2], found[1::2], strict=True) for figure in _figures(mine, other))))


def _absent(path: Path) -> Figure:
    return Figure(f"finding the paragraph, {path.stem}", None, "", reason=f"skipped: {_typed(path)} is not there")


def _made() -> ReadingSet:
    """Passages and questions from the words of the corpus: for a machine that has no public set."""
    return ReadingSet(MADE, list(synthetic.passages(_PASSAGES)), synthetic.questions(_PASSAGES), "--made")


def _figures(mine: Found, other: Found) -> Iterator[Figure]:
    command = f"python -m benchmarks retrieval {mine.of.place}"
    measures: tuple[tuple[str, str, Callable[[Found], float]], ...] = (
        ("hit@1", "%", lambda one: 100 * one.hit(1)),
        ("hit@10", "%", lambda one: 100 * one.hit(10)),
        ("MRR@10", "of 1", lambda one: one.mrr),
        ("a question, p50", "ms", lambda one: quantile(one.taken, 0.5)),
        ("a question, p95", "ms", lambda one: quantile(one.taken, 0.95)),
    )
    for name, unit, measure in measures:
        what = f"finding the paragraph, {mine.of.name}: {name}"
        yield Figure(what, measure(mine), unit, "bm25s", measure(other), command, headline=name == "hit@1")
