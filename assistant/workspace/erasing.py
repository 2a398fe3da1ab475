"""Erasing a client from the database, in one transaction: its rows go, its entries in the log lose their details, the erasure is on record."""

import json
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Table, delete, func, select, true, update

from assistant.workspace.audit import ERASED, Tally, canonical, redacted
from assistant.workspace.errors import RefusedError
from assistant.workspace.naming import name_key
from assistant.workspace.recorded import short
from assistant.workspace.scope import Scope
from assistant.workspace.store import content_name
from assistant.workspace.tables import AssessmentRow, AuditRow, ClientRow, ErasureRow, FileRow, JobRow
from assistant.workspace.tables import Table as Base
from assistant.workspace.values import Erasure

KEPT_TABLES = ("audit_log", "erasures")  # that name a client and outlive it
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Leaving:
    """A client that may be erased, and what it is found by elsewhere: its names, and the documents that its grades were made of."""

    client_id: str
    names: Set[str]
    documents: Set[str]


def refuse_unfit(scope: Scope, client_id: str, confirm_name: str) -> ClientRow:
    """The client's row. Raises NotFoundError; RefusedError for one that is in work or being graded, and for another name than its own."""
    row = scope.row(ClientRow, client_id)
    if row.archived_at is None:
        raise RefusedError(f"客户“{row.name}”还在使用，没有删除；请先归档，再彻底删除")
    if name_key(confirm_name) != row.name_key:
        raise RefusedError("输入的名称与这个客户的企业名称不一致，没有删除；请照原样输入")
    if scope.count(JobRow, JobRow.client_id == client_id, JobRow.state.in_(("queued", "running"))):
        raise RefusedError(f"客户“{row.name}”的预评还没有结束，没有删除；请先取消预评，或等它结束")
    return row


def names_of(scope: Scope, row: ClientRow) -> Set[str]:
    """What the client was ever called, and its credit code."""
    found = {row.name, row.uscc}
    for entry in _entries(scope, row.id):
        details = json.loads(entry.details) if entry.action.startswith("client.") else {}
        for part in ("profile", "before", "after"):
            found |= {str(details.get(part, {}).get(name) or "") for name in ("name", "uscc")}
    return found - {""}


def erase(scope: Scope, leaving: Leaving, who: str) -> Erasure:
    """`leaving` was found fit in this very transaction."""
    before = scope.head()
    mine = _contents(scope, FileRow.client_id == leaving.client_id, AssessmentRow.client_id == leaving.client_id)
    shared = mine & _contents(scope, FileRow.client_id != leaving.client_id, AssessmentRow.client_id != leaving.client_id)
    body = {
        "audit_before": {"rows": before.rows, "sha256": before.sha256},
        "contents": sorted(mine - shared),
        "shared": sorted(shared),
        "documents": sorted(leaving.documents),
        "rows": rows_left(scope, leaving.client_id),
    }
    row = scope.add(ErasureRow, who, client_id=leaving.client_id, body=canonical(body))
    scope.session.flush()  # first: the database lets rows go only once it is there
    tally = _redact(scope, leaving.client_id, row.id)
    for table in _tables():
        scope.session.execute(delete(table).where(_of(table, leaving.client_id)))
    scope.log(who, ERASED, leaving.client_id, row.id, body=short(row.body), log=tally.told())
    return erasure(row)


def finish(scope: Scope, erasure_id: str) -> None:
    """Its contents are off the disk."""
    scope.change(ErasureRow, (ErasureRow.id == erasure_id, ErasureRow.finished_at.is_(None)), finished_at=scope.now)


def listed(scope: Scope, *, unfinished: bool = False) -> list[Erasure]:
    """Oldest first."""
    return [erasure(row) for row in scope.rows(ErasureRow, *([ErasureRow.finished_at.is_(None)] if unfinished else []))]


def rows_left(scope: Scope, client_id: str) -> Mapping[str, int]:
    """Rows of the client by table; only tables that have any."""
    counts = {table.name: scope.session.scalar(select(func.count()).select_from(table).where(_of(table, client_id))) for table in _tables()}
    return {name: count for name, count in counts.items() if count}


def details_left(scope: Scope, erased: Erasure) -> int:
    """How many entries of the client still have their details."""
    return sum(one.details != redacted(erased.id) for one in _entries(scope, erased.client_id) if one.action != ERASED)


def entry(scope: Scope, erased: Erasure) -> AuditRow | None:
    """The entry of the erasure in the log."""
    found = scope.entries(AuditRow.action == ERASED, AuditRow.subject == erased.id, order=AuditRow.seq, limit=1)
    return found[0] if found else None


def erasure(row: ErasureRow) -> Erasure:
    told = json.loads(row.body)
    return Erasure(
        row.id,
        row.client_id,
        row.created_at,
        row.created_by,
        row.finished_at,
        tuple(told["contents"]),
        tuple(told["shared"]),
        tuple(told["documents"]),
        dict(told["rows"]),
        dict(told["audit_before"]),
    )


def _redact(scope: Scope, client_id: str, erasure_id: str) -> Tally:
    """Take the details out of the client's entries; what is left of them, for the erasure's own."""
    tally = Tally()
    for one in _entries(scope, client_id):
        tally.add(one)
    whose = (AuditRow.organisation_id == scope.organisation, AuditRow.client_id == client_id)
    scope.session.execute(update(AuditRow).where(*whose).values(details=redacted(erasure_id)).execution_options(synchronize_session=False))
    return tally


def _entries(scope: Scope, client_id: str) -> Iterator[AuditRow]:
    last = 0
    while rows := scope.entries(AuditRow.client_id == client_id, AuditRow.seq > last, order=AuditRow.seq, limit=_BATCH):
        yield from rows
        last = rows[-1].seq


def spoken_of(scope: Scope) -> set[str]:
    """Names in the store of all that rows speak of, of whatever organisation."""
    return _contents(scope, true(), true())


def _contents(scope: Scope, files: ColumnElement[bool], results: ColumnElement[bool]) -> set[str]:
    plain = scope.session.scalars(select(FileRow.sha256).where(files).distinct())
    packed = scope.session.scalars(select(AssessmentRow.result_sha256).where(results).distinct())
    return {content_name(one) for one in plain} | {content_name(one, packed=True) for one in packed}


def _tables() -> list[Table]:
    """Every table with rows of a client, those that hang on others first."""
    known = [table for table in reversed(Base.metadata.sorted_tables) if table.name not in KEPT_TABLES]
    return [table for table in known if table.name == ClientRow.__tablename__ or "client_id" in table.columns]


def _of(table: Table, client_id: str) -> ColumnElement[bool]:
    return table.columns["id" if table.name == ClientRow.__tablename__ else "client_id"] == client_id
