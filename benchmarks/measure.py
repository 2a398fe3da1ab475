"""Taking time and memory, and setting results out as Markdown."""

import json
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parent.parent
# Nothing fetched, nothing reported; and torch's threads wait without spinning, or a busy machine would punish it twentyfold.
QUIET = {
    "HF_HUB_OFFLINE": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "TOKENIZERS_PARALLELISM": "false",
    "OMP_WAIT_POLICY": "PASSIVE",
}

T = TypeVar("T")
R = TypeVar("R")


def each_ms(function: Callable[[T], R], values: Iterable[T]) -> tuple[list[R], list[float]]:
    """What every call gave and the milliseconds it took."""
    given: list[R] = []
    taken: list[float] = []
    for value in values:
        started = time.perf_counter()
        given.append(function(value))
        taken.append((time.perf_counter() - started) * 1000)
    return given, taken


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which that share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def peak_mb() -> float:
    """The most memory this process ever held (resident), in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class _Workers:
    """The most that all processes below this one held together, in MB; looked at ten times a second, where /proc tells."""

    def __init__(self) -> None:
        self.peak_mb = 0.0
        self._ended = threading.Event()

    def watch(self) -> None:
        while not self._ended.wait(0.1):
            self.peak_mb = max(self.peak_mb, _held_below(os.getpid()))

    def end(self) -> None:
        self._ended.set()


@contextmanager
def watching() -> Iterator[_Workers]:
    """Watch the memory of worker processes meanwhile."""
    workers = _Workers()
    thread = threading.Thread(target=workers.watch, daemon=True)
    thread.start()
    try:
        yield workers
    finally:
        workers.end()
        thread.join()


def _held_below(pid: int) -> float:
    """Proportional set sizes: memory that processes share is counted once."""
    total = 0.0
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in task.read_text().split():
                with suppress(OSError):
                    lines = Path(f"/proc/{child}/smaps_rollup").read_text().splitlines()
                    total += next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0) / 1024
                total += _held_below(int(child))
    return total


def run_apart(module: str, *arguments: str, env: dict[str, str] | None = None, timeout: int = 1800) -> Any:
    """Run `python -m module` in a process of its own and read the JSON on the last line of its output."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env={**os.environ, **QUIET, **(env or {})},
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{module} {' '.join(arguments)} failed:\n{done.stderr.strip()[-2000:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def print_table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a Markdown table, each row as soon as it is there; the first column is text, the others are figures."""
    for line in table_lines(heads, rows):
        print(line, flush=True)


def print_each(heads: Sequence[str], found: Iterable[T], cells: Callable[[T], Sequence[object]]) -> list[T]:
    """Print a row of each as soon as it is there; all of them, for who needs their figures."""
    kept: list[T] = []

    def rows() -> Iterator[Sequence[object]]:
        for one in found:
            kept.append(one)
            yield cells(one)

    print_table(heads, rows())
    return kept


def table_lines(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of a Markdown table, as its rows come."""
    yield f"| {' | '.join(heads)} |"
    yield f"|---|{'---:|' * (len(heads) - 1)}"
    for row in rows:
        yield f"| {' | '.join(str(cell) for cell in row)} |"


def machine() -> str:
    """One line about where the figures come from."""
    return f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start"
