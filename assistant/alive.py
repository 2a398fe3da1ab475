"""Which processes are alive: each holds a lock on a file of its own, which the system lets go when the process dies, however it dies.

A process number alone would not do: numbers are used again, and containers all have a number 1.
"""

import os
import secrets
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

_held: dict[tuple[Path, int], tuple[str, IO[bytes]]] = {}  # by folder and process: a forked child has locks of its own
_guard = threading.Lock()
_STALE = 24 * 3600  # seconds


def own_token(folder: Path) -> str:
    """This process's name among those that use `folder`; stays the same as long as it lives. Raises OSError."""
    key = (folder.resolve(), os.getpid())
    with _guard:
        if key not in _held:
            folder.mkdir(parents=True, exist_ok=True)
            token = f"{os.getpid()}-{secrets.token_hex(6)}"
            file = (folder / f"{token}.lock").open("xb")
            _try_lock(file)
            _held[key] = (token, file)
        return _held[key][0]


def is_alive(folder: Path, token: str) -> bool:
    """Whether the process of that token still runs. What a dead one left is removed."""
    mine = _held.get((folder.resolve(), os.getpid()))
    if mine is not None and mine[0] == token:
        return True
    path = folder / f"{Path(token).name}.lock"
    try:
        with path.open("r+b") as file:
            if not _try_lock(file):
                return True
    except OSError:
        return False
    with suppress(OSError):
        path.unlink()
    return False


def holds(folder: Path, token: str) -> bool:
    """The same, and nothing is removed."""
    mine = _held.get((folder.resolve(), os.getpid()))
    if mine is not None and mine[0] == token:
        return True
    try:
        with (folder / f"{Path(token).name}.lock").open("r+b") as file:
            return not _try_lock(file)
    except OSError:
        return False


def sweep(folder: Path) -> None:
    """Remove what processes left that are dead since long; a young file may be about to be locked."""
    for path in folder.glob("*.lock"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _STALE:
                is_alive(folder, path.stem)


def _try_lock(file: IO[bytes]) -> bool:
    """Whether the lock could be had; it goes with the file's closing. Raises OSError where the file system has no locks."""
    if os.name == "nt":
        import msvcrt

        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
