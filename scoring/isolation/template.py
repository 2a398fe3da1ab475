"""The process that workers are forked from: one thread, no files of others, and on demand the lexicon read already.

It is told over a socket what to do: warm up, with the folder of the fact cache; or fork, with the worker's end of its connection and
the module that it will need. Asked for more workers than one pack takes, it gets ready what they would each make anew, whenever no
order waits.
It ends when the other end is closed.
"""

import gc
import os
import select
import signal
import socket
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn

from scoring.isolation.bounds import end_with_parent
from scoring.isolation.worker import serve

HEAD = struct.Struct(">cH")  # what to do; how many bytes follow
PID = struct.Struct(">q")
WARM, FORK = b"w", b"f"

_ONE_PACK = 2  # workers
_LIBRARIES = ("docx", "python_calamine", "pdfplumber")  # each takes longer to load than most files to read


def main(handle: int) -> NoReturn:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a key press is for the one in front
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # workers that end leave nothing behind
    orders = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, fileno=handle)
    workers, spare = 0, _spare_work()
    while True:
        while workers > _ONE_PACK and not _waits(orders) and next(spare, False):
            pass
        head, handles, _, _ = socket.recv_fds(orders, HEAD.size, 1)
        if len(head) < HEAD.size:
            os._exit(0)
        what, size = HEAD.unpack(head)
        more = orders.recv(size, socket.MSG_WAITALL) if size else b""
        if what == WARM:
            _warm(Path(os.fsdecode(more)) if more else None)
            spare = _spare_work()
        else:
            _load(more.decode())
            orders.sendall(PID.pack(_fork(orders, handles[0])))
            workers += 1


def _waits(orders: socket.socket) -> bool:
    return bool(select.select([orders], [], [], 0)[0])


def _spare_work() -> Iterator[bool]:
    """In small pieces, true after each: an order that comes meanwhile waits for one at most."""
    for library in _LIBRARIES:
        _loaded(library)
        yield True
    if "scoring.facts.warm" in sys.modules:
        from scoring.facts.lazy_pattern import compile_next

        while compile_next():
            yield True
    gc.collect()
    gc.freeze()


def _warm(cache: Path | None) -> None:
    from scoring.facts.kept import recall

    recall(cache)
    import scoring.facts.warm  # noqa: F401

    gc.collect()
    gc.freeze()  # so that workers share it


def _load(module: str) -> None:
    """One of our own."""
    if module.startswith("scoring."):
        _loaded(module)


def _loaded(module: str) -> None:
    """Once for all workers; what is wrong with it, the worker will find."""
    with suppress(ImportError):
        import_module(module)


def _fork(orders: socket.socket, handle: int) -> int:
    me = os.getpid()
    pid = os.fork()
    if pid:
        os.close(handle)
        return pid
    try:
        end_with_parent(me)
        orders.close()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        serve(Connection(handle))
    finally:
        os._exit(0)
