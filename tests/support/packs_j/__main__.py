"""`python -m tests.support.packs_j OUT_DIR [TRUTH_DIR]`: makes the packs in OUT_DIR, and their truth when a folder is named."""

import sys
from pathlib import Path

from tests.support.packs_j import j01, j02, j03


def main(arguments: list[str]) -> None:
    out = Path(arguments[0])
    for pack in (j01, j02, j03):
        truth = pack.make(out)
        if len(arguments) > 1:
            truth.write(Path(arguments[1]))


main(sys.argv[1:])
