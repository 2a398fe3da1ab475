"""What runs in a worker: one task after the other, from its connection and back to it."""

import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, ClassVar, Literal

from scoring.isolation.bounds import bind

Task = tuple[Callable[..., Any], tuple[Any, ...]]
# What comes back: a value or an error ends a task; "memory" ends the worker, too; "note" is told in the midst of one.
Message = tuple[Literal["value", "error", "memory", "note"], Any]


@dataclass(frozen=True, slots=True)
class Birth:
    """How a worker begins: the folder that relative paths start from, its memory, and what it does before its first task."""

    folder: str
    memory_bytes: int
    begin: Task | None


class _Ear:
    connection: ClassVar["Connection | None"] = None


def tell(note: object) -> None:
    """To whoever waits for the task that runs here; its time starts anew. Nothing happens outside of a worker."""
    if _Ear.connection is not None:
        _Ear.connection.send(("note", note))


def serve(connection: Connection) -> None:
    """Until the other end is closed, or memory is used up."""
    try:
        birth: Birth = connection.recv()
        os.chdir(birth.folder)
        bind(birth.memory_bytes)
        _Ear.connection = connection
        if birth.begin is not None:
            function, arguments = birth.begin
            function(*arguments)
        while True:
            task: Task = connection.recv()
            message = _done(task)
            connection.send(message)
            if message[0] == "memory":
                return
    except MemoryError:
        connection.send(("memory", None))
    except (EOFError, OSError):  # nobody waits any more
        return


def _done(task: Task) -> Message:
    function, arguments = task
    try:
        return "value", function(*arguments)
    except MemoryError:
        return "memory", None
    except Exception as error:  # noqa: BLE001  the rim: whatever it was is for the other side
        return "error", _portable(error)


def _portable(error: Exception) -> Exception:
    """Errors of libraries may not survive pickling."""
    try:
        copy = pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001  a foreign class's own code
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error if type(copy) is type(error) else RuntimeError(f"{type(error).__name__}: {error}")
