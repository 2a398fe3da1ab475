"""Two services on one database: each sees and may stop what the other grades, both migrate at once, uploads at once lose nothing."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from assistant.workbench.running import Runner
from assistant.workspace import Workspace, schema
from assistant.workspace.database import Database, place
from assistant.workspace.store import Store
from assistant.workspace.values import Client
from scoring.rubric.loader import DEFAULT
from tests.support.old_workspace import CLIENT, fill
from tests.support.workspaces import WHO, Somewhere

DAY = date(2026, 11, 20)
_OPEN = (
    "import sys; from pathlib import Path; from datetime import date; from assistant.workspace import Workspace\n"
    "from tests.support.workspaces import Somewhere\n"
    "print('ready', flush=True); sys.stdin.readline(); w = Workspace.open(Somewhere(Path(sys.argv[1]), sys.argv[2]))\n"
)
_GRADE = (
    "from assistant.workbench.running import Runner; from assistant.workspace import grading\n"
    "import time; grading.facts_of_files = lambda papers, folder, progress, limits: "  # slow papers: there is time to look and to stop it
    "[(time.sleep(0.2), progress(n, 100, 'x')) for n in range(100)]\n"
    "job, new = Runner(w).start(sys.argv[3], date(2026, 11, 20), 'gbt27922-2011', '乙'); print(job.id, new, flush=True)\n"
    "while w.job(job.id).state in ('queued', 'running'): time.sleep(0.1)\n"
    "print(w.job(job.id).state, flush=True)"
)


def _process(code: str, root: Path, *arguments: str) -> subprocess.Popen[str]:
    """It has loaded what it needs and waits to be let go before it opens the workspace."""
    return subprocess.Popen([sys.executable, "-c", _OPEN + code, *arguments], cwd=root, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _let_go(*processes: subprocess.Popen[str]) -> None:
    """Once all are ready."""
    for one in processes:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in processes:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()


def test_a_grading_of_one_is_seen_and_cancelled_by_the_other(workspace: Workspace, somewhere: Somewhere, client: Client, root: Path) -> None:
    workspace.add_files(client.id, [("制度.txt", "售后服务管理制度".encode())], WHO)
    with _process(_GRADE, root, str(somewhere.data_dir), somewhere.database_url, client.id) as process:
        _let_go(process)
        assert process.stdout is not None
        job, new = process.stdout.readline().split()
        assert new == "True"
        deadline = time.monotonic() + 30
        while workspace.job(job).done == 0:
            assert time.monotonic() < deadline, "no progress is seen"
            time.sleep(0.1)
        here = Runner(workspace)
        same, fresh = here.start(client.id, DAY, DEFAULT, WHO)
        assert (same.id, same.state, fresh) == (job, "running", False)
        workspace.cancel_job(job, WHO)
        assert process.stdout.readline().strip() == "cancelled"
        here.stop()
    assert workspace.job(job).state == "cancelled"
    assert workspace.assessments(client.id) == []
    assert workspace.verify_audit().sound


def test_one_job_whoever_orders_it_at_once(workspace: Workspace, somewhere: Somewhere, client: Client) -> None:
    others = [Workspace.open(somewhere) for _ in range(3)]
    with ThreadPoolExecutor(4) as pool:
        ordered = list(pool.map(lambda one: one.order_job("grade", WHO, client.id, as_of=DAY, rubric=DEFAULT), [workspace, *others]))
    assert len({job.id for job, _ in ordered}) == 1
    assert sorted(new for _, new in ordered) == [False, False, False, True]
    for one in others:
        one.close()


@pytest.mark.parametrize("old", [False, True], ids=["fresh", "from 0001"])
def test_two_that_start_at_once_migrate_once(somewhere: Somewhere, root: Path, old: bool) -> None:
    if old:
        somewhere.data_dir.mkdir(parents=True)
        database = Database(place(somewhere.data_dir, somewhere.database_url))
        with database.connection() as connection:
            fill(connection, Store(somewhere.data_dir / "store"))
        database.close()
    code = "print(len(w.clients()), w.create_client({'name': sys.argv[3]}, '甲').name)"
    running = [_process(code, root, str(somewhere.data_dir), somewhere.database_url, name) for name in ("甲公司", "乙公司")]
    _let_go(*running)
    told = [one.communicate(timeout=60)[0].split()[-1] for one in running]
    assert told == ["甲公司", "乙公司"]
    assert [one.returncode for one in running] == [0, 0]
    workspace = Workspace.open(somewhere)
    with workspace.database.connection() as connection:
        assert schema.current(connection) == schema.HEAD
    assert {"甲公司", "乙公司"} <= {one.name for one in workspace.clients()}
    assert not old or len(workspace.files(CLIENT)) == 1
    assert workspace.verify_audit().sound
    workspace.close()
