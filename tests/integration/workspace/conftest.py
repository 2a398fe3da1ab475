"""A workspace on SQLite and on a real PostgreSQL server."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from assistant.workspace import Workspace
from assistant.workspace.values import Client
from tests.support.postgres import programs, server
from tests.support.workspaces import NAME, WHO, Somewhere

NewDatabase = Callable[[], str]


@pytest.fixture(scope="session")
def new_database() -> Iterator[NewDatabase]:
    """-> the URL of an empty PostgreSQL database."""
    if programs() is None:
        pytest.skip("PostgreSQL is not installed")
    numbers = count()
    with server() as port:

        def make() -> str:
            name = f"xp{next(numbers)}"
            engine = create_engine(f"postgresql+pg8000://xp@127.0.0.1:{port}/postgres", isolation_level="AUTOCOMMIT")
            with engine.connect() as connection:
                connection.execute(text(f"CREATE DATABASE {name}"))
            engine.dispose()
            return f"postgresql://xp@127.0.0.1:{port}/{name}"

        yield make


@pytest.fixture(params=["sqlite", "postgresql"])
def somewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Somewhere:
    if request.param == "sqlite":
        return Somewhere(tmp_path / "数据")
    return Somewhere(tmp_path / "数据", request.getfixturevalue("new_database")())


@pytest.fixture
def workspace(somewhere: Somewhere) -> Iterator[Workspace]:
    opened = Workspace.open(somewhere)
    yield opened
    opened.close()


@pytest.fixture
def client(workspace: Workspace) -> Client:
    return workspace.create_client({"name": NAME, "kind": "sales"}, WHO)
