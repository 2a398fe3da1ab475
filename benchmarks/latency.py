"""How long a person waits: warm questions, one cold command, building the index; and what it takes in memory.

python -m benchmarks latency [--questions DIR] [--sets hand-a hand-b]
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import ROOT, each_ms, machine, peak_mb, print_table, quantile, run_apart

QUESTIONS = ROOT / "tests" / "data" / "questions"
COLD_RUNS = 5
COLD_QUESTION = "五星要多少分"
# Runs the command line as the console script does, then tells on stderr what was imported.
_COLD = (
    "import sys; from assistant.cli import main; code = main(sys.argv[1:]); "
    "print('torch' in sys.modules, file=sys.stderr); raise SystemExit(code)"
)


def warm(data_dir: Path, questions: Path, sets: list[str]) -> None:
    """In a process of its own: build, warm up, ask every question once. Prints JSON."""
    from assistant.service import Service
    from assistant.settings import Settings

    service = Service(Settings(data_dir=data_dir))
    started = time.perf_counter()
    report = service.build_index()
    built = time.perf_counter() - started
    service.warm_up()
    rows = [
        json.loads(line)
        for name in sets
        for line in (questions / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    _, taken = each_ms(
        lambda row: service.ask(row["question"], [(role, text) for role, text in row.get("history", [])]), rows
    )
    figures = {
        "questions": len(rows),
        "passages": report.passages,
        "faq": report.faq,
        "build_s": built,
        "p50_ms": quantile(taken, 0.5),
        "p95_ms": quantile(taken, 0.95),
        "max_ms": max(taken),
        "peak_mb": peak_mb(),
    }
    print(json.dumps(figures))


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


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks latency", description=__doc__)
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    parser.add_argument("--sets", nargs="+", help="names of question files; all by default")
    parser.add_argument("--warm-in", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    sets: list[str] = options.sets or sorted(path.stem for path in options.questions.glob("*.jsonl"))
    if options.warm_in:
        warm(options.warm_in, options.questions, sets)
        return 0
    print("\n## Answering\n")
    if not sets:
        print(f"skipped: no questions in {options.questions}")
        return 0
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        more = ("--questions", str(options.questions), "--sets", *sets)
        warmed = run_apart("benchmarks", "latency", "--warm-in", folder, *more)
        cold_seconds, torch = cold(Path(folder))
    print(f"{warmed['questions']} questions over {warmed['passages']} passages and {warmed['faq']} FAQ entries\n")
    rows = [
        ("warm question, p50", f"{warmed['p50_ms']:.1f} ms", "15 ms"),
        ("warm question, p95", f"{warmed['p95_ms']:.1f} ms", "40 ms"),
        ("warm question, slowest", f"{warmed['max_ms']:.1f} ms", ""),
        (f"`xingping ask` cold, middle of {COLD_RUNS}", f"{cold_seconds:.2f} s", "2.5 s"),
        ("… imports torch", "yes" if torch else "no", "no"),
        ("building the index", f"{warmed['build_s']:.1f} s", "5 s"),
        ("peak memory, building and answering", f"{warmed['peak_mb']:.0f} MB", ""),
    ]
    print_table(("what", "measured", "aim"), rows)
    return 0
