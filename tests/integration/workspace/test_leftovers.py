"""What lies where something is restored never gets into it: it is moved aside, and told."""

import shutil
from pathlib import Path

import pytest

from assistant.workspace import Workspace, WorkspaceError
from assistant.workspace import restore as restoring
from assistant.workspace.backup import backup
from assistant.workspace.restore import restore
from tests.support.workspaces import NAME, WHO, Somewhere

_BESIDE = ("workspace.db-wal", "workspace.db-shm")


@pytest.fixture
def killed(tmp_path: Path) -> tuple[Somewhere, Path]:
    """A folder whose process was killed and whose database somebody then took away, and a backup of before."""
    somewhere = Somewhere(tmp_path / "数据")
    workspace = Workspace.open(somewhere)
    client = workspace.create_client({"name": NAME}, WHO)
    written = backup(workspace, tmp_path / "备份.zip").file
    for number in range(80):
        workspace.add_note(client.id, "长" * 1500 + str(number), WHO)
    left = {name: (somewhere.data_dir / name).read_bytes() for name in _BESIDE}
    workspace.close()
    (somewhere.data_dir / "workspace.db").unlink()
    for name, data in left.items():
        assert data, name
        (somewhere.data_dir / name).write_bytes(data)
    return somewhere, written


def test_the_journal_of_an_old_database_does_not_get_into_the_restored_one(killed: tuple[Somewhere, Path]) -> None:
    somewhere, written = killed
    old = (somewhere.data_dir / "workspace.db-wal").read_bytes()
    restored = restore(somewhere, written, WHO)
    workspace = Workspace.open(somewhere)
    (client,) = workspace.clients()
    assert workspace.notes(client.id) == []
    with workspace.database.snapshot() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    found = workspace.verify_audit()
    assert found.sound, found.text
    workspace.close()
    assert {*_BESIDE} <= {*restored.aside}
    assert restored.aside_in is not None
    assert (restored.aside_in / "workspace.db-wal").read_bytes() == old, "moved, not deleted"


def test_a_database_that_is_not_what_was_restored_is_no_success(killed: tuple[Somewhere, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a journal turns up between the moving aside and the new database."""
    somewhere, written = killed
    monkeypatch.setattr(restoring, "_BESIDE", ())
    with pytest.raises(WorkspaceError, match="没有恢复"):
        restore(somewhere, written, WHO)
    assert not (somewhere.data_dir / "workspace.db").exists()
    monkeypatch.undo()
    restore(somewhere, written, WHO)
    assert [one.name for one in _opened(somewhere).clients()] == [NAME]


def test_the_anchor_of_an_older_workspace_is_no_false_alarm(workspace: Workspace, somewhere: Somewhere, tmp_path: Path) -> None:
    workspace.create_client({"name": NAME}, WHO)
    written = backup(workspace, tmp_path / "备份.zip").file
    for number in range(5):
        workspace.create_client({"name": f"后来{number}"}, WHO)
    target = Somewhere(tmp_path / "另一处")
    shutil.copytree(somewhere.data_dir / "audit", target.data_dir / "audit")
    restored = restore(target, written, WHO)
    assert restored.aside == ("audit/default.json",)
    again = _opened(target)
    found = again.verify_audit()
    assert found.sound, found.text
    again.create_client({"name": "再后来"}, WHO)
    assert again.verify_audit().sound
    assert (restored.aside_in / "audit/default.json").is_file()  # type: ignore[operator]
    again.close()


def test_an_empty_place_has_nothing_to_move_aside(workspace: Workspace, tmp_path: Path) -> None:
    target = Somewhere(tmp_path / "另一处")
    restored = restore(target, backup(workspace, tmp_path / "备份.zip").file, WHO)
    assert (restored.aside, restored.aside_in) == ((), None)
    assert not (target.data_dir / "set-aside").exists()


def _opened(place: Somewhere) -> Workspace:
    return Workspace.open(place)
