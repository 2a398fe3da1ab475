"""The audit log of a workspace: read, verified, and written for what has no table of its own."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from assistant.workspace import log
from assistant.workspace.anchor import move_anchor, noted_head
from assistant.workspace.audit import Head, Verification
from assistant.workspace.errors import RefusedError
from assistant.workspace.files import remark
from assistant.workspace.transactions import Transactions
from assistant.workspace.values import AuditEntry


class LogBook(Transactions):
    """Every method raises WorkspaceError with one Chinese line."""

    def audit(self, client_id: str | None = None, limit: int = 200) -> list[AuditEntry]:
        """Newest first."""
        with self._read() as scope:
            return log.entries(scope, client_id, limit)

    def verify_audit(self, anchors: Sequence[Head] = ()) -> Verification:
        """Whether the log and what it tells of are untouched; `anchors` are further heads, as a backup's."""
        known = noted_head(self._anchors, self.organisation)
        with self._read() as scope:
            return log.verify(scope, [*anchors, *([known] if known is not None else [])], self.store.read_packed)

    def acknowledge_audit(self, why: str, who: str) -> None:
        """Take the log as it is for whole from now on, where nothing but the anchor speaks against it: a person has looked into it.

        The finding, the anchor and the reason stay in the log. Raises RefusedError where there is nothing of the kind.
        """
        reason = remark(why)
        if not reason:
            raise RefusedError("请写明确认的理由")
        with self.database.write(self.organisation) as scope:
            anchor = noted_head(self._anchors, self.organisation)
            own = log.verify(scope, [], self.store.read_packed)
            if not own.sound:
                raise RefusedError(f"记录本身不完整，不能确认：{own.text}；请从备份恢复")
            found = log.verify(scope, [anchor] if anchor is not None else [], self.store.read_packed)
            if anchor is None or found.sound:
                raise RefusedError("操作记录与锚点相符，没有要确认的")
            scope.log(who, "audit.acknowledged", "", "", why=reason, found=found.text, anchor={"rows": anchor.rows, "sha256": anchor.sha256})
            head = scope.head()
            reached = Head(head.rows, head.sha256)
        move_anchor(self._anchors, self.organisation, reached)

    def damaged_contents(self) -> list[str]:
        """Names of the contents that rows speak of and the store has not, or not as they were."""
        with self._read() as scope:
            names = log.contents(scope)
        return sorted(name for name in names if not self.store.holds(name))

    @contextmanager
    def logged(self, who: str, action: str, subject: str, **details: Any) -> Iterator[None]:
        """An entry for what is done within, on the disk and not on a table; what fails there leaves none."""
        with self._write() as scope:
            scope.log(who, action, "", subject, **details)
            yield
