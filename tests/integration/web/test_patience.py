"""Connections over a real socket: one that does not come to the point is closed, one that does is served again and again."""

import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn

from assistant.web import patience
from assistant.web.errors import error
from assistant.web.patience import Impatient


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await error(200, "x")(scope, receive, send)

    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, http=Impatient, lifespan="off", timeout_keep_alive=30, server_header=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(patience, "_HEADERS", 0.4)
        thread.start()
        yield int(listener.getsockname()[1])
        server.should_exit = True
        thread.join(10)


def closed_after(port: int, *pieces: bytes, pause: float = 0.0) -> float:
    """Seconds until the server hangs up on who sends these; at most 10."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        began = time.monotonic()
        try:
            for piece in pieces:
                line.sendall(piece)
                time.sleep(pause)
            while line.recv(4096):
                pass
        except (ConnectionResetError, BrokenPipeError):
            pass
        return time.monotonic() - began


@pytest.mark.parametrize("said", [(), (b"GET / HTTP/1.1\r\nHost: a\r\n",)], ids=["nothing", "half"])
def test_headers_that_do_not_end_are_not_waited_for(port: int, said: tuple[bytes, ...]) -> None:
    assert 0.3 < closed_after(port, *said) < 9


def test_a_letter_at_a_time_gains_nothing(port: int) -> None:
    assert closed_after(port, *[b"G", b"E", b"T", b" ", b"/", b" ", b"H", b"T", b"T", b"P"] * 4, pause=0.05) < 9


def test_headers_without_bound_are_refused(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 100_000)
        assert line.recv(4096).startswith(b"HTTP/1.1 400 ")


def test_who_asks_at_once_may_ask_again(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        for _ in range(3):
            line.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            assert line.recv(4096).startswith(b"HTTP/1.1 200 ")
            time.sleep(0.05)
