"""What is left after a kill at a random moment, a damaged index and a clock that jumps.

`python -m benchmarks faults [--rounds 4] [--seed 27922] [--only upload grading …]`. Uploads, gradings and index switches: a real server
(`python app.py`) with accounts, used over HTTP by several enterprises at once, is killed with SIGKILL and started again. Migrations: a
process that opens an empty or an old workspace is killed. Index: a file is cut or overwritten, then a process opens it and answers. Clock:
that of a workspace jumps by up to a year either way, and that of a running server while it is used (needs a C compiler). "Within" counts
the rounds in which the fault fell into what it was to interrupt: an upload without an answer, a grading that is interrupted, a switch
without an answer, an open migration, a session that the jump ended. "Lost" is what was answered with 200 and is not there with its very
bytes after the restart; "damaged" a database that fails SQLite's integrity check, a content that is not what its name says, a log that does
not hold, or a job that never ends; "another's" is read over HTTP, or stands under another client.
"""

import argparse
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.service import Service
from assistant.settings import Settings
from benchmarks.faults_alone import OLD, damaged_index, jumping_clock, killed_migration, migration_seconds
from benchmarks.faults_found import HEADS, Outcome
from benchmarks.faults_served import jumping_server, killed_server
from benchmarks.figures import Done, Figure
from benchmarks.measure import machine, print_each, quantile
from tests.support.shifted_clock import ShiftedClock

_COMMAND = "python -m benchmarks faults"
_SERVER_CLOCK = "server-clock"
Fault = Callable[[Path, Path, int, random.Random], Outcome]  # folder, built index, rounds, chance


@dataclass(frozen=True, slots=True)
class Named:
    """What came of one kind of fault; `key` as it is typed."""

    key: str
    name: str
    outcome: Outcome

    def row(self) -> list[str]:
        return self.outcome.row(self.name)

    def figures(self) -> Iterator[Figure]:
        outcome, what, command = self.outcome, f"faults, {self.name}", f"{_COMMAND} --only {self.key}"
        if outcome.accepted:
            yield Figure(f"{what}: accepted writes lost", outcome.lost, f"of {outcome.accepted:,}", command=command)
        yield Figure(f"{what}: damaged", outcome.damaged, f"in {outcome.rounds} rounds", command=command)
        if outcome.pried:
            yield Figure(f"{what}: given to the wrong enterprise", outcome.wrong_tenant, f"of {outcome.pried:,} tries", command=command)
        if outcome.ready:
            yield Figure(f"{what}: ready again, median", quantile(outcome.ready, 0.5), "s", command=command)


def run(argv: Sequence[str]) -> Done:
    """Print one table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks faults", description=__doc__)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--seed", type=int, default=27922)
    parser.add_argument("--only", nargs="+", choices=list(_FAULTS), default=list(_FAULTS), metavar="FAULT", help=", ".join(_FAULTS))
    options = parser.parse_args(argv)
    print(f"\n## Faults\n\n{machine()}; seed {options.seed}\n")
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / "built"
        Service(Settings(data_dir=built)).build_index()
        asked = (one for one in options.only if one != _SERVER_CLOCK or ShiftedClock.possible())
        found = print_each(HEADS, (_made(one, Path(folder), built, options.rounds, options.seed) for one in asked), Named.row)
    sound = all(one.outcome.sound for one in found)
    figures = [*_in_all(found), *(figure for one in found for figure in one.figures())]
    if len(found) < len(options.only):
        command = f"{_COMMAND} --only {_SERVER_CLOCK}"
        figures.append(Figure("faults, clock of a server jumps", None, "", command=command, reason="skipped: no C compiler"))
    return Done(tuple(figures), "" if sound else "something was lost, damaged or another's")


def _in_all(found: Sequence[Named]) -> Iterator[Figure]:
    whole = sum((one.outcome for one in found), Outcome())
    for what, value, unit in (
        ("accepted writes lost", whole.lost, f"of {whole.accepted:,}"),
        ("damaged", whole.damaged, f"in {whole.rounds} rounds"),
        ("given to the wrong enterprise", whole.wrong_tenant, f"of {whole.pried:,} tries"),
    ):
        yield Figure(f"faults in all: {what}", value, unit, command=_COMMAND, headline=True)


def _made(key: str, folder: Path, built: Path, rounds: int, seed: int) -> Named:
    """Each fault has a chance of its own: its moments are the same whichever others are asked for."""
    name, fault = _FAULTS[key]
    return Named(key, name, fault(folder / key, built, rounds, random.Random(f"{seed}{key}")))


def _kill(what: str) -> Fault:
    return lambda folder, built, rounds, chance: killed_server(folder, built, what, rounds, chance)


def _migration(old: Path | None) -> Fault:
    def fault(folder: Path, _: Path, rounds: int, chance: random.Random) -> Outcome:
        folder.mkdir()
        return killed_migration(folder, old, 5 * rounds, 1.1 * migration_seconds(folder / "whole", old), chance)

    return fault


_FAULTS: dict[str, tuple[str, Fault]] = {
    "upload": ("kill -9 during upload", _kill("upload")),
    "grading": ("kill -9 during grading", _kill("grading")),
    "switch": ("kill -9 during index switch", _kill("index switch")),
    "new-migration": ("kill -9 during migration, empty", _migration(None)),
    "old-migration": ("kill -9 during migration, from the first revision", _migration(OLD)),
    "index": ("index file cut or overwritten", lambda folder, built, rounds, chance: damaged_index(folder, built, 2 * rounds, chance)),
    "clock": ("clock of a workspace jumps", lambda folder, _, rounds, chance: jumping_clock(folder, 50 * rounds, chance)),
    _SERVER_CLOCK: ("clock of a server jumps", jumping_server),
}
