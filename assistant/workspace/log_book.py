"""The audit log of a workspace: read, verified, and written for what has no table of its own."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from assistant.workspace import log
from assistant.workspace.anchor import noted_head
from assistant.workspace.audit import Head, Verification
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
            return log.verify(scope, [*anchors, *([known] if known is not None else [])])

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
