"""A server that does as told, and wires to it with short times."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from assistant.llm.breaker import Policy
from assistant.llm.endpoint import Endpoint, Times
from assistant.llm.wire import Wire
from tests.support.llm_server import MODEL, LlmServer, llm_server

KEY = "sk-very-secret-0123456789"
TIMES = Times(connect=5.0, first_token=10.0, stall=10.0, answer=30.0, queue=0.3, backoff=0.01, longest_wait=2.0)
MakeWire = Callable[..., Wire]


@pytest.fixture
def server() -> Iterator[LlmServer]:
    with llm_server() as running:
        yield running


@pytest.fixture
def make_wire(server: LlmServer, tmp_path: Path) -> Iterator[MakeWire]:
    """(times={}, **fields of the endpoint) -> a wire to the server, closed in the end."""
    made: list[Wire] = []

    def make(times: dict[str, float] | None = None, **fields: Any) -> Wire:
        plain = Endpoint(server.base_url, MODEL, SecretStr(KEY), times=replace(TIMES, **(times or {})), breaker=Policy(faults=100))
        made.append(Wire(replace(plain, **fields), tmp_path / "data"))
        return made[-1]

    yield make
    for wire in made:
        wire.close()
