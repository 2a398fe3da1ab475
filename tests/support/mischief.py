"""What files may do to the process that reads them. All run in a worker, which finds them by name."""

import ctypes
import os
import signal
import socket
import sys
import time
from pathlib import Path

from scoring.documents.errors import DocumentError
from scoring.facts.model import FileFacts
from scoring.isolation import tell
from scoring.limits import Limits
from scoring.pack import PackFile

MB = 1024 * 1024


def add(one: int, other: int) -> int:
    return one + other


def process_id() -> int:
    return os.getpid()


def has_loaded(*modules: str) -> bool:
    return all(one in sys.modules for one in modules)


def folder() -> str:
    return str(Path.cwd())


def segfault() -> None:
    ctypes.string_at(0)


def leave() -> None:
    os._exit(0)


def kill_itself() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def recurse_in_c() -> None:
    os.abort()


def sleep(seconds: float) -> str:
    time.sleep(seconds)
    return "slept"


def spin() -> None:
    while True:
        pass


def eat_memory(megabytes: int) -> int:
    return len(bytearray(megabytes * MB).replace(b"\0", b"x"))


def tell_pages(pages: int, seconds: float) -> str:
    for page in range(pages):
        tell((page + 1, pages))
        time.sleep(seconds)
    return "read"


def raise_document_error() -> None:
    raise DocumentError("手册.docx", "文件已损坏", "unreadable")


class OddError(Exception):
    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} {other}")


def raise_odd() -> None:
    raise OddError("a", "b")


def connect(port: int) -> None:
    socket.create_connection(("127.0.0.1", port), timeout=2).close()


def write_core_limit() -> tuple[int, int]:
    import resource

    return resource.getrlimit(resource.RLIMIT_CORE)[0], resource.getrlimit(resource.RLIMIT_FSIZE)[0]


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def by_name(*arguments: object) -> object:
    """The first argument says what is done."""
    name, *others = arguments
    function = globals()[str(name)]
    return function(*others)


def extract_or_misbehave(file: PackFile, _cache: Path | None, _limits: Limits) -> FileFacts:
    """Stands in for the reading of a file: one of the name of a function above misbehaves, all others are read."""
    name = file.path.removesuffix(".txt")
    if name in globals():
        by_name(name, *([] if not file.data.startswith(b"#") else [int(file.data[1:])]))
    if name.startswith("pages"):
        tell((3, 12))
    return FileFacts(file.path, "0" * 64, "text/plain", file.data.decode())


def kill_over_a_path(_path: Path, _max_bytes: int, _limits: Limits) -> None:
    kill_itself()


def spin_over_a_path(_path: Path, _max_bytes: int, _limits: Limits) -> None:
    spin()
