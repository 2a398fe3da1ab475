"""Hostile and broken files in one pack: each costs itself, with a reason, in bounded time and memory, and nothing outside is touched."""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from scoring.extraction import facts_of_files
from scoring.facts.codec import facts_to_bytes
from scoring.facts.model import FileFacts
from scoring.limits import Limits
from scoring.pack import PackFile
from tests.support.hostile import CASES, GOOD, far_references

LIMITS = Limits(seconds=6, memory_mb=1024)
NEIGHBOUR = GOOD.encode()


@dataclass(frozen=True)
class Run:
    facts: dict[str, FileFacts]
    grown_mb: float  # at its peak, beyond what there was with all files made


@pytest.fixture(scope="module")
def run() -> Run:
    """All of them in one pack, each with a neighbour behind it, as few workers as possible."""
    files = [one for name, (make, _) in CASES.items() for one in (PackFile(name, make()), PackFile(f"{name}.邻居.txt", NEIGHBOUR))]
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    before = _memory_mb("VmRSS")
    facts = {one.path: one for one in facts_of_files(files, workers=1, limits=LIMITS)}
    return Run(facts, _memory_mb("VmHWM") - before)


@pytest.fixture(scope="module")
def facts(run: Run) -> dict[str, FileFacts]:
    return run.facts


def _memory_mb(what: str) -> float:
    (line,) = [one for one in Path("/proc/self/status").read_text().splitlines() if one.startswith(what)]
    return int(line.split()[1]) / 1024


@pytest.mark.parametrize("name", [pytest.param(name, id=ascii(name)) for name in CASES])
def test_a_hostile_file_costs_itself(name: str, facts: dict[str, FileFacts]) -> None:
    problem = facts[name].problem
    assert (problem.reason if problem else "") in CASES[name][1], problem
    assert problem is None or (problem.text and "\n" not in problem.text)
    assert problem is None or "程序出错" not in problem.text, problem  # refused by a reader, not by its fault
    neighbour = facts[f"{name}.邻居.txt"]
    assert neighbour.problem is None
    assert neighbour.sections


def test_the_parent_stays_small(run: Run) -> None:
    assert run.grown_mb < 64  # the bytes of a file on its way to the worker


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A pipe that whoever opens it waits at, and a server that notes every visit: as addresses."""
    pipe = tmp_path / "秘密"
    os.mkfifo(pipe)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield pipe.as_uri(), f"http://127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(BlockingIOError):
            server.accept()
    with suppress(FileNotFoundError):
        pipe.unlink()


def test_no_reference_out_of_a_file_is_followed(outside: tuple[str, str]) -> None:
    files = [PackFile(name, make()) for name, make in far_references(*outside)]
    began = time.monotonic()
    facts = facts_of_files(files, limits=Limits(seconds=30))
    assert [one.path for one in facts if one.problem and one.problem.reason in ("too_slow", "crashed")] == []
    assert time.monotonic() - began < 60
    assert sum(one.problem is None for one in facts) >= len(files) / 2
    assert not any(b"127.0.0.1" in facts_to_bytes(one) for one in facts)


def test_the_pipe_is_a_trap(outside: tuple[str, str]) -> None:
    """Whoever opens it hangs: so the test above sees it."""
    pipe = Path(outside[0].removeprefix("file://").replace("%E7%A7%98%E5%AF%86", "秘密"))
    (told,) = facts_of_files([PackFile("a.txt", location=pipe)], limits=Limits(seconds=1))
    assert told.problem is not None
    assert told.problem.reason == "too_slow"
