"""A pack of 300 files as enterprises hand them in: papers, scans, archives in archives, copies, broken files; each beside the bare libraries.

`python -m benchmarks mixed [--divide N]`. The bare run reads the same documents with the same libraries and the same pictures with the
bare recogniser, and does nothing with the text; what is broken or packed is left out of it. `--divide`: an N-th of the files of each sort.
"""

import argparse
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path

from benchmarks.figures import Done, Figure
from benchmarks.grading import SAMPLES
from benchmarks.measure import machine, print_each, run_apart
from tests.support.scans import WEARS, as_pdf, certificate, draw, ledger, notice, picture, worn

_PAGES = 2  # of a scanned PDF
_BARE = "bare libraries and recogniser"
HEADS = ("", "files", "pages to recognise", "seconds", "× bare", "peak MB, workers included")


@dataclass(frozen=True, slots=True)
class Sorts:
    """How many files of each sort: 300 in all."""

    loose: int = 200
    zipped: int = 48
    pictures: int = 24
    scanned: int = 6
    copies: int = 10
    broken: int = 12

    @classmethod
    def divided(cls, by: int) -> "Sorts":
        """An N-th of each, and at least one (two where one would leave an archive empty)."""
        whole = cls()
        return cls(*(max(2, getattr(whole, name) // by) for name in cls.__slots__))

    @property
    def files(self) -> int:
        return sum(getattr(self, name) for name in self.__slots__)

    @property
    def readable(self) -> int:
        """What the bare libraries can read."""
        return self.files - self.copies - self.broken

    @property
    def pages(self) -> int:
        """To be recognised."""
        return self.pictures + self.scanned * _PAGES


@dataclass(frozen=True, slots=True)
class Taken:
    """One run over the files: seconds, and the memory of it with its workers in MB. `pages` were recognised; `bare`: seconds of the bare run."""

    what: str
    files: int
    pages: int
    seconds: float
    peak_mb: float
    bare: float

    def row(self) -> list[str]:
        return [self.what, str(self.files), str(self.pages), f"{self.seconds:.1f}", f"{self.seconds / self.bare:.2f}", f"{self.peak_mb:.0f}"]


def run(argv: Sequence[str]) -> Done:
    """Print one table: the bare libraries, a first grade, a second one over the same files."""
    parser = argparse.ArgumentParser("python -m benchmarks mixed", description=__doc__)
    parser.add_argument("--divide", type=int, default=1)
    sorts = Sorts.divided(number) if (number := parser.parse_args(argv).divide) > 1 else Sorts()
    print(f"\n## A mixed pack of {sorts.files} files\n\n{machine()}\n")
    with tempfile.TemporaryDirectory() as folder:
        pack, plain = Path(folder) / "pack", Path(folder) / "plain"
        fill(pack, plain, sorts)
        bare, first, again = print_each(HEADS, _taken(pack, plain, Path(folder) / "cache", sorts), Taken.row)
    what, command = f"mixed pack of {sorts.files} files, {sorts.pages} pages of scans", "python -m benchmarks mixed"
    return Done(
        (
            Figure(f"{what}: grade", first.seconds, "s", _BARE, bare.seconds, command, headline=True),
            Figure(f"{what}: grade again", again.seconds, "s", "the first time", first.seconds, command),
            Figure(f"{what}: peak memory with workers", first.peak_mb, "MB", _BARE, bare.peak_mb, command),
        )
    )


def _taken(pack: Path, plain: Path, cache: Path, sorts: Sorts) -> Iterator[Taken]:
    bare = run_apart("benchmarks.grading_one", "bare", str(plain))
    yield Taken("bare libraries", sorts.readable, sorts.pages, bare["seconds"], bare["peak_mb"], bare["seconds"])
    for name, pages in (("grade", sorts.pages), ("grade again", 0)):
        one = run_apart("benchmarks.grading_one", "grade", str(pack), "0", str(cache))
        yield Taken(name, sorts.files, pages, one["seconds"], one["peak_mb"], bare["seconds"])


def fill(pack: Path, plain: Path, sorts: Sorts) -> None:
    """The pack, and in `plain` what of it the bare libraries can read, unpacked."""
    sources = [path for path in sorted(SAMPLES.rglob("*")) if path.suffix in (".docx", ".xlsx", ".pdf")]
    pack.mkdir(parents=True)
    plain.mkdir(parents=True)
    shutil.copy(SAMPLES / "strong" / "profile.yaml", pack / "profile.yaml")
    taken = islice(cycle(sources), sorts.loose + sorts.zipped)
    papers = [(f"{number:03d}_{path.name}", path.read_bytes()) for number, path in enumerate(taken)]
    scans = [*(_picture(number) for number in range(sorts.pictures)), *(_scanned(number) for number in range(sorts.scanned))]
    for name, data in [*papers, *scans]:
        (plain / name).write_bytes(data)
    for name, data in [*papers[: sorts.loose], *scans]:
        (pack / name).write_bytes(data)
    for number, (name, data) in enumerate(papers[: sorts.copies]):
        (pack / f"副本{number}_{name}").write_bytes(data)
    for number, (name, data) in enumerate(papers[: sorts.broken]):
        (pack / f"损坏{number}_{name}").write_bytes(data[: len(data) // 2])
    (pack / "其余材料.zip").write_bytes(_zipped(papers[sorts.loose :]))


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
