"""The workspace of one organisation, behind one class: clients, files, grades, decisions, notes, jobs, the log."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from assistant.workspace import alive, assessments, clients, files, jobs, log, notes, overrides
from assistant.workspace.anchor import note_head, noted_head
from assistant.workspace.audit import Head, Verification
from assistant.workspace.database import Clock, Database, place, utc_now
from assistant.workspace.errors import told
from assistant.workspace.schema import bring_up
from assistant.workspace.scope import Scope
from assistant.workspace.store import Store
from assistant.workspace.tables import AssessmentRow, ClientRow, FileRow, JobRow
from assistant.workspace.values import (
    Assessment,
    AuditEntry,
    Basis,
    Client,
    Job,
    JobState,
    Note,
    StoredFile,
    StoredOverride,
    Upload,
)
from scoring.limits import Limits
from scoring.pack import Pack, pack_of
from scoring.profile import Profile

DEFAULT_ORGANISATION = "default"
STORE, AUDIT, ALIVE, FACTS = "store", "audit", "alive", "facts"  # folders in the data folder


class Place(Protocol):
    """What is needed of the settings."""

    @property
    def data_dir(self) -> Path: ...
    @property
    def database_url(self) -> str: ...


class Workspace:
    """Safe for threads: every call has a transaction of its own, and writers of an organisation take turns.

    Every method raises WorkspaceError (NotFoundError, RefusedError) with one Chinese line. `who` is the person acting.
    """

    def __init__(self, database: Database, data_dir: Path, organisation: str, limits: Limits) -> None:
        self.database = database
        self.data_dir = data_dir
        self.organisation = organisation
        self.limits = limits
        self.store = Store(data_dir / STORE)

    @classmethod
    def open(
        cls, settings: Place, organisation: str = DEFAULT_ORGANISATION, *, clock: Clock = utc_now, limits: Limits | None = None
    ) -> "Workspace":
        """Create or migrate the database, and tell jobs of dead processes interrupted. Raises WorkspaceError and UsageError."""
        limits = limits or Limits.from_environment()
        with told():
            settings.data_dir.mkdir(parents=True, exist_ok=True)
        database = Database(place(settings.data_dir, settings.database_url), clock)
        bring_up(database)
        workspace = cls(database, settings.data_dir, organisation, limits)
        workspace.store.sweep()
        alive.sweep(workspace._alive)
        workspace.interrupt_dead_jobs()
        return workspace

    def close(self) -> None:
        self.database.close()

    # -- clients

    def create_client(self, fields: Mapping[str, Any], who: str) -> Client:
        """`fields`: those of clients.FIELDS; only `name` is required."""
        with self._write() as scope:
            return clients.create(scope, fields, who)

    def update_client(self, client_id: str, changes: Mapping[str, Any], who: str) -> Client:
        with self._write() as scope:
            return clients.update(scope, client_id, changes, who)

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
        with self._read() as scope:
            clients.in_work(scope, client_id)
        with told():
            accepted, refused = files.keep(self.store, entries, self.limits)
        with self._write() as scope:
            entered = files.enter(scope, client_id, accepted, who, note=note, limits=self.limits)
        return Upload(entered.added, entered.unchanged, (*refused, *entered.refused))

    def remove_file(self, file_id: str, who: str) -> StoredFile:
        with self._write() as scope:
            return files.remove(scope, file_id, who)

    def annotate_file(self, file_id: str, note: str, who: str) -> StoredFile:
        with self._write() as scope:
            return files.annotate(scope, file_id, note, who)

    def files(self, client_id: str, *, removed: bool = False) -> list[StoredFile]:
        """By path; replaced and removed versions too, if asked for."""
        with self._read() as scope:
            return files.listed(scope, client_id, removed=removed)

    def file(self, file_id: str) -> StoredFile:
        with self._read() as scope:
            return files.stored_file(scope.row(FileRow, file_id))

    def file_path(self, file_id: str) -> Path:
        """Where the content lies; to be read only."""
        return self.store.path(self.file(file_id).sha256)

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
    ) -> Assessment:
        """Keep a result for good, byte for byte. The ids are those of the files and decisions that it rests on."""
        parsed = assessments.parsed(result)
        with self._read() as scope:
            clients.in_work(scope, client_id)
        with told():
            content = self.store.put_packed(result)
        with self._write() as scope:
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

    def remove_note(self, note_id: str, who: str) -> None:
        with self._write() as scope:
            notes.remove(scope, note_id, who)

    def notes(self, client_id: str) -> list[Note]:
        with self._read() as scope:
            return notes.listed(scope, client_id)

    # -- jobs

    def create_job(self, kind: str, who: str, client_id: str | None = None) -> Job:
        with told():
            owner = alive.own_token(self._alive)
        with self._write() as scope:
            return jobs.create(scope, kind, who, client_id, owner)

    def start_job(self, job_id: str) -> Job | None:
        """Take a queued job for this process; None where another took it or it was cancelled."""
        with told():
            owner = alive.own_token(self._alive)
        with self._write() as scope:
            return jobs.start(scope, job_id, owner)

    def report_progress(self, job_id: str, done: int, total: int, label: str = "") -> bool:
        """Whether the job should stop: someone cancelled it."""
        with self.database.write(self.organisation) as scope:
            return jobs.progress(scope, job_id, done, total, label)

    def cancel_job(self, job_id: str, who: str) -> Job:
        with self._write() as scope:
            return jobs.cancel(scope, job_id, who)

    def finish_job(self, job_id: str, state: JobState, *, result_id: str | None = None, error: str | None = None) -> Job:
        with self._write() as scope:
            return jobs.finish(scope, job_id, state, result_id=result_id, error=error)

    def job(self, job_id: str) -> Job:
        with self._read() as scope:
            return jobs.job(scope.row(JobRow, job_id))

    def jobs(self, client_id: str | None = None, states: Sequence[JobState] = ()) -> list[Job]:
        """Newest first; of one client, in these states, if given."""
        with self._read() as scope:
            return jobs.listed(scope, client_id, states)

    def interrupt_dead_jobs(self) -> list[Job]:
        """Queued and running jobs of processes that died become `interrupted`; done when a workspace is opened."""
        if not self.jobs(states=("queued", "running")):
            return []
        with self._write() as scope:
            return jobs.interrupt_dead(scope, lambda token: alive.is_alive(self._alive, token))

    # -- the log

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

    @property
    def _alive(self) -> Path:
        return self.data_dir / ALIVE

    @property
    def _anchors(self) -> Path:
        return self.data_dir / AUDIT

    @contextmanager
    def _read(self) -> Iterator[Scope]:
        with self.database.read(self.organisation) as scope:
            yield scope

    @contextmanager
    def _write(self) -> Iterator[Scope]:
        with self.database.write(self.organisation) as scope:
            yield scope
            head = scope.head()
            reached = Head(head.rows, head.sha256)
        note_head(self._anchors, self.organisation, reached)
