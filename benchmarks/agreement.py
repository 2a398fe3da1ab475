"""Grading agreement on generated packs: `python -m benchmarks agreement [packs_a … packs_i]`.

Each set is made by a generator of its own (tests/support), with truth files derived from what it put into the files.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from benchmarks.measure import ROOT, print_table
from scoring.grading import grade_pack
from scoring.result import to_json
from tests.support.agreement import agreement

SETS = ("packs_a", "packs_b", "packs_c", "packs_d", "packs_g", "packs_h", "packs_i")
HEADS = ("pack", "clauses right", "level", "special missed / false", "files refused")
_ON = date(2026, 11, 20)


def main(argv: Sequence[str]) -> int:
    """Print one row a pack and one a set."""
    print("\n## Grading agreement on generated packs\n")
    print_table(HEADS, (row for name in (argv or SETS) for row in _rows(name)))
    return 0


def _rows(name: str) -> Iterator[tuple[str, ...]]:
    right = clauses = levels = packs = 0
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", f"tests.support.{name}", folder], cwd=ROOT, check=True, capture_output=True)
        for truth in sorted((ROOT / "tests" / "data" / name / "truth").glob("*.json")):
            found = agreement(json.loads(truth.read_text(encoding="utf-8")), to_json(grade_pack(Path(folder) / truth.stem, _ON)))
            right += found.clauses - len(found.wrong)
            clauses += found.clauses
            levels += found.level
            packs += 1
            special = f"{found.special_missed} / {found.false_special}"
            yield truth.stem, f"{found.share:.1%}", "right" if found.level else "wrong", special, f"{found.refused}/{found.to_refuse}"
    yield f"{name} in all", f"{right / clauses:.1%}", f"{levels}/{packs}", "", ""


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
