"""A process killed at any point loses nothing it had accepted and leaves nothing half done."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest

from assistant.workspace import RefusedError, Workspace
from assistant.workspace.backup import backup
from assistant.workspace.restore import restore
from assistant.workspace.values import Client
from tests.support.workspaces import WHO, Somewhere, result

_ROUNDS = 6


def _killed_after(seconds: float, root: Path, *arguments: str) -> list[list[str]]:
    """What the process told before it was killed; the last line may be torn."""
    command = [sys.executable, "-m", "tests.support.killed", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=root, env=environment) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read()
        assert process.wait() == -signal.SIGKILL, process.stderr.read().decode() if process.stderr else ""
    whole = (first + rest).decode().rpartition("\n")[0]
    return [line.split() for line in whole.splitlines()]


def test_what_was_accepted_is_there_after_a_kill(workspace: Workspace, somewhere: Somewhere, client: Client, root: Path) -> None:
    chance = random.Random(27922)
    accepted: list[list[str]] = []
    for number in range(_ROUNDS):
        accepted += _killed_after(chance.uniform(0.01, 0.4), root, str(somewhere.data_dir), client.id, somewhere.database_url, str(number))
    again = Workspace.open(somewhere)
    files = {one.id: one for one in again.files(client.id, removed=True)}
    grades = {one.id: one for one in again.assessments(client.id)}
    assert sum(line[0] == "file" for line in accepted) > _ROUNDS
    for kind, name, *digest in accepted:
        if kind == "file":
            assert [files[name].sha256] == digest
        elif kind == "grade":
            assert [grades[name].result_sha256] == digest
        else:
            assert again.job(name).state == "interrupted"
            assert "中断" in (again.job(name).error or "")
    for file in files.values():  # also those that nobody was told of
        assert sha256(again.store.path(file.sha256).read_bytes()).hexdigest() == file.sha256
    for grade in grades.values():
        assert len(again.assessment_bytes(grade.id)) == grade.result_size
    in_use = [one.path for one in again.files(client.id)]
    assert len(in_use) == len(set(in_use))
    assert again.damaged_contents() == []
    verified = again.verify_audit()
    assert verified.sound, verified.text
    again.add_files(client.id, [("之后.txt", b"after")], WHO)
    again.save_assessment(client.id, result(), WHO)
    again.close()


def test_a_job_of_a_living_process_is_left_alone(workspace: Workspace, somewhere: Somewhere, client: Client) -> None:
    job = workspace.start_job(workspace.create_job("grade", WHO, client.id).id)
    assert job is not None
    code = (
        "import sys; from pathlib import Path; from assistant.workspace import Workspace\n"
        "from tests.support.workspaces import Somewhere\n"
        "print(Workspace.open(Somewhere(Path(sys.argv[1]), sys.argv[2])).job(sys.argv[3]).state)"
    )
    arguments = [str(somewhere.data_dir), somewhere.database_url, job.id]
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "running"
    assert Workspace.open(somewhere).job(job.id).state == "running"


def test_processes_on_one_client_lose_nothing(workspace: Workspace, somewhere: Somewhere, client: Client, root: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from assistant.workspace import Workspace\n"
        "from tests.support.workspaces import Somewhere\n"
        "w = Workspace.open(Somewhere(Path(sys.argv[1]), sys.argv[2]))\n"
        "who = sys.argv[4]\n"
        "for n in range(15): w.add_files(sys.argv[3], [('共用.txt', f'{who}-{n}'.encode()), (f'{who}-{n}.txt', b'same')], who)"
    )
    arguments = [str(somewhere.data_dir), somewhere.database_url, client.id]
    running = [subprocess.Popen([sys.executable, "-c", code, *arguments, name], cwd=root) for name in ("甲", "乙")]
    assert [one.wait(timeout=120) for one in running] == [0, 0]
    files = workspace.files(client.id, removed=True)
    assert len([one for one in files if one.path != "共用.txt"]) == 30
    assert len([one for one in files if one.path == "共用.txt"]) == 30
    assert len([one for one in workspace.files(client.id) if one.path == "共用.txt"]) == 1
    assert len({one.sha256 for one in files}) == 31
    verified = workspace.verify_audit()
    assert verified.sound, verified.text
    assert verified.rows == 61


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_grade_that_is_killed_leaves_no_assessment(somewhere: Somewhere, workspace: Workspace, client: Client, root: Path) -> None:
    workspace.add_files(client.id, [(f"制度/{number}.txt", f"第{number}条 售后服务制度".encode()) for number in range(30)], WHO)
    job = workspace.create_job("grade", WHO, client.id)
    code = (
        "import sys; from datetime import date; from pathlib import Path; from assistant.workspace import Workspace\n"
        "from assistant.workspace.grading import run_job; from tests.support.workspaces import Somewhere\n"
        "w = Workspace.open(Somewhere(Path(sys.argv[1]), sys.argv[2])); print('ready', flush=True)\n"
        "run_job(w, sys.argv[3], date(2026, 11, 20))"
    )
    command = [sys.executable, "-c", code, str(somewhere.data_dir), somewhere.database_url, job.id]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root) as process:
        assert process.stdout is not None
        process.stdout.readline()
        while workspace.job(job.id).state == "queued":
            time.sleep(0.02)
        time.sleep(0.2)
        process.kill()
    again = Workspace.open(somewhere)
    after = again.job(job.id)
    assert (after.state == "interrupted") == (again.assessments(client.id) == [])
    assert after.state in ("interrupted", "done")
    assert len(again.files(client.id)) == 30
    assert again.verify_audit().sound
    again.close()


def test_a_restoring_that_is_killed_gives_all_or_nothing_and_can_be_done_again(
    workspace: Workspace, client: Client, tmp_path: Path, root: Path, request: pytest.FixtureRequest
) -> None:
    workspace.add_files(client.id, [(f"台账/{number}.txt", f"内容{number}".encode() * 500) for number in range(200)], WHO)
    workspace.save_assessment(client.id, result(), WHO)
    written = backup(workspace, tmp_path / "备份.zip").file
    code = (
        "import sys; from pathlib import Path; from assistant.workspace.restore import restore\n"
        "from tests.support.workspaces import Somewhere; print('ready', flush=True)\n"
        "restore(Somewhere(Path(sys.argv[1]), sys.argv[2]), Path(sys.argv[3]), '李四')"
    )
    chance = random.Random(27922)
    for number in range(4):
        url = "" if workspace.database.sqlite else request.getfixturevalue("new_database")()
        elsewhere = Somewhere(tmp_path / f"另一处{number}", url)
        command = [sys.executable, "-c", code, str(elsewhere.data_dir), url, str(written)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0.02, 0.8))
            process.kill()
        with suppress(RefusedError):  # it was finished before it was killed
            restore(elsewhere, written, WHO)
        again = Workspace.open(elsewhere)
        assert again.files(client.id) == workspace.files(client.id)
        assert again.damaged_contents() == []
        assert again.verify_audit().sound
        assert again.audit(limit=1)[0].action == "workspace.restored"
        again.close()
