"""The parent's side: one template process, started when first needed, and the workers that are forked from it."""

import atexit
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from threading import Lock

from scoring.isolation.template import FORK, HEAD, PID, WARM
from scoring.isolation.worker import Birth, Task, serve

_PROGRAM = "import sys; sys.path[:] = {path!r}; from scoring.isolation.template import main; main({handle})"


@dataclass(frozen=True, slots=True)
class Worker:
    """A process with nothing to do yet. It ends when `connection` is closed; `kill` ends one that is busy."""

    connection: Connection
    pid: int
    kill: Callable[[], None]


def start(module: str, memory_bytes: int, begin: Task | None = None) -> Worker:
    """A new worker for functions of that module; `begin` is what it does first. Raises OSError where no process can be started."""
    worker = _forked(module) if hasattr(os, "fork") else _spawned()
    worker.connection.send(Birth(str(Path.cwd()), memory_bytes, begin))
    return worker


def warm_up(cache: Path | None) -> None:
    """Let coming workers begin with the lexicon read. Returns at once."""
    if hasattr(os, "fork"):
        _template.warm_up(cache)


def _forked(module: str) -> Worker:
    ours, theirs = Pipe()
    try:
        pid = _template.fork(theirs.fileno(), module.encode())
    except OSError:
        ours.close()
        raise
    finally:
        theirs.close()

    def kill() -> None:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    return Worker(ours, pid, kill)


def _spawned() -> Worker:
    ours, theirs = Pipe()
    process = get_context("spawn").Process(target=serve, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    return Worker(ours, process.pid or 0, process.kill)


class _Template:
    """Not multiprocessing's forkserver: that imports the caller's main program anew in each process, whatever it does and loads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._orders: socket.socket | None = None
        self._owner = 0
        self._warm = False

    def warm_up(self, cache: Path | None) -> None:
        with self._lock:
            orders = self._running()
            if not self._warm:
                self._warm = True
                where = os.fsencode(cache.absolute()) if cache is not None else b""
                orders.sendall(HEAD.pack(WARM, len(where)) + where)

    def fork(self, handle: int, module: bytes) -> int:
        """A worker that holds `handle`; its process id."""
        with self._lock:
            for again in (True, False):
                orders = self._running()
                try:
                    socket.send_fds(orders, [HEAD.pack(FORK, len(module)) + module], [handle])
                    told = orders.recv(PID.size, socket.MSG_WAITALL)
                except ConnectionError:
                    told = b""
                if len(told) == PID.size:
                    return int(PID.unpack(told)[0])
                self._end()
                if not again:
                    break
            raise OSError("no process can be started for reading files")

    def end(self) -> None:
        with self._lock:
            self._end()

    def _running(self) -> socket.socket:
        if self._owner != os.getpid():  # a fork of the one that started it has none yet
            self._process = self._orders = None
            self._owner, self._warm = os.getpid(), False
        if self._orders is None:
            self._orders, theirs = socket.socketpair()
            with theirs:
                program = _PROGRAM.format(path=[str(Path(one).absolute()) for one in sys.path], handle=theirs.fileno())
                shown = None if os.environ.get("XINGPING_DEBUG", "0") not in ("", "0") else subprocess.DEVNULL
                options = ["-X", f"utf8={sys.flags.utf8_mode}"]
                self._process = subprocess.Popen(
                    [sys.executable, *options, "-c", program], pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=shown, stderr=shown
                )
        return self._orders

    def _end(self) -> None:
        if self._owner != os.getpid() or self._process is None or self._orders is None:
            return
        self._orders.close()
        self._process.kill()
        self._process.wait()
        self._process = self._orders = None
        self._warm = False


_template = _Template()
atexit.register(_template.end)
