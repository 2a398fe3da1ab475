"""Alembic's entry: it is given a connection that is in a transaction already, by assistant/workspace/schema.py."""

from alembic import context

from assistant.workspace.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    transactional_ddl=True,  # SQLite too: database.py begins its transactions itself
    transaction_per_migration=False,
)
context.run_migrations()
