"""Writes the packs: python -m tests.support.packs_h OUT_DIR [--truth DIR]."""
from __future__ import annotations

import argparse
import json
from pathlib import Path

from . import h01_truth, h02_truth, h03_truth, h04_truth


def main() -> None:
    ap = argparse.ArgumentParser(description="Write the evidence packs of set H.")
    ap.add_argument("out", type=Path, help="folder for the packs")
    ap.add_argument("--truth", type=Path, help="folder for the truth files")
    args = ap.parse_args()
    for module in (h01_truth, h02_truth, h03_truth, h04_truth):
        truth = module.build(args.out)
        if args.truth:
            args.truth.mkdir(parents=True, exist_ok=True)
            text = json.dumps(truth, ensure_ascii=False, indent=1) + "\n"
            (args.truth / f"{truth['pack']}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
