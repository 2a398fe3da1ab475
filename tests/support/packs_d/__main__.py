"""Writes the four packs, and their truth when a second folder is named."""

import sys
from pathlib import Path

from tests.support.packs_d import ebike, kitchen, medical, smartlock

USAGE = "usage: python -m tests.support.packs_d OUT_DIR [TRUTH_DIR]"


def main(arguments: list[str]) -> int:
    """Build every pack below the first folder named."""
    if not arguments:
        sys.stderr.write(USAGE + "\n")
        return 2
    out = Path(arguments[0])
    truth_folder = Path(arguments[1]) if len(arguments) > 1 else Path(__file__).parents[2] / "data" / "packs_d" / "truth"
    truth_folder.mkdir(parents=True, exist_ok=True)
    for pack in (medical, ebike, smartlock, kitchen):
        truth = pack.build(out)
        (truth_folder / f"{truth.pack}.json").write_text(truth.dumps(), encoding="utf-8")
        sys.stdout.write(f"{truth.pack}: {truth.summary()}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
