"""A Chroma server that is not there, is another service, or goes away."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from chromadb.errors import NotFoundError

from assistant.knowledge import dense
from assistant.knowledge.dense import ChromaDense, ChromaServerError, chroma_client


@pytest.fixture
def stranger() -> Iterator[str]:
    """The address of a web server that is no Chroma."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"hello")

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_nobody_there(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(ChromaServerError, match=rf"^连不上 Chroma 服务 {url} ：请检查 XINGPING_CHROMA_URL 或启动服务$"):
        chroma_client(tmp_path, url)


def test_another_service(tmp_path: Path, stranger: str) -> None:
    with pytest.raises(ChromaServerError, match=r"^连不上 Chroma 服务"):
        chroma_client(tmp_path, stranger)


def test_while_a_server_is_away_the_same_is_found_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has to wait for it, and it is asked again once it has rested."""
    asked: list[str] = []
    faults: list[Exception] = [httpx.ConnectError("[Errno 111] Connection refused"), NotFoundError("Collection does not exist")]

    class Collection:
        def query(self, **_: Any) -> dict[str, Any]:
            asked.append("query")
            if faults:
                raise faults.pop(0)
            return {"ids": [["7"]], "distances": [[0.25]]}

    def opened() -> Collection:
        asked.append("open")
        return Collection()

    vectors = np.eye(3, dtype=np.float32)
    monkeypatch.setattr(dense, "_REST_SECONDS", 60.0)
    resting = ChromaDense(opened, vectors)
    for _ in range(2):
        assert resting.search(vectors[1], 1) == [(1, 1.0)]
    assert asked == ["open", "query"], "the second question did not wait for it"
    monkeypatch.setattr(dense, "_REST_SECONDS", -1.0)
    awake = ChromaDense(opened, vectors)
    assert awake.search(vectors[1], 1) == [(1, 1.0)], "the collection is gone"
    assert awake.search(vectors[1], 1) == awake.search(vectors[1], 1) == [(7, 0.75)]
    assert asked[2:] == ["open", "query", "open", "query", "query"], "opened anew after a fault only"


def test_a_server_that_does_not_reply_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dense, "_REPLY_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(ChromaServerError, match=r"^连不上"):
        chroma_client(tmp_path, f"http://127.0.0.1:{silent.getsockname()[1]}")
