"""The same behaviour on SQLite and on PostgreSQL: the schema, the guards, writers at once, what is told of faults."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from assistant.workspace import RefusedError, Workspace, WorkspaceError, schema
from assistant.workspace.errors import UnavailableError
from assistant.workspace.tables import Table
from assistant.workspace.values import Client
from tests.support.workspaces import NAME, WHO, Somewhere, decision, result


def test_migrations_make_the_tables_that_the_code_has(workspace: Workspace) -> None:
    with workspace.database.connection() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []


def test_the_head_in_the_code_is_the_last_revision() -> None:
    script = ScriptDirectory(str(Path(schema.__file__).parent / "migrations"))
    assert script.get_current_head() == schema.HEAD
    assert tuple(reversed([one.revision for one in script.walk_revisions()])) == schema.REVISIONS


def test_a_newer_schema_is_refused(somewhere: Somewhere, workspace: Workspace) -> None:
    with workspace.database.connection() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(WorkspaceError, match=r"更新版本的程序建的.*请升级程序"):
        Workspace.open(somewhere)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assessments SET score_confirmed = '99.00'",
        "DELETE FROM assessments",
        "UPDATE audit_log SET who = '别人'",
        "DELETE FROM audit_log WHERE seq = 1",
        "UPDATE files SET sha256 = 'x'",
        "DELETE FROM files",
        "UPDATE overrides SET body = '{}'",
        "DELETE FROM overrides",
        "UPDATE files SET removed_at = NULL, removed_by = NULL WHERE path = '旧.txt'",
        "UPDATE files SET removed_by = '别人' WHERE path = '旧.txt'",
        "UPDATE overrides SET revoked_at = NULL, revoked_by = NULL, revoked_why = NULL",
        "UPDATE overrides SET revoked_why = '别的理由'",
        "UPDATE notes SET text = '别的'",
        "DELETE FROM notes",
    ],
)
def test_the_database_itself_refuses_to_change_what_stays(workspace: Workspace, client: Client, statement: str) -> None:
    old = workspace.add_files(client.id, [("制度/手册.txt", b"1"), ("旧.txt", b"2")], WHO).added[1]
    workspace.remove_file(old.id, WHO)
    workspace.add_override(client.id, decision(), WHO)
    workspace.revoke_override(decision()["id"], "看错了", WHO)
    workspace.save_assessment(client.id, result(), WHO)
    workspace.add_note(client.id, "备注", WHO)
    with pytest.raises(DBAPIError, match="append-only"), workspace.database.connection() as connection:
        connection.execute(text(statement))
    assert workspace.verify_audit().sound


_EVERYTHING_BUT_JOBS = [
    (table, column)
    for table in ("clients", "files", "assessments", "overrides", "notes")
    for column in Table.metadata.tables[table].columns
]


def test_a_change_of_any_column_of_any_row_is_found(workspace: Workspace) -> None:
    """As by someone who owns the database: without its guards. Each is found in its turn, and nothing once it is put back."""
    client = workspace.create_client({"name": NAME, "kind": "sales", "exclusions": [{"clause": "5.2.6-b", "reason": "不做回收"}]}, WHO)
    workspace.update_client(client.id, {"industry": "办公设备", "branches": ["襄阳分公司"]}, "李  四")
    first, second = workspace.add_files(client.id, [("旧.txt", b"1"), ("手册.txt", b"2")], WHO, note="第一批").added
    workspace.add_files(client.id, [("手册.txt", b"3")], "李  四")
    workspace.remove_file(first.id, "李  四")
    workspace.add_override(client.id, decision(), WHO)
    workspace.add_override(client.id, decision(2), WHO)
    workspace.revoke_override(decision()["id"], "看错了", "李  四")
    workspace.save_assessment(client.id, result(), WHO, file_ids=[second.id] * 20, override_ids=[decision(2)["id"]], note="初评")
    workspace.save_assessment(client.id, result(score={}, level={}), WHO)
    workspace.add_note(client.id, "备注", WHO, clause="5.1.1")
    workspace.archive_client(client.id, WHO)
    assert workspace.verify_audit().sound
    with workspace.database.connection() as connection:
        if workspace.database.sqlite:
            for (name,) in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
                connection.execute(text(f"DROP TRIGGER {name}"))
    for table, column in _EVERYTHING_BUT_JOBS:
        for row in _ids(workspace, table):
            _set(workspace, f"SELECT {column.name} FROM {table} WHERE id = '{row}'", table, column.name, row)
    assert workspace.verify_audit().sound


def _ids(workspace: Workspace, table: str) -> list[str]:
    with workspace.database.snapshot() as connection:
        return list(connection.scalars(text(f"SELECT id FROM {table} ORDER BY id")))


def _set(workspace: Workspace, query: str, table: str, column: str, row: str) -> None:
    """Change one value to another and to nothing, see that it is found, and put it back."""
    with workspace.database.snapshot() as connection:
        before = connection.scalar(text(query))
    number = Table.metadata.tables[table].columns[column].type.python_type is int
    for other in (77 if number else "x", None):
        try:
            _update(workspace, table, column, row, other)
        except DBAPIError:
            continue  # NOT NULL
        now = "x" if column == "id" else row
        found = workspace.verify_audit()
        assert found.sound is (before == other), f"{table}.{column}: {before!r} -> {other!r}"
        _update(workspace, table, column, now, before)


def _update(workspace: Workspace, table: str, column: str, row: str, value: object) -> None:
    with workspace.database.connection() as connection:
        if workspace.database.sqlite:
            connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))  # no triggers, no foreign keys
        connection.execute(text(f"UPDATE {table} SET {column} = :value WHERE id = :row"), {"value": value, "row": row})


def test_postgresql_refuses_to_empty_a_table(workspace: Workspace, client: Client) -> None:
    if workspace.database.sqlite:
        pytest.skip("SQLite has no TRUNCATE")
    for table in ("audit_log", "assessments", "files", "overrides", "notes"):
        with pytest.raises(DBAPIError, match="append-only"), workspace.database.connection() as connection:
            connection.execute(text(f"TRUNCATE {table}"))


def test_threads_on_one_client_lose_nothing(workspace: Workspace, client: Client) -> None:
    """Each adds a file of its own and a version of one that all share, saves a grade and a note."""

    def work(number: int) -> None:
        entries = [(f"台账/{number}.txt", f"内容{number}".encode()), ("共用.txt", f"第{number}版".encode()), ("相同.txt", b"same")]
        workspace.add_files(client.id, entries, f"员工{number}")
        workspace.save_assessment(client.id, result(note=str(number)), f"员工{number}")
        workspace.add_note(client.id, f"备注{number}", f"员工{number}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(16)))
    files = workspace.files(client.id)
    assert {one.path for one in files} == {*(f"台账/{number}.txt" for number in range(16)), "共用.txt", "相同.txt"}
    versions = [one for one in workspace.files(client.id, removed=True) if one.path == "共用.txt"]
    assert len(versions) == 16
    assert sum(one.removed_at is None for one in versions) == 1
    assert len([one for one in workspace.files(client.id, removed=True) if one.path == "相同.txt"]) == 1
    assert len(workspace.assessments(client.id)) == len(workspace.notes(client.id)) == 16
    verified = workspace.verify_audit()
    assert verified.sound, verified.text
    assert verified.rows == 1 + 16 + 16 + 1 + 16 + 16


def test_of_two_who_create_the_same_client_one_is_refused(workspace: Workspace) -> None:
    def create(_: int) -> str:
        try:
            return workspace.create_client({"name": NAME}, WHO).id
        except RefusedError as error:
            return str(error)

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(create, range(6)))
    assert len(workspace.clients()) == 1
    assert sum("已经有叫" in one for one in answers) == 5


def test_a_job_is_taken_by_one(workspace: Workspace, client: Client) -> None:
    job = workspace.create_job("grade", WHO, client.id)
    with ThreadPoolExecutor(6) as pool:
        taken = [one for one in pool.map(lambda _: workspace.start_job(job.id), range(6)) if one is not None]
    assert len(taken) == 1


def test_the_log_holds_while_others_write(workspace: Workspace, client: Client) -> None:
    with ThreadPoolExecutor(2) as pool:
        writing = [pool.submit(workspace.add_note, client.id, f"备注{number}", WHO) for number in range(60)]
        while not all(one.done() for one in writing):
            verified = workspace.verify_audit()
            assert verified.sound, verified.text
            assert workspace.basis(client.id).client == client
    assert workspace.verify_audit().rows == 61


def test_many_open_an_empty_place_at_once(somewhere: Somewhere) -> None:
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: Workspace.open(somewhere), range(4)))
    assert opened[0].create_client({"name": NAME}, WHO).id == opened[3].clients()[0].id
    for one in opened:
        one.close()


def test_rows_of_another_organisation_are_out_of_sight(somewhere: Somewhere, workspace: Workspace, client: Client) -> None:
    with workspace.database.connection() as connection:
        connection.execute(text("INSERT INTO organisations VALUES ('other', '别家', '2026-11-20T00:00:00.000000+00:00')"))
        connection.execute(text(f"INSERT INTO audit_heads VALUES ('other', 0, '{'0' * 64}')"))
    (file,) = workspace.add_files(client.id, [("a.txt", b"a")], WHO).added
    override = workspace.add_override(client.id, decision(), WHO)
    saved = workspace.save_assessment(client.id, result(), WHO)
    other = Workspace.open(somewhere, "other")
    assert other.clients() == []
    assert other.jobs() == []
    for look in (
        lambda: other.client(client.id),
        lambda: other.find_client(NAME),
        lambda: other.files(client.id),
        lambda: other.file(file.id),
        lambda: other.assessment_bytes(saved.id),
        lambda: other.revoke_override(override.id, "x", WHO),
        lambda: other.add_files(client.id, [("b.txt", b"b")], WHO),
        lambda: other.save_assessment(client.id, result(), WHO),
        lambda: other.create_job("grade", WHO, client.id),
    ):
        with pytest.raises(WorkspaceError, match="没有"):
            look()
    twin = other.create_client({"name": NAME}, WHO)
    assert [one.id for one in workspace.clients()] == [client.id]
    with pytest.raises(RefusedError, match="不属于这个客户"):
        other.save_assessment(twin.id, result(), WHO, file_ids=[file.id])
    assert other.verify_audit().rows == 1
    other.close()


def test_a_connection_the_server_drops_is_one_line_and_the_next_call_works(
    workspace: Workspace, client: Client, capfd: pytest.CaptureFixture[str]
) -> None:
    if workspace.database.sqlite:
        pytest.skip("SQLite has no server")

    def dropped() -> None:
        with workspace.database.write("default") as scope:
            own = scope.session.scalar(text("SELECT pg_backend_pid()"))
            with workspace.database.snapshot() as other:
                other.execute(text("SELECT pg_terminate_backend(:own)"), {"own": own})
            scope.log(WHO, "test", client.id, client.id)

    with pytest.raises(WorkspaceError, match=r"连不上数据库|连接断了|正在停止"):
        dropped()
    assert capfd.readouterr().err == ""
    assert workspace.clients() == [client]
    assert workspace.verify_audit().rows == 1


def test_a_server_that_takes_no_writes_is_told_and_works_on_once_it_does(new_database: Callable[[], str], tmp_path: Path) -> None:
    """As a standby or a server whose disk is nearly full is set: default_transaction_read_only."""
    place_ = Somewhere(tmp_path, new_database())
    workspace = Workspace.open(place_)
    client = workspace.create_client({"name": NAME}, WHO)
    name = place_.database_url.rpartition("/")[2]

    def set_read_only(on: bool) -> None:
        with workspace.database.connection() as connection:
            connection.execute(text("SET TRANSACTION READ WRITE"))
            connection.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = {'on' if on else 'off'}"))
        workspace.database.engine.dispose()

    set_read_only(True)
    with pytest.raises(UnavailableError, match="数据库是只读的，没有写入"):
        workspace.add_files(client.id, [("a.txt", b"a")], WHO)
    assert workspace.clients() == [client]
    again = Workspace.open(place_)
    assert again.verify_audit().sound
    again.close()
    set_read_only(False)
    assert workspace.add_files(client.id, [("a.txt", b"a")], WHO).added
    assert workspace.verify_audit().sound
    workspace.close()
