"""python -m tests.support.packs_c OUT_DIR [--truth DIR]: writes the four packs, and their truth beside them or into DIR."""
from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path

from . import agri, hvac, sofa, software


def main() -> int:
    """Writes everything and prints one line for each pack."""
    parser = ArgumentParser(prog="python -m tests.support.packs_c", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--truth", type=Path, default=None)
    args = parser.parse_args()
    for maker in (agri, sofa, software, hvac):
        pack, truth = maker.build(args.out)
        truth.write(args.truth or args.out / "truth", pack.files)
        facts = truth.document()
        sys.stdout.write(f"{pack.name}: {len(pack.files)} files, {facts['level']} {facts['confirmed']}, possible {facts['possible']}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
