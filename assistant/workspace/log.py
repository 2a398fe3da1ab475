"""Reading the audit log, and holding it against what it tells of."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from assistant.workspace.assessments import of_result, parsed
from assistant.workspace.audit import Head, Verification, verify_chain
from assistant.workspace.errors import WorkspaceError
from assistant.workspace.recorded import TABLES, Recorded, differing
from assistant.workspace.scope import Scope, may_be_id
from assistant.workspace.store import content_name
from assistant.workspace.tables import AssessmentRow, AuditRow, FileRow
from assistant.workspace.values import AuditEntry

_BATCH = 1000
Read = Callable[[str], bytes]


def entries(scope: Scope, client_id: str | None, limit: int) -> list[AuditEntry]:
    """Newest first."""
    if client_id is not None and not may_be_id(client_id):
        return []
    where = () if client_id is None else (AuditRow.client_id == client_id,)
    return [_entry(row) for row in scope.entries(*where, order=AuditRow.seq.desc(), limit=limit)]


def verify(scope: Scope, anchors: Sequence[Head], read: Read | None = None) -> Verification:
    """The chain, its head and its anchors, then whether every row but those of jobs is, in every column, as the log says.

    `read` gives the bytes of a saved result by its hash (WorkspaceError where it cannot): older entries say less of a result's row,
    which is then held against the result itself.
    """
    recorded = Recorded()
    row = scope.head()
    head = Head(row.rows, row.sha256)
    found = verify_chain(_walked(scope, recorded), [*anchors, head])
    if not found.sound:
        return found
    if found.rows > head.rows:
        return Verification(found.rows, found.head, head.rows + 1, f"第 {head.rows + 1} 条起不是由本程序写的")
    seq, fault = _at_odds(scope, recorded, read)
    return Verification(found.rows, found.head, seq, fault) if fault else found


def _at_odds(scope: Scope, recorded: Recorded, read: Read | None) -> tuple[int, str]:
    """The number of the entry that something is not as, 0 where no entry tells of it, and what it is in Chinese; "" where all is as told."""
    for one in chain.from_iterable(scope.rows(table) for table in TABLES):
        told = recorded.rows.pop(one.id, None)
        if told is None:
            return 0, f"{one.id} 没有记录：不是由本程序加入的，或记录已不在"
        if seq := differing(one, told):
            return seq, f"{one.id} 与第 {seq} 条记录不符，被改过"
        if isinstance(one, AssessmentRow) and recorded.brief(one.id) and not _as_saved(one, read):
            return 0, f"{one.id} 与保存的结果不符，被改过"
    for row_id, told in recorded.rows.items():
        seq = told["created_at"][1]
        return seq, f"第 {seq} 条记录的 {row_id} 不见了，被删过"
    return 0, ""


def _walked(scope: Scope, recorded: Recorded) -> Iterator[AuditRow]:
    """The rows in order, a batch in memory at a time; notes on the way what they say was recorded."""
    last = -(2**62)
    while True:
        rows = scope.entries(AuditRow.seq > last, order=AuditRow.seq, limit=_BATCH)
        for row in rows:
            recorded.hear(row)
            yield row
        if not rows:
            return
        last = rows[-1].seq
        scope.session.expunge_all()


def _as_saved(row: AssessmentRow, read: Read | None) -> bool:
    """Whether the row is as the result it speaks of; one that is damaged is another's to tell."""
    if read is None:
        return True
    try:
        result = read(row.result_sha256)
        columns = of_result(parsed(result)) | {"result_size": len(result)}
    except WorkspaceError:
        return True
    return all(getattr(row, name) == value for name, value in columns.items())


def _entry(row: AuditRow) -> AuditEntry:
    return AuditEntry(row.seq, row.at, row.who, row.action, row.client_id, row.subject, row.details, row.sha256)


def contents(scope: Scope) -> set[str]:
    """Names in the store of all that rows of the organisation speak of."""
    plain = {row.sha256 for row in scope.rows(FileRow)}
    packed = {row.result_sha256 for row in scope.rows(AssessmentRow)}
    return {content_name(one) for one in plain} | {content_name(one, packed=True) for one in packed}
