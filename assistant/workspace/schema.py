"""Bringing a database to today's schema, and refusing one that is newer."""

import threading
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from assistant.workspace.database import Database
from assistant.workspace.errors import WorkspaceError, told

HEAD = "0008"  # a test holds it against the revisions there are
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008")
_MIGRATIONS = Path(__file__).resolve().parent / "migrations"
_LOCK = 27922_2011  # of PostgreSQL's advisory locks
_one_at_a_time = threading.Lock()  # alembic keeps its context in module globals


def bring_up(database: Database, revision: str = HEAD) -> None:
    """Create the tables or migrate older ones, in one transaction. Raises WorkspaceError, for a newer schema too."""
    with told(), database.engine.connect() as connection:
        if current(connection) == revision:
            return
    with _one_at_a_time, database.connection() as connection:
        if not database.sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        found = current(connection)  # another process may have been faster
        if found is not None and found not in REVISIONS:
            raise WorkspaceError("资料库是更新版本的程序建的，这个版本打不开；请升级程序")
        if found != revision:
            upgrade_to(connection, revision)


def current(connection: Connection) -> str | None:
    """The revision of the database; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade_to(connection: Connection, revision: str) -> None:
    """Run the revisions up to that one, in the connection's transaction."""
    from alembic.command import upgrade
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    upgrade(config, revision)
