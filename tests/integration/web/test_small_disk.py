"""The service on a disk that is really full, and on one that is really read-only: a line for the person, answers go on, nothing is harmed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.web.app import create_app
from assistant.web.work.grading_tab import GradingTab
from assistant.workbench import Workbench
from assistant.workspace import Workspace
from assistant.workspace.errors import FullError, UnavailableError
from assistant.workspace.values import Client
from tests.support.desks import ON, WHO, desk, do, enterprise, graded, memory, said
from tests.support.small_disk import SmallDisk, small_disk
from tests.support.workspaces import decision

_BODY = bytes(range(256)) * 400


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallDisk]:
    with small_disk(tmp_path_factory.mktemp("small") / "disk", 48) as made:
        if made is None:
            pytest.skip("nothing can be mounted here")
        yield made


@pytest.fixture(scope="module")
def bench(disk: SmallDisk, built_dir: Path) -> Iterator[Workbench]:
    opened = desk(disk.folder, built_dir)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def http(bench: Workbench) -> Iterator[TestClient]:
    app = create_app(bench._service, bench)
    with TestClient(app) as client:
        assert app.state.warmth.wait(60)
        yield client


@pytest.fixture(scope="module")
def client(bench: Workbench) -> Client:
    return enterprise(bench, "满仓有限公司", graded_by="gbt27922-2011")


def put(http: TestClient, client: Client, path: str) -> tuple[int, str]:
    reply = http.put(f"/desk/clients/{client.id}/files", params={"path": path, "who": WHO}, content=_BODY)
    return reply.status_code, reply.json().get("error", "")


def answers(http: TestClient) -> bool:
    """What needs no disk goes on."""
    reply = http.post("/api/ask", json={"question": "五星要多少分？"})
    return reply.status_code == 200 and "95" in reply.json()["answer"] and http.get("/healthz").status_code == 200


def sound(bench: Workbench) -> bool:
    with bench.workspace.database.snapshot() as connection:
        whole = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    return whole == ["ok"] and bench.workspace.verify_audit().sound and bench.workspace.damaged_contents() == []


def test_a_full_disk_is_told_and_gone_once_there_is_room(http: TestClient, bench: Workbench, client: Client, disk: SmallDisk) -> None:
    before = len(bench.files(client.id)), len(bench.workspace.audit(limit=10_000)), len(bench.assessments(client.id))
    bench.workspace.database.scrub()  # a WAL that was large once would take a little more without growing
    disk.fill()
    status, line = put(http, client, "新.txt")
    assert (status, "磁盘" in line, "\n" in line) == (507, True, False)
    for act in (
        lambda: bench.workspace.add_override(client.id, decision(reason="长" * 300), WHO),
        lambda: bench.add_note(client.id, "长" * 2000, WHO),
        lambda: bench.order_grading(client.id, date.fromisoformat(ON), "gbt27922-2011", WHO),
        lambda: bench.save_client("", {"name": "又一家有限公司", "industry": "长" * 2000}, WHO),
    ):
        with pytest.raises(FullError, match="磁盘已满"):
            act()
    html, _ = do(GradingTab(bench), memory(client.id), "grade", on=ON, rubric="gbt27922-2011")
    assert "磁盘已满" in said(html)
    assert client.name in html
    reply = http.post("/api/feedback", json={"question": "问", "answer": "答", "vote": "up"})
    assert (reply.status_code, reply.json()) == (503, {"error": "反馈没有存下，请管理员查看服务日志"})
    assert answers(http)
    assert sound(bench)
    assert (len(bench.files(client.id)), len(bench.workspace.audit(limit=10_000)), len(bench.assessments(client.id))) == before
    disk.empty()
    assert put(http, client, "新.txt") == (200, "")
    assert graded(bench, client.id)
    assert sound(bench)


def test_a_read_only_disk_is_told_and_gone_once_it_can_be_written(http: TestClient, bench: Workbench, client: Client, disk: SmallDisk) -> None:
    """SQLite cannot even be read there once nobody has it open; what needs no workspace goes on."""
    before = len(bench.files(client.id))
    bench.workspace.database.engine.dispose()
    with disk.read_only():
        status, line = put(http, client, "再来.txt")
        assert (status, "\n" in line) == (503, False)
        assert "权限" in line
        for act in (lambda: bench.add_note(client.id, "备注", WHO), lambda: Workspace.open(bench.settings)):
            with pytest.raises(UnavailableError, match=r"权限|只读"):
                act()
        html, _ = do(GradingTab(bench), memory(client.id), "grade", on=ON, rubric="gbt27922-2011")
        assert "权限" in said(html)
        assert answers(http)
    assert put(http, client, "再来.txt") == (200, "")
    assert len(bench.files(client.id)) == before + 1
    assert sound(bench)
