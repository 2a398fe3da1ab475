"""Work in processes of its own: values and errors come back, and what goes wrong costs that task alone."""

import gc
import os
import signal
import socket
import subprocess
import sys
import time
from multiprocessing import get_context
from pathlib import Path

import pytest

from scoring.documents.errors import DocumentError
from scoring.isolation import Stopped, isolated, processes
from scoring.isolation.calls import run_all
from scoring.limits import Limits
from tests.support import mischief

QUICK = Limits(seconds=1)


def test_a_value_comes_back() -> None:
    assert isolated(mischief.add, 2, 3) == 5
    assert isolated(mischief.process_id) != os.getpid()


def test_an_error_comes_back_as_it_was() -> None:
    with pytest.raises(DocumentError) as told:
        isolated(mischief.raise_document_error)
    assert (told.value.name, told.value.text, told.value.reason) == ("手册.docx", "文件已损坏", "unreadable")
    with pytest.raises(RuntimeError, match="OddError: a b"):
        isolated(mischief.raise_odd)


@pytest.mark.parametrize("name", ["segfault", "leave", "kill_itself", "recurse_in_c"])
def test_a_crash_is_told(name: str) -> None:
    with pytest.raises(Stopped) as told:
        isolated(mischief.by_name, name)
    assert told.value.reason == "crashed"
    assert "\n" not in str(told.value)


def test_what_never_ends_is_stopped() -> None:
    with pytest.raises(Stopped, match="XINGPING_LIMIT_SECONDS") as told:
        isolated(mischief.spin, limits=QUICK)
    assert told.value.reason == "too_slow"


def test_memory_is_bounded() -> None:
    """Asked for all at once, so that no memory is ever used."""
    with pytest.raises(Stopped, match="512 MB") as told:
        isolated(mischief.eat_memory, 4000, limits=Limits(memory_mb=512))
    assert told.value.reason == "too_large"
    assert isolated(mischief.eat_memory, 10, limits=Limits(memory_mb=512)) == 10 * mischief.MB


def test_the_clock_starts_anew_with_each_page() -> None:
    heard: list[tuple[int, int]] = []
    (answer,) = run_all(mischief.tell_pages, [(4, 0.5)], QUICK, note=lambda _, page: heard.append(page))
    assert answer.value == "read"
    assert heard == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_task_that_brings_down_its_worker_is_the_only_one_lost() -> None:
    tasks = [("add", 1, 1), ("segfault",), ("add", 2, 2), ("spin",), ("eat_memory", 4000), ("raise_odd",), ("add", 3, 3)]
    for workers in (1, 3):
        answers = sorted(run_all(mischief.by_name, tasks, Limits(seconds=4, memory_mb=512), workers=workers), key=lambda one: one.number)
        assert [one.value for one in answers] == [2, None, 4, None, None, None, 6]
        told = [getattr(one.error, "reason", type(one.error).__name__) for one in answers if one.error]
        assert told == ["crashed", "too_slow", "too_large", "RuntimeError"]


def test_no_network_in_a_worker() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(PermissionError):
        isolated(mischief.connect, server.getsockname()[1])


def test_no_core_files_and_no_endless_ones() -> None:
    core, size = isolated(mischief.write_core_limit)
    assert core == 0
    assert 0 < size <= 1 << 30


def test_relative_paths_mean_the_same_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert isolated(mischief.folder) == str(tmp_path)


def test_nothing_is_left_behind() -> None:
    isolated(mischief.add, 1, 1)
    gc.collect()
    before, there = mischief.open_files(), isolated(mischief.open_files)
    for _ in range(5):
        isolated(mischief.add, 1, 1)
        with pytest.raises(Stopped):
            isolated(mischief.leave)
    gc.collect()
    assert mischief.open_files() == before
    assert isolated(mischief.open_files) == there
    assert_gone([pid for pid in children(template()) if pid])


def test_an_iteration_that_is_left_ends_its_workers() -> None:
    answers = run_all(mischief.by_name, [("process_id",), ("sleep", 60), ("sleep", 60)], Limits(), workers=2)
    next(answers)
    running = children(template())
    assert len(running) == 2
    answers.close()
    assert_gone(running)


def test_a_new_template_takes_the_place_of_one_that_died() -> None:
    isolated(mischief.add, 1, 1)
    os.kill(template(), signal.SIGKILL)
    assert isolated(mischief.add, 1, 1) == 2


def test_after_one_pack_the_next_ones_are_prepared_for() -> None:
    os.kill(template(), signal.SIGKILL)
    prepared = (mischief.has_loaded, "docx", "python_calamine", "pdfplumber")
    for _ in range(2):
        assert not isolated(*prepared)
        time.sleep(0.2)
    until = time.monotonic() + 20
    while not isolated(*prepared):
        assert time.monotonic() < until
        time.sleep(0.05)
    with pytest.raises(Stopped):
        isolated(mischief.leave)


def test_workers_end_when_the_parent_is_killed(root: Path) -> None:
    code = "from scoring.isolation.calls import run_all\nfrom scoring.limits import Limits\nfrom tests.support import mischief\n" + (
        "answers = run_all(mischief.by_name, [('process_id',), ('spin',), ('spin',)], Limits(), workers=2)\n"
        "next(answers)\nfrom scoring.isolation import processes\nprint(processes._template._process.pid, flush=True)\nnext(answers)"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=root, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        forker = int(parent.stdout.readline())
        running = children(forker)
        assert len(running) == 2
        parent.kill()
    assert_gone([forker, *running])


def test_without_fork_workers_are_spawned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    assert isolated(mischief.add, 2, 3) == 5
    with pytest.raises(Stopped, match="崩溃"):
        isolated(mischief.leave)


def test_a_forked_process_has_workers_of_its_own() -> None:
    isolated(mischief.add, 1, 1)
    process = get_context("fork").Process(target=isolated, args=(mischief.add, 1, 1))
    process.start()
    process.join(20)
    assert process.exitcode == 0
    assert isolated(mischief.add, 1, 1) == 2


def template() -> int:
    process = processes._template._process
    assert process is not None
    return process.pid


def children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def assert_gone(pids: list[int]) -> None:
    until = time.monotonic() + 10
    while left := [pid for pid in pids if Path(f"/proc/{pid}").exists()]:
        assert time.monotonic() < until, left
        time.sleep(0.02)
