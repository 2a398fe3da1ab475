"""What the workspace hands out: frozen values. Times are ISO texts in UTC, sizes are bytes, scores decimal strings."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from scoring.profile import Profile

JobState = Literal["queued", "running", "done", "failed", "cancelled", "interrupted"]


@dataclass(frozen=True, slots=True)
class Client:
    """`archived_at` is None for one that is in work."""

    id: str
    profile: Profile
    created_at: str
    created_by: str
    updated_at: str
    archived_at: str | None

    @property
    def name(self) -> str:
        return self.profile.name


@dataclass(frozen=True, slots=True)
class StoredFile:
    """`path` is the name as uploaded, cleaned. `replaces` is the id of the version before; `removed_at` is None for one in use."""

    id: str
    client_id: str
    path: str
    sha256: str
    size: int
    media_type: str
    note: str
    created_at: str
    created_by: str
    replaces: str | None
    removed_at: str | None
    removed_by: str | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not taken, and why, in Chinese."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Upload:
    """What became of the files handed in: stored, there already with the same content, or refused."""

    added: tuple[StoredFile, ...]
    unchanged: tuple[StoredFile, ...]
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """A saved grade without its bytes. Scores and levels are copied from the result for lists; None where it has none."""

    id: str
    client_id: str
    as_of: str
    rubric_id: str
    rubric_sha256: str
    engine: str
    score_confirmed: str | None
    score_possible: str | None
    level_confirmed: str | None
    level_possible: str | None
    result_sha256: str
    result_size: int
    files: tuple[str, ...]
    overrides: tuple[str, ...]
    note: str
    created_at: str
    created_by: str


@dataclass(frozen=True, slots=True)
class StoredOverride:
    """`body` is the object of scoring.overrides exactly as it was recorded."""

    id: str
    client_id: str
    kind: str
    clause: str | None
    until: str
    body: Mapping[str, Any]
    created_at: str
    created_by: str
    revoked_at: str | None
    revoked_by: str | None
    revoked_why: str | None

    def __post_init__(self) -> None:
        object.__setattr__(self, "body", MappingProxyType(dict(self.body)))


@dataclass(frozen=True, slots=True)
class Basis:
    """What a grade of a client rests on, as of one moment."""

    client: Client
    files: tuple[StoredFile, ...]
    overrides: tuple[StoredOverride, ...]


@dataclass(frozen=True, slots=True)
class Note:
    id: str
    client_id: str
    clause: str
    text: str
    created_at: str
    created_by: str


@dataclass(frozen=True, slots=True)
class Job:
    """`done` of `total` steps; `label` names the step. `result_id` is what it made, `error` one Chinese line.

    `as_of` and `rubric` (as it was chosen) are what a grading was ordered by; None in jobs of earlier versions.
    """

    id: str
    client_id: str | None
    kind: str
    state: JobState
    done: int
    total: int
    label: str
    result_id: str | None
    error: str | None
    cancel_requested: bool
    created_at: str
    created_by: str
    started_at: str | None
    ended_at: str | None
    as_of: str | None = None
    rubric: str | None = None


@dataclass(frozen=True, slots=True)
class Erasure:
    """A client erased for good. `contents` are names in the store that went, `shared` those that other clients have as well and keep.

    `documents` are the sha256 of the papers its grades were made of, those in archives too; `rows` went, by table; `audit_before` is the
    head of the log then. `finished_at` is None while something is still to be taken off the disk.
    """

    id: str
    client_id: str
    created_at: str
    created_by: str
    finished_at: str | None
    contents: tuple[str, ...]
    shared: tuple[str, ...]
    documents: tuple[str, ...]
    rows: Mapping[str, int]
    audit_before: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Room:
    """How many jobs may be queued and running: of one person, and in all."""

    per_person: int
    whole: int


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """`details` is canonical JSON text, as it was hashed."""

    seq: int
    at: str
    who: str
    action: str
    client_id: str
    subject: str
    details: str
    sha256: str
