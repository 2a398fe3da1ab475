"""Disks that are full, read-only or damaged: one Chinese line, and nothing half done."""

import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest
from sqlalchemy import event

from assistant.workspace import Workspace, WorkspaceError
from assistant.workspace.backup import backup
from assistant.workspace.values import Client
from tests.support.workspaces import NAME, WHO, Somewhere, result


def _fails(number: int) -> Callable[..., NoReturn]:
    def fail(*_: Any, **__: Any) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("fault", [(errno.ENOSPC, "磁盘已满"), (errno.EROFS, "磁盘是只读的"), (errno.EACCES, "没有权限")])
def test_a_store_that_cannot_be_written(
    workspace: Workspace, client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: tuple[int, str]
) -> None:
    number, says = fault
    monkeypatch.setattr(os, "fsync", _fails(number))
    for act in (
        lambda: workspace.add_files(client.id, [("a.txt", b"a")], WHO),
        lambda: workspace.save_assessment(client.id, result(), WHO),
        lambda: backup(workspace, tmp_path / "b.zip"),
    ):
        with pytest.raises(WorkspaceError, match=says) as caught:
            act()
        assert "\n" not in str(caught.value)
    monkeypatch.undo()
    assert workspace.files(client.id) == []
    assert workspace.assessments(client.id) == []
    assert [one.name for one in tmp_path.iterdir()] == ["数据"]
    assert workspace.verify_audit().sound


def test_a_database_that_is_full(workspace: Workspace, client: Client) -> None:
    """SQLite's own limit gives the very error of a full disk."""

    @event.listens_for(workspace.database.engine, "begin")
    def _no_room(connection: Any) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    before = len(workspace.audit(limit=10_000))
    with pytest.raises(WorkspaceError, match="磁盘已满，没有写入；请腾出空间后再试"):
        workspace.add_files(client.id, [(f"台账/{number}.txt", b"x") for number in range(60)], WHO, note="长" * 2000)
    event.remove(workspace.database.engine, "begin", _no_room)
    workspace.database.engine.dispose()
    assert workspace.files(client.id) == []
    assert len(workspace.audit(limit=10_000)) == before
    assert len(workspace.add_files(client.id, [("之后.txt", b"x")], WHO).added) == 1
    assert workspace.verify_audit().sound


def test_a_database_that_is_read_only(workspace: Workspace, client: Client) -> None:
    @event.listens_for(workspace.database.engine, "begin")
    def _read_only(connection: Any) -> None:
        connection.exec_driver_sql("PRAGMA query_only = ON")

    with pytest.raises(WorkspaceError, match="只读"):
        workspace.add_note(client.id, "备注", WHO)
    assert workspace.clients() == [client]


def test_a_writer_that_never_ends(somewhere: Somewhere, workspace: Workspace, client: Client) -> None:
    @event.listens_for(workspace.database.engine, "connect")
    def _impatient(connection: Any, _: object) -> None:
        connection.execute("PRAGMA busy_timeout = 50")

    workspace.database.engine.dispose()
    with sqlite3.connect(somewhere.data_dir / "workspace.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(WorkspaceError, match="资料库正忙"):
            workspace.add_note(client.id, "备注", WHO)
        assert workspace.clients() == [client], "readers do not wait"
        other.execute("ROLLBACK")
    other.close()
    workspace.add_note(client.id, "备注", WHO)


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_database_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "workspace.db").write_bytes(content)
    with pytest.raises(WorkspaceError, match=r"已损坏.*xingping restore"):
        Workspace.open(Somewhere(tmp_path))
    assert (tmp_path / "workspace.db").read_bytes() == content


def test_a_data_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "数据").write_text("x", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="已有同名的文件"):
        Workspace.open(Somewhere(tmp_path / "数据"))
    with pytest.raises(WorkspaceError, match="路径里有一段不是文件夹"):
        Workspace.open(Somewhere(tmp_path / "数据" / "里"))


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("postgresql://x:geheim@127.0.0.1:1/xp", "连不上数据库"),
        ("postgresql://x:geheim@127.0.0.1:port/xp", "写法不对"),
        ("mysql://x:geheim@127.0.0.1/xp", "应以 postgresql:// 开头"),
        ("geheim", "写法不对"),
    ],
)
def test_a_database_that_cannot_be_reached_is_told_without_the_password(tmp_path: Path, url: str, says: str) -> None:
    with pytest.raises(WorkspaceError, match=says) as caught:
        Workspace.open(Somewhere(tmp_path, url))
    assert "geheim" not in str(caught.value)


def test_a_wrong_organisation_is_told(somewhere: Somewhere, workspace: Workspace) -> None:
    other = Workspace.open(somewhere, "nobody")
    with pytest.raises(WorkspaceError, match="没有编号为 nobody 的机构"):
        other.create_client({"name": NAME}, WHO)
    other.close()
