"""Reading the audit log, and holding it against what it tells of."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from assistant.workspace.audit import Head, Verification, canonical, verify_chain
from assistant.workspace.scope import Scope, may_be_id
from assistant.workspace.store import content_name
from assistant.workspace.tables import AssessmentRow, AuditRow, FileRow, OverrideRow
from assistant.workspace.values import AuditEntry

_BATCH = 1000
_RECORDED = ("file.added", "assessment.saved", "override.added")


def entries(scope: Scope, client_id: str | None, limit: int) -> list[AuditEntry]:
    """Newest first."""
    if client_id is not None and not may_be_id(client_id):
        return []
    where = () if client_id is None else (AuditRow.client_id == client_id,)
    return [_entry(row) for row in scope.entries(*where, order=AuditRow.seq.desc(), limit=limit)]


def verify(scope: Scope, anchors: Sequence[Head]) -> Verification:
    """The chain, its head and its anchors, then whether files, results and decisions are as the log recorded them."""
    recorded: dict[str, tuple[int, dict[str, Any]]] = {}
    row = scope.head()
    head = Head(row.rows, row.sha256)
    found = verify_chain(_walked(scope, recorded), [*anchors, head])
    if not found.sound:
        return found
    if found.rows > head.rows:
        return Verification(found.rows, found.head, head.rows + 1, f"第 {head.rows + 1} 条起不是由本程序写的")
    for row_id, told in _recorded_rows(scope):
        seq, details = recorded.pop(row_id, (0, {}))
        if seq == 0:
            return Verification(found.rows, found.head, 0, f"{row_id} 没有记录：不是由本程序加入的，或记录已不在")
        if any(details.get(key) != value for key, value in told.items()):
            return Verification(found.rows, found.head, seq, f"{row_id} 与第 {seq} 条记录不符，被改过")
    for row_id, (seq, _) in recorded.items():
        return Verification(found.rows, found.head, seq, f"第 {seq} 条记录的 {row_id} 不见了，被删过")
    return found


def _walked(scope: Scope, recorded: dict[str, tuple[int, dict[str, Any]]]) -> Iterator[AuditRow]:
    """The rows in order, a batch in memory at a time; notes on the way what they say was recorded."""
    last = -(2**62)
    while True:
        rows = scope.entries(AuditRow.seq > last, order=AuditRow.seq, limit=_BATCH)
        for row in rows:
            if row.action in _RECORDED:
                recorded[row.subject] = (row.seq, _details(row.details))
            yield row
        if not rows:
            return
        last = rows[-1].seq
        scope.session.expunge_all()


def _recorded_rows(scope: Scope) -> Iterator[tuple[str, dict[str, Any]]]:
    """Ids, and what the log must say of each."""
    for file in scope.rows(FileRow):
        yield file.id, {"path": file.path, "sha256": file.sha256, "size": file.size}
    for one in scope.rows(AssessmentRow):
        yield one.id, {"sha256": one.result_sha256, "as_of": one.as_of, "score": one.score_confirmed, "level": one.level_confirmed}
    for decision in scope.rows(OverrideRow):
        yield decision.id, {"override": _details(decision.body)}


def _details(text: str) -> dict[str, Any]:
    """A row that was tampered with may hold anything; its hash tells."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) and canonical(found) == text else {}


def _entry(row: AuditRow) -> AuditEntry:
    return AuditEntry(row.seq, row.at, row.who, row.action, row.client_id, row.subject, row.details, row.sha256)


def contents(scope: Scope) -> set[str]:
    """Names in the store of all that rows of the organisation speak of."""
    plain = {row.sha256 for row in scope.rows(FileRow)}
    packed = {row.result_sha256 for row in scope.rows(AssessmentRow)}
    return {content_name(one) for one in plain} | {content_name(one, packed=True) for one in packed}
