"""var/coverage.json as slipcover writes it -> lines run, package by package; exit 1 where one falls under its floor in .ci/coverage.yaml.

Counted are the processes that run tests. What runs in processes of its own (a server that is killed, workers that read files) is not, so
the rooms that live there are covered better than they are told.
"""

import json
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]


def packages(report: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
    """assistant.web -> lines run, lines in all; a module beside the packages counts for the half it stands in."""
    run: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for path, file in report["files"].items():
        parts = Path(path).parts
        name = ".".join(parts[: 2 if len(parts) > 2 else 1])
        run[name] += len(file["executed_lines"])
        every[name] += len(file["executed_lines"]) + len(file["missing_lines"])
    return {name: (run[name], every[name]) for name in sorted(every) if every[name]}


def table(found: Mapping[str, tuple[int, int]]) -> list[str]:
    """One line a package and one for all."""
    total = (sum(run for run, _ in found.values()), sum(every for _, every in found.values()))
    return [f"{run / every:7.1%} {run:6d} of {every:6d}  {name}" for name, (run, every) in [*found.items(), ("all", total)]]


def faults(found: Mapping[str, tuple[int, int]], floors: Mapping[str, float]) -> list[str]:
    """What is under its floor (percent), has none, or is no more."""
    low = [
        f"{name}: {run / every:.1%} of its lines are run, at least {floors[name]} % should be"
        for name, (run, every) in found.items()
        if name in floors and 100 * run < floors[name] * every
    ]
    return [
        *low,
        *(f"{name}: .ci/coverage.yaml has no floor for it" for name in found.keys() - floors.keys()),
        *(f"{name}: .ci/coverage.yaml has a floor, but there is no such package" for name in floors.keys() - found.keys()),
    ]


def main() -> int:
    found = packages(json.loads((ROOT / "var/coverage.json").read_text(encoding="utf-8")))
    print("\n".join(table(found)))  # noqa: T201
    wrong = faults(found, yaml.safe_load((ROOT / ".ci/coverage.yaml").read_text(encoding="utf-8")))
    sys.stderr.write("".join(f"{line}\n" for line in wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
