"""The tables. Every row belongs to an organisation; times are ISO texts in UTC, lists and objects are canonical JSON texts.

Texts rather than the databases' own dates and JSON: SQLite and PostgreSQL keep them alike, to the byte.
"""

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_ACTIVE = text("removed_at IS NULL")


class Table(DeclarativeBase):
    """Base of all tables."""


class Organisation(Table):
    """Who the clients belong to; one until there are accounts."""

    __tablename__ = "organisations"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    created_at: Mapped[str] = mapped_column(String(40))


class Owned(Table):
    """A row of an organisation, with an id of its own."""

    __abstract__ = True
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    organisation_id: Mapped[str] = mapped_column(String(40), ForeignKey("organisations.id"))
    created_at: Mapped[str] = mapped_column(String(40))
    created_by: Mapped[str] = mapped_column(Text)


class ClientRow(Owned):
    """An enterprise that is prepared: the fields of scoring.profile. `name_key` is the name as it is looked up."""

    __tablename__ = "clients"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id", name="uq_clients_organisation"),
        Index("ix_clients_name_key", "organisation_id", "name_key"),
    )
    name: Mapped[str] = mapped_column(Text)
    name_key: Mapped[str] = mapped_column(Text, server_default="")
    uscc: Mapped[str] = mapped_column(Text)
    kind: Mapped[str | None] = mapped_column(String(20))
    industry: Mapped[str] = mapped_column(Text)
    branches: Mapped[str] = mapped_column(Text)
    entrusted_outlets: Mapped[str] = mapped_column(Text)
    period_months: Mapped[int]
    exclusions: Mapped[str] = mapped_column(Text)
    whole_population: Mapped[str] = mapped_column(Text)
    whole_up_to: Mapped[int | None]
    updated_at: Mapped[str] = mapped_column(String(40))
    archived_at: Mapped[str | None] = mapped_column(String(40))


def _of_client(name: str) -> ForeignKeyConstraint:
    """A row cannot hang on a client of another organisation."""
    return ForeignKeyConstraint(["organisation_id", "client_id"], ["clients.organisation_id", "clients.id"], name=name)


class FileRow(Owned):
    """A file as uploaded. Replaced and removed ones stay, with the time they went."""

    __tablename__ = "files"
    __table_args__ = (
        _of_client("fk_files_client"),
        Index("uq_files_active", "client_id", "path", unique=True, sqlite_where=_ACTIVE, postgresql_where=_ACTIVE),
        Index("ix_files_sha256", "sha256"),
    )
    client_id: Mapped[str] = mapped_column(String(40))
    path: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    replaces: Mapped[str | None] = mapped_column(String(40))
    removed_at: Mapped[str | None] = mapped_column(String(40))
    removed_by: Mapped[str | None] = mapped_column(Text)


class AssessmentRow(Owned):
    """A grade as it was made: never changed, never deleted, which triggers guard as well. Scores are for lists."""

    __tablename__ = "assessments"
    __table_args__ = (_of_client("fk_assessments_client"), Index("ix_assessments_client", "client_id", "created_at"))
    client_id: Mapped[str] = mapped_column(String(40))
    as_of: Mapped[str] = mapped_column(String(10))
    rubric_id: Mapped[str] = mapped_column(Text)
    rubric_sha256: Mapped[str] = mapped_column(String(64))
    engine: Mapped[str] = mapped_column(Text)
    score_confirmed: Mapped[str | None] = mapped_column(String(20))
    score_possible: Mapped[str | None] = mapped_column(String(20))
    level_confirmed: Mapped[str | None] = mapped_column(String(40))
    level_possible: Mapped[str | None] = mapped_column(String(40))
    result_sha256: Mapped[str] = mapped_column(String(64))
    result_size: Mapped[int] = mapped_column(BigInteger)
    files: Mapped[str] = mapped_column(Text)
    overrides: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)


class OverrideRow(Owned):
    """A person's decision, as the object of scoring.overrides; revoked ones stay."""

    __tablename__ = "overrides"
    __table_args__ = (_of_client("fk_overrides_client"), Index("ix_overrides_client", "client_id"))
    client_id: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(20))
    clause: Mapped[str | None] = mapped_column(Text)
    until: Mapped[str] = mapped_column(String(10))
    body: Mapped[str] = mapped_column(Text)
    revoked_at: Mapped[str | None] = mapped_column(String(40))
    revoked_by: Mapped[str | None] = mapped_column(Text)
    revoked_why: Mapped[str | None] = mapped_column(Text)


class NoteRow(Owned):
    """A remark on a client, on one clause where `clause` is not empty."""

    __tablename__ = "notes"
    __table_args__ = (_of_client("fk_notes_client"), Index("ix_notes_client", "client_id"))
    client_id: Mapped[str] = mapped_column(String(40))
    clause: Mapped[str] = mapped_column(Text, server_default="")
    text: Mapped[str] = mapped_column(Text)
    removed_at: Mapped[str | None] = mapped_column(String(40))
    removed_by: Mapped[str | None] = mapped_column(Text)


class JobRow(Owned):
    """Something that takes a while. `owner` names the process it runs in, see assistant/alive.py; `as_of` and `rubric` are what was ordered."""

    __tablename__ = "jobs"
    __table_args__ = (_of_client("fk_jobs_client"), Index("ix_jobs_state", "organisation_id", "state"))
    client_id: Mapped[str | None] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(20))
    done: Mapped[int]
    total: Mapped[int]
    label: Mapped[str] = mapped_column(Text)
    result_id: Mapped[str | None] = mapped_column(String(40))
    error: Mapped[str | None] = mapped_column(Text)
    owner: Mapped[str | None] = mapped_column(Text)
    cancel_requested: Mapped[int]
    as_of: Mapped[str | None] = mapped_column(String(10))
    rubric: Mapped[str | None] = mapped_column(Text)
    started_at: Mapped[str | None] = mapped_column(String(40))
    ended_at: Mapped[str | None] = mapped_column(String(40))


class ErasureRow(Owned):
    """A client that was erased: what went, by number and hash, in `body`. `finished_at` is None until its contents are off the disk too."""

    __tablename__ = "erasures"
    __table_args__ = (UniqueConstraint("organisation_id", "client_id", name="uq_erasures_client"),)
    client_id: Mapped[str] = mapped_column(String(40))
    body: Mapped[str] = mapped_column(Text)
    finished_at: Mapped[str | None] = mapped_column(String(40))


class LeadRow(Owned):
    """A visitor who asked to be called back. Personal data: the row is deleted for good, and the log never repeats it.

    `contact_key` is the contact as it is compared; `asked` the form of the prequalification and `summary` its outcome, "" for none;
    `times` counts how often the same contact wrote within a day.
    """

    __tablename__ = "leads"
    __table_args__ = (
        Index("ix_leads_contact", "organisation_id", "contact_key"),
        Index("ix_leads_updated", "organisation_id", "updated_at"),
    )
    name: Mapped[str] = mapped_column(Text)
    contact: Mapped[str] = mapped_column(Text)
    contact_key: Mapped[str] = mapped_column(Text)
    message: Mapped[str] = mapped_column(Text)
    page: Mapped[str] = mapped_column(Text)
    asked: Mapped[str] = mapped_column(Text)
    summary: Mapped[str] = mapped_column(Text)
    consent_version: Mapped[str] = mapped_column(String(20))
    consent_at: Mapped[str] = mapped_column(String(40))
    updated_at: Mapped[str] = mapped_column(String(40))
    times: Mapped[int]
class UserRow(Owned):
    """Who may log in. `name_key` is the name as it is looked up, `password` an argon2id hash, `failures` wrong tries since the last log-in.

    `oidc_*` say who the user is to a provider it may come through; such a user may have no password, which is "".
    """

    __tablename__ = "users"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id", name="uq_users_organisation"),
        Index("uq_users_name_key", "organisation_id", "name_key", unique=True),
        Index("uq_users_oidc", "organisation_id", "oidc_issuer", "oidc_claim", "oidc_value", unique=True),
    )
    name: Mapped[str] = mapped_column(Text)
    name_key: Mapped[str] = mapped_column(Text)
    display: Mapped[str] = mapped_column(Text)
    password: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(20))
    failures: Mapped[int]
    locked_until: Mapped[str | None] = mapped_column(String(40))
    disabled_at: Mapped[str | None] = mapped_column(String(40))
    oidc_issuer: Mapped[str | None] = mapped_column(Text)
    oidc_claim: Mapped[str | None] = mapped_column(String(20))
    oidc_value: Mapped[str | None] = mapped_column(Text)


def _of_user(name: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["organisation_id", "user_id"], ["users.organisation_id", "users.id"], name=name)


class AssignmentRow(Owned):
    """A client that a user may see."""

    __tablename__ = "assignments"
    __table_args__ = (
        _of_user("fk_assignments_user"),
        _of_client("fk_assignments_client"),
        UniqueConstraint("user_id", "client_id", name="uq_assignments_user_client"),
    )
    user_id: Mapped[str] = mapped_column(String(40))
    client_id: Mapped[str] = mapped_column(String(40))


class SessionRow(Owned):
    """A log-in that lasts; of its token only the hash is here. Ended ones are deleted."""

    __tablename__ = "sessions"
    __table_args__ = (_of_user("fk_sessions_user"), UniqueConstraint("token_sha256", name="uq_sessions_token"))
    user_id: Mapped[str] = mapped_column(String(40))
    token_sha256: Mapped[str] = mapped_column(String(64))
    seen_at: Mapped[str] = mapped_column(String(40))


class AuditRow(Table):
    """Append-only; each row's hash covers the one before it, see audit.py. An erasure takes the details out of its client's rows."""

    __tablename__ = "audit_log"
    organisation_id: Mapped[str] = mapped_column(String(40), ForeignKey("organisations.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(String(40))
    who: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(String(40))
    client_id: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(40))
    details: Mapped[str] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64))


class AuditHead(Table):
    """How many rows the log of an organisation has and the hash of the last; locked by whoever writes."""

    __tablename__ = "audit_heads"
    organisation_id: Mapped[str] = mapped_column(String(40), ForeignKey("organisations.id"), primary_key=True)
    rows: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
