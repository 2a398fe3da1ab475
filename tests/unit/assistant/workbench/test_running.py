"""Gradings one after the other, over a real workspace."""

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Thread

import pytest

from assistant.workbench.running import Left, Runner
from assistant.workspace import Workspace, WorkspaceError
from assistant.workspace.errors import BusyError, RefusedError
from assistant.workspace.values import Client, Job, Room
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


def test_an_end_that_could_not_be_written_down_is_written_later(
    workspace: Workspace, runner: Runner, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full when the job ends; with room again the next look ends it as it ended, and the client can be graded."""
    with monkeypatch.context() as full:
        full.setattr(workspace, "finish_job", no_room)
        job = runner.start(client.id, DAY, DEFAULT, WHO)[0]
        at_rest(runner)
        assert workspace.job(job.id).state == "running"
        runner.settle_if_possible()
        assert workspace.job(job.id).state == "running"
    runner.settle_if_possible()
    (made,) = workspace.assessments(client.id)
    assert (workspace.job(job.id).state, workspace.job(job.id).result_id) == ("done", made.id)
    again, fresh = runner.start(client.id, DAY, DEFAULT, WHO)
    assert fresh
    assert ended(workspace, again).state == "done"


def test_a_fault_of_our_own_that_could_not_be_written_down_does_not_stand_in_the_way(
    workspace: Workspace, runner: Runner, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(workspace, "finish_job", no_room)
        full.setattr("assistant.workspace.grading.canonical", lambda _: 1 / 0)
        job = runner.start(client.id, DAY, DEFAULT, WHO)[0]
        at_rest(runner)
    again, fresh = runner.start(client.id, DAY, DEFAULT, WHO)
    assert fresh
    assert workspace.job(job.id).state == "failed"
    assert ended(workspace, again).state == "done"


def test_a_job_of_this_process_that_nobody_works_on_is_ended(workspace: Workspace, runner: Runner, client: Client) -> None:
    lost = workspace.create_job("grade", WHO, client.id)
    workspace.start_job(lost.id)
    again, fresh = runner.start(client.id, DAY, DEFAULT, WHO)
    assert fresh
    assert workspace.job(lost.id).state == "interrupted"
    runner.settle()  # the one that is being worked on stays
    assert ended(workspace, again).state == "done"


def no_room(*_: object, **__: object) -> None:
    raise WorkspaceError("磁盘已满，没有写入；请腾出空间后再试")


def at_rest(runner: Runner) -> None:
    deadline = time.monotonic() + 60
    while runner._ordered:
        assert time.monotonic() < deadline, "the runner does not come to rest"
        time.sleep(0.02)


def test_a_queued_job_runs_by_the_day_and_rubric_it_was_ordered_by(workspace: Workspace, client: Client) -> None:
    """Its process has no hand free and another takes it up, asked for another day and rubric."""
    first, second = Runner(workspace), Runner(workspace, named=lambda name: DEFAULT if name == "chosen" else name)
    first._thread = Thread()  # it never begins
    job, fresh = first.start(client.id, DAY, "chosen", "甲")
    taken, again = second.start(client.id, date(2026, 12, 31), "completeness", "乙")
    assert (taken.id, fresh, again) == (job.id, True, False)
    assert (taken.as_of, taken.rubric) == (DAY.isoformat(), "chosen")
    assert ended(workspace, job).state == "done"
    (made,) = workspace.assessments(client.id)
    assert (made.as_of, made.rubric_id, made.created_by) == (DAY.isoformat(), DEFAULT, "甲")
    second.stop()


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
def test_a_process_that_dies_beside_this_one_does_not_stand_in_the_way(
    workspace: Workspace, runner: Runner, client: Client, tmp_path: Path, state: str
) -> None:
    dead(tmp_path, client.id, state)
    (left,) = workspace.jobs(client.id)
    assert left.state == state
    job, fresh = runner.start(client.id, DAY, DEFAULT, WHO)
    assert fresh
    assert workspace.job(left.id).state == "interrupted"
    assert ended(workspace, job).state == "done"


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


def test_a_person_has_a_few_at_a_time_and_the_queue_an_end(workspace: Workspace) -> None:
    """Nobody takes jobs here, so that they wait."""
    clients = [workspace.create_client({"name": f"第{number}有限公司"}, WHO).id for number in range(5)]
    runner = Runner(workspace, room=Room(per_person=2, whole=3))
    runner._thread = Thread()
    jobs = [runner.start(one, DAY, DEFAULT, "张三")[0] for one in clients[:2]]
    with pytest.raises(BusyError, match=r"^张三 已有 2 个预评在排队或进行，一个人最多 2 个.*请等其中一个结束再开始$"):
        runner.start(clients[2], DAY, DEFAULT, " 张三 ")
    assert runner.start(clients[1], DAY, DEFAULT, "张三") == (jobs[1], False), "the one that is queued already"
    jobs.append(runner.start(clients[2], DAY, DEFAULT, "李四")[0])
    with pytest.raises(BusyError, match="已有 3 个预评在排队或进行，排满了"):
        runner.start(clients[3], DAY, DEFAULT, "王五")
    assert [workspace.ahead(job.id) for job in jobs] == [0, 1, 2]
    workspace.cancel_job(jobs[0].id, "张三")
    assert [workspace.ahead(job.id) for job in jobs] == [0, 0, 1]
    assert runner.start(clients[3], DAY, DEFAULT, "张三")[1]


def test_a_stop_interrupts_what_runs_and_leaves_what_waits_for_the_next_start(workspace: Workspace, tmp_path: Path) -> None:
    runner, clients = Runner(workspace), [workspace.create_client({"name": f"第{number}有限公司"}, WHO) for number in range(3)]
    for one in clients:
        workspace.add_files(one.id, [(f"制度{n}.txt", f"{one.name}售后服务制度{n}".encode() * 50) for n in range(120)], WHO)
    first, *others = [runner.start(one.id, DAY, DEFAULT, WHO)[0] for one in clients]
    deadline = time.monotonic() + 60
    while workspace.job(first.id).done < 1:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert runner.stop(60) == Left(cut=1, waiting=2)
    assert (workspace.job(first.id).state, workspace.job(first.id).error) == ("interrupted", "服务停止了，这次预评没有做完；请重新预评")
    assert workspace.assessments(clients[0].id) == []
    again = Workspace.open(Somewhere(tmp_path))  # as any command does: it takes nothing and interrupts nothing
    assert [again.job(one.id).state for one in others] == ["queued", "queued"]
    next_start = Runner(again)
    heard: list[Job] = []
    next_start.hear(heard.append)
    assert (next_start.resume(), next_start.resume()) == (2, 0)
    assert [ended(again, one).state for one in others] == ["done", "done"]
    assert again.job_counts() | {"interrupted": 1, "done": 2} == again.job_counts()
    next_start.stop(60)
    assert [one.id for one in heard] == [one.id for one in others]
    again.close()
