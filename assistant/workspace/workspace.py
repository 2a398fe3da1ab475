"""The workspace of one organisation, behind one class: clients, files, grades, decisions, notes, jobs, the log."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from assistant import alive
from assistant.workspace import assessments, clients, files, notes, overrides
from assistant.workspace.database import Clock, Database, place, utc_now
from assistant.workspace.erasure_book import ErasureBook
from assistant.workspace.errors import told
from assistant.workspace.inside import Inside, inside
from assistant.workspace.job_book import JobBook
from assistant.workspace.lead_book import LeadBook
from assistant.workspace.log_book import LogBook
from assistant.workspace.schema import bring_up
from assistant.workspace.tables import AssessmentRow, ClientRow, FileRow
from assistant.workspace.transactions import INSIDE
from assistant.workspace.values import (
    Assessment,
    Basis,
    Client,
    Note,
    StoredFile,
    StoredOverride,
    Upload,
)
from scoring.limits import Limits
from scoring.pack import Pack, pack_of
from scoring.profile import Profile

DEFAULT_ORGANISATION = "default"


class Place(Protocol):
    """What is needed of the settings."""

    @property
    def data_dir(self) -> Path: ...
    @property
    def database_url(self) -> str: ...


class Workspace(JobBook, LeadBook, LogBook, ErasureBook):
    """Safe for threads: every call has a transaction of its own, and writers of an organisation take turns.

    Every method raises WorkspaceError (NotFoundError, RefusedError) with one Chinese line. `who` is the person acting.
    """

    @classmethod
    def open(
        cls, settings: Place, organisation: str = DEFAULT_ORGANISATION, *, clock: Clock = utc_now, limits: Limits | None = None
    ) -> "Workspace":
        """Create or migrate the database, and tell jobs of dead processes interrupted. Raises WorkspaceError and UsageError."""
        limits = limits or Limits.from_environment()
        with told():
            settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)  # one that is there stays as it is
        database = Database(place(settings.data_dir, settings.database_url), clock)
        bring_up(database)
        workspace = cls(database, settings.data_dir, organisation, limits)
        workspace.store.sweep()
        alive.sweep(workspace._alive)
        workspace.interrupt_dead_jobs()
        workspace.finish_erasures()
        return workspace

    def close(self) -> None:
        self.database.close()

    # -- clients

    def create_client(self, fields: Mapping[str, Any], who: str) -> Client:
        """`fields`: those of clients.FIELDS; only `name` is required."""
        with self._write() as scope:
            return clients.create(scope, fields, who)

    def update_client(self, client_id: str, changes: Mapping[str, Any], who: str, *, seen: str = "", source: str = "") -> Client:
        """`seen` is the `updated_at` the person was looking at: changes made meanwhile are not overwritten. `source`: where values are from."""
        with self._write() as scope:
            return clients.update(scope, client_id, changes, who, seen=seen, source=source)

    def archive_client(self, client_id: str, who: str) -> Client:
        with self._write() as scope:
            return clients.archive(scope, client_id, who, archived=True)

    def restore_client(self, client_id: str, who: str) -> Client:
        with self._write() as scope:
            return clients.archive(scope, client_id, who, archived=False)

    def client(self, client_id: str) -> Client:
        with self._read() as scope:
            return clients.client(scope.row(ClientRow, client_id))

    def find_client(self, name_or_id: str) -> Client:
        with self._read() as scope:
            return clients.found(scope, name_or_id)

    def clients(self, *, archived: bool = False) -> list[Client]:
        """By name; archived ones too, after the others, if asked for."""
        with self._read() as scope:
            return clients.listed(scope, archived=archived)

    def profile(self, client_id: str) -> Profile:
        return self.client(client_id).profile

    # -- files

    def add_files(self, client_id: str, entries: Iterable[files.Entry], who: str, note: str = "") -> Upload:
        """Store files under their names; the same name again is a new version. What is told as added survives a loss of power.

        An entry is (name with folders, bytes or the path it lies at). A file that is refused costs only itself.
        """
        entries = list(entries)
        while True:
            with self._read() as scope:
                clients.in_work(scope, client_id)
            with told():
                accepted, refused = files.keep(self.store, entries, self.limits)
            with self.erased_meanwhile(), self._write() as scope:
                if not all(self.store.has(one.content) for one in accepted):
                    continue  # an erasure took what no row spoke of yet
                entered = files.enter(scope, client_id, accepted, who, note=note, limits=self.limits)
            return Upload(entered.added, entered.unchanged, (*refused, *entered.refused))

    def remove_file(self, file_id: str, who: str) -> StoredFile:
        with self._write() as scope:
            return files.remove(scope, file_id, who)

    def files(self, client_id: str, *, removed: bool = False) -> list[StoredFile]:
        """By path; replaced and removed versions too, if asked for."""
        with self._read() as scope:
            return files.listed(scope, client_id, removed=removed)

    def file(self, file_id: str) -> StoredFile:
        with self._read() as scope:
            return files.stored_file(scope.row(FileRow, file_id))

    def inside(self, file: StoredFile) -> Inside | None:
        """What an archive or mail holds; None for a paper, and for content that cannot be read."""
        try:
            return inside(file.path, self.store.path(file.sha256), self.data_dir / INSIDE, self.limits)
        except OSError:
            return None

    def pack(self, client_id: str) -> Pack:
        """The files in use as scoring reads them: archives among them are opened. Raises PackError where there is none."""
        basis = self.basis(client_id)
        return self.pack_of(basis)

    def pack_of(self, basis: Basis) -> Pack:
        with told():
            return pack_of(basis.client.name, [(one.path, self.store.path(one.sha256)) for one in basis.files], self.limits)

    def basis(self, client_id: str) -> Basis:
        """Client, files and decisions in force, in one view."""
        with self._read() as scope:
            client = clients.client(scope.row(ClientRow, client_id))
            own = files.listed(scope, client_id, removed=False)
            return Basis(client, tuple(own), tuple(overrides.listed(scope, client_id, revoked=False)))

    # -- grades

    def save_assessment(
        self,
        client_id: str,
        result: bytes,
        who: str,
        *,
        file_ids: Sequence[str] = (),
        override_ids: Sequence[str] = (),
        note: str = "",
        seen: Basis | None = None,
    ) -> Assessment:
        """Keep a result for good, byte for byte. The ids are those of the files and decisions that it rests on.

        With `seen`, what was judged with: raises ChangedError where profile or decisions are others by now.
        """
        parsed = assessments.parsed(result)
        with self._read() as scope:
            clients.in_work(scope, client_id)
            if seen is not None:
                assessments.refuse_stale(scope, seen)
        while True:
            with told():
                content = self.store.put_packed(result)
            with self.erased_meanwhile(), self._write() as scope:
                if not self.store.has(content, packed=True):
                    continue  # as above
                if seen is not None:
                    assessments.refuse_stale(scope, seen)
                return assessments.save(scope, client_id, parsed, content, who=who, used=(file_ids, override_ids), note=note)

    def assessments(self, client_id: str) -> list[Assessment]:
        """Newest first."""
        with self._read() as scope:
            return assessments.listed(scope, client_id)

    def assessment(self, assessment_id: str) -> Assessment:
        with self._read() as scope:
            return assessments.assessment(scope.row(AssessmentRow, assessment_id))

    def assessment_bytes(self, assessment_id: str) -> bytes:
        """The result as it was saved; checked against its hash."""
        digest = self.assessment(assessment_id).result_sha256
        with told():
            return self.store.read_packed(digest)

    # -- decisions and notes

    def add_override(self, client_id: str, override: Mapping[str, Any], who: str) -> StoredOverride:
        """`override`: an object of scoring.overrides, kept as it is."""
        with self._write() as scope:
            return overrides.add(scope, client_id, override, who)

    def revoke_override(self, override_id: str, why: str, who: str) -> StoredOverride:
        with self._write() as scope:
            return overrides.revoke(scope, override_id, why, who)

    def overrides(self, client_id: str, *, revoked: bool = False) -> list[StoredOverride]:
        """In the order they were recorded; revoked ones too, if asked for."""
        with self._read() as scope:
            return overrides.listed(scope, client_id, revoked=revoked)

    def add_note(self, client_id: str, text: str, who: str, clause: str = "") -> Note:
        with self._write() as scope:
            return notes.add(scope, client_id, text, who, clause)

    def add_notes(self, client_id: str, texts: Sequence[tuple[str, str]], who: str) -> list[Note]:
        """Of (clause, text): all of them or none."""
        with self._write() as scope:
            return notes.add_all(scope, client_id, texts, who)

    def notes(self, client_id: str) -> list[Note]:
        with self._read() as scope:
            return notes.listed(scope, client_id)
