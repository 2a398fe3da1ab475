"""python -m tests.support.tricks OUT: writes each case's changed files to OUT, and prints how many tricks fool the grader."""

import argparse
import sys
from collections import Counter
from pathlib import Path

from tests.support.tricks import folder
from tests.support.tricks.cases import Case, Trick, tricks
from tests.support.tricks.play import Fault, base_grade, changed, faults, played

_HEADS = ("trick", "tricks", "fooled", "not told", "honest", "falsely refused")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.support.tricks")
    parser.add_argument("out", type=Path, help="the base goes to OUT/base, a case's changed files to OUT/<trick>/<case>")
    out: Path = parser.parse_args().out
    _put(out / "base", {**folder.base(), "profile.yaml": folder.profile().encode()})
    total: Counter[str] = Counter()
    lines = [f"| {' | '.join(_HEADS)} |", "|---|" + "---:|" * (len(_HEADS) - 1)]
    wrong: list[str] = []
    for name, trick in tricks().items():
        counts, said = _measured(name, trick, out)
        total += counts
        wrong += said
        lines.append(_row(trick.trick, counts))
    lines.append(_row("all", total))
    sys.stdout.write("\n".join([*lines, "", *wrong, ""]))


def _measured(name: str, trick: Trick, out: Path) -> tuple[Counter[str], list[str]]:
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for case in trick.cases:
        _put(out / name / case.id, changed(case))
        found = list(faults(case, played(case), base_grade()))
        counts["honest" if case.honest else "tricks"] += 1
        counts.update({fault.way for fault in found})
        wrong += [f"- {name}/{case.id}: {_shown(case, fault)}" for fault in found]
    return counts, wrong


def _shown(case: Case, fault: Fault) -> str:
    return f"{fault}{f' ({case.known})' if case.known else ''}"


def _row(name: str, counts: Counter[str]) -> str:
    return f"| {name} | {' | '.join(str(counts[head]) for head in _HEADS[1:])} |"


def _put(place: Path, files: dict[str, bytes]) -> None:
    for path, data in files.items():
        file = place / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


if __name__ == "__main__":
    main()
