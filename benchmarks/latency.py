"""How long a person waits: warm questions, one cold command, building the index; and what it takes in memory.

python -m benchmarks latency [--questions DIR] [--sets hand-a hand-b]

Beside it, in the same run: plain BM25 over the same corpus asked the same questions in a process of its own; a Python that does nothing, and
one that imports torch.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.figures import Done, Figure, Skipped
from benchmarks.latency_one import COLD_QUESTION
from benchmarks.measure import ROOT, each_ms, machine, print_table, quantile, run_apart

QUESTIONS = ROOT / "tests" / "data" / "questions"
COLD_RUNS = 5
_COMMAND = "python -m benchmarks latency"
_BESIDE = "bm25s over the same corpus"
# Runs the command line as the console script does, then tells on stderr what was imported.
_COLD = (
    "import sys; from assistant.cli import main; code = main(sys.argv[1:]); "
    "print('torch' in sys.modules, file=sys.stderr); raise SystemExit(code)"
)


def cold(data_dir: Path) -> tuple[float, bool]:
    """Seconds of the middle of some `xingping ask` runs over a built index, and whether torch was imported."""
    seconds: list[float] = []
    torch = False
    for _ in range(COLD_RUNS):
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", _COLD, "ask", COLD_QUESTION],
            cwd=ROOT,
            env={**os.environ, "XINGPING_DATA_DIR": str(data_dir)},
            capture_output=True,
            text=True,
            check=True,
        )
        seconds.append(time.perf_counter() - started)
        torch = torch or done.stderr.strip().splitlines()[-1] == "True"
    return quantile(seconds, 0.5), torch


def alone(code: str) -> float:
    """Seconds of the middle of some runs of a Python that does that and no more."""
    _, taken = each_ms(lambda _: subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True), range(COLD_RUNS))
    return quantile(taken, 0.5) / 1000


def run(argv: Sequence[str]) -> Done:
    """Print one table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks latency", description=__doc__)
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    parser.add_argument("--sets", nargs="+", help="names of question files; all by default")
    options = parser.parse_args(argv)
    sets: list[str] = options.sets or sorted(path.stem for path in options.questions.glob("*.jsonl"))
    print("\n## Answering\n")
    if not sets:
        raise Skipped(f"no questions in {options.questions}")
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        warmed = run_apart("benchmarks.latency_one", "xingping", folder, str(options.questions), *sets)
        cold_seconds, torch = cold(Path(folder))
        beside = run_apart("benchmarks.latency_one", "bm25s", folder, str(options.questions), *sets)
    nothing, importing = alone("pass"), alone("import torch")
    print(f"{warmed['questions']} questions over {warmed['passages']} passages and {warmed['faq']} FAQ entries\n")
    rows = [
        ("warm question, p50", f"{warmed['p50_ms']:.1f} ms", "15 ms", f"{beside['p50_ms']:.2f} ms, bm25s"),
        ("warm question, p95", f"{warmed['p95_ms']:.1f} ms", "40 ms", f"{beside['p95_ms']:.2f} ms, bm25s"),
        ("warm question, slowest", f"{warmed['max_ms']:.1f} ms", "", f"{beside['max_ms']:.2f} ms, bm25s"),
        (f"`xingping ask` cold, middle of {COLD_RUNS}", f"{cold_seconds:.2f} s", "2.5 s", f"{nothing:.2f} s, `python -c pass`"),
        ("… imports torch", "yes" if torch else "no", "no", f"{importing:.2f} s, importing it"),
        ("building the index", f"{warmed['build_s']:.1f} s", "5 s", f"{beside['build_s']:.1f} s, bm25s"),
        ("peak memory, building and answering", f"{warmed['peak_mb']:.0f} MB", "", f"{beside['peak_mb']:.0f} MB, bm25s"),
    ]
    print_table(("what", "measured", "aim", "beside it"), rows)
    return Done(tuple(_figures(warmed, beside, cold_seconds, nothing, importing)), "`xingping ask` imports torch" if torch else "")


def _figures(warmed: Mapping[str, float], beside: Mapping[str, float], cold_seconds: float, nothing: float, importing: float) -> Iterator[Figure]:
    for what, key, unit in (
        ("warm question, p50", "p50_ms", "ms"),
        ("warm question, p95", "p95_ms", "ms"),
        ("building the index", "build_s", "s"),
        ("peak memory, building and answering", "peak_mb", "MB"),
    ):
        yield Figure(what, warmed[key], unit, _BESIDE, beside[key], _COMMAND, headline=True)
    for other, seconds in (("python -c pass", nothing), ("python -c 'import torch'", importing)):
        yield Figure("xingping ask, cold", cold_seconds, "s", other, seconds, _COMMAND, headline=True)

