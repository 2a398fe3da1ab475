"""Faults of a real server that several enterprises use over HTTP: it is killed at a random moment, or its clock jumps."""

import random
import shutil
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from threading import Event

import httpx

from benchmarks.faults_alone import QUESTION
from benchmarks.faults_found import Accepted, Outcome, looked_through
from benchmarks.measure import ROOT
from benchmarks.tenants import RATES, Pried, Tenant, marked, pry, registered
from tests.support.remote import Remote, Server
from tests.support.shifted_clock import ShiftedClock

_SAMPLE = ROOT / "corpus" / "samples" / "weak"
_ON = "2026-11-20"
_YEAR, _DAY = 365 * 86_400, 86_400
_TRIES = 5  # that one address has in an hour, for as long as the clock jumps
_EAGER = "198.18.9.9"  # that address


@dataclass
class _Round:
    """What was answered with 200, and whether what was to be interrupted was."""

    accepted: Accepted = field(default_factory=dict)
    within: bool = False


@dataclass(frozen=True, slots=True)
class _Party:
    """Enterprises, logged in, and the administrator's session."""

    tenants: Sequence[Tenant]
    remotes: Sequence[Remote]
    keeper: Remote

    def pry(self, pried: Pried) -> None:
        for one, remote in zip(self.tenants, self.remotes, strict=True):
            for other in (tenant for tenant in self.tenants if tenant is not one):
                pry(remote, one, other, pried)


def killed_server(folder: Path, built: Path, what: str, rounds: int, chance: random.Random, *, enterprises: int = 3) -> Outcome:
    """One data folder for all rounds: what was accepted in any must be there after the last. Sessions outlive the server."""
    server, accepted, total, pried = Server(_with_index(folder, built)), {}, Outcome(within=0), Pried()
    tenants, admin = registered(folder, enterprises, "故障")
    server.start().ready()
    try:
        party = _Party(tenants, [one.remote(server.url) for one in tenants], admin.remote(server.url))
        for number in range(rounds):
            used = _used_until_killed(server, party, what, f"{number}", chance)
            accepted |= used.accepted
            server.start()
            ready = server.ready()
            within = used.within or (what == "grading" and party.remotes[0].job(tenants[0].job)["state"] == "interrupted")
            total += Outcome(1, within=int(within), ready=(ready,))
            assert "95" in party.remotes[0].ask(QUESTION)["answer"]
            party.pry(pried)
    finally:
        server.kill()
    found = looked_through(folder, accepted, {one.client: one.phrase for one in tenants})
    return total + found + Outcome(pried=pried.tried, wrong_tenant=pried.wrong.total())


def _with_index(folder: Path, built: Path) -> Path:
    shutil.copytree(built / "index", folder / "index", ignore=shutil.ignore_patterns("open"))
    return folder


def _used_until_killed(server: Server, party: _Party, what: str, name: str, chance: random.Random) -> _Round:
    """Every enterprise uploads; beside that what is to be interrupted goes on."""
    tenants, remotes = party.tenants, party.remotes
    told, over, seeds, wait = _Round(), Event(), [chance.random() for _ in tenants], chance.uniform(0.2, 3.0)

    def upload(number: int) -> None:
        own, remote, tenant = random.Random(seeds[number]), remotes[number], tenants[number]
        if name == "0":
            _put(remote, tenant, f"{tenant.phrase}.txt", tenant.note, told.accepted)
        for piece in range(100_000):
            try:
                _put(remote, tenant, f"{name}-{piece}.bin", own.randbytes(own.choice((10, 5_000, 400_000))), told.accepted)
            except httpx.HTTPError:
                told.within = told.within or what == "upload"
                return
            if over.is_set():
                return

    def grade() -> None:
        for path in sorted(_SAMPLE.rglob("*.docx")):
            _put(remotes[0], tenants[0], f"{name}-{path.name}", marked(path, name), told.accepted)
        tenants[0].job = remotes[0].grade(tenants[0].client, _ON)

    def switch() -> None:
        try:
            for piece in range(1000):
                text = f"# 第{name}-{piece}份\n\n鸣渡泵业的第{name}{piece}号工程师每十五天轮换一次。"
                party.keeper.add_to_library(f"{name}-{piece}.md", text.encode())
        except httpx.HTTPError:
            told.within = True

    with ThreadPoolExecutor(len(tenants) + 1) as pool:
        if what == "grading":
            grade()
        beside = [pool.submit(switch)] if what == "index switch" else []
        running = [pool.submit(upload, number) for number in range(len(tenants))]
        time.sleep(wait)
        server.kill()
        over.set()
        for one in (*beside, *running):
            one.result()
    return told


def _put(remote: Remote, tenant: Tenant, name: str, data: bytes, accepted: Accepted) -> None:
    path = f"{tenant.phrase}/{name}"
    if remote.put(tenant.client, path, data).status_code == httpx.codes.OK:
        accepted[tenant.client, path] = sha256(data).hexdigest()


def jumping_server(folder: Path, built: Path, rounds: int, chance: random.Random) -> Outcome:
    """Its clock is set a year ahead, a day back, then at will, amid a grading. "lost" counts also what no longer goes on.

    A session may end by a jump; one may log in again at once. A limit that is reached stays reached: it counts by no clock that is set.
    """
    rates = {"XINGPING_TRUSTED_PROXIES": "127.0.0.1", "XINGPING_RATE_LIMITS": f"{RATES},write={_TRIES}/hour"}
    clock = ShiftedClock(_with_index(folder, built))
    server, accepted, total, pried = Server(folder, **rates, **clock.environment), {}, Outcome(within=0), Pried()
    tenants, _ = registered(folder, 2, "故障")
    server.start().ready()
    try:
        eager = Remote(server.url, {"X-Forwarded-For": _EAGER})
        assert [_writes(eager) for _ in range(_TRIES + 1)] == [*[True] * _TRIES, False]
        at, remotes = 0, [one.remote(server.url) for one in tenants]
        for number in range(rounds):
            for path in sorted(_SAMPLE.rglob("*.docx"))[:6]:
                _put(remotes[0], tenants[0], f"{number}-{path.name}", marked(path, f"{number}"), accepted)
            tenants[0].job = remotes[0].grade(tenants[0].client, _ON)
            at += (_YEAR, -_DAY)[number] if number < 2 else chance.choice((_YEAR, -_YEAR, _DAY, -_DAY, 3600, -3600))
            clock.set(at)
            began = time.perf_counter()
            ended = [remote.send("GET", "/account").status_code != httpx.codes.OK for remote in remotes]
            for one, remote, over in zip(tenants, remotes, ended, strict=True):
                if over:
                    remote.log_in(one.name, one.password)
                _put(remote, one, f"{number}.txt", f"第{number}轮".encode(), accepted)
            ready = time.perf_counter() - began
            lost = remotes[0].ended(tenants[0].job) != "done"
            lost += "95" not in remotes[1].ask(QUESTION)["answer"]
            lost += _writes(eager)
            tenants[0].assessment = remotes[0].newest(tenants[0].client)
            pry(remotes[1], tenants[1], tenants[0], pried)
            total += Outcome(1, within=int(any(ended)), lost=lost, ready=(ready,))
    finally:
        server.kill()
    sent = rounds * (6 + len(tenants)) - len(accepted)
    found = looked_through(folder, accepted, {one.client: one.phrase for one in tenants})
    return total + replace(found, lost=found.lost + sent, pried=pried.tried, wrong_tenant=found.wrong_tenant + pried.wrong.total())


def _writes(remote: Remote) -> bool:
    """Whether it may, whatever comes of it."""
    return remote.send("POST", "/api/feedback", b"{}").status_code != httpx.codes.TOO_MANY_REQUESTS
