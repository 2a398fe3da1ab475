"""What all rooms of a workspace share: its database, its folders and its transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.workspace.anchor import note_head, noted_head, passes
from assistant.workspace.audit import Head
from assistant.workspace.database import Database
from assistant.workspace.scope import Scope
from assistant.workspace.store import Store
from scoring.limits import Limits

STORE, AUDIT, ALIVE, FACTS, INSIDE = "store", "audit", "alive", "facts", "inside"  # folders in the data folder


class Transactions:
    """One organisation's. A change is noted outside the database, too, once it is committed."""

    def __init__(self, database: Database, data_dir: Path, organisation: str, limits: Limits) -> None:
        self.database = database
        self.data_dir = data_dir
        self.organisation = organisation
        self.limits = limits
        self.store = Store(data_dir / STORE)

    @property
    def _alive(self) -> Path:
        return self.data_dir / ALIVE

    @property
    def _anchors(self) -> Path:
        return self.data_dir / AUDIT

    def look(self) -> None:
        """Raises WorkspaceError where nothing can be read."""
        with self._read() as scope:
            scope.head()

    @contextmanager
    def _read(self) -> Iterator[Scope]:
        with self.database.read(self.organisation) as scope:
            yield scope

    @contextmanager
    def _write(self) -> Iterator[Scope]:
        with self.database.write(self.organisation) as scope:
            holds = passes(scope, noted_head(self._anchors, self.organisation))
            yield scope
            head = scope.head()
            reached = Head(head.rows, head.sha256)
        if holds:
            note_head(self._anchors, self.organisation, reached)
