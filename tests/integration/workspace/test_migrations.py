"""A workspace of the first revision opens under today's, with all it held."""

import json
import shutil
import zipfile
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from assistant.workspace import Workspace, WorkspaceError, schema
from assistant.workspace.backup import backup
from assistant.workspace.database import Database, place
from assistant.workspace.restore import restore
from assistant.workspace.store import Store
from tests.support.old_workspace import CLIENT, MANUAL, NAMES, SECOND, WHO, fill, write
from tests.support.workspaces import Somewhere, decision, result

_LATER_TABLES = ("erasures", "leads", "users", "assignments", "sessions")  # that the first revision had not


@pytest.fixture
def old(somewhere: Somewhere, root: Path) -> Somewhere:
    """The committed data folder for SQLite; the same made anew for PostgreSQL."""
    if not somewhere.database_url:
        shutil.copytree(root / "tests/data/workspace/0001", somewhere.data_dir)
        return somewhere
    database = Database(place(somewhere.data_dir, somewhere.database_url))
    with database.connection() as connection:
        fill(connection, Store(somewhere.data_dir / "store"))
    database.close()
    return somewhere


def test_the_first_revision_opens_with_all_it_held(old: Somewhere) -> None:
    workspace = Workspace.open(old)
    with workspace.database.connection() as connection:
        assert schema.current(connection) == schema.HEAD
    assert {one.id: one.name for one in workspace.clients()} == NAMES
    (file,) = workspace.files(CLIENT)
    assert workspace.store.path(file.sha256).read_bytes() == MANUAL
    (saved,) = workspace.assessments(CLIENT)
    assert workspace.assessment_bytes(saved.id) == result()
    assert [dict(one.body) for one in workspace.overrides(CLIENT)] == [decision()]
    assert [(one.text, one.clause) for one in workspace.notes(CLIENT)] == [("待补培训记录", "")]
    assert [(one.state, one.as_of, one.rubric) for one in workspace.jobs()] == [("interrupted", None, None)]
    verified = workspace.verify_audit()
    assert verified.sound, verified.text
    assert workspace.damaged_contents() == []
    workspace.close()


def test_an_order_is_kept_in_a_workspace_that_was_migrated(old: Somewhere) -> None:
    workspace = Workspace.open(old)
    made = workspace.create_job("grade", WHO, CLIENT, as_of=date(2026, 11, 20), rubric="gbt27922-2011")
    assert (made.as_of, made.rubric) == ("2026-11-20", "gbt27922-2011")
    assert workspace.job(made.id) == made
    workspace.close()


def test_names_of_old_clients_are_found_as_they_are_typed(old: Somewhere) -> None:
    workspace = Workspace.open(old)
    assert workspace.find_client("武汉墨衡(office) 设备有限公司").id == CLIENT
    assert workspace.find_client("厦门屿信软件技术有限公司").id == SECOND
    with pytest.raises(WorkspaceError, match="已经有叫"):
        workspace.create_client({"name": "武汉墨衡（ＯＦＦＩＣＥ）设备有限公司"}, WHO)
    workspace.close()


def test_the_committed_folder_is_what_its_generator_writes(root: Path, tmp_path: Path) -> None:
    kept = root / "tests/data/workspace/0001"
    write(tmp_path / "anew")
    for folder in (kept, tmp_path / "anew"):
        assert {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()} == {
            one.relative_to(kept).as_posix() for one in kept.rglob("*") if one.is_file()
        }
    rows = []
    for folder in (kept, tmp_path / "anew"):
        place_ = Somewhere(tmp_path / f"read-{folder.name}")
        shutil.copytree(folder, place_.data_dir)
        workspace = Workspace.open(place_)
        rows.append((workspace.audit(limit=1000)[1:], workspace.clients(), workspace.files(CLIENT), workspace.assessments(CLIENT)))
        workspace.close()
    assert rows[0] == rows[1]


def test_an_old_workspace_can_be_backed_up_once_it_is_opened(old: Somewhere, tmp_path: Path) -> None:
    workspace = Workspace.open(old)
    written = backup(workspace, tmp_path / "b.zip")
    restore(Somewhere(tmp_path / "另一处"), written.file, WHO)
    again = Workspace.open(Somewhere(tmp_path / "另一处"))
    assert again.find_client(NAMES[CLIENT]).id == CLIENT
    for one in (workspace, again):
        one.close()


def test_a_backup_of_the_first_revision_is_migrated(old: Somewhere, tmp_path: Path) -> None:
    """Written by an older program: its tables lack what later revisions added."""
    workspace = Workspace.open(old)
    written = backup(workspace, tmp_path / "new.zip").file
    workspace.close()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(tmp_path / "old.zip", "w") as target:
        manifest = json.loads(source.read("manifest.json")) | {"schema_revision": "0001"}
        for table in _LATER_TABLES:
            del manifest["tables"][table]
        for name in source.namelist():
            if name in [f"tables/{table}.jsonl" for table in _LATER_TABLES]:
                continue
            data = source.read(name)
            for table, column in (("clients", "name_key"), ("notes", "clause"), ("jobs", "as_of"), ("jobs", "rubric")):
                if name == f"tables/{table}.jsonl":
                    rows = [{key: value for key, value in json.loads(line).items() if key != column} for line in data.splitlines()]
                    data = b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)
                    manifest["tables"][table]["sha256"] = sha256(data).hexdigest()
            if name != "manifest.json":
                target.writestr(name, data)
        target.writestr("manifest.json", json.dumps(manifest))
    elsewhere = Somewhere(tmp_path / "另一处")
    restore(elsewhere, tmp_path / "old.zip", WHO)
    again = Workspace.open(elsewhere)
    assert again.find_client("武汉墨衡(office)设备有限公司").id == CLIENT
    assert again.verify_audit().sound
    again.close()


@pytest.mark.parametrize("change", ["rubric_id = 'x'", "rubric_sha256 = 'x'", "score_possible = '99.99'", "level_possible = NULL", "result_size = 1"])
def test_a_grade_that_an_older_program_saved_is_held_against_its_result(old: Somewhere, change: str) -> None:
    """Its entry in the log tells less of the row than entries do by now."""
    workspace = Workspace.open(old)
    with workspace.database.connection() as connection:
        on = "" if workspace.database.sqlite else " ON assessments"
        connection.execute(text(f"DROP TRIGGER assessments_no_update{on}"))
        connection.execute(text(f"UPDATE assessments SET {change}"))
    found = workspace.verify_audit()
    assert not found.sound
    assert "as-0000000000000001" in found.text
    workspace.close()


def test_what_was_revoked_under_an_older_program_stays_so(old: Somewhere) -> None:
    workspace = Workspace.open(old)
    workspace.revoke_override(decision()["id"], "看错了", WHO)
    with pytest.raises(DBAPIError, match="append-only"), workspace.database.connection() as connection:
        connection.execute(text("UPDATE overrides SET revoked_at = NULL"))
    assert workspace.verify_audit().sound
    workspace.close()
