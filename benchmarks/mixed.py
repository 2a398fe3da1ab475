"""A pack of 300 files as enterprises hand them in: papers, scans, archives in archives, copies, broken files; each beside the bare libraries.

`python -m benchmarks mixed`. The bare run reads the same documents with the same libraries and the same pictures with the
bare recogniser, and does nothing with the text; what is broken or packed is left out of it.
"""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path

from benchmarks.grading import SAMPLES
from benchmarks.measure import machine, print_table, run_apart
from tests.support.scans import WEARS, as_pdf, certificate, draw, ledger, notice, picture, worn

_LOOSE, _ZIPPED, _PICTURES, _SCANNED, _COPIES, _BROKEN = 200, 48, 24, 6, 10, 12  # 300 in all
_PAGES = 2  # of a scanned PDF
HEADS = ("", "files", "pages to recognise", "seconds", "× bare", "peak MB, workers included")


def main(_: Sequence[str]) -> int:
    """Print one table: the bare libraries, a first grade, a second one over the same files."""
    print(f"\n## A mixed pack of 300 files\n\n{machine()}\n")
    with tempfile.TemporaryDirectory() as folder:
        pack, plain = Path(folder) / "pack", Path(folder) / "plain"
        fill(pack, plain)
        print_table(HEADS, _rows(pack, plain, Path(folder) / "cache"))
    return 0


def _rows(pack: Path, plain: Path, cache: Path) -> Iterator[list[str]]:
    pages = _PICTURES + _SCANNED * _PAGES
    bare = run_apart("benchmarks.grading_one", "bare", str(plain))
    yield ["bare libraries", str(_LOOSE + _ZIPPED + _PICTURES + _SCANNED), str(pages), f"{bare['seconds']:.1f}", "1.00", f"{bare['peak_mb']:.0f}"]
    for name, again in (("grade", pages), ("grade again", 0)):
        one = run_apart("benchmarks.grading_one", "grade", str(pack), "0", str(cache))
        ratio = one["seconds"] / bare["seconds"]
        yield [name, "300", str(again), f"{one['seconds']:.1f}", f"{ratio:.2f}", f"{one['peak_mb']:.0f}"]


def fill(pack: Path, plain: Path) -> None:
    """The pack, and in `plain` what of it the bare libraries can read, unpacked."""
    sources = [path for path in sorted(SAMPLES.rglob("*")) if path.suffix in (".docx", ".xlsx", ".pdf")]
    pack.mkdir(parents=True)
    plain.mkdir(parents=True)
    shutil.copy(SAMPLES / "strong" / "profile.yaml", pack / "profile.yaml")
    papers = [(f"{number:03d}_{path.name}", path.read_bytes()) for number, path in enumerate(islice(cycle(sources), _LOOSE + _ZIPPED))]
    scans = [*(_picture(number) for number in range(_PICTURES)), *(_scanned(number) for number in range(_SCANNED))]
    for name, data in [*papers, *scans]:
        (plain / name).write_bytes(data)
    for name, data in [*papers[:_LOOSE], *scans]:
        (pack / name).write_bytes(data)
    for number, (name, data) in enumerate(papers[:_COPIES]):
        (pack / f"副本{number}_{name}").write_bytes(data)
    for number, (name, data) in enumerate(papers[:_BROKEN]):
        (pack / f"损坏{number}_{name}").write_bytes(data[: len(data) // 2])
    (pack / "其余材料.zip").write_bytes(_zipped(papers[_LOOSE:]))


def _zipped(files: Sequence[tuple[str, bytes]]) -> bytes:
    """Half of the files, and an archive with the other half."""
    half = len(files) // 2
    inner, outer = BytesIO(), BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files[half:]:
            archive.writestr(name, data)
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files[:half]:
            archive.writestr(name, data)
        archive.writestr("内层.zip", inner.getvalue())
    return outer.getvalue()


def _picture(number: int) -> tuple[str, bytes]:
    made = (ledger, certificate, notice)[number % 3](number)
    return f"照片{number:02d}.jpg", picture(made, WEARS[number % len(WEARS)], number)


def _scanned(number: int) -> tuple[str, bytes]:
    pages = [worn(draw(ledger(100 + _PAGES * number + page)), WEARS[page % 2], number) for page in range(_PAGES)]
    return f"扫描{number:02d}.pdf", as_pdf(pages)
