"""python -m tests.support.packs_g OUT_DIR [--truth DIR]: builds the packs, and with --truth writes what is true of them."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path

from . import g01, g02, g03, g04

PACKS = (g01, g02, g03, g04)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("out", type=Path)
    ap.add_argument("--truth", type=Path, help="folder for the truth files")
    args = ap.parse_args()
    names = {g01: "g01_pump_maker", g02: "g02_appliance_chain", g03: "g03_hospital_it", g04: "g04_pest_cleaning"}
    for module in PACKS:
        root = args.out / names[module]
        if root.exists():
            shutil.rmtree(root)
        root.mkdir(parents=True)
        truth = module.build(root).as_dict()
        count = sum(p.is_file() for p in root.rglob("*"))
        sys.stdout.write(f"{truth['pack']}: {count} files, confirmed {truth['confirmed']}, possible {truth['possible']}, {truth['level']}\n")
        if args.truth:
            args.truth.mkdir(parents=True, exist_ok=True)
            text = json.dumps(truth, ensure_ascii=False, indent=1) + "\n"
            (args.truth / f"{truth['pack']}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
