"""The log: every change in it, and every later change of it found."""

import json
import re
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from assistant.workspace import RefusedError, Workspace
from assistant.workspace.anchor import noted_head
from assistant.workspace.audit import Head
from assistant.workspace.tables import FileRow, NoteRow
from assistant.workspace.values import Client
from tests.support.workspaces import NAME, WHO, Somewhere, decision, result


def _filled(workspace: Workspace) -> Client:
    client = workspace.create_client({"name": NAME}, WHO)
    workspace.add_files(client.id, [("a.txt", b"a"), ("b.txt", b"b")], WHO)
    workspace.add_override(client.id, decision(), "李四")
    workspace.save_assessment(client.id, result(), "李四")
    workspace.add_note(client.id, "备注", WHO)
    return client


def _tamper(place: Somewhere, *statements: str) -> None:
    """As someone who owns the database file would: the triggers go first."""
    with sqlite3.connect(place.data_dir / "workspace.db") as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_every_change_is_told_with_its_person_and_object(workspace: Workspace) -> None:
    client = _filled(workspace)
    entries = workspace.audit(client.id)
    assert [(one.seq, one.action, one.who) for one in reversed(entries)] == [
        (1, "client.created", WHO),
        (2, "file.added", WHO),
        (3, "file.added", WHO),
        (4, "override.added", "李四"),
        (5, "assessment.saved", "李四"),
        (6, "note.added", WHO),
    ]
    assert workspace.audit(limit=2) == entries[:2]
    verified = workspace.verify_audit()
    assert (verified.sound, verified.rows, verified.head) == (True, 6, entries[0].sha256)


@pytest.mark.parametrize(
    ("statements", "broken", "says"),
    [
        (["UPDATE audit_log SET who = '别人' WHERE seq = 3"], 3, "第 3 条的内容被改过"),
        (["UPDATE audit_log SET details = '{}' WHERE seq = 1"], 1, "第 1 条的内容被改过"),
        (["UPDATE audit_log SET sha256 = previous WHERE seq = 2"], 2, "第 2 条的内容被改过"),
        (["DELETE FROM audit_log WHERE seq = 4"], 4, "第 4 条缺失"),
        (["DELETE FROM audit_log WHERE seq = 1"], 1, "第 1 条缺失"),
        (["DELETE FROM audit_log WHERE seq = 6"], 6, "第 6 条起被截掉了"),
        (["DELETE FROM audit_log WHERE seq = 4", "UPDATE audit_log SET seq = seq - 1 WHERE seq > 4"], 4, "第 4 条与前一条接不上"),
        (["UPDATE audit_heads SET rows = 5"], 5, "第 5 条与别处的锚点不符"),
        (["UPDATE assessments SET score_confirmed = '99.00'"], 5, "与第 5 条记录不符，被改过"),
        (["UPDATE files SET sha256 = 'ff' WHERE path = 'b.txt'"], 3, "与第 3 条记录不符，被改过"),
        (["UPDATE overrides SET body = replace(body, 'met', 'not_met')"], 4, "与第 4 条记录不符，被改过"),
        (["DELETE FROM assessments"], 5, "第 5 条记录的 as-.*不见了，被删过"),
        (
            ["INSERT INTO files SELECT 'fi-x', organisation_id, created_at, created_by, client_id, 'x', sha256, size, media_type, note,"
             " replaces, removed_at, removed_by FROM files WHERE path = 'a.txt'"],
            0,
            "fi-x 没有记录",
        ),
    ],
)
def test_tampering_is_found_and_named(workspace: Workspace, somewhere: Somewhere, statements: list[str], broken: int, says: str) -> None:
    _filled(workspace)
    workspace.close()
    _tamper(somewhere, *statements)
    again = Workspace.open(somewhere)
    found = again.verify_audit()
    assert not found.sound
    assert found.broken == broken
    assert re.search(says, found.text)
    again.close()


def test_a_log_cut_off_with_its_head_is_found_by_the_anchor_outside(workspace: Workspace, somewhere: Somewhere) -> None:
    _filled(workspace)
    anchor = noted_head(somewhere.data_dir / "audit", "default")
    assert anchor is not None
    assert anchor.rows == 6
    workspace.close()
    _tamper(
        somewhere,
        "DELETE FROM audit_log WHERE seq > 5",
        "DELETE FROM notes",
        "UPDATE audit_heads SET rows = 5, sha256 = (SELECT sha256 FROM audit_log WHERE seq = 5)",
    )
    again = Workspace.open(somewhere)
    found = again.verify_audit()
    assert (found.broken, found.text) == (6, "第 6 条起被截掉了：别处的锚点记着至少有 6 条")
    shutil.rmtree(somewhere.data_dir / "audit")
    assert again.verify_audit().sound, "what no anchor tells cannot be seen"
    assert not again.verify_audit([anchor]).sound
    again.close()


def test_an_anchor_that_cannot_be_written_costs_no_change(workspace: Workspace, somewhere: Somewhere, client: Client) -> None:
    shutil.rmtree(somewhere.data_dir / "audit")
    (somewhere.data_dir / "audit").write_text("in the way", encoding="utf-8")
    workspace.add_note(client.id, "备注", WHO)
    assert [one.text for one in workspace.notes(client.id)] == ["备注"]
    assert workspace.verify_audit().sound


def test_a_change_that_fails_leaves_no_entry(workspace: Workspace, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    before = workspace.audit()
    monkeypatch.setattr("assistant.workspace.files.stored_file", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        workspace.add_files(client.id, [("a.txt", b"a")], WHO)
    monkeypatch.undo()
    assert workspace.audit() == before
    assert workspace.files(client.id) == []


def test_times_follow_the_order_of_acts_when_the_clock_is_set_back(somewhere: Somewhere) -> None:
    now = [datetime(2026, 11, 22, 12, tzinfo=UTC)]
    workspace = Workspace.open(somewhere, clock=lambda: now[0])
    client = workspace.create_client({"name": NAME}, WHO)
    saved = [workspace.save_assessment(client.id, result(), WHO)]
    for minutes in (-5, 0, -60, 3):
        now[0] += timedelta(minutes=minutes)
        saved.append(workspace.save_assessment(client.id, result(note=str(minutes)), WHO))
    assert workspace.assessments(client.id) == saved[::-1]
    times = [one.at for one in reversed(workspace.audit())]
    assert times == sorted(set(times)), "each later than the one before"
    now[0] += timedelta(hours=2)
    assert workspace.add_note(client.id, "之后", WHO).created_at == "2026-11-22T12:58:00.000000+00:00", "the clock again, once it has caught up"
    workspace.close()


def test_a_time_that_was_tampered_with_stops_nobody(workspace: Workspace, somewhere: Somewhere, client: Client) -> None:
    workspace.close()
    _tamper(somewhere, "UPDATE audit_log SET at = 'zzz'")
    again = Workspace.open(somewhere)
    assert again.add_note(client.id, "备注", WHO).created_at.startswith("20")
    assert not again.verify_audit().sound
    again.close()


def _cut(somewhere: Somewhere, seq: int) -> None:
    _tamper(
        somewhere,
        f"DELETE FROM audit_log WHERE seq > {seq}",
        f"DELETE FROM notes WHERE created_at > (SELECT at FROM audit_log WHERE seq = {seq})",
        f"UPDATE audit_heads SET rows = {seq}, sha256 = (SELECT sha256 FROM audit_log WHERE seq = {seq})",
    )


def test_what_is_done_after_a_log_was_cut_off_does_not_hide_it(workspace: Workspace, somewhere: Somewhere) -> None:
    client = _filled(workspace)
    anchor = noted_head(somewhere.data_dir / "audit", "default")
    workspace.close()
    _cut(somewhere, 5)
    again = Workspace.open(somewhere)
    for number in range(3):  # past the length it had
        again.add_note(client.id, f"之后{number}", WHO)
        found = again.verify_audit()
        assert (found.sound, found.broken) == (False, 6)
    assert "第 6 条与别处的锚点不符" in found.text
    assert noted_head(somewhere.data_dir / "audit", "default") == anchor, "it stays where it was"
    again.close()


def test_a_person_who_has_looked_into_it_can_acknowledge_it(workspace: Workspace, somewhere: Somewhere) -> None:
    client = _filled(workspace)
    anchor = noted_head(somewhere.data_dir / "audit", "default")
    assert anchor is not None
    with pytest.raises(RefusedError, match="没有要确认的"):
        workspace.acknowledge_audit("从昨天的副本恢复", WHO)
    workspace.close()
    _cut(somewhere, 5)
    again = Workspace.open(somewhere)
    again.add_note(client.id, "之后", WHO)
    with pytest.raises(RefusedError, match="理由"):
        again.acknowledge_audit(" ", WHO)
    again.acknowledge_audit("磁盘坏了，用昨天的磁盘副本顶上", "李四")
    assert again.verify_audit().sound
    (entry,) = again.audit(limit=1)
    assert (entry.action, entry.who) == ("audit.acknowledged", "李四")
    assert json.loads(entry.details) == {
        "why": "磁盘坏了，用昨天的磁盘副本顶上",
        "found": "第 6 条与别处的锚点不符，记录被重写过",
        "anchor": {"rows": anchor.rows, "sha256": anchor.sha256},
    }
    again.add_note(client.id, "再之后", WHO)
    assert noted_head(somewhere.data_dir / "audit", "default") == Head(8, again.audit(limit=1)[0].sha256), "it moves on again"
    again.close()


def test_a_changed_row_cannot_be_acknowledged_away(workspace: Workspace, somewhere: Somewhere) -> None:
    _filled(workspace)
    workspace.close()
    _tamper(somewhere, "UPDATE audit_log SET who = '别人' WHERE seq = 3")
    again = Workspace.open(somewhere)
    with pytest.raises(RefusedError, match="第 3 条的内容被改过"):
        again.acknowledge_audit("算了", WHO)
    assert not again.verify_audit().sound
    again.close()


def test_an_anchor_that_says_nothing_is_written_anew(workspace: Workspace, somewhere: Somewhere, client: Client) -> None:
    file = somewhere.data_dir / "audit/default.json"
    for text in ("", "[]", '{"rows": -3, "sha256": "x"}', '{"rows": "many"}', "9" * 5000):
        file.write_text(text, encoding="ascii")
        workspace.add_note(client.id, "备注", WHO)
        assert noted_head(somewhere.data_dir / "audit", "default") == Head(workspace.verify_audit().rows, workspace.audit(limit=1)[0].sha256)


def test_entries_that_only_older_programs_wrote_are_understood(workspace: Workspace) -> None:
    client = _filled(workspace)
    with workspace.database.write("default") as scope:
        (file, *_), (note,) = scope.rows(FileRow), scope.rows(NoteRow)
        file.note = "新备注"
        scope.log("李四", "file.noted", client.id, file.id, before="", after="新备注")
        note.removed_at, note.removed_by = scope.now, "李  四"
        scope.log("李  四", "note.removed", client.id, note.id)
    assert workspace.verify_audit().sound
    assert workspace.notes(client.id) == []
    with workspace.database.write("default") as scope:
        scope.row(FileRow, file.id).note = "别的"
    assert "与第 7 条记录不符" in workspace.verify_audit().text
