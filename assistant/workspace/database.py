"""The database of a workspace: engine, pragmas, transactions. SQLite in the data folder, or PostgreSQL by URL."""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, select
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.orm import Session

from assistant.workspace.errors import RefusedError, UnavailableError, WorkspaceError, told
from assistant.workspace.scope import Scope, storable
from assistant.workspace.tables import AuditHead, Table

FILE = "workspace.db"
_BUSY = 30  # seconds that a writer waits for its turn
_LARGEST = 2**63 - 1
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


def place(data_dir: Path, url: str) -> URL:
    """Where the database is: SQLite in `data_dir` unless a URL is given. Raises WorkspaceError."""
    if not url:
        return URL.create("sqlite", database=str(data_dir / FILE))
    try:
        found = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise WorkspaceError("XINGPING_DATABASE_URL 的写法不对，例如 postgresql://用户:密码@主机:5432/库名") from error
    if found.get_backend_name() == "postgresql":
        return found.set(drivername="postgresql+pg8000")
    raise WorkspaceError("XINGPING_DATABASE_URL 应以 postgresql:// 开头；留空则用数据目录里的 SQLite")


class Database:
    """Shared by threads; a session per transaction."""

    def __init__(self, url: URL, clock: Clock = utc_now) -> None:
        self.url = url
        self.sqlite = url.get_backend_name() == "sqlite"
        self._clock = clock
        self.engine = _sqlite_engine(url) if self.sqlite else _postgres_engine(url)
        event.listen(self.engine, "before_cursor_execute", _refuse_unstorable)
        self._writing = self.engine.execution_options(writing=True)
        # SQLite's readers see one moment anyway
        self._reading = self.engine if self.sqlite else self.engine.execution_options(isolation_level="REPEATABLE READ")

    @contextmanager
    def read(self, organisation: str) -> Iterator[Scope]:
        """One consistent view; nothing is written. Raises WorkspaceError."""
        with told(), Session(self._reading) as session:
            yield Scope(session, organisation, self.now())

    @contextmanager
    def write(self, organisation: str) -> Iterator[Scope]:
        """All or nothing, durable when left. Raises WorkspaceError."""
        with told(), Session(self._writing, expire_on_commit=False) as session, session.begin():
            scope = Scope(session, organisation, "")
            scope.head(lock=not self.sqlite)
            scope.begin(self.now())  # after the wait, so that times follow the log's order
            yield scope

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A writing transaction below the tables, for migrations and restoring."""
        with told(), self._writing.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """All tables as of one moment."""
        with told(), self._reading.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def alone(self) -> Iterator[Session]:
        """A writing transaction during which no organisation's writer is at work, in whatever process. Raises WorkspaceError."""
        with told(), Session(self._writing) as session, session.begin():
            if not self.sqlite:
                session.scalars(select(AuditHead).order_by(AuditHead.organisation_id).with_for_update()).all()
            yield session

    def scrub(self) -> None:
        """Leave nothing of deleted rows in the database's files: rewrite it, and empty SQLite's WAL. Raises WorkspaceError."""
        if self.sqlite:
            with told(), closing(self.engine.raw_connection()) as connection:
                self._scrub_sqlite(connection.driver_connection)
            return
        with told(), self.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as session:
            session.exec_driver_sql("ROLLBACK")  # the driver has begun a transaction to see whether the connection lives
            for name in Table.metadata.tables:
                session.exec_driver_sql(f'VACUUM FULL "{name}"')

    @staticmethod
    def _scrub_sqlite(connection: Any) -> None:
        try:
            connection.execute("VACUUM")
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]  # a reader keeps it from being emptied
        except sqlite3.Error as error:
            raise OperationalError("VACUUM", None, error) from error
        if busy:
            raise UnavailableError("资料库正忙，等了太久；请稍后再试")

    def now(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="microseconds")

    def close(self) -> None:
        self.engine.dispose()


def _refuse_unstorable(_connection: Connection, _cursor: Any, _statement: str, parameters: Any, _context: Any, many: bool) -> None:
    """Before a driver sees it: one that fails half way through a message leaves its connection unusable. Raises RefusedError."""
    for one in parameters if many else (parameters,):
        _refuse_among(one.values() if isinstance(one, Mapping) else one or ())


def _refuse_among(values: Iterable[Any]) -> None:
    for value in values:
        if isinstance(value, str) and not storable(value):
            raise RefusedError("输入里有不能保存的字符，请重新输入")
        if isinstance(value, int) and abs(value) > _LARGEST:
            raise RefusedError("输入的数字太大，请改小后再试")


def _sqlite_engine(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": _BUSY, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _: object) -> None:
        connection.isolation_level = None  # this module begins transactions itself
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={_BUSY * 1000}",
            "journal_mode=WAL",
            "synchronous=FULL",  # what was accepted survives a loss of power; NORMAL would lose the last of it
            "foreign_keys=ON",
            "secure_delete=ON",  # what is deleted or overwritten is so in the file, too
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        """A writer takes its turn at once: one that began to read first could not write any more after another."""
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _postgres_engine(url: URL) -> Engine:
    logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)  # it writes a traceback for each connection a server dropped
    try:
        engine = create_engine(url, pool_pre_ping=True, connect_args={"timeout": 2 * _BUSY})
    except ModuleNotFoundError as error:
        raise WorkspaceError("没有装 PostgreSQL 驱动 pg8000；请重新安装本程序的依赖") from error

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _: object) -> None:
        cursor = connection.cursor()
        cursor.execute(f"SET lock_timeout = '{_BUSY}s'")
        connection.commit()

    return engine
