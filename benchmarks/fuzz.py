"""Broken files by the thousand, each read in a worker: what is refused properly, what is read, and what escapes.

`python -m benchmarks fuzz [--inputs N] [--seconds S] [--seed K] [--formats .docx .pdf …] [--keep FOLDER]`. N inputs of each format, made of small
real files by tests/support/mutate.py; the same seed makes the same inputs. S is a bound for the whole run. What breaks a reader is kept in FOLDER.
"""

import argparse
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random

from benchmarks.figures import Done, Figure
from benchmarks.measure import machine, print_table
from scoring.isolation import Stopped
from scoring.isolation.calls import run_all
from scoring.isolation.processes import warm_up
from scoring.limits import Limits
from tests.support.mutate import mutated, samples

HEADS = ("format", "inputs", "refused", "read", "worker died", "too slow", "too much memory", "escaped")
LIMITS = Limits(seconds=20, memory_mb=1024)
UNREAD = "low_ocr_quality"  # what comes of a picture that was opened and not read
_BATCH = 200


@dataclass(slots=True)
class Figures:
    """What became of the inputs of one format; `faults` are the distinct ways in which something escaped, with one input each."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: dict[str, bytes] = field(default_factory=dict)


def run(argv: Sequence[str]) -> Done:
    """Print a table and what escaped."""
    parser = argparse.ArgumentParser("python -m benchmarks fuzz")
    parser.add_argument("--inputs", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--formats", nargs="+", default=list(samples()), choices=list(samples()))
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args(argv)
    print(f"\n## Broken files (seed {options.seed})\n\n{machine()}\n")
    warm_up(None)
    end = time.monotonic() + options.seconds
    all_of = {suffix: fuzz(suffix, options.inputs, options.seed, end) for suffix in options.formats}
    print_table(HEADS, (_row(suffix, one) for suffix, one in all_of.items()))
    for suffix, one in all_of.items():
        for fault, data in one.faults.items():
            print(f"\n{suffix}: {fault}")
            if options.keep is not None:
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / f"{sha256(data).hexdigest()[:12]}{suffix}").write_bytes(data)
    figures = tuple(figure for suffix, one in all_of.items() for figure in _figures(suffix, one))
    broke = any(map(_broke, all_of.values()))
    return Done((*_in_all(all_of.values()), *figures), "a broken file escaped its reader or brought the worker down" if broke else "")


def _in_all(all_of: Iterable[Figures]) -> Iterator[Figure]:
    counts = sum((one.counts for one in all_of), Counter())
    command = "python -m benchmarks fuzz"
    for what, key in (("exceptions that escaped", "escaped"), ("workers that died", "crashed"), ("inputs given up as too slow or too large", "")):
        value = counts[key] if key else counts["too_slow"] + counts["too_large"]
        yield Figure(f"broken files: {what}", value, f"of {counts.total():,}", command=command, headline=True)


def _figures(suffix: str, one: Figures) -> Iterator[Figure]:
    inputs = sum(one.counts.values())
    harm = one.counts["escaped"] + one.counts["crashed"]
    command = f"python -m benchmarks fuzz --formats {suffix}"
    if inputs:
        yield Figure(f"broken files, {suffix}: escaped or died", harm, f"of {inputs:,}", command=command)
    else:
        yield Figure(f"broken files, {suffix}", None, "", command=command, reason="skipped: time was up (--seconds)")


def _broke(one: Figures) -> bool:
    return bool(one.counts["escaped"] or one.counts["crashed"])


def fuzz(suffix: str, inputs: int, seed: int, end: float = float("inf"), workers: int = 2) -> Figures:
    """Inputs of one format until there are enough or time is up."""
    figures = Figures()
    random = Random(f"{seed}{suffix}")
    for start in range(0, inputs, _BATCH):
        if time.monotonic() > end:
            break
        batch = [mutated(suffix, random) for _ in range(min(_BATCH, inputs - start))]
        for outcome, fault, data in _outcomes(suffix, batch, workers):
            figures.counts[outcome] += 1
            if outcome not in ("refused", "read"):
                figures.faults.setdefault(fault, data)
    return figures


def _outcomes(suffix: str, batch: Sequence[bytes], workers: int) -> Iterator[tuple[str, str, bytes]]:
    tasks = [(data, f"样本{suffix}") for data in batch]
    for answer in run_all(read_broken, tasks, LIMITS, workers=workers, begin=(without_recogniser, ())):
        data = batch[answer.number]
        if answer.error is None:
            outcome, fault = answer.value
        elif isinstance(answer.error, Stopped):
            outcome, fault = answer.error.reason, answer.error.reason
        else:
            outcome, fault = "escaped", repr(answer.error)
        yield outcome, fault, data


def read_broken(data: bytes, name: str) -> tuple[str, str]:
    """In a worker: what comes of the file, and where it failed in a way no reader may."""
    from scoring.facts.extract import extract

    try:
        problem = extract(data, name).problem
        return ("read" if problem is None or problem.reason == UNREAD else "refused"), ""
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  that is what is looked for
        place = traceback.extract_tb(error.__traceback__)
        own = [f"{Path(one.filename).stem}.{one.name}:{one.lineno}" for one in place if "scoring" in one.filename]
        last = place[-1]
        return "escaped", f"{type(error).__name__} in {' > '.join(own[-4:])} ({Path(last.filename).name}:{last.lineno}) {str(error)[:100]}"


def without_recogniser() -> None:
    """Pictures are opened and pages rendered, but not read: that takes seconds and does not depend on the format."""
    from scoring.documents.model import Page
    from scoring.documents.scans import page as scan_page
    from scoring.documents.scans.page import Sheet

    def unread(sheet: Sheet) -> Page:
        return Page(sheet.number, (), unread=True)

    scan_page.read_sheet = unread


def _row(suffix: str, one: Figures) -> list[str]:
    keys = ("refused", "read", "crashed", "too_slow", "too_large", "escaped")
    return [suffix, str(sum(one.counts.values())), *(str(one.counts[key]) for key in keys)]
