"""`python app.py` and `xingping serve`: listen, say where in one line, stop cleanly."""

import errno
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pydantic import ValidationError

from assistant.errors import DeclaredError
from assistant.logs import set_up, tell
from assistant.settings import Settings, get_settings
from assistant.settings_words import settings_fault
from assistant.web.hosts import only_here
from assistant.web.stopping import GRACE

if TYPE_CHECKING:
    from uvicorn import Server

    from assistant.web.warmth import Warmth

_NOBODY = "XINGPING_HOST 是 {host}，别人也能打开，所以要先有账号：请先运行 xingping user add 名字 --role admin，再启动"
_WILDCARDS = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}


def main() -> int:
    """Serve with the settings of the environment. Returns the exit code."""
    try:
        settings = get_settings()
    except ValidationError as error:
        return _fail(settings_fault(error))
    return serve(settings)


def serve(settings: Settings) -> int:
    """Serve until told to stop. Returns 0, or 2 after one Chinese line on stderr when it cannot."""
    set_up(as_json=settings.log == "json", level=settings.log_level, secrets=settings.secrets, verbatim=settings.debug)
    try:
        with _told_to_stop():
            return _serve(settings)
    except KeyboardInterrupt:  # while it was starting: nothing is under way
        return _stopped("已停止")


def _serve(settings: Settings) -> int:
    try:
        listener = listen(settings.host, settings.port)
    except OSError as error:
        return _fail(reason(error, settings))
    with listener:
        import uvicorn

        from assistant.accounts import Accounts
        from assistant.service import Service
        from assistant.web.app import create_app
        from assistant.web.patience import Impatient
        from assistant.web.polite import PoliteServer, last_line
        from assistant.workbench import Workbench

        try:
            service = Service(settings)
            bench = Workbench(service)
            if not only_here(settings.host) and not Accounts.of(bench.workspace).somebody_can_log_in(settings.oidc_issuer, settings.oidc_claim):
                return _fail(_NOBODY.format(host=settings.host))
            app = create_app(service, bench)
        except DeclaredError as error:  # the workspace cannot be opened: nothing to serve
            return _fail(str(error))
        config = uvicorn.Config(
            app, log_level="warning", log_config=None, access_log=False, timeout_graceful_shutdown=GRACE, server_header=False,
            http=Impatient, ws="none", proxy_headers=False,
        )  # fmt: skip
        server = PoliteServer(config, app.state.stopping)
        threading.Thread(target=_announce, args=(app.state.warmth, server, settings), daemon=True).start()
        server.run(sockets=[listener])
        return _fail(app.state.warmth.problem) if app.state.warmth.problem else _stopped(last_line(app.state.stopping))


@contextmanager
def _told_to_stop() -> Iterator[None]:
    """SIGTERM as Ctrl+C, before uvicorn listens for signals and after; a container's first process would not hear it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _stopped(line: str) -> int:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
    return 0


def url_of(settings: Settings) -> str:
    """The address to open in a browser on this machine."""
    host = _WILDCARDS.get(settings.host, settings.host)
    return f"http://[{host}]:{settings.port}" if ":" in host else f"http://{host}:{settings.port}"


def listen(host: str, port: int) -> socket.socket:
    """A bound socket, so that a port in use is known before anything slow is loaded."""
    family, kind, protocol, _, address = socket.getaddrinfo(
        host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    listener = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":  # elsewhere the option lets two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener


def reason(error: OSError, settings: Settings) -> str:
    """Why nobody can listen there, and what to do, in one Chinese line."""
    if error.errno == errno.EADDRINUSE:
        return f"端口 {settings.port} 已被占用：请停掉占用它的程序，或用 XINGPING_PORT 换一个端口"
    if error.errno == errno.EACCES:
        return f"没有权限监听端口 {settings.port}：请用 XINGPING_PORT 换一个 1024 以上的端口"
    return f"不能监听地址 {settings.host}：请检查 XINGPING_HOST（{error.strerror or error}）"


def _announce(warmth: "Warmth", server: "Server", settings: Settings) -> None:
    """One line when the first question can be answered; without a knowledge base there is nothing to serve."""
    warmth.wait()
    if warmth.problem:
        server.should_exit = True
    else:
        sys.stdout.write(f"星评顾问已就绪：{url_of(settings)} （按 Ctrl+C 停止）\n")
        sys.stdout.flush()


def _fail(reason: str) -> int:
    tell(reason, logging.ERROR)
    return 2
