"""Reading scans: pages a second against the bare recogniser, and how much of what stands on worn papers is read right.

`python -m benchmarks ocr [papers of each kind] [--wears N] [--rounds N]`. The papers are made by tests/support/scans.py, so the truth is known.
Of the bare recogniser, which knows no tables, a cell or field counts as read where one of its boxes, anywhere, says just that.
"""

import argparse
import gc
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.figures import Done, Figure, percent
from benchmarks.measure import machine, print_each, print_table
from scoring.documents import Page
from scoring.documents.normalise import normalise
from scoring.documents.scans.page import Sheet, read_sheet
from scoring.documents.scans.picture import Frames
from tests.support.scans import WEARS, Paper, Wear, certificate, ledger, notice, picture

Bare = Callable[[Any], Sequence[str]]
PAPERS = 1
ROUNDS = 3
KINDS = {
    "ruled": "cells of ruled tables",
    "open": "cells without rules",
    "certificate": "fields of certificates",
    "notice": "lines of notices",
    "seal": "seals",
}
HEADS = ("wear", *KINDS.values(), "bare recogniser: texts of all these")
_COMMAND = "python -m benchmarks ocr"
_BARE = "bare recogniser"
_BARE_ANYWHERE = "bare recogniser, anywhere on the page"


@dataclass(frozen=True, slots=True)
class Read:
    """Papers of one wear: by kind how many texts were read right, in their places, by the bare recogniser anywhere, and how many there are."""

    wear: str
    right: Counter[str]
    bare: Counter[str]
    wanted: Counter[str]

    def row(self) -> list[str]:
        read = (f"{self.right[kind]}/{self.wanted[kind]}" for kind in KINDS)
        return [self.wear, *read, f"{self.bare.total()}/{self.wanted.total()}"]


@dataclass(frozen=True, slots=True)
class Speed:
    """The best round of each over the same pages, in seconds."""

    pages: int
    bare: float
    whole: float

    def row(self) -> list[str]:
        rates = (f"{self.pages / seconds:.2f}" for seconds in (self.bare, self.whole))
        return [str(self.pages), *rates, f"{self.whole / self.bare - 1:+.1%}"]


def run(argv: Sequence[str]) -> Done:
    """Print two tables: accuracy by wear, and pages a second."""
    parser = argparse.ArgumentParser("python -m benchmarks ocr", description=__doc__)
    parser.add_argument("papers", nargs="?", type=int, default=PAPERS)
    parser.add_argument("--wears", type=int, default=len(WEARS), help="of the ten kinds of wear the first so many")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args(argv)
    print(f"\n## Reading scans\n\n{machine()}\n")
    bare = _recogniser()
    read = print_each(HEADS, (_accuracy(wear, options.papers, bare) for wear in WEARS[: options.wears]), Read.row)
    print()
    speed = _speed(options.rounds, bare)
    print_table(("pages", "bare recogniser, pages/s", "with tables, turns and seals, pages/s", "overhead"), [speed.row()])
    return Done((*_figures(read), Figure("scans: a page", speed.whole / speed.pages, "s", _BARE, speed.bare / speed.pages, _COMMAND, headline=True)))


def _figures(read: Sequence[Read]) -> Iterator[Figure]:
    right, bare, wanted = (_summed(getattr(one, name) for one in read) for name in ("right", "bare", "wanted"))
    for kind, name in KINDS.items():
        value, beside = (percent(some[kind], wanted[kind]) for some in (right, bare))
        yield Figure(f"scans: {name} right", value, f"% of {wanted[kind]}", _BARE_ANYWHERE, beside, _COMMAND, headline=True)


def _summed(counts: Iterable[Counter[str]]) -> Counter[str]:
    return sum(counts, Counter())


def _accuracy(wear: Wear, papers: int, bare: Bare) -> Read:
    read = Read(wear.name, Counter(), Counter(), Counter())
    for kind, paper, seed in _papers(papers):
        data = picture(paper, wear, seed)
        page, boxes = read_page(data), {normalise(text) for text in bare(_image(data)[0])}
        read.right[kind] += _CHECKS[kind](page, paper)
        texts = _WANTED[kind](paper)
        read.bare[kind] += sum(normalise(text) in boxes for text in texts)
        read.wanted[kind] += len(texts)
        if paper.seal:
            read.right["seal"] += any(block.text == f"{paper.seal}（盖章）" for block in page.blocks)
            read.bare["seal"] += normalise(paper.seal) in boxes
            read.wanted["seal"] += 1
    return read


def _papers(count: int) -> Iterator[tuple[str, Paper, int]]:
    for seed in range(1, count + 1):
        yield "ruled", ledger(seed, seal="临江棋石包装机械有限公司"), seed
        yield "open", ledger(seed + 50, ruled=False), seed
        yield "certificate", certificate(seed), seed
        yield "notice", notice(seed), seed


def read_page(data: bytes) -> Page:
    """The page of a picture file."""
    image, scale = _image(data)
    return read_sheet(Sheet(image, 1, scale))


def _image(data: bytes) -> tuple[Any, float]:
    with Frames(data) as frames:
        return frames.frame(0)


def _cells(page: Page, paper: Paper) -> int:
    """Cells that stand in their row and column and say what was printed."""
    table = max(page.tables, key=lambda one: len(one.rows), default=None)
    wanted = {(row[0], n): text for row in paper.rows for n, text in enumerate(row)}
    got = {(row[0], n): text for row in (table.rows if table else ()) for n, text in enumerate(row)}
    return sum(_same(got.get(key, ""), text) for key, text in wanted.items())


def _fields(page: Page, paper: Paper) -> int:
    rows = [[normalise(cell) for cell in row] for table in page.tables for row in table.rows]
    return sum(any([normalise(label), normalise(value)] == row[n : n + 2] for row in rows for n in range(len(row))) for label, value in paper.pairs)


def _lines(page: Page, paper: Paper) -> int:
    texts = {normalise(block.text) for block in page.blocks}
    return sum(normalise(text) in texts for text in _of_notice(paper))


def _of_notice(paper: Paper) -> list[str]:
    return [paper.title, *paper.above, *paper.below]


def _of_table(paper: Paper) -> list[str]:
    return [text for row in paper.rows for text in row]


def _same(one: str, other: str) -> bool:
    return normalise(one) == normalise(other)


_CHECKS: dict[str, Callable[[Page, Paper], int]] = {"ruled": _cells, "open": _cells, "certificate": _fields, "notice": _lines}
_WANTED: dict[str, Callable[[Paper], Sequence[str]]] = {
    "ruled": _of_table,
    "open": _of_table,
    "certificate": lambda paper: [value for _, value in paper.pairs],
    "notice": _of_notice,
}


def _recogniser() -> Bare:
    """The texts of the boxes that the bare recogniser reads in an image (RGB)."""
    from rapidocr import RapidOCR

    engine: Any = RapidOCR(params={"Global.log_level": "critical"})
    return lambda image: engine(np.ascontiguousarray(image[:, :, ::-1])).txts or ()


def _speed(rounds: int, bare: Bare) -> Speed:
    """Alternately, so that a busy machine slows both; the best of some rounds."""
    images = [_image(picture(paper, wear, seed))[0] for wear in WEARS[:2] for _, paper, seed in _papers(1)]
    best = {"bare": float("inf"), "whole": float("inf")}
    for _ in range(rounds + 1):  # the first warms up
        best = {
            "bare": min(best["bare"], _timed(bare, images)),
            "whole": min(best["whole"], _timed(lambda image: read_sheet(Sheet(image, 1)), images)),
        }
    return Speed(len(images), **best)


def _timed(work: Callable[[Any], object], images: Sequence[Any]) -> float:
    gc.collect()
    start = time.perf_counter()
    for image in images:
        work(image)
    return time.perf_counter() - start
