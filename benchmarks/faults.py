"""What is left after a kill at a random moment, a damaged index and a clock that jumps.

`python -m benchmarks faults [--rounds 4] [--seed 27922]`. Uploads, gradings and index switches: a real server (`python app.py`), used over
HTTP by several clients at once, is killed with SIGKILL and started again. Migrations: a process that opens an empty or an old workspace is killed.
Index: a file is cut or overwritten, then a process opens it and answers. Clock: a workspace whose clock jumps by up to a year either way.
"Lost" is an upload that was answered with 200 and is not there with its very bytes after the restart; "damaged" a database that fails SQLite's
integrity check, a content that is not what its name says, or a log that does not hold.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from threading import Event

import httpx

from assistant.service import Service
from assistant.settings import Settings
from assistant.workspace import Workspace, WorkspaceError
from benchmarks.measure import ROOT, machine, print_table, quantile
from tests.support.old_workspace import CLIENT
from tests.support.remote import Remote, Server
from tests.support.workspaces import WHO, Somewhere, result

_OLD = ROOT / "tests" / "data" / "workspace" / "0001"
_SAMPLE = ROOT / "corpus" / "samples" / "weak"
_QUESTION = "五星要多少分"
_OPEN = "import sys; from pathlib import Path; from assistant.workspace import Workspace; from tests.support.workspaces import Somewhere\n"
_OPEN += "print('ready', flush=True); Workspace.open(Somewhere(Path(sys.argv[1])))"
_ANSWER = "import sys; from pathlib import Path; from assistant.service import Service; from assistant.settings import Settings\n"
_ANSWER += f"print(Service(Settings(data_dir=Path(sys.argv[1]))).ask({_QUESTION!r}).text)"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of any number of rounds. `ready` are seconds until a question could be answered again."""

    rounds: int = 0
    accepted: int = 0
    lost: int = 0
    damaged: int = 0
    wrong_tenant: int = 0
    ready: tuple[float, ...] = field(default=())

    def __add__(self, other: "Outcome") -> "Outcome":
        names = ("rounds", "accepted", "lost", "damaged", "wrong_tenant", "ready")
        return Outcome(**{name: getattr(self, name) + getattr(other, name) for name in names})

    @property
    def sound(self) -> bool:
        return not (self.lost or self.damaged or self.wrong_tenant)

    def row(self, name: str) -> list[str]:
        ready = f"{quantile(self.ready, 0.5):.1f} / {max(self.ready):.1f}" if self.ready else "–"
        return [name, *map(str, (self.rounds, self.accepted, self.lost, self.damaged, self.wrong_tenant)), ready]


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

    print_table(("fault", "rounds", "accepted", "lost", "damaged", "another's", "ready again, s: median / longest"), rows())
    return 0 if all_sound else 1


def _all(folder: Path, built: Path, rounds: int, chance: random.Random) -> Iterator[tuple[str, Outcome]]:
    for what in ("upload", "grading", "index switch"):
        yield f"kill -9 during {what}", killed_server(folder / what.split()[0], built, what, rounds, chance)
    yield "kill -9 during migration, empty", killed_migration(folder / "fresh", None, 5 * rounds, chance)
    yield "kill -9 during migration, from the first revision", killed_migration(folder / "old", _OLD, 5 * rounds, chance)
    yield "index file cut or overwritten", damaged_index(folder / "damaged", built, 2 * rounds, chance)
    yield "clock jumps", jumping_clock(folder / "clock", 50 * rounds, chance)


def killed_server(folder: Path, built: Path, what: str, rounds: int, chance: random.Random) -> Outcome:
    """One data folder for all rounds: what was accepted in any must be there after the last."""
    folder.mkdir()
    shutil.copytree(built / "index", folder / "index", ignore=shutil.ignore_patterns("open"))
    server, accepted, total = Server(folder), {}, Outcome()
    server.start().ready()
    try:
        clients = [Remote(server.url).client(f"故障{number}有限公司") for number in range(3)]
        for number in range(rounds):
            accepted |= _used_until_killed(server, clients, what, f"{number}", chance)
            server.start()
            total += Outcome(1, ready=(server.ready(),))
            assert "95" in Remote(server.url).ask(_QUESTION)["answer"]
    finally:
        server.kill()
    return total + replace(_checked(folder, accepted), accepted=len(accepted))


Accepted = dict[tuple[str, str], str]  # (client, path) -> sha256


def _used_until_killed(server: Server, clients: Sequence[str], what: str, name: str, chance: random.Random) -> Accepted:
    """Every client uploads; beside that what is to be interrupted goes on. What was answered with 200."""
    accepted: Accepted = {}
    over, seeds = Event(), [chance.random() for _ in clients]
    wait = chance.uniform(0.2, 3.0)

    def upload(number: int) -> None:
        own, remote, client = random.Random(seeds[number]), Remote(server.url), clients[number]
        for piece in range(100_000):
            data = own.randbytes(own.choice((10, 5_000, 400_000)))
            path = f"{number}号/{name}-{piece}.bin"
            try:
                if remote.put(client, path, data).status_code == 200:
                    accepted[client, path] = sha256(data).hexdigest()
            except httpx.HTTPError:
                return
            if over.is_set():
                return

    def beside() -> None:
        remote = Remote(server.url)
        try:
            if what == "grading":
                for path in sorted(one for one in _SAMPLE.rglob("*.docx")):
                    own, data = f"0号/{path.name}", path.read_bytes()
                    if remote.put(clients[0], own, data).status_code == 200:
                        accepted[clients[0], own] = sha256(data).hexdigest()
                remote.grade(clients[0], "2026-11-20")
            for piece in range(1000) if what == "index switch" else ():
                remote.add_to_library(f"{name}-{piece}.md", f"# 第{name}-{piece}份\n\n鸣渡泵业的第{name}{piece}号工程师每十五天轮换一次。".encode())
        except httpx.HTTPError:
            return

    with ThreadPoolExecutor(len(clients) + 1) as pool:
        beginning = pool.submit(beside)
        running = [pool.submit(upload, number) for number in range(len(clients))]
        if what == "grading":
            beginning.result()
        time.sleep(wait)
        server.kill()
        over.set()
        for one in (beginning, *running):
            one.result()
    return accepted


def _checked(folder: Path, accepted: Accepted) -> Outcome:
    """Whether all that was accepted is there, nothing is damaged, and nothing stands under another client."""
    workspace = Workspace.open(Somewhere(folder))
    try:
        clients = {client.id: client.name.removeprefix("故障").removesuffix("有限公司") for client in workspace.clients()}
        held = {(client, one.path): one.sha256 for client in clients for one in workspace.files(client)}
        with workspace.database.snapshot() as connection:
            whole = connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        damage = (not whole) + len(workspace.damaged_contents()) + (not workspace.verify_audit().sound)
        stuck = sum(job.state in ("queued", "running") for job in workspace.jobs())
        lost = sum(held.get(key) != digest for key, digest in accepted.items())
        foreign = sum(not path.startswith(f"{clients[client]}号/") for client, path in held)
        return Outcome(lost=lost, damaged=damage + stuck, wrong_tenant=foreign)
    finally:
        workspace.close()


def killed_migration(folder: Path, old: Path | None, rounds: int, chance: random.Random) -> Outcome:
    """Killed at once, or after up to as long as it takes; then opened again."""
    total = Outcome()
    for number in range(rounds):
        place = folder / str(number)
        if old:
            shutil.copytree(old, place)
        command = [sys.executable, "-c", _OPEN, str(place)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.6))
            process.kill()
        began = time.perf_counter()
        try:
            found = _checked(place, {})
        except WorkspaceError:
            found = Outcome(damaged=1)
        total += Outcome(1, ready=(time.perf_counter() - began,)) + replace(found, wrong_tenant=0)
        if old:
            workspace = Workspace.open(Somewhere(place))
            total += Outcome(accepted=1, lost=int(len(workspace.files(CLIENT)) != 1 or len(workspace.assessments(CLIENT)) != 1))
            workspace.close()
    return total


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
    client = workspace.create_client({"name": "故障0有限公司"}, WHO).id
    lost = 0
    for number in range(rounds):
        (file,) = workspace.add_files(client, [("0号/台账.txt", f"第{number}版".encode())], WHO).added
        saved = workspace.save_assessment(client, result(note=str(number)), WHO)
        job = workspace.create_job("grade", WHO, client)
        newest = [[one.id for one in workspace.files(client)], workspace.assessments(client)[0].id, workspace.jobs(client)[0].id]
        lost += newest != [[file.id], saved.id, job.id]
        workspace.cancel_job(job.id, WHO)
    workspace.close()
    return replace(_checked(folder, {}), rounds=rounds, accepted=rounds, lost=lost)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
