"""One measurement of benchmarks.grading, in a process of its own; the last line of output is JSON."""

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.measure import peak_mb, watching

_ON = date(2026, 11, 20)
_SCALE = 200 / 72  # pixels to a point, as the engine draws pages to be recognised


def main(argv: list[str]) -> int:
    """`bare PACK` or `grade PACK WORKERS [CACHE]`; WORKERS 0 means all cores."""
    what, pack = argv[0], Path(argv[1])
    measured = {"bare": lambda: _bare(pack), "grade": lambda: _grade(pack, int(argv[2]) or None, Path(argv[3]) if len(argv) > 3 else None)}
    with watching() as workers:
        seconds = measured[what]()
    print(json.dumps({"seconds": seconds, "peak_mb": peak_mb() + workers.peak_mb}))
    return 0


def _bare(pack: Path) -> float:
    """What the libraries alone take to give the text: python-docx, python-calamine, pypdfium2, rapidocr; imports not counted."""
    import docx
    import pypdfium2
    import python_calamine

    recognise = _recogniser() if any(path.suffix == ".jpg" for path in pack.rglob("*")) else None
    started = time.perf_counter()
    letters = 0
    for path in sorted(pack.rglob("*")):
        if path.suffix == ".docx":
            document = docx.Document(str(path))
            letters += sum(len(one.text) for one in document.paragraphs)
            letters += sum(len(cell.text) for one in document.tables for row in one.rows for cell in row.cells)
        elif path.suffix == ".xlsx":
            book = python_calamine.CalamineWorkbook.from_path(str(path))
            letters += sum(len(str(cell)) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row)
        elif path.suffix == ".pdf":
            with pypdfium2.PdfDocument(path) as pdf:
                for page in pdf:
                    text = page.get_textpage().get_text_range()
                    letters += len(text) or (recognise(page.render(scale=_SCALE).to_numpy()) if recognise else 0)
        elif path.suffix == ".jpg" and recognise:
            letters += recognise(path.read_bytes())
    seconds = time.perf_counter() - started
    if not letters:
        raise RuntimeError("no text at all")
    return seconds


def _recogniser() -> Callable[[Any], int]:
    """How many letters the bare recogniser reads in a picture."""
    from rapidocr import RapidOCR

    engine: Any = RapidOCR(params={"Global.log_level": "critical"})
    return lambda picture: sum(map(len, engine(picture).txts or ()))


def _grade(pack: Path, workers: int | None, cache: Path | None) -> float:
    """The whole of a grade, JSON included; imports counted where they are lazy."""
    from scoring.grading import grade_pack
    from scoring.result import canonical, with_facts

    started = time.perf_counter()
    canonical(with_facts(grade_pack(pack, _ON, cache=cache, workers=workers)))
    return time.perf_counter() - started


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
