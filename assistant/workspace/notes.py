"""Remarks of consultants on a client, or on one clause of it."""

from collections.abc import Sequence

from assistant.workspace import clients
from assistant.workspace.errors import RefusedError
from assistant.workspace.files import remark
from assistant.workspace.scope import Scope
from assistant.workspace.tables import ClientRow, NoteRow
from assistant.workspace.values import Note


def add(scope: Scope, client_id: str, text: str, who: str, clause: str) -> Note:
    """Raises RefusedError for an empty one."""
    clients.in_work(scope, client_id)
    text = remark(text)
    if not text:
        raise RefusedError("备注是空的，没有保存")
    row = scope.add(NoteRow, who, client_id=client_id, text=text, clause=remark(clause))
    scope.log(who, "note.added", client_id, row.id, text=row.text, clause=row.clause)
    return note(row)


def add_all(scope: Scope, client_id: str, notes: Sequence[tuple[str, str]], who: str) -> list[Note]:
    """Of (clause, text). Raises RefusedError for one that is empty or too long."""
    return [add(scope, client_id, text, who, clause) for clause, text in notes]


def listed(scope: Scope, client_id: str) -> list[Note]:
    """Oldest first."""
    scope.row(ClientRow, client_id)
    return [note(row) for row in scope.rows(NoteRow, NoteRow.client_id == client_id, NoteRow.removed_at.is_(None))]


def note(row: NoteRow) -> Note:
    return Note(row.id, row.client_id, row.clause, row.text, row.created_at, row.created_by)
