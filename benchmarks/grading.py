"""Grading against bare text extraction of the same files by the same libraries: time, memory, growth, and the cache.

`python -m benchmarks grading [20 200 2000]`. Packs are made from the sample enterprises: each copy gets its own company
name in every text, so no file is a duplicate of another. Every figure is taken in a process of its own.
"""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import Done, Figure
from benchmarks.measure import ROOT, machine, print_each, run_apart

SIZES = (20, 200, 2000)
HEADS = ("files", "bare, s", "grade, one process, s", "×", "grade, all cores, s", "×", "again, one file changed, s", "peak MB")
SAMPLES = ROOT / "corpus" / "samples"
_BARE = "bare extraction, same libraries"


@dataclass(frozen=True, slots=True)
class Graded:
    """One pack. Seconds; `peak_mb` of the grade on all cores with its workers, `bare_mb` of the bare libraries."""

    size: int
    bare: float
    alone: float
    both: float
    again: float
    peak_mb: float
    bare_mb: float

    def row(self) -> list[str]:
        times = (f"{self.alone:.2f}", f"{self.alone / self.bare:.2f}", f"{self.both:.2f}", f"{self.both / self.bare:.2f}")
        return [str(self.size), f"{self.bare:.2f}", *times, f"{self.again:.2f}", f"{self.peak_mb:.0f}"]

    def figures(self) -> Iterator[Figure]:
        """The headline is the grade as it is run, at every size: growth can be read off it."""
        what, command = f"grading {self.size:,} files", f"python -m benchmarks grading {self.size}"
        yield Figure(f"{what}, one process", self.alone, "s", _BARE, self.bare, command)
        yield Figure(f"{what}, all cores", self.both, "s", _BARE, self.bare, command, headline=True)
        yield Figure(f"{what}, again with one file changed", self.again, "s", "the first time", self.both, command)
        yield Figure(f"{what}, peak memory with workers", self.peak_mb, "MB", _BARE, self.bare_mb, command)


def run(argv: Sequence[str]) -> Done:
    """Print one table; sizes may be given."""
    sizes = tuple(int(one) for one in argv) or SIZES
    print(f"\n## Grading against bare extraction of the same files by the same libraries\n\n{machine()}\n")
    return Done(tuple(figure for one in print_each(HEADS, map(_graded, sizes), Graded.row) for figure in one.figures()))


def _graded(size: int) -> Graded:
    with tempfile.TemporaryDirectory() as folder:
        pack = Path(folder) / "pack"
        fill(pack, size)
        return _measure(pack, Path(folder) / "cache", size)


def _measure(pack: Path, cache: Path, size: int) -> Graded:
    bare = run_apart("benchmarks.grading_one", "bare", str(pack))
    alone = run_apart("benchmarks.grading_one", "grade", str(pack), "1")
    both = run_apart("benchmarks.grading_one", "grade", str(pack), "0", str(cache))
    changed = next(path for path in sorted(pack.rglob("*.txt")) if path.is_file())
    changed.write_text(changed.read_text(encoding="utf-8") + "\n补记：已归档。", encoding="utf-8")
    again = run_apart("benchmarks.grading_one", "grade", str(pack), "0", str(cache))
    return Graded(
        size=size,
        bare=bare["seconds"],
        alone=alone["seconds"],
        both=both["seconds"],
        again=again["seconds"],
        peak_mb=both["peak_mb"],
        bare_mb=bare["peak_mb"],
    )


def fill(pack: Path, size: int) -> None:
    """A pack of `size` files: the samples' files, copied under new folders, and one text file that is changed later."""
    files = [path for path in sorted(SAMPLES.rglob("*")) if path.suffix in (".docx", ".xlsx", ".pdf")]
    pack.mkdir(parents=True)
    shutil.copy(SAMPLES / "strong" / "profile.yaml", pack / "profile.yaml")
    (pack / "补充说明.txt").write_text("关于材料的补充说明\n本页说明材料的来源。", encoding="utf-8")
    for number in range(size - 1):
        source = files[number % len(files)]
        folder = pack / f"第{number // len(files) + 1:02d}组"
        folder.mkdir(exist_ok=True)
        shutil.copy(source, folder / f"{number:04d}_{source.name}")
