"""python -m tests.support.packs_i OUT_DIR [TRUTH_DIR]"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from . import machine, service, trade
from .write import write_pack


def main(args: list[str]) -> int:
    if not args:
        sys.stderr.write("python -m tests.support.packs_i OUT_DIR [TRUTH_DIR]\n")
        return 2
    for build in (machine.build, trade.build, service.build):
        pack = build()
        write_pack(pack, Path(args[0]))
        if len(args) > 1:
            text = json.dumps(pack.truth.as_json(pack.name), ensure_ascii=False, indent=1)
            Path(args[1]).mkdir(parents=True, exist_ok=True)
            (Path(args[1]) / f"{pack.name}.json").write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
