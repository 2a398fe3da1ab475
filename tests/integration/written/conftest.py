"""The whole service before a real endpoint that does as told."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from assistant.knowledge.index import IndexPlace
from assistant.service import Service
from assistant.settings import Settings
from tests.support.good_model import good
from tests.support.llm_server import MODEL, LlmServer, llm_server
from tests.support.model_server import writes

KEY = "sk-very-secret-0123456789"
QUICK = {
    "llm_connect_seconds": 5.0, "llm_first_token_seconds": 10.0, "llm_stall_seconds": 10.0, "llm_answer_seconds": 30.0,
    "llm_retries": 0,
}  # fmt: skip
MakeService = Callable[..., Service]


@pytest.fixture
def server() -> Iterator[LlmServer]:
    with llm_server(writes(good)) as running:
        yield running


@pytest.fixture
def make_service(server: LlmServer, built_dir: Path, tmp_path: Path) -> Iterator[MakeService]:
    """(**settings) -> a service over the built index with a day's count of its own, its model behind the server."""
    made: list[Service] = []

    class Counted(Service):
        """Reads the shared index; counts in this test's folder."""

        @property
        def place(self) -> IndexPlace:
            return IndexPlace(self.settings.corpus_dir, built_dir / "index", built_dir / "library")

    def make(**more: Any) -> Service:
        fields = {"llm_base_url": server.base_url, "llm_model": MODEL, "llm_api_key": SecretStr(KEY), **QUICK, **more}
        made.append(Counted(Settings(data_dir=tmp_path / "data", **fields), "exact"))
        return made[-1]

    yield make
    for service in made:
        service.close()
