"""Many at once against one server: people who ask and enterprises that are graded, on this machine's loopback.

`python -m benchmarks load [--users 50] [--graders 5] [--seconds 40] [--questions FILE]`. The server runs in a process of its own, as
`python app.py` does, with the settings given by `--set NAME=VALUE`: all users have one address, which limits by address would count.
Each user asks one question after another, without a pause; each grader uploads a sample enterprise as a client of its own through the
page's routes, starts the grading and asks how far it is. Beside it, in the same run: one user alone, and a bare FastAPI route that
answers a constant at the same concurrency. `--session name=value` is sent as a cookie where there are accounts.
"""

import argparse
import asyncio
import json
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import httpx

from benchmarks.measure import ROOT, machine, print_table, quantile, watching
from tests.support.remote import Remote, Server, serving

SAMPLES = ("middling", "strong", "weak")
ON = "2026-11-20"
_ALONE_SECONDS = 8.0
_GRADE_SECONDS = 240.0
_BARE = """
import sys, uvicorn
from fastapi import FastAPI
app = FastAPI()
@app.post("/api/ask")
def ask(body: dict) -> dict:
    return {"answer": "95"}
uvicorn.run(app, port=int(sys.argv[1]), log_level="critical")
"""


@dataclass
class Asked:
    """What came of questions: milliseconds of those that were answered, and how many went wrong by what."""

    taken: list[float] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def row(self, name: str) -> list[str]:
        p50, p95, p99 = (f"{quantile(self.taken, share):.0f}" if self.taken else "–" for share in (0.5, 0.95, 0.99))
        faults = ", ".join(f"{number} × {what}" for what, number in self.faults.items()) or "0"
        return [name, str(len(self.taken)), f"{len(self.taken) / self.seconds:.1f}", p50, p95, p99, faults]


def main(argv: Sequence[str]) -> int:
    """Print two tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks load", description=__doc__)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--graders", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=40.0)
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--session", default="", help="name=value of a session's cookie")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a setting of the server, any number of times")
    options = parser.parse_args(argv)
    cookies = dict([options.session.split("=", 1)]) if options.session else {}
    questions = _questions(options.questions)
    print(f"\n## Many at once\n\n{machine()}; {len(questions)} questions in turn\n")
    heads = ("", "answered", "a second", "p50, ms", "p95, ms", "p99, ms", "errors")
    with tempfile.TemporaryDirectory() as folder, watching() as held:
        server = Server(Path(folder), **dict(one.split("=", 1) for one in options.set))
        with serving(server):
            rows = [asyncio.run(_ask(server.url, questions, 1, _ALONE_SECONDS, cookies)).row("one user alone")]
            rows.append(asyncio.run(_ask(server.url, questions, options.users, options.seconds, cookies)).row(f"{options.users} users"))
            graded, asked = _both(server.url, questions, options.users, options.graders, cookies)
            rows.append(asked.row(f"{options.users} users while {options.graders} are graded"))
            alone, _ = _both(server.url, questions, 0, 1, cookies)
            wrong = _wrong_tenants(Path(folder))
        peak = held.peak_mb
    with _bare() as url:
        rows.append(asyncio.run(_ask(url, questions, options.users, _ALONE_SECONDS, {})).row(f"bare route, {options.users} users"))
    print_table(heads, rows)
    print()
    print_table(
        ("gradings", "done", "uploads a second", "upload to score, s: median", "longest"),
        (_grading_row(f"{options.graders} at once, {options.users} users asking", graded), _grading_row("one alone", alone)),
    )
    print(f"\nPeak memory of server and readers: {peak:.0f} MB. Files under a client that it did not send: {wrong}.")
    return 1 if wrong or any(state != "done" for state, *_ in (*graded, *alone)) else 0


def _questions(file: Path | None) -> list[str]:
    """Of the file, else of the question sets beside the tests."""
    files = [file] if file else sorted((ROOT / "tests" / "data" / "questions").glob("*.jsonl"))
    rows = (json.loads(line) for one in files for line in one.read_text(encoding="utf-8").splitlines() if line.strip())
    return [row["question"] for row in rows if not row.get("history")]


async def _ask(
    url: str, questions: Sequence[str], users: int, seconds: float, cookies: dict[str, str], *, until: threading.Event | None = None
) -> Asked:
    """Each user one question after another: for so long, or until told."""
    asked, numbers = Asked(), count()
    began = time.perf_counter()

    async def user(client: httpx.AsyncClient) -> None:
        while time.perf_counter() - began < seconds and not (until and until.is_set()):
            question = questions[next(numbers) % len(questions)]
            started = time.perf_counter()
            try:
                reply = await client.post("/api/ask", json={"question": question})
                good = reply.status_code == 200 and bool(reply.json()["answer"])
            except httpx.HTTPError as fault:
                asked.faults[type(fault).__name__] += 1
                continue
            if good:
                asked.taken.append((time.perf_counter() - started) * 1000)
            else:
                asked.faults[str(reply.status_code)] += 1

    limits = httpx.Limits(max_connections=users, max_keepalive_connections=users)
    async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits, cookies=cookies) as client:
        await asyncio.gather(*(user(client) for _ in range(users)))
    asked.seconds = time.perf_counter() - began
    return asked


Graded = tuple[str, float, float]  # how the job ended, seconds from the first upload to its end, uploads a second


def _both(url: str, questions: Sequence[str], users: int, graders: int, cookies: dict[str, str]) -> tuple[list[Graded], Asked]:
    """Gradings, and questions as long as they take."""
    over = threading.Event()
    with ThreadPoolExecutor(graders + 1) as pool:
        asking = pool.submit(asyncio.run, _ask(url, questions, users, _GRADE_SECONDS, cookies, until=over)) if users else None
        grading = [pool.submit(_grade, url, number, cookies) for number in range(graders)]
        try:
            graded = [one.result() for one in grading]
        finally:
            over.set()
        return graded, asking.result() if asking else Asked()


_clients = count(1)


def _grade(url: str, number: int, cookies: dict[str, str]) -> Graded:
    remote = Remote(url, cookies)
    name = next(_clients)
    client = remote.client(f"负载{name}号有限公司")
    folder = ROOT / "corpus" / "samples" / SAMPLES[number % len(SAMPLES)]
    files = sorted(one for one in folder.rglob("*") if one.is_file() and one.name != "profile.yaml")
    began = time.perf_counter()
    for path in files:
        own = f"{name}号/{path.relative_to(folder).as_posix()}"
        remote.put(client, own, path.read_bytes()).raise_for_status()
    rate = len(files) / (time.perf_counter() - began)
    state = remote.ended(remote.grade(client, ON), _GRADE_SECONDS)
    return state, time.perf_counter() - began, rate


def _wrong_tenants(folder: Path) -> int:
    """Files that stand under another client than the one they were sent for; each was sent under its client's number."""
    from assistant.workspace import Workspace
    from tests.support.workspaces import Somewhere

    workspace = Workspace.open(Somewhere(folder))
    owners = {client.id: client.name.removeprefix("负载").removesuffix("有限公司") for client in workspace.clients()}
    wrong = sum(not one.path.startswith(f"{name}/") for client, name in owners.items() for one in workspace.files(client))
    workspace.close()
    return wrong


def _grading_row(name: str, graded: Sequence[Graded]) -> list[str]:
    seconds = [taken for _, taken, _ in graded]
    done = sum(state == "done" for state, *_ in graded)
    rate = quantile([rate for *_, rate in graded], 0.5)
    return [name, f"{done} of {len(graded)}", f"{rate:.1f}", f"{quantile(seconds, 0.5):.1f}", f"{max(seconds):.1f}"]


class _bare:  # noqa: N801  a context manager
    """The bare route in a process of its own."""

    def __enter__(self) -> str:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self._process = subprocess.Popen([sys.executable, "-c", _BARE, str(port)])
        deadline = time.monotonic() + 60
        while True:
            try:
                httpx.post(f"http://127.0.0.1:{port}/api/ask", json={})
                return f"http://127.0.0.1:{port}"
            except httpx.HTTPError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
