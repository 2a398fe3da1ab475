"""Accounts over a workspace of their own, with a clock that is moved by hand and hashes that cost little."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from assistant.accounts import Accounts
from assistant.accounts.passwords import Passwords
from assistant.workspace import Workspace
from tests.support.workspaces import Somewhere


@dataclass
class Clock:
    """Stands where it is put."""

    at: datetime = field(default_factory=lambda: datetime(2026, 11, 20, 8, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, **span: float) -> None:
        self.at += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    opened = Workspace.open(Somewhere(tmp_path / "数据"), clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def accounts(workspace: Workspace) -> Accounts:
    return Accounts.of(workspace, passwords=Passwords(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)))
