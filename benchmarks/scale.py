"""Retrieval at 1,000, 10,000 and 100,000 made passages, each engine in a process of its own.

python -m benchmarks scale [--sizes 1000 10000 100000] [--engines xingping plain-bm25 …] [--most-embedded 10000]
"""

import argparse
from collections.abc import Iterator
from typing import Any

from benchmarks.engines import ENGINES
from benchmarks.measure import machine, print_table, run_apart

NAMES = {
    "xingping": "xingping, folder search",
    "xingping-lexical": "xingping, lexical index alone",
    "plain-bm25": "plain BM25 (bm25s, jieba)",
    "numpy-exact": "numpy exact, bundled static vectors",
    "langchain-chroma": "LangChain + Chroma + 4-layer transformer (random weights)",
}
_RANDOM = "langchain-chroma"


def _row(size: int, engine: str, figures: dict[str, Any] | None, ours: dict[str, Any] | None) -> tuple[object, ...]:
    if figures is None:
        return (f"{size:,}", NAMES[engine], *["not run"] * 6)
    times = f"{figures['p50_ms'] / ours['p50_ms']:.1f}×" if ours else "—"
    return (
        f"{size:,}",
        NAMES[engine],
        f"{figures['build_s']:.1f}",
        f"{figures['p50_ms']:.2f}",
        f"{figures['p95_ms']:.2f}",
        times,
        f"{figures['peak_mb']:.0f}",
        "—" if engine == _RANDOM else f"{figures['hit1']:.3f}",
    )


def _rows(sizes: list[int], engines: list[str], most_embedded: int) -> Iterator[tuple[object, ...]]:
    for size in sizes:
        first = None
        for engine in engines:
            figures = None
            if engine != _RANDOM or size <= most_embedded:
                figures = run_apart("benchmarks.scale_one", engine, str(size))
            first = first or figures
            yield _row(size, engine, figures, first)


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks scale", description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=[1000, 10_000, 100_000])
    parser.add_argument("--engines", nargs="+", choices=list(ENGINES), default=list(ENGINES))
    parser.add_argument(
        "--most-embedded", type=int, default=10_000, help="above this many passages the transformer is not run"
    )
    options = parser.parse_args(argv)
    print("\n## Retrieval at scale\n")
    print(machine() + "; made passages of about 120 characters, 300 questions, top 10\n")
    heads = ("passages", "engine", "build s", "p50 ms", "p95 ms", f"p50 to {options.engines[0]}", "peak MB", "hit@1")
    print_table(heads, _rows(options.sizes, options.engines, options.most_embedded))
    return 0
