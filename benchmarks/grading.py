"""Grading against bare text extraction of the same files by the same libraries: time, memory, growth, and the cache.

`python -m benchmarks grading [20 200 2000]`. Packs are made from the sample enterprises: each copy gets its own company
name in every text, so no file is a duplicate of another. Every figure is taken in a process of its own.
"""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import ROOT, machine, print_table, run_apart

SIZES = (20, 200, 2000)
HEADS = ("files", "bare, s", "grade, one process, s", "×", "grade, all cores, s", "×", "again, one file changed, s", "peak MB")
SAMPLES = ROOT / "corpus" / "samples"


def main(argv: Sequence[str]) -> int:
    """Print one table; sizes may be given."""
    sizes = tuple(int(one) for one in argv) or SIZES
    print(f"\n## Grading against bare extraction of the same files by the same libraries\n\n{machine()}\n")
    print_table(HEADS, (_row(size) for size in sizes))
    return 0


def _row(size: int) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        pack = Path(folder) / "pack"
        fill(pack, size)
        return _measure(pack, Path(folder) / "cache", size)


def _measure(pack: Path, cache: Path, size: int) -> list[str]:
    bare = run_apart("benchmarks.grading_one", "bare", str(pack))
    alone = run_apart("benchmarks.grading_one", "grade", str(pack), "1")
    both = run_apart("benchmarks.grading_one", "grade", str(pack), "0", str(cache))
    changed = next(path for path in sorted(pack.rglob("*.txt")) if path.is_file())
    changed.write_text(changed.read_text(encoding="utf-8") + "\n补记：已归档。", encoding="utf-8")
    again = run_apart("benchmarks.grading_one", "grade", str(pack), "0", str(cache))
    return [
        str(size),
        f"{bare['seconds']:.2f}",
        f"{alone['seconds']:.2f}",
        f"{alone['seconds'] / bare['seconds']:.2f}",
        f"{both['seconds']:.2f}",
        f"{both['seconds'] / bare['seconds']:.2f}",
        f"{again['seconds']:.2f}",
        f"{both['peak_mb']:.0f}",
    ]


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


if __name__ == "__main__":
    raise SystemExit(main([]))
