"""Grading agreement on the samples and on generated packs: `python -m benchmarks agreement [samples development packs_a … packs_j] [--most N]`.

Each generated set is made by a generator of its own (tests/support), with truth files derived from what it put into the files. The development
packs lie in ../shared/eval/packs, or are skipped. Beside the engine, the same packs by the presence of files alone (benchmarks/naive_grade.py).
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks.figures import Done, Figure, percent
from benchmarks.measure import ROOT, print_each
from benchmarks.naive_grade import NAME, by_presence
from scoring.grading import grade_pack
from scoring.result import to_json
from tests.support.agreement import Agreement, agreement

GENERATED = ("packs_a", "packs_b", "packs_c", "packs_d", "packs_g", "packs_h", "packs_i", "packs_j")
SETS = ("samples", "development", *GENERATED)
DEVELOPMENT = ROOT.parent / "shared" / "eval" / "packs"
HEADS = ("pack", "clauses right", "level", "special missed / false", "files refused", f"clauses right, {NAME}")
_GENERATED = "generated packs"
_ON = date(2026, 11, 20)


@dataclass(frozen=True, slots=True)
class Pack:
    """How the engine, and how the plain alternative, agree with the truth of one pack."""

    set: str
    name: str
    found: Agreement
    plain: Agreement
    special: int

    def row(self) -> list[str]:
        found, special = self.found, f"{self.found.special_missed} / {self.found.false_special}"
        level = "right" if found.level else "wrong"
        return [self.name, f"{found.share:.1%}", level, special, f"{found.refused}/{found.to_refuse}", f"{self.plain.share:.1%}"]


def run(argv: Sequence[str]) -> Done:
    """Print one row a pack, and a table of the sets."""
    parser = argparse.ArgumentParser("python -m benchmarks agreement", description=__doc__)
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"of {', '.join(SETS)}; all by default")
    parser.add_argument("--most", type=int, help="so many packs of each set at most")
    options = parser.parse_args(argv)
    if unknown := set(options.sets) - set(SETS):
        parser.error(f"no such set: {', '.join(sorted(unknown))}")
    names = options.sets or SETS
    absent = [name for name in names if name == "development" and not DEVELOPMENT.is_dir()]
    print("\n## Grading agreement\n")
    packs = print_each(HEADS, (one for name in names if name not in absent for one in _packs(name, options.most)), Pack.row)
    print()
    groups = {name: [one for one in packs if one.set == name] for name in names if name not in absent}
    generated = [name for name in groups if name in GENERATED]
    if len(generated) > 1:
        groups[_GENERATED] = [one for one in packs if one.set in generated]
    print_each(HEADS, groups.items(), lambda group: _whole(*group))
    return Done((*(_absent(name) for name in absent), *(figure for name, group in groups.items() for figure in _figures(name, group))))


def _packs(name: str, most: int | None) -> Iterator[Pack]:
    with _placed(name) as (folder, truths):
        for truth in sorted(truths.glob("*.json"))[:most]:
            wanted = json.loads(truth.read_text(encoding="utf-8"))
            result = to_json(grade_pack(folder / truth.stem, _ON))
            found, plain = map(partial(agreement, wanted), (result, by_presence(result)))
            yield Pack(name, truth.stem, found, plain, len(wanted["special"]["must"]))


@contextmanager
def _placed(name: str) -> Iterator[tuple[Path, Path]]:
    """The folder of a set's packs and that of their truths."""
    if name == "samples":
        yield ROOT / "corpus" / "samples", ROOT / "tests" / "data" / "samples"
    elif name == "development":
        yield DEVELOPMENT, DEVELOPMENT / "truth"
    else:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, "-m", f"tests.support.{name}", folder], cwd=ROOT, check=True, capture_output=True)
            yield Path(folder), ROOT / "tests" / "data" / name / "truth"


def _whole(name: str, packs: Sequence[Pack]) -> list[str]:
    sums = _Sums.of([one.found for one in packs])
    plain = _Sums.of([one.plain for one in packs])
    special = f"{sums.missed} / {sums.false}"
    return [f"{name} in all", f"{sums.right:.1f}%", f"{sums.levels}/{len(packs)}", special, f"{sums.refused}/{sums.to_refuse}", f"{plain.right:.1f}%"]


@dataclass(frozen=True, slots=True)
class _Sums:
    """Over packs. `right`: clauses, in percent."""

    right: float
    levels: int
    missed: int
    false: int
    refused: int
    to_refuse: int

    @classmethod
    def of(cls, found: Sequence[Agreement]) -> "_Sums":
        clauses = sum(one.clauses for one in found)
        right = sum(one.clauses - len(one.wrong) for one in found)
        names = ("level", "special_missed", "false_special", "refused", "to_refuse")
        return cls(percent(right, clauses), *(sum(getattr(one, name) for one in found) for name in names))


def _figures(name: str, packs: Sequence[Pack]) -> Iterator[Figure]:
    """The plain alternative knows no special deduction and refuses no file, so it finds none of either. Single generated sets are no headlines."""
    ours, plain = _Sums.of([one.found for one in packs]), _Sums.of([one.plain for one in packs])
    command = f"python -m benchmarks agreement {' '.join(dict.fromkeys(one.set for one in packs))}"
    headline = name not in GENERATED
    special = sum(one.special for one in packs)
    clauses = sum(one.found.clauses for one in packs)
    yield Figure(f"grading, {name}: clauses right", ours.right, f"% of {clauses}", NAME, plain.right, command, headline=headline)
    yield Figure(f"grading, {name}: levels right", ours.levels, f"of {len(packs)}", NAME, plain.levels, command, headline=headline)
    mine, its = (special - one.missed for one in (ours, plain))
    yield Figure(f"grading, {name}: special deductions found", mine, f"of {special}", NAME, its, command, headline=headline)
    yield Figure(f"grading, {name}: special deductions that are false", ours.false, "", NAME, plain.false, command)
    yield Figure(f"grading, {name}: files refused that must not count", ours.refused, f"of {ours.to_refuse}", NAME, plain.refused, command)


def _absent(name: str) -> Figure:
    return Figure(f"grading, {name}", None, "", command=f"python -m benchmarks agreement {name}", reason="skipped: ../shared/eval/packs is not there")
