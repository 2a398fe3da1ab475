"""A client erased for good: nothing of it is on the disk, the log still holds, and nobody else loses anything."""

import json
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from assistant.workspace import NotFoundError, RefusedError, Workspace
from assistant.workspace.backup import backup
from assistant.workspace.restore import restore
from assistant.workspace.values import Client
from tests.support.archives import zipped
from tests.support.workspaces import WHO, Somewhere, decision, result

PHRASE = "鹦鹉螺密约"
NAME = f"{PHRASE}有限公司"


def _filled(workspace: Workspace) -> Client:
    """A client with the phrase wherever a person can write one, archived."""
    client = workspace.create_client({"name": f"旧{NAME}", "kind": "sales"}, WHO)
    workspace.update_client(client.id, {"name": NAME, "industry": PHRASE}, WHO)
    packed = zipped({"内.txt": PHRASE.encode(), "profile.yaml": f"enterprise: {{name: {NAME}}}".encode()})
    workspace.add_files(client.id, [(f"{PHRASE}.txt", PHRASE.encode()), ("包.zip", packed), ("共有.txt", b"shared")], WHO, PHRASE)
    for file in workspace.files(client.id):
        workspace.inside(file)
    workspace.remove_file(workspace.files(client.id)[0].id, WHO)
    workspace.add_note(client.id, PHRASE, WHO)
    override = workspace.add_override(client.id, decision(reason=PHRASE), WHO)
    workspace.revoke_override(override.id, PHRASE, WHO)
    workspace.save_assessment(client.id, result(enterprise=NAME, documents=[{"file": PHRASE, "sha256": "ab" * 32}]), WHO)
    job = workspace.create_job("grade", WHO, client.id)
    workspace.start_job(job.id)
    workspace.report_progress(job.id, 1, 2, PHRASE)
    workspace.finish_job(job.id, "failed", error=PHRASE)
    kept = {"facts/f0/aa/" + "b" * 62: "ab" * 32, "facts/f0/ab/" + "c" * 62: "cd" * 32}  # of its own, of a paper that nobody has
    for name, document in kept.items():
        _write(workspace.data_dir / f"{name}.json", json.dumps({"path": PHRASE, "sha256": document}, ensure_ascii=False))
    _write(workspace.data_dir / "facts" / "ocr-f0" / "ab" / ("ab" * 31) / "1.json", PHRASE)
    lines = [json.dumps({"at": "2026-11-20", "question": one}, ensure_ascii=False) for one in (f"{NAME}几星", "五星要多少分")]
    _write(workspace.data_dir / "feedback.jsonl", "\n".join(lines) + "\n")
    return workspace.archive_client(client.id, WHO)


def _write(file: Path, content: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")


def _holding(folder: Path) -> list[str]:
    """Files with the phrase in their bytes, plain or as JSON escapes it, or in their names."""
    spelled = (PHRASE.encode(), json.dumps(PHRASE).strip('"').encode())
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if PHRASE in path.name or any(one in path.read_bytes() for one in spelled)]


def _tables(workspace: Workspace) -> str:
    with workspace.database.snapshot() as connection:
        names = ("clients", "files", "assessments", "overrides", "notes", "jobs", "audit_log", "erasures")
        return "".join(str(row) for name in names for row in connection.execute(text(f"SELECT * FROM {name}")).all())


def test_nothing_of_an_erased_client_is_left(workspace: Workspace, somewhere: Somewhere, client: Client) -> None:
    workspace.add_files(client.id, [("共有.txt", b"shared")], WHO)
    workspace.save_assessment(client.id, result(), WHO)
    gone = _filled(workspace)
    assert PHRASE in _tables(workspace)
    assert _holding(somewhere.data_dir)
    before = workspace.verify_audit()
    erased = workspace.erase_client(gone.id, "李四", NAME)
    assert erased.finished_at is not None
    assert _holding(somewhere.data_dir) == []
    assert PHRASE not in _tables(workspace)
    assert dict(erased.rows) == {"clients": 1, "files": 3, "assessments": 1, "overrides": 1, "notes": 1, "jobs": 1}
    assert len(erased.shared) == 1
    assert len(erased.contents) == 3
    with pytest.raises(NotFoundError):
        workspace.client(gone.id)
    assert workspace.store.sound(workspace.files(client.id)[0].sha256)
    assert len(workspace.assessments(client.id)) == 1
    assert "五星要多少分" in (somewhere.data_dir / "feedback.jsonl").read_text(encoding="utf-8")
    found = workspace.verify_audit()
    assert (found.sound, found.rows) == (True, before.rows + 1)
    assert workspace.damaged_contents() == []
    entries = workspace.audit(gone.id)
    assert {one.details for one in entries[1:]} == {f'{{"erased":"{erased.id}"}}'}
    assert workspace.remains(erased).faults == []
    told = workspace.proof(erased.id)
    assert told["audit"] == {"before": {"rows": before.rows, "sha256": before.head}, "after": {"rows": found.rows, "sha256": found.head}}
    assert PHRASE not in json.dumps(told, ensure_ascii=False)


def test_what_is_refused(workspace: Workspace, client: Client) -> None:
    with pytest.raises(RefusedError, match="请先归档"):
        workspace.erase_client(client.id, WHO, client.name)
    job = workspace.create_job("grade", WHO, client.id)
    workspace.archive_client(client.id, WHO)
    with pytest.raises(RefusedError, match="名称不一致"):
        workspace.erase_client(client.id, WHO, "别家")
    with pytest.raises(RefusedError, match="还没有结束"):
        workspace.erase_client(client.id, WHO, client.name)
    workspace.cancel_job(job.id, WHO)
    workspace.erase_client(client.id, WHO, f" {client.name} ")
    with pytest.raises(NotFoundError):
        workspace.erase_client(client.id, WHO, client.name)


def test_the_database_lets_go_of_nothing_else(workspace: Workspace, client: Client) -> None:
    workspace.add_note(client.id, "留着", WHO)
    gone = _filled(workspace)
    erased = workspace.erase_client(gone.id, WHO, NAME)
    for statement in (
        "DELETE FROM notes",
        "UPDATE audit_log SET details = '{}'",
        f"UPDATE audit_log SET details = '{{\"erased\"\\:\"{erased.id}\"}}' WHERE client_id = '{client.id}'",
        f"UPDATE audit_log SET who = '别人' WHERE client_id = '{gone.id}'",
        "DELETE FROM audit_log",
        "DELETE FROM erasures",
        "UPDATE erasures SET body = '{}'",
        "UPDATE erasures SET finished_at = NULL",
    ):
        with pytest.raises(DBAPIError, match="append-only"), workspace.database.connection() as connection:
            connection.execute(text(statement))
    assert workspace.verify_audit().sound


def test_entries_emptied_by_hand_are_found(workspace: Workspace, client: Client) -> None:
    """Where the triggers were taken away: with a mark of an erasure that is none, and with that of another client's."""
    workspace.add_note(client.id, "留着", WHO)
    erased = workspace.erase_client(_filled(workspace).id, WHO, NAME)
    with workspace.database.connection() as connection:
        on = "" if workspace.database.sqlite else " ON audit_log"
        connection.execute(text(f"DROP TRIGGER audit_log_no_update{on}"))
    for mark, says in ((erased.id, "所记的不符"), ("er-0000000000000000", "没有 er-0000000000000000 的删除记录")):
        with workspace.database.connection() as connection:
            connection.execute(
                text("UPDATE audit_log SET details = :mark WHERE client_id = :client AND action = 'note.added'"),
                {"mark": f'{{"erased":"{mark}"}}', "client": client.id},
            )
        found = workspace.verify_audit()
        assert (found.sound, found.broken) == (False, 2)
        assert says in found.text


def test_an_erasure_is_carried_by_a_backup_and_undone_by_an_older_one(workspace: Workspace, somewhere: Somewhere, tmp_path: Path) -> None:
    gone = _filled(workspace)
    backup(workspace, tmp_path / "前.zip")
    erased = workspace.erase_client(gone.id, WHO, NAME)
    backup(workspace, tmp_path / "后.zip")
    assert _holding(somewhere.data_dir) == []
    for name, faults in (("后", 0), ("前", 2)):
        place = Somewhere(tmp_path / name)
        restore(place, tmp_path / f"{name}.zip", WHO)
        again = Workspace.open(place)
        assert again.verify_audit().sound
        assert len(again.remains(erased).faults) >= faults
        assert bool(again.remains(erased).faults) == bool(faults)
        again.close()


def test_an_upload_whose_content_an_erasure_took_is_kept_anew(workspace: Workspace, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between keeping a content and its row another client that had the same one is erased."""
    gone = _filled(workspace)
    seen: list[bool] = []
    has = workspace.store.has

    def erased_before(content: object, *, packed: bool = False) -> bool:
        if not seen:
            seen.append(True)
            workspace.store.drop(workspace.store.names())
        return has(content, packed=packed)  # type: ignore[arg-type]

    monkeypatch.setattr(workspace.store, "has", erased_before)
    (file,) = workspace.add_files(client.id, [("新.txt", PHRASE.encode())], WHO).added
    assert seen
    assert workspace.store.sound(file.sha256)
    assert gone.archived_at


def test_what_is_uploaded_while_the_client_is_erased_goes_too(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    client = workspace.create_client({"name": NAME}, WHO)
    put = workspace.store.put

    def erased_before(content: bytes, most: int | None = None) -> object:
        workspace.archive_client(client.id, WHO)
        workspace.erase_client(client.id, WHO, NAME)
        return put(content, most)

    monkeypatch.setattr(workspace.store, "put", erased_before)
    with pytest.raises(NotFoundError):
        workspace.add_files(client.id, [("晚.txt", PHRASE.encode())], WHO)
    assert _holding(workspace.data_dir) == []
