"""Erasures of a workspace: a client for good, out of the database and off the disk, and what proves it."""

import json
import logging
from collections.abc import Iterator, Set
from contextlib import contextmanager, suppress

from sqlalchemy import ColumnElement, select

from assistant.workspace import caches, erasing, votes
from assistant.workspace.errors import NotFoundError, WorkspaceError, told
from assistant.workspace.proof import Proof, Remains, proof
from assistant.workspace.scope import Scope
from assistant.workspace.tables import AssessmentRow, ErasureRow
from assistant.workspace.transactions import Transactions
from assistant.workspace.values import Erasure

log = logging.getLogger(__name__)

_DRAFT = 600  # seconds after which an upload that nobody writes to any more is a dead one's


class ErasureBook(Transactions):
    """Every method raises WorkspaceError with one Chinese line."""

    def erase_client(self, client_id: str, who: str, confirm_name: str) -> Erasure:
        """Raises RefusedError for a client that is in work or being graded, and where the name is not its own.

        The rows go in one transaction. What then cannot be taken off the disk (a full one, a busy database) is taken off when the
        workspace is opened the next time: `finished_at` is None until then.
        """
        with self._write() as scope:
            row = erasing.refuse_unfit(scope, client_id, confirm_name)
            leaving = erasing.Leaving(client_id, erasing.names_of(scope, row), self._documents(scope, AssessmentRow.client_id == client_id))
            erased = erasing.erase(scope, leaving, who)
            votes.take_out(self.data_dir, votes.naming(leaving.names))
        self.finish_erasures()
        return self.erasure(erased.id)

    def finish_erasures(self) -> None:
        """Take off the disk what erasures left there. What cannot be now is tried again the next time."""
        try:
            with self._read() as scope:
                left = erasing.listed(scope, unfinished=True)
            if left:
                self._finish(left)
        except WorkspaceError as problem:
            log.warning("an erasure is not finished yet: %s", problem)

    def erasures(self) -> list[Erasure]:
        """Oldest first."""
        with self._read() as scope:
            return erasing.listed(scope)

    def erasure(self, erasure_id: str) -> Erasure:
        with self._read() as scope:
            return erasing.erasure(scope.row(ErasureRow, erasure_id))

    def proof(self, erasure_id: str) -> Proof:
        """What was erased, and the log's entry of it."""
        with self._read() as scope:
            erased = erasing.erasure(scope.row(ErasureRow, erasure_id))
            entry = erasing.entry(scope, erased)
            if entry is None:
                raise NotFoundError(f"操作记录里没有删除凭证 {erased.id} 的记录；请用 xingping audit verify 核验")
            return proof(erased, self.organisation, entry)

    def remains(self, erased: Erasure) -> Remains:
        """What there is, today, of what was erased: looked for in the database, the store and the caches."""
        with told(), self._read() as scope:
            kept = erasing.spoken_of(scope)
            there = self.store.names() & {*erased.contents}
            others = self._used_by_others(scope)
            cached = caches.documents(self.data_dir) & {*erased.documents, *_plain(erased)}
            return Remains(
                rows=erasing.rows_left(scope, erased.client_id),
                details=erasing.details_left(scope, erased),
                contents=tuple(sorted(there - kept)),
                again=tuple(sorted(there & kept)),
                cached=tuple(sorted(cached - others)),
            )

    def forget_votes(self, before: str) -> int:
        """Remove feedback on answers from before that time; how many."""
        with told():
            return votes.take_out(self.data_dir, votes.before(before))

    @contextmanager
    def erased_meanwhile(self) -> Iterator[None]:
        """What was still written for a client while it was erased goes, too."""
        try:
            yield
        except NotFoundError:
            with told():
                self._clear(frozenset())
            raise

    def _finish(self, left: list[Erasure]) -> None:
        with told():
            self._clear(frozenset(name for one in left for name in (*one.documents, *_plain(one))))
        self.database.scrub()
        with self._write() as scope:
            for one in left:
                erasing.finish(scope, one.id)

    def _clear(self, mine: Set[str]) -> None:
        """Contents that no row speaks of, and what was kept of papers that nobody has or that are among `mine`. Raises OSError."""
        with self.database.alone() as session:
            scope = Scope(session, self.organisation, self.database.now())
            self.store.drop(self.store.names() - erasing.spoken_of(scope))
            self.store.sweep(_DRAFT)
            others = self._used_by_others(scope)
        caches.forget(self.data_dir, lambda document: document in others and document not in mine)

    def _used_by_others(self, scope: Scope) -> set[str]:
        """The sha256 of every paper that a client has or was graded with."""
        return self._documents(scope) | {name.replace("/", "") for name in erasing.spoken_of(scope)}

    def _documents(self, scope: Scope, *where: ColumnElement[bool]) -> set[str]:
        """Of the papers that grades were made of, of whatever organisation. A result that is damaged tells none."""
        found: set[str] = set()
        for digest in scope.session.scalars(select(AssessmentRow.result_sha256).where(*where).distinct()).all():
            with suppress(WorkspaceError):
                result = json.loads(self.store.read_packed(digest))
                found |= {str(one.get("sha256", "")) for one in result.get("documents", ())}
        return found - {""}


def _plain(erased: Erasure) -> set[str]:
    """The sha256 of its uploads, those that others have as well among them."""
    return {name.replace("/", "") for name in (*erased.contents, *erased.shared) if not name.endswith(".z")}
