"""Organisations, clients, files, assessments, overrides, notes, jobs, the audit log; one organisation."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from assistant.workspace.triggers import guards

revision = "0001"
down_revision = None

_ID, _TIME, _HASH, _DATE = sa.String(40), sa.String(40), sa.String(64), sa.String(10)


def upgrade() -> None:
    op.create_table("organisations", _id(), _text("name"), _column("created_at", _TIME))
    _owned(
        "clients",
        _text("name"),
        _text("uscc"),
        _column("kind", sa.String(20), null=True),
        *(_text(name) for name in ("industry", "branches", "entrusted_outlets")),
        _column("period_months", sa.Integer()),
        _text("exclusions"),
        _text("whole_population"),
        _column("whole_up_to", sa.Integer(), null=True),
        _column("updated_at", _TIME),
        _column("archived_at", _TIME, null=True),
        sa.UniqueConstraint("organisation_id", "id", name="uq_clients_organisation"),
    )
    _files()
    _assessments()
    _overrides()
    _owned("notes", _column("client_id", _ID), _text("text"), *_gone(), _of_client("notes"))
    op.create_index("ix_notes_client", "notes", ["client_id"])
    _jobs()
    _audit()
    moment = "2026-11-22T00:00:00.000000+00:00"  # of this revision: a migration has no clock
    op.execute(sa.text("INSERT INTO organisations VALUES ('default', '本机构', :at)").bindparams(at=moment))
    op.execute(sa.text("INSERT INTO audit_heads VALUES ('default', 0, :start)").bindparams(start="0" * 64))


def _files() -> None:
    _owned(
        "files",
        _column("client_id", _ID),
        _text("path"),
        _column("sha256", _HASH),
        _column("size", sa.BigInteger()),
        _text("media_type"),
        _text("note"),
        _column("replaces", _ID, null=True),
        *_gone(),
        _of_client("files"),
    )
    active = sa.text("removed_at IS NULL")
    op.create_index("uq_files_active", "files", ["client_id", "path"], unique=True, sqlite_where=active, postgresql_where=active)
    op.create_index("ix_files_sha256", "files", ["sha256"])
    _guard("files", changeable=("note", "removed_at", "removed_by"))


def _assessments() -> None:
    _owned(
        "assessments",
        _column("client_id", _ID),
        _column("as_of", _DATE),
        _text("rubric_id"),
        _column("rubric_sha256", _HASH),
        _text("engine"),
        *(_column(name, sa.String(20), null=True) for name in ("score_confirmed", "score_possible")),
        *(_column(name, sa.String(40), null=True) for name in ("level_confirmed", "level_possible")),
        _column("result_sha256", _HASH),
        _column("result_size", sa.BigInteger()),
        *(_text(name) for name in ("files", "overrides", "note")),
        _of_client("assessments"),
    )
    op.create_index("ix_assessments_client", "assessments", ["client_id", "created_at"])
    _guard("assessments")


def _overrides() -> None:
    _owned(
        "overrides",
        _column("client_id", _ID),
        _column("kind", sa.String(20)),
        _text("clause", null=True),
        _column("until", _DATE),
        _text("body"),
        _column("revoked_at", _TIME, null=True),
        _text("revoked_by", null=True),
        _text("revoked_why", null=True),
        _of_client("overrides"),
    )
    op.create_index("ix_overrides_client", "overrides", ["client_id"])
    _guard("overrides", changeable=("revoked_at", "revoked_by", "revoked_why"))


def _jobs() -> None:
    _owned(
        "jobs",
        _column("client_id", _ID, null=True),
        _column("kind", sa.String(40)),
        _column("state", sa.String(20)),
        _column("done", sa.Integer()),
        _column("total", sa.Integer()),
        _text("label"),
        _column("result_id", _ID, null=True),
        _text("error", null=True),
        _text("owner", null=True),
        _column("cancel_requested", sa.Integer()),
        _column("started_at", _TIME, null=True),
        _column("ended_at", _TIME, null=True),
        _of_client("jobs"),
    )
    op.create_index("ix_jobs_state", "jobs", ["organisation_id", "state"])


def _audit() -> None:
    op.create_table(
        "audit_log",
        _organisation(primary_key=True),
        sa.Column("seq", sa.BigInteger(), primary_key=True, autoincrement=False),
        _column("at", _TIME),
        _text("who"),
        _column("action", sa.String(40)),
        _column("client_id", _ID),
        _column("subject", _ID),
        _text("details"),
        _column("previous", _HASH),
        _column("sha256", _HASH),
    )
    _guard("audit_log")
    op.create_table("audit_heads", _organisation(primary_key=True), _column("rows", sa.BigInteger()), _column("sha256", _HASH))


def _owned(name: str, *columns: Any) -> None:
    op.create_table(name, _id(), _organisation(), _column("created_at", _TIME), _text("created_by"), *columns)


def _organisation(*, primary_key: bool = False) -> sa.Column[Any]:
    return sa.Column("organisation_id", _ID, sa.ForeignKey("organisations.id"), nullable=False, primary_key=primary_key)


def _id() -> sa.Column[Any]:
    return sa.Column("id", _ID, primary_key=True)


def _column(name: str, kind: Any, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=null)


def _text(name: str, *, null: bool = False) -> sa.Column[Any]:
    return _column(name, sa.Text(), null=null)


def _gone() -> tuple[sa.Column[Any], sa.Column[Any]]:
    return _column("removed_at", _TIME, null=True), _text("removed_by", null=True)


def _of_client(table: str) -> sa.ForeignKeyConstraint:
    columns = ["organisation_id", "client_id"]
    return sa.ForeignKeyConstraint(columns, ["clients.organisation_id", "clients.id"], name=f"fk_{table}_client")


def _guard(table: str, changeable: tuple[str, ...] = ()) -> None:
    bind = op.get_bind()
    names = [column["name"] for column in sa.inspect(bind).get_columns(table)] if changeable else []
    for statement in guards(bind.dialect.name, table, changeable=changeable, columns=names):
        op.execute(sa.text(statement))
