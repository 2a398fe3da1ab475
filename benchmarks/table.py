"""Every figure in one Markdown table: `python -m benchmarks [--quick] [--parts NAME …]`, and its excerpt in README.md: `--readme`.

The parts run one after the other (benchmarks/parts.py), each in a process of its own. Written to var/bench: table.md, figures.json, and what
each part printed. Ends with 1 where a part failed; what is skipped says why and is no failure. `--quick` takes a few minutes: small sizes, for
trying the benchmarks, not for quoting. A table that is quick or of some parts is written to var/bench/try.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.apart import Ran, run_part
from benchmarks.figures import Figure
from benchmarks.measure import ROOT, table_lines
from benchmarks.parts import PARTS

FOLDER = ROOT / "var" / "bench"
README, WHOLE = ROOT / "README.md", ROOT / "docs" / "figures.md"
BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"
HEADS = ("what", "figure", "unit", "beside it", "its figure", "figure ÷ it", "command")
_NONE = "–"
_WHOLE_HEAD = """\
# Every figure

`make bench` measures all of it, each figure beside a named alternative in the same run; `python -m benchmarks --readme` writes this page and
the excerpt in the README from the last whole run. How each is measured: [benchmarks/](../benchmarks/README.md).

"""


def main(argv: Sequence[str]) -> int:
    """Measure and print the table, or copy the last one into the documents."""
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, a few minutes")
    parser.add_argument("--parts", nargs="+", choices=list(PARTS), default=list(PARTS), metavar="NAME")
    parser.add_argument("--readme", action="store_true", help="measure nothing: the last table into docs/figures.md, its headlines into README.md")
    options = parser.parse_args(argv)
    if options.readme:
        return _readme(FOLDER / "figures.json", README, WHOLE)
    folder = FOLDER / "try" if options.quick or options.parts != list(PARTS) else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    about = circumstances(options.quick)
    ran = []
    for number, name in enumerate(options.parts, 1):
        print(f"[{number}/{len(options.parts)}] {name} …", end=" ", file=sys.stderr, flush=True)
        ran.append(run_part(PARTS[name], PARTS[name].arguments(options.quick), folder))
        print(f"{ran[-1].seconds:.0f} s {ran[-1].failed}", file=sys.stderr, flush=True)
    text = composed(about, rows(ran))
    print(text, end="")
    (folder / "table.md").write_text(text, encoding="utf-8")
    kept = {**about, "parts": [_told(one) for one in ran], "figures": [asdict(one) for one in rows(ran)]}
    (folder / "figures.json").write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 1 if any(one.failed for one in ran) else 0


def circumstances(quick: bool) -> dict[str, Any]:
    """When, of what and where: date (UTC), commit ("" outside a repository), Python, cores, load at the start."""
    commit = _git("rev-parse", "--short=12", "HEAD")
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "commit": commit + ("+changes" if commit and _git("status", "--porcelain", "--untracked-files=no") else ""),
        "python": sys.version.split()[0],
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
        "quick": quick,
    }


def _git(*arguments: str) -> str:
    try:
        return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def missing(what: str, reason: str, command: str = "") -> Figure:
    """A row without a figure, and why."""
    return Figure(what, None, "", reason=reason, command=command)


def rows(ran: Iterable[Ran]) -> Iterator[Figure]:
    """All rows in order; a part that failed has a row that says so, beside those it still gave."""
    for one in ran:
        yield from one.done.figures
        if one.failed:
            yield missing(one.part, f"failed: {one.failed}", one.command)


def composed(about: Mapping[str, Any], figures: Iterable[Figure]) -> str:
    """The table, and a line above it on where it comes from."""
    where = f"{about['cores']} cores, load {about['load']} at the start, Python {about['python']}, commit {about['commit'] or 'unknown'}"
    small = "; quick sizes: not for quoting" if about["quick"] else ""
    return "\n".join([f"Measured on {about['date']}: {where}{small}.", "", *table_lines(HEADS, map(cells, figures)), ""])


def cells(one: Figure) -> list[str]:
    """A row as it is printed."""
    beside = one.beside if one.value is not None else one.reason
    ratio = _NONE if one.ratio is None else f"{number(one.ratio)}"
    return [*map(_plain, (one.what, number(one.value), one.unit, beside, number(one.beside_value))), ratio, f"`{one.command}`" if one.command else ""]


def number(value: float | None) -> str:
    """Three digits that count, whole numbers in full."""
    if value is None:
        return _NONE
    if value == int(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    places = next(places for least, places in ((10, 1), (1, 2), (0.1, 3), (0, 4)) if abs(value) >= least)
    return f"{value:.{places}f}"


def _plain(text: str) -> str:
    """No line break and no bar that would end a cell."""
    return " ".join(text.split()).replace("|", "\\|")


def _told(one: Ran) -> dict[str, Any]:
    return {"name": one.part, "command": one.command, "seconds": round(one.seconds, 1), "failed": one.failed}


def _readme(source: Path, readme: Path, whole: Path) -> int:
    """The table as a page, its headlines between the two marks. 2, with a line on stderr, where that cannot be."""
    fault = ""
    text = readme.read_text(encoding="utf-8")
    kept = json.loads(source.read_text(encoding="utf-8")) if source.is_file() else {}
    if not kept:
        fault = f"{source} is not there: run `python -m benchmarks` first"
    elif not (text.count(BEGIN) == text.count(END) == 1 and text.index(BEGIN) < text.index(END)):
        fault = f"{readme.name} needs one {BEGIN} and one {END} behind it"
    if fault:
        print(fault, file=sys.stderr)
        return 2
    readme.write_text(replaced(text, composed(kept, headlines(kept))), encoding="utf-8")
    whole.write_text(_WHOLE_HEAD + composed(kept, [Figure(**row) for row in kept["figures"]]), encoding="utf-8")
    return 0


def headlines(kept: Mapping[str, Any]) -> list[Figure]:
    """The rows of figures.json that the README quotes."""
    return [one for one in (Figure(**row) for row in kept["figures"]) if one.headline]


def replaced(text: str, between: str) -> str:
    """The text with something else between the two marks."""
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n{between.strip()}\n{END}{rest.partition(END)[2]}"
