"""Users, which clients they see, and their sessions."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_ID, _TIME, _HASH = sa.String(40), sa.String(40), sa.String(64)


def upgrade() -> None:
    _owned(
        "users",
        *(_column(name, sa.Text()) for name in ("name", "name_key", "display", "password")),
        _column("role", sa.String(20)),
        _column("failures", sa.Integer()),
        _column("locked_until", _TIME, null=True),
        _column("disabled_at", _TIME, null=True),
        sa.UniqueConstraint("organisation_id", "id", name="uq_users_organisation"),
    )
    op.create_index("uq_users_name_key", "users", ["organisation_id", "name_key"], unique=True)
    _owned(
        "assignments",
        _column("user_id", _ID),
        _column("client_id", _ID),
        _of_user("assignments"),
        sa.ForeignKeyConstraint(["organisation_id", "client_id"], ["clients.organisation_id", "clients.id"], name="fk_assignments_client"),
        sa.UniqueConstraint("user_id", "client_id", name="uq_assignments_user_client"),
    )
    _owned(
        "sessions",
        _column("user_id", _ID),
        _column("token_sha256", _HASH),
        _column("seen_at", _TIME),
        _of_user("sessions"),
        sa.UniqueConstraint("token_sha256", name="uq_sessions_token"),
    )


def _owned(name: str, *columns: Any) -> None:
    organisation = sa.Column("organisation_id", _ID, sa.ForeignKey("organisations.id"), nullable=False)
    own = (organisation, _column("created_at", _TIME), _column("created_by", sa.Text()))
    op.create_table(name, sa.Column("id", _ID, primary_key=True), *own, *columns)


def _column(name: str, kind: Any, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=null)


def _of_user(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["organisation_id", "user_id"], ["users.organisation_id", "users.id"], name=f"fk_{table}_user")
