"""Gradings one after the other, over a real workspace."""

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.workbench.running import Runner
from assistant.workspace import Workspace, WorkspaceError
from assistant.workspace.errors import RefusedError
from assistant.workspace.values import Client, Job
from scoring.rubric.loader import DEFAULT
from tests.support.workspaces import WHO, Somewhere

DAY = date(2026, 11, 20)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace.open(Somewhere(tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def client(workspace: Workspace) -> Client:
    made = workspace.create_client({"name": "临江棋石净水设备有限公司"}, WHO)
    workspace.add_files(made.id, [("制度.txt", "售后服务管理制度".encode())], WHO)
    return made


@pytest.fixture
def runner(workspace: Workspace) -> Iterator[Runner]:
    made = Runner(workspace)
    yield made
    made.stop()


def ended(workspace: Workspace, job: Job) -> Job:
    deadline = time.monotonic() + 60
    while workspace.job(job.id).state in ("queued", "running"):
        assert time.monotonic() < deadline, "the job does not end"
        time.sleep(0.02)
    return workspace.job(job.id)


def test_jobs_run_in_the_order_they_came(workspace: Workspace, runner: Runner) -> None:
    clients = [workspace.create_client({"name": f"第{number}有限公司"}, WHO) for number in range(3)]
    for one in clients:
        workspace.add_files(one.id, [("制度.txt", f"{one.name}售后服务制度".encode())], WHO)
    jobs = [ended(workspace, job) for job in [runner.start(one.id, DAY, DEFAULT, WHO)[0] for one in clients]]
    assert [job.state for job in jobs] == ["done"] * 3
    assert [job.started_at for job in jobs] == sorted(str(job.started_at) for job in jobs)


def test_a_rubric_that_is_gone_fails_the_job_and_not_the_thread(workspace: Workspace, runner: Runner, client: Client) -> None:
    failed = ended(workspace, runner.start(client.id, DAY, "none", WHO)[0])
    assert failed.state == "failed"
    assert "没有这份文件" in (failed.error or "")
    assert ended(workspace, runner.start(client.id, DAY, DEFAULT, WHO)[0]).state == "done"


def test_a_client_without_papers_is_told(workspace: Workspace, runner: Runner) -> None:
    empty = workspace.create_client({"name": "空白有限公司"}, WHO)
    failed = ended(workspace, runner.start(empty.id, DAY, DEFAULT, WHO)[0])
    assert failed.state == "failed"
    assert failed.error
    assert "程序内部" not in failed.error


def test_an_archived_client_is_not_graded(workspace: Workspace, runner: Runner, client: Client) -> None:
    workspace.archive_client(client.id, WHO)
    with pytest.raises(RefusedError, match="归档"):
        runner.start(client.id, DAY, DEFAULT, WHO)
    assert workspace.jobs(client.id) == []


def test_a_job_that_could_not_begin_does_not_stand_in_the_way(workspace: Workspace, runner: Runner, client: Client) -> None:
    """The folder of locks cannot be made, as on a full disk; once it can, the button works again."""
    alive = workspace.data_dir / "alive"
    alive.write_text("in the way")
    with pytest.raises(WorkspaceError):
        runner.start(client.id, DAY, DEFAULT, WHO)
    assert workspace.jobs(client.id) == []
    alive.unlink()
    assert ended(workspace, runner.start(client.id, DAY, DEFAULT, WHO)[0]).state == "done"


def dead(folder: Path, client: str, state: str) -> None:
    """A process that leaves a job in this state and dies."""
    code = (
        "import os, sys; from pathlib import Path; from assistant.workspace import Workspace\n"
        "from tests.support.workspaces import Somewhere\n"
        "w = Workspace.open(Somewhere(Path(sys.argv[1]))); job = w.create_job('grade', '张三', sys.argv[2])\n"
        "if sys.argv[3] == 'running': w.start_job(job.id)\n"
        "os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder), client, state], check=False, timeout=60)
    assert done.returncode == 9


@pytest.mark.parametrize("state", ["running", "queued"])
def test_a_job_of_a_dead_process_is_told_interrupted(workspace: Workspace, client: Client, tmp_path: Path, state: str) -> None:
    dead(tmp_path, client.id, state)
    again = Workspace.open(Somewhere(tmp_path))
    (job,) = again.jobs(client.id)
    again.close()
    assert job.state == "interrupted"


@pytest.mark.parametrize("state", ["running", "queued"])
def test_a_client_can_be_graded_after_a_process_died_over_it(workspace: Workspace, client: Client, tmp_path: Path, state: str) -> None:
    dead(tmp_path, client.id, state)
    again = Workspace.open(Somewhere(tmp_path))
    runner = Runner(again)
    job = ended(again, runner.start(client.id, DAY, DEFAULT, WHO)[0])
    runner.stop()
    assert job.state == "done"
    assert len(again.assessments(client.id)) == 1
    again.close()
