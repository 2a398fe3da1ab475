"""A workspace on SQLite with a clock of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.workspace import Workspace
from assistant.workspace.values import Client
from tests.support.workspaces import NAME, WHO, Somewhere, Ticking


@pytest.fixture
def somewhere(tmp_path: Path) -> Somewhere:
    return Somewhere(tmp_path / "数据")


@pytest.fixture
def workspace(somewhere: Somewhere) -> Iterator[Workspace]:
    opened = Workspace.open(somewhere, clock=Ticking())
    yield opened
    opened.close()


@pytest.fixture
def client(workspace: Workspace) -> Client:
    return workspace.create_client({"name": NAME, "kind": "sales"}, WHO)
