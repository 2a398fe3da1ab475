"""Faults without a server: a migration that is killed, an index that is damaged, a workspace whose clock jumps."""

import os
import random
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.workspace import Workspace, WorkspaceError
from benchmarks.faults_found import Outcome, looked_through
from benchmarks.measure import ROOT
from tests.support.old_workspace import CLIENT
from tests.support.workspaces import WHO, Somewhere, result

OLD = ROOT / "tests" / "data" / "workspace" / "0001"
QUESTION = "五星要多少分"
_OPEN = """
import sys
from pathlib import Path
from assistant.workspace import schema, workspace
from tests.support.workspaces import Somewhere
upgrade, bring_up = schema.upgrade_to, workspace.bring_up
def began(connection, revision):
    print("began", flush=True)
    upgrade(connection, revision)
def done(database):
    bring_up(database)
    print("done", flush=True)
schema.upgrade_to, workspace.bring_up = began, done
workspace.Workspace.open(Somewhere(Path(sys.argv[1])))
"""
_ANSWER = "import sys; from pathlib import Path; from assistant.service import Service; from assistant.settings import Settings\n"
_ANSWER += f"print(Service(Settings(data_dir=Path(sys.argv[1]))).ask({QUESTION!r}).text)"


def migration_seconds(folder: Path, old: Path | None) -> float:
    """How long it takes on this machine."""
    return _migrated(_place(folder, old), None)[0]


def killed_migration(folder: Path, old: Path | None, rounds: int, span: float, chance: random.Random) -> Outcome:
    """Killed up to `span` seconds after it began; then opened again. Within: it was not committed."""
    total = Outcome(within=0)
    for number in range(rounds):
        place = _place(folder / str(number), old)
        _, done = _migrated(place, chance.uniform(0.0, span))
        began = time.perf_counter()
        try:
            found = looked_through(place, {}, {})
        except WorkspaceError:
            found = Outcome(damaged=1)
        total += Outcome(1, within=int(not done), ready=(time.perf_counter() - began,)) + found
        if old:
            workspace = Workspace.open(Somewhere(place))
            total += Outcome(accepted=1, lost=int(len(workspace.files(CLIENT)) != 1 or len(workspace.assessments(CLIENT)) != 1))
            workspace.close()
    return total


def _place(place: Path, old: Path | None) -> Path:
    if old:
        shutil.copytree(old, place)
    return place


def _migrated(place: Path, seconds: float | None) -> tuple[float, bool]:
    """Seconds from the migration's beginning to its end or its kill, and whether it was done."""
    command = [sys.executable, "-c", _OPEN, str(place)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "began\n"
        began = time.perf_counter()
        if seconds is None:
            done = process.stdout.readline()
        else:
            time.sleep(seconds)
            process.kill()
            done = process.stdout.read()
        return time.perf_counter() - began, done.startswith("done")


def damaged_index(folder: Path, built: Path, rounds: int, chance: random.Random) -> Outcome:
    """A process that opens it answers as if nothing had been; "damaged" counts those that do not."""
    total = Outcome()
    for number in range(rounds):
        place = folder / str(number)
        shutil.copytree(built / "index", place / "index", ignore=shutil.ignore_patterns("open"))
        files = sorted(one for one in (place / "index").rglob("*") if one.is_file() and one.stat().st_size)
        victim = chance.choice(files)
        size = victim.stat().st_size
        victim.write_bytes(chance.choice((victim.read_bytes()[: size // 2], b"", chance.randbytes(size))))
        began = time.perf_counter()
        command = [sys.executable, "-c", _ANSWER, str(place)]
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
        total += Outcome(1, damaged=int("95 分" not in done.stdout), ready=(time.perf_counter() - began,))
    return total


def jumping_clock(folder: Path, rounds: int, chance: random.Random) -> Outcome:
    """Files, grades and jobs while the clock jumps; what was done last must be the newest. "lost" counts what is not in its place."""
    at = datetime(2026, 11, 20, 8, tzinfo=UTC)

    def clock() -> datetime:
        nonlocal at
        at += timedelta(seconds=chance.choice((1, 1, 1, -3600, 3600, -31_536_000, 86_400)))
        return at

    workspace = Workspace.open(Somewhere(folder), clock=clock)
    client = workspace.create_client({"name": "故障有限公司"}, WHO).id
    lost = 0
    for number in range(rounds):
        (file,) = workspace.add_files(client, [("0号/台账.txt", f"第{number}版".encode())], WHO).added
        saved = workspace.save_assessment(client, result(note=str(number)), WHO)
        job = workspace.create_job("grade", WHO, client)
        newest = [[one.id for one in workspace.files(client)], workspace.assessments(client)[0].id, workspace.jobs(client)[0].id]
        lost += newest != [[file.id], saved.id, job.id]
        workspace.cancel_job(job.id, WHO)
    workspace.close()
    return replace(looked_through(folder, {}, {client: "0号"}), rounds=rounds, accepted=rounds, lost=lost)
