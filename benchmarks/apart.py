"""A part of the table in a process of its own: no memory and no warm cache of one part colours another."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import Done
from benchmarks.measure import QUIET, ROOT
from benchmarks.parts import Part

_GRACE = 30.0  # seconds that a part has to end its servers before its processes are killed


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a part. `failed`: why there are no rows, or what its rows do not bear out; "" where all is well. Seconds by the wall."""

    part: str
    command: str
    seconds: float
    done: Done
    failed: str = ""


def run_part(part: Part, arguments: Sequence[str], folder: Path) -> Ran:
    """Run it, its own tables into `folder/NAME.txt`. Never raises for what goes wrong in it; it ends in time or is ended."""
    log, rows = folder / f"{part.name}.txt", folder / f"{part.name}.json"
    rows.unlink(missing_ok=True)
    asked = ["-m", "benchmarks", part.name, *arguments]
    began = time.perf_counter()
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, *asked, "--figures", str(rows)],
            cwd=ROOT,
            env={**os.environ, **QUIET, "PYTHONPATH": str(ROOT)},
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        told = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # as on Ctrl-C, the part does not outlive the table
        try:
            process.wait(part.seconds)
            late = ""
        except subprocess.TimeoutExpired:
            late = f"took longer than {part.seconds} s"
        finally:
            _ended(process)
            signal.signal(signal.SIGTERM, told)
    done = Done.from_dict(json.loads(rows.read_text(encoding="utf-8"))) if rows.is_file() else Done(())
    rows.unlink(missing_ok=True)
    failed = late or done.fault or (f"ended with {process.returncode}: {_last_line(log)}" if process.returncode or not done.figures else "")
    return Ran(part.name, " ".join(["python", *asked]), time.perf_counter() - began, done, failed)


def _ended(process: subprocess.Popen[bytes]) -> None:
    """Asked first, so that it ends the servers it began; then killed with all of its session."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    return next((line.strip()[:200] for line in reversed(lines) if line.strip()), "it said nothing")
