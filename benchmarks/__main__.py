"""`python -m benchmarks`: every figure in one table. `python -m benchmarks NAME …`: one benchmark with its own tables (names: benchmarks/parts.py).

A benchmark that finds nothing to measure here says so and ends with 0; one whose figures do not bear out what is promised ends with 1.
`NAME … --figures FILE` also writes its rows as JSON.
"""

import json
import signal
import sys
from pathlib import Path

from benchmarks import table
from benchmarks.figures import Done, Skipped
from benchmarks.parts import PARTS, Part


def main(argv: list[str]) -> int:
    if argv and argv[0] in PARTS:
        return _one(PARTS[argv[0]], argv[1:])
    if argv and not argv[0].startswith("-"):
        print(f"unknown benchmark {argv[0]!r}; choose from {', '.join(PARTS)}", file=sys.stderr)
        return 2
    return table.main(argv)


def _one(part: Part, argv: list[str]) -> int:
    arguments, file = _split(argv)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # heard also where a shell started this in the background
    try:
        done: Done = part.module().run(arguments)
    except Skipped as reason:
        print(f"skipped: {reason}")
        done = Done((table.missing(part.name, f"skipped: {reason}"),))
    if file:
        file.write_text(json.dumps(done.as_dict(), ensure_ascii=False), encoding="utf-8")
    return 1 if done.fault else 0


def _split(argv: list[str]) -> tuple[list[str], Path | None]:
    """The part's own arguments, and where its rows are to be written."""
    if "--figures" not in argv[:-1]:
        return argv, None
    at = argv.index("--figures")
    return [*argv[:at], *argv[at + 2 :]], Path(argv[at + 1])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
