"""A client can be erased for good: the database lets its rows go, and their details in the log, once its erasure is on record."""

import sqlalchemy as sa
from alembic import op

from assistant.workspace.triggers import erasable, for_good, guards, redactable

revision = "0005"
down_revision = "0004"

_ID, _TIME = sa.String(40), sa.String(40)
_GUARDED = ("files", "assessments", "overrides", "notes")


def upgrade() -> None:
    bind = op.get_bind()
    dialect = bind.dialect.name
    op.create_table(
        "erasures",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("organisation_id", _ID, sa.ForeignKey("organisations.id"), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("client_id", _ID, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("finished_at", _TIME, nullable=True),
        sa.UniqueConstraint("organisation_id", "client_id", name="uq_erasures_client"),
    )
    columns = {name: [column["name"] for column in sa.inspect(bind).get_columns(name)] for name in ("erasures", "audit_log")}
    statements = [
        *guards(dialect, "erasures", changeable=("finished_at",), columns=columns["erasures"]),
        for_good(dialect, "erasures", ("finished_at",)),
        *(one for table in _GUARDED for one in erasable(dialect, table)),
        *redactable(dialect, "audit_log", columns["audit_log"]),
    ]
    for statement in statements:
        op.execute(sa.text(statement))
