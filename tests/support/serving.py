"""The application as it is run: uvicorn on a free port, Chroma and all, warm."""

import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from starlette.routing import BaseRoute

from assistant.service import Service
from assistant.settings import Settings


@contextmanager
def served(settings: Settings, stand_ins: Sequence[BaseRoute] = ()) -> Iterator[str]:
    """Its address, until the block ends; `stand_ins` answer before the application's own routes."""
    import uvicorn

    from assistant.web.app import create_app
    from assistant.web.patience import Impatient

    app = create_app(Service(settings))
    app.router.routes[:0] = stand_ins
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        app, log_config=None, timeout_graceful_shutdown=1, server_header=False, http=Impatient, ws="none", proxy_headers=False
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 60
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.05)
    assert server.started
    assert app.state.warmth.wait(60)
    assert not app.state.warmth.problem
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    server.should_exit = True
    thread.join(10)
