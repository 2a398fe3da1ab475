"""Many at once against one server: people who ask and enterprises that are graded, on this machine's loopback.

`python -m benchmarks load [--users 50] [--graders 5] [--seconds 30] [--questions FILE]`. The server runs in a process of its own, as
`python app.py` does, with accounts, and with the settings given by `--set NAME=VALUE`. Each user asks one question after another, without a
pause, from an address of its own as a proxy tells it; each grader is an enterprise user that logs in, uploads papers that nobody read
before, starts the grading and looks how far it is, through the page's own routes. Meanwhile every grader tries every way to what is another's. Beside
it, in the same run: one user alone, one grading alone, and a bare FastAPI route that answers a constant at the same concurrency.
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
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import httpx

from benchmarks.figures import Done, Figure
from benchmarks.measure import ROOT, machine, print_table, quantile, watching
from benchmarks.tenants import RATES, Pried, Tenant, address, pry, prying, read_own, registered
from tests.support.remote import Server, serving

SAMPLES = ("middling", "strong", "weak")
ON = "2026-11-20"
SETTINGS = {"XINGPING_TRUSTED_PROXIES": "127.0.0.1", "XINGPING_RATE_LIMITS": RATES}
_COMMAND = "python -m benchmarks load"
_ALONE_SECONDS = 8.0
_GRADE_SECONDS = 240.0
_LOOKS = 0.5  # seconds between two looks at how far a grading is
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
    """What came of questions under that name: milliseconds of those that were answered, those that were told to come later, and what went wrong."""

    name: str
    taken: list[float] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.taken) / self.seconds

    def row(self) -> list[str]:
        p50, p95, p99 = (f"{quantile(self.taken, share):.0f}" if self.taken else "–" for share in (0.5, 0.95, 0.99))
        other = (", ".join(f"{number} × {what}" for what, number in some.items()) or "0" for some in (self.refused, self.faults))
        return [self.name, str(len(self.taken)), f"{self.rate:.1f}", p50, p95, p99, *other]


@dataclass(frozen=True, slots=True)
class Graded:
    """Of one grading. Seconds: of the uploads, until it began, from the first upload to the score. `said` is what the page said first."""

    state: str
    papers: int
    uploaded: float
    waited: float
    whole: float
    said: str

    def row(self, name: str) -> list[str]:
        return [name, self.state, str(self.papers), f"{self.papers / self.uploaded:.1f}", f"{self.waited:.1f}", f"{self.whole:.1f}", self.said]


def run(argv: Sequence[str]) -> Done:
    """Print two tables. The fault: a grading is not done, or anything was given to who may not have it, or not to its owner."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks load", description=__doc__)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--graders", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a setting of the server, any number of times")
    options = parser.parse_args(argv)
    questions, users = _questions(options.questions), options.users
    settings = {**SETTINGS, **dict(one.split("=", 1) for one in options.set)}
    print(f"\n## Many at once\n\n{machine()}; {len(questions)} questions in turn\n\nSettings of the server: {_told(settings)}\n")
    heads = ("", "answered", "a second", "p50, ms", "p95, ms", "p99, ms", "told to come later", "errors")
    pried = Pried()
    with tempfile.TemporaryDirectory() as folder, watching() as held:
        (*tenants, alone), _ = registered(Path(folder), options.graders + 1, "负载")
        server = Server(Path(folder), **settings)
        with serving(server):
            asked = [asyncio.run(_ask("one user alone", server.url, questions, 1, _ALONE_SECONDS))]
            asked.append(asyncio.run(_ask(f"{users} users", server.url, questions, users, options.seconds)))
            graded, beside = _both(server.url, questions, users, tenants, pried)
            asked.append(beside)
            by_itself = _grade(server.url, alone, SAMPLES[0])
            refused = _afterwards(server.url, tenants, pried)
        peak = held.peak_mb
        wrong = pried.wrong.total() + _misplaced(Path(folder), [*tenants, alone])
    with _bare() as url:
        bare = asyncio.run(_ask(f"bare route, {users} users", url, questions, users, _ALONE_SECONDS))
    print_table(heads, (one.row() for one in (*asked, bare)))
    print()
    grades = [one.row(f"{number} of {len(graded)} at once, {users} users asking") for number, one in enumerate(graded, 1)]
    grading = ("grading", "", "papers", "uploads a second", "begun after, s", "upload to score, s", "the page said first")
    print_table(grading, [*grades, by_itself.row("alone")])
    print(f"\n{pried}. Papers or grades that stand under another client: {wrong - pried.wrong.total()}.")
    print(f"\nPeak memory of server and readers: {peak:.0f} MB.")
    for way in refused:
        print(f"\nNot given to its owner: {way}")
    fault = "something was given to who may not have it, or not to its owner" if wrong or refused else ""
    fault = fault or ("a grading is not done" if any(one.state != "done" for one in (*graded, by_itself)) else "")
    figures = [figure for one in asked for figure in _answering(one, bare, headline=one is not asked[0])]
    longest = max(one.whole for one in graded)
    gradings = Figure(f"load: upload to score, longest of {len(graded)} at once", longest, "s", "one alone", by_itself.whole, _COMMAND, headline=True)
    given = Figure("load: given to the wrong enterprise", wrong, f"of {pried.tried:,} tries", command=_COMMAND, headline=True)
    return Done((*figures, gradings, given, Figure("load: peak memory of server and readers", peak, "MB", command=_COMMAND)), fault)


def _answering(asked: Asked, bare: Asked, *, headline: bool) -> Iterator[Figure]:
    """The bare route was asked at the highest concurrency; it is beside the others all the same, as there is no other."""
    what = f"load, {asked.name}"
    for name, share in (("p50", 0.5), ("p95", 0.95)):
        if asked.taken and bare.taken:
            value, beside = (quantile(one.taken, share) for one in (asked, bare))
            yield Figure(f"{what}: {name}", value, "ms", bare.name, beside, _COMMAND, headline=headline)
        else:
            yield Figure(f"{what}: {name}", None, "ms", reason="nothing was answered", command=_COMMAND)
    yield Figure(f"{what}: answers", asked.rate, "a second", bare.name, bare.rate, _COMMAND)
    tried = len(asked.taken) + asked.faults.total()
    yield Figure(f"{what}: errors", asked.faults.total(), f"of {tried:,}", bare.name, bare.faults.total(), _COMMAND, headline=headline)


def _told(settings: dict[str, str]) -> str:
    return ", ".join(f"`{name}={value}`" for name, value in settings.items())


def _questions(file: Path | None) -> list[str]:
    """Of the file, else of the question sets beside the tests."""
    files = [file] if file else sorted((ROOT / "tests" / "data" / "questions").glob("*.jsonl"))
    rows = (json.loads(line) for one in files for line in one.read_text(encoding="utf-8").splitlines() if line.strip())
    return [row["question"] for row in rows if not row.get("history")]


async def _ask(name: str, url: str, questions: Sequence[str], users: int, seconds: float, *, until: threading.Event | None = None) -> Asked:
    """Each user one question after another: for so long, or until told. Who is told to come later waits a second."""
    asked, numbers = Asked(name), count()
    began = time.perf_counter()

    async def user(number: int, client: httpx.AsyncClient) -> None:
        while time.perf_counter() - began < seconds and not (until and until.is_set()):
            question = questions[next(numbers) % len(questions)]
            started = time.perf_counter()
            try:
                reply = await client.post("/api/ask", json={"question": question}, headers={"X-Forwarded-For": address(65_000 + number)})
                good = reply.status_code == httpx.codes.OK and bool(reply.json()["answer"])
            except httpx.HTTPError as fault:
                asked.faults[type(fault).__name__] += 1
                continue
            if good:
                asked.taken.append((time.perf_counter() - started) * 1000)
            elif reply.status_code in (httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE):
                asked.refused[str(reply.status_code)] += 1
                await asyncio.sleep(1)
            else:
                asked.faults[str(reply.status_code)] += 1

    limits = httpx.Limits(max_connections=users, max_keepalive_connections=users)
    async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as client:
        await asyncio.gather(*(user(number, client) for number in range(users)))
    asked.seconds = time.perf_counter() - began
    return asked


def _both(url: str, questions: Sequence[str], users: int, tenants: Sequence[Tenant], pried: Pried) -> tuple[list[Graded], Asked]:
    """Gradings, and as long as they take questions and tries at what is another's."""
    over, name = threading.Event(), f"{users} users while {len(tenants)} are graded"
    with ThreadPoolExecutor(len(tenants) + 2) as pool:
        asking = pool.submit(asyncio.run, _ask(name, url, questions, users, _GRADE_SECONDS, until=over))
        intruding = pool.submit(prying, url, tenants, pried, over)
        grading = [pool.submit(_grade, url, one, SAMPLES[number % len(SAMPLES)]) for number, one in enumerate(tenants)]
        try:
            graded = [one.result() for one in grading]
        finally:
            over.set()
        intruding.result()
        return graded, asking.result()


def _grade(url: str, tenant: Tenant, sample: str) -> Graded:
    remote, papers = tenant.remote(url), tenant.papers(sample)
    began = time.perf_counter()
    for path, data in papers:
        remote.put(tenant.client, path, data).raise_for_status()
    uploaded = time.perf_counter() - began
    tenant.job = remote.grade(tenant.client, ON)
    said, waited = "", 0.0
    while (told := remote.job(tenant.job))["running"] and time.perf_counter() - began < _GRADE_SECONDS:
        said = said or told["label"].removeprefix(f"{tenant.phrase}/")
        waited = waited or (time.perf_counter() - began if told["state"] == "running" else 0.0)
        time.sleep(_LOOKS)
    tenant.assessment = remote.newest(tenant.client) if told["state"] == "done" else ""
    whole = time.perf_counter() - began
    return Graded(told["state"], len(papers), uploaded, waited or whole, whole, said)


def _afterwards(url: str, tenants: Sequence[Tenant], pried: Pried) -> list[str]:
    """Everybody once more at everybody's, now that all is there; what an owner is not given."""
    refused = []
    for one in tenants:
        remote = one.remote(url)
        refused += read_own(remote, one, pried)
        for other in (tenant for tenant in tenants if tenant is not one):
            pry(remote, one, other, pried)
    return refused


def _misplaced(folder: Path, tenants: Sequence[Tenant]) -> int:
    """Papers and grades that stand under another client than the one they were sent for."""
    from assistant.workspace import Workspace
    from tests.support.workspaces import Somewhere

    workspace = Workspace.open(Somewhere(folder))
    files = sum(not one.path.startswith(f"{tenant.phrase}/") for tenant in tenants for one in workspace.files(tenant.client))
    grades = sum([one.id for one in workspace.assessments(tenant.client)] != [tenant.assessment] for tenant in tenants if tenant.assessment)
    workspace.close()
    return files + grades


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
                    self.__exit__()
                    raise
                time.sleep(0.1)

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
