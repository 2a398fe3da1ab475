"""What is removed or revoked stays so; notes are neither changed nor deleted."""

import sqlalchemy as sa
from alembic import op

from assistant.workspace.triggers import for_good, guards

revision = "0004"
down_revision = "0003"

_GONE = ("removed_at", "removed_by")


def upgrade() -> None:
    bind = op.get_bind()
    dialect = bind.dialect.name
    columns = [column["name"] for column in sa.inspect(bind).get_columns("notes")]
    statements = [
        *guards(dialect, "notes", changeable=_GONE, columns=columns),
        for_good(dialect, "files", _GONE),
        for_good(dialect, "notes", _GONE),
        for_good(dialect, "overrides", ("revoked_at", "revoked_by", "revoked_why")),
    ]
    for statement in statements:
        op.execute(sa.text(statement))
