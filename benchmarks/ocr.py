"""Reading scans: pages a second against the bare recogniser, and how much of what stands on worn papers is read right.

`python -m benchmarks ocr [papers of each kind]`. The papers are made by tests/support/scans.py, so the truth is known.
"""

import gc
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from benchmarks.measure import machine, print_table
from scoring.documents import Page
from scoring.documents.normalise import normalise
from scoring.documents.scans.page import Sheet, read_sheet
from scoring.documents.scans.picture import Frames
from tests.support.scans import WEARS, Paper, Wear, certificate, ledger, notice, picture

PAPERS = 1
ROUNDS = 3
HEADS = ("wear", "cells of ruled tables", "cells without rules", "fields of certificates", "lines of notices", "seals")


def main(argv: Sequence[str]) -> int:
    """Print two tables: accuracy by wear, and pages a second."""
    papers = int(argv[0]) if argv else PAPERS
    print(f"\n## Reading scans\n\n{machine()}\n")
    print_table(HEADS, (_accuracy(wear, papers) for wear in WEARS))
    print()
    print_table(("pages", "bare recogniser, pages/s", "with tables, turns and seals, pages/s", "overhead"), [_speed()])
    return 0


def _accuracy(wear: Wear, papers: int) -> list[str]:
    right: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    for kind, paper, seed in _papers(papers):
        page = read(picture(paper, wear, seed))
        found, wanted = _CHECKS[kind](page, paper)
        right[kind] += found
        all_[kind] += wanted
        if paper.seal:
            right["seal"] += any(block.text == f"{paper.seal}（盖章）" for block in page.blocks)
            all_["seal"] += 1
    return [wear.name, *(f"{right[kind]}/{all_[kind]}" for kind in ("ruled", "open", "certificate", "notice", "seal"))]


def _papers(count: int) -> Iterator[tuple[str, Paper, int]]:
    for seed in range(1, count + 1):
        yield "ruled", ledger(seed, seal="临江棋石包装机械有限公司"), seed
        yield "open", ledger(seed + 50, ruled=False), seed
        yield "certificate", certificate(seed), seed
        yield "notice", notice(seed), seed


def read(data: bytes) -> Page:
    """The page of a picture file."""
    with Frames(data) as frames:
        image, scale = frames.frame(0)
    return read_sheet(Sheet(image, 1, scale))


def _cells(page: Page, paper: Paper) -> tuple[int, int]:
    """Cells that stand in their row and column and say what was printed."""
    table = max(page.tables, key=lambda one: len(one.rows), default=None)
    wanted = {(row[0], n): text for row in paper.rows for n, text in enumerate(row)}
    got = {(row[0], n): text for row in (table.rows if table else ()) for n, text in enumerate(row)}
    return sum(_same(got.get(key, ""), text) for key, text in wanted.items()), len(wanted)


def _fields(page: Page, paper: Paper) -> tuple[int, int]:
    rows = [[normalise(cell) for cell in row] for table in page.tables for row in table.rows]
    good = sum(any([normalise(label), normalise(value)] == row[n : n + 2] for row in rows for n in range(len(row))) for label, value in paper.pairs)
    return good, len(paper.pairs)


def _lines(page: Page, paper: Paper) -> tuple[int, int]:
    texts = {normalise(block.text) for block in page.blocks}
    wanted = [paper.title, *paper.above, *paper.below]
    return sum(normalise(text) in texts for text in wanted), len(wanted)


def _same(one: str, other: str) -> bool:
    return normalise(one) == normalise(other)


_CHECKS: dict[str, Callable[[Page, Paper], tuple[int, int]]] = {"ruled": _cells, "open": _cells, "certificate": _fields, "notice": _lines}


def _speed() -> list[str]:
    """Alternately, so that a busy machine slows both; the best of some rounds."""
    from rapidocr import RapidOCR

    bare: Any = RapidOCR(params={"Global.log_level": "critical"})
    files = [picture(paper, wear, seed) for wear in WEARS[:2] for _, paper, seed in _papers(1)]
    images = []
    for data in files:
        with Frames(data) as frames:
            images.append(frames.frame(0)[0])
    best = {"bare": float("inf"), "whole": float("inf")}
    for _ in range(ROUNDS + 1):  # the first warms up
        best = {
            "bare": min(best["bare"], _timed(lambda image: bare(np.ascontiguousarray(image[:, :, ::-1])), images)),
            "whole": min(best["whole"], _timed(lambda image: read_sheet(Sheet(image, 1)), images)),
        }
    count = len(images)
    return [str(count), f"{count / best['bare']:.2f}", f"{count / best['whole']:.2f}", f"{best['whole'] / best['bare'] - 1:+.1%}"]


def _timed(work: Callable[[Any], object], images: Sequence[Any]) -> float:
    gc.collect()
    start = time.perf_counter()
    for image in images:
        work(image)
    return time.perf_counter() - start
