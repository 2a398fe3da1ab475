"""A Chroma server that is not there, is another service, or goes away."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, NoReturn

import httpx
import numpy as np
import pytest

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


def test_a_server_that_goes_away() -> None:
    class Collection:
        def count(self) -> int:
            return 3

        def query(self, **_: Any) -> NoReturn:
            raise httpx.ConnectError("[Errno 111] Connection refused")

    with pytest.raises(ChromaServerError, match=r"^连不上 Chroma 服务：请检查"):
        ChromaDense(Collection()).search(np.ones(2, dtype=np.float32), 3)
