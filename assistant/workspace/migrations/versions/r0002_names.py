"""Clients are found by name however it is typed; a note may stand at a clause."""

import sqlalchemy as sa
from alembic import op

from assistant.workspace.naming import name_key

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("clients", sa.Column("name_key", sa.Text(), nullable=False, server_default=""))
    op.add_column("notes", sa.Column("clause", sa.Text(), nullable=False, server_default=""))
    clients = sa.table("clients", sa.column("id", sa.String), sa.column("name", sa.Text), sa.column("name_key", sa.Text))
    bind = op.get_bind()
    for client_id, name in bind.execute(sa.select(clients.c.id, clients.c.name)).all():
        bind.execute(sa.update(clients).where(clients.c.id == client_id).values(name_key=name_key(name)))
    op.create_index("ix_clients_name_key", "clients", ["organisation_id", "name_key"])
