"""Retrieval at 1,000, 10,000 and 100,000 made passages, each engine in a process of its own.

python -m benchmarks scale [--sizes 1000 10000 100000] [--engines xingping plain-bm25 …] [--most-embedded 10000]
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.engines import ENGINES
from benchmarks.figures import Done, Figure
from benchmarks.measure import machine, print_each, run_apart

NAMES = {
    "xingping": "xingping, folder search",
    "xingping-lexical": "xingping, lexical index alone",
    "plain-bm25": "plain BM25 (bm25s, jieba)",
    "numpy-exact": "numpy exact, bundled static vectors",
    "langchain-chroma": "LangChain + Chroma + 4-layer transformer (random weights)",
}
_RANDOM = "langchain-chroma"


@dataclass(frozen=True, slots=True)
class Measured:
    """One engine at one size, as benchmarks.scale_one tells it; None where it was not run. `first`: the first engine at that size."""

    size: int
    engine: str
    figures: dict[str, Any] | None
    first: dict[str, Any] | None

    def row(self) -> list[str]:
        if self.figures is None:
            return [f"{self.size:,}", NAMES[self.engine], *["not run"] * 6]
        times = f"{self.figures['p50_ms'] / self.first['p50_ms']:.1f}×" if self.first else "—"
        cells = (f"{self.figures['build_s']:.1f}", *(f"{self.figures[key]:.2f}" for key in ("p50_ms", "p95_ms")), times)
        hit = "—" if self.engine == _RANDOM else f"{self.figures['hit1']:.3f}"
        return [f"{self.size:,}", NAMES[self.engine], *cells, f"{self.figures['peak_mb']:.0f}", hit]

    def beside(self, first: str) -> Iterator[Figure]:
        """The first engine's figures with this one's beside them."""
        command = f"python -m benchmarks scale --sizes {self.size} --engines {first} {self.engine}"
        for what, key, unit in (("a question, p50", "p50_ms", "ms"), ("building", "build_s", "s"), ("peak memory", "peak_mb", "MB")):
            named = f"{self.size:,} passages: {what}"
            if self.figures is None or self.first is None:
                yield Figure(f"{named}, {NAMES[self.engine]}", None, "", reason="skipped: --most-embedded bounds it", command=command)
                return
            headline = self.engine == "plain-bm25" and key == "p50_ms"
            yield Figure(named, self.first[key], unit, NAMES[self.engine], self.figures[key], command, headline=headline)


def _measured(sizes: Sequence[int], engines: Sequence[str], most_embedded: int) -> Iterator[Measured]:
    for size in sizes:
        first = None
        for engine in engines:
            figures = None
            if engine != _RANDOM or size <= most_embedded:
                figures = run_apart("benchmarks.scale_one", engine, str(size))
            first = first or figures
            yield Measured(size, engine, figures, first)


def run(argv: Sequence[str]) -> Done:
    """Print a row a size and an engine."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks scale", description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=[1000, 10_000, 100_000])
    parser.add_argument("--engines", nargs="+", choices=list(ENGINES), default=list(ENGINES))
    parser.add_argument(
        "--most-embedded", type=int, default=10_000, help="above this many passages the transformer is not run"
    )
    options = parser.parse_args(argv)
    print("\n## Retrieval at scale\n")
    print(machine() + "; made passages of about 120 characters, 300 questions, top 10\n")
    ours = options.engines[0]
    heads = ("passages", "engine", "build s", "p50 ms", "p95 ms", f"p50 to {ours}", "peak MB", "hit@1")
    measured = print_each(heads, _measured(options.sizes, options.engines, options.most_embedded), Measured.row)
    return Done(tuple(figure for one in measured if one.engine != ours for figure in one.beside(ours)))
