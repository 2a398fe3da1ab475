"""Writes the packs: python -m tests.support.packs_a OUT_DIR [--truth DIR] [--only PACK]."""

from __future__ import annotations

import argparse
from pathlib import Path

from . import compressor, instrument, lift, purifier

BUILDERS = {
    "a1_compressor": compressor.build,
    "a2_purifier": purifier.build,
    "a3_instrument": instrument.build,
    "a4_lift": lift.build,
}


def main() -> None:
    """Build every pack below OUT_DIR and its truth below the truth folder."""
    parser = argparse.ArgumentParser(description="Write the evidence packs and their truth.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--truth", type=Path, help="folder of the truth files; default OUT_DIR/truth")
    parser.add_argument("--only", choices=sorted(BUILDERS))
    chosen = parser.parse_args()
    for name, build in BUILDERS.items():
        if chosen.only in (None, name):
            build(chosen.out / name).save(chosen.truth or chosen.out / "truth")


if __name__ == "__main__":
    main()
