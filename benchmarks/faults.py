"""What is left after a kill at a random moment, a damaged index and a clock that jumps.

`python -m benchmarks faults [--rounds 4] [--seed 27922]`. Uploads, gradings and index switches: a real server (`python app.py`) with accounts,
used over HTTP by several enterprises at once, is killed with SIGKILL and started again. Migrations: a process that opens an empty or an old workspace
is killed. Index: a file is cut or overwritten, then a process opens it and answers. Clock: that of a workspace jumps by up to a year either
way, and that of a running server while it is used (needs a C compiler).
"Within" counts the rounds in which the fault fell into what it was to interrupt: an upload without an answer, a grading that is interrupted,
a switch without an answer, an open migration, a session that the jump ended. "Lost" is what was answered with 200 and is not there with its very
bytes after the restart; "damaged" a database that fails SQLite's integrity check, a content that is not what its name says, a log that does
not hold, or a job that never ends; "another's" is read over HTTP, or stands under another client.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.service import Service
from assistant.settings import Settings
from benchmarks.faults_alone import OLD, damaged_index, jumping_clock, killed_migration, migration_seconds
from benchmarks.faults_found import HEADS, Outcome
from benchmarks.faults_served import jumping_server, killed_server
from benchmarks.measure import machine, print_table
from tests.support.shifted_clock import ShiftedClock


def main(argv: Sequence[str]) -> int:
    """Print one table; 1 where anything was lost, damaged or another's."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks faults", description=__doc__)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--seed", type=int, default=27922)
    options = parser.parse_args(argv)
    chance = random.Random(options.seed)
    print(f"\n## Faults\n\n{machine()}; seed {options.seed}\n")
    all_sound = True

    def rows() -> Iterator[list[str]]:
        nonlocal all_sound
        with tempfile.TemporaryDirectory() as folder:
            built = Path(folder) / "built"
            Service(Settings(data_dir=built)).build_index()
            for name, outcome in _all(Path(folder), built, options.rounds, chance):
                all_sound = all_sound and outcome.sound
                yield outcome.row(name)

    print_table(HEADS, rows())
    return 0 if all_sound else 1


def _all(folder: Path, built: Path, rounds: int, chance: random.Random) -> Iterator[tuple[str, Outcome]]:
    for what in ("upload", "grading", "index switch"):
        yield f"kill -9 during {what}", killed_server(folder / what.split()[0], built, what, rounds, chance)
    for name, old in (("empty", None), ("from the first revision", OLD)):
        span = migration_seconds(folder / f"whole, {name}", old)
        yield f"kill -9 during migration, {name}", killed_migration(folder / name, old, 5 * rounds, 1.1 * span, chance)
    yield "index file cut or overwritten", damaged_index(folder / "damaged", built, 2 * rounds, chance)
    yield "clock of a workspace jumps", jumping_clock(folder / "clock", 50 * rounds, chance)
    if ShiftedClock.possible():
        yield "clock of a server jumps", jumping_server(folder / "late", built, rounds, chance)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
