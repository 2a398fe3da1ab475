"""The application over the real service and a data directory of its own; one other website may ask it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.service import Service
from assistant.settings import Settings
from assistant.web.app import create_app

SITE = "https://www.example.cn"


@pytest.fixture(scope="session")
def settings(built_dir: Path) -> Settings:
    """A data directory whose index is built already."""
    return Settings(data_dir=built_dir, allowed_hosts="testserver", public_origins=SITE)


@pytest.fixture(scope="session")
def client(settings: Settings) -> Iterator[TestClient]:
    """A client of the running application, warm."""
    app = create_app(Service(settings, backend="exact"))
    with TestClient(app) as client:
        assert app.state.warmth.wait(60)
        yield client
