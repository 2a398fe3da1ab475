"""Tasks -> answers, each task in a worker: in time, within memory, and at the price of that task alone."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

from scoring.isolation import processes, stopped
from scoring.isolation.worker import Task
from scoring.limits import Limits

T = TypeVar("T")
Note = Callable[[int, Any], None]  # the number of the task, and what its worker told

_PATIENCE = 4  # times the limit that a worker may take while others keep the processor from it
_WORKED = 0.5


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a task: its value, or the error it raised or was stopped by."""

    number: int
    value: Any = None
    error: Exception | None = None


def isolated(function: Callable[..., T], *arguments: object, limits: Limits | None = None) -> T:
    """The function's value, from a process of its own. Function, arguments and value must be picklable.

    Raises what the function raises, and Stopped where it crashes or goes beyond `limits.seconds` or `limits.memory_mb`.
    """
    (answer,) = run_all(function, [arguments], limits or Limits())
    if answer.error is not None:
        raise answer.error
    value: T = answer.value
    return value


def run_all(
    function: Callable[..., Any],
    tasks: Sequence[tuple[Any, ...]],
    limits: Limits,
    *,
    workers: int = 1,
    begin: Task | None = None,
    note: Note = lambda _number, _told: None,
) -> Iterator[Answer]:
    """An answer for every task, in the order they come; `note` hears what workers `tell`. Workers end with the iteration."""
    pool = _Pool(function, tasks, limits, begin)
    try:
        for _ in range(min(workers, len(tasks))):
            pool.seat()
        while pool.busy:
            yield from pool.answers(note)
    finally:
        pool.end()


@dataclass(slots=True)
class _Seat:
    """A worker and the task it is at."""

    worker: processes.Worker
    number: int
    fresh: bool
    since: float = 0.0
    deadline: float = 0.0
    cpu: float = 0.0


class _Pool:
    def __init__(self, function: Callable[..., Any], tasks: Sequence[tuple[Any, ...]], limits: Limits, begin: Task | None) -> None:
        self._function, self._tasks, self._limits, self._begin = function, tasks, limits, begin
        self._waiting = deque(range(len(tasks)))
        self.busy: dict[Connection, _Seat] = {}

    def seat(self) -> None:
        """A new worker, if there is a task for it."""
        if self._waiting:
            worker = processes.start(self._function.__module__, self._limits.memory_bytes, self._begin)
            self._give(_Seat(worker, 0, True))

    def answers(self, note: Note) -> Iterator[Answer]:
        """Those that have come, after waiting for the first of them or for a deadline."""
        first = min(seat.deadline for seat in self.busy.values())
        ready = wait(list(self.busy), max(first - monotonic(), 0))
        for connection in ready:
            seat = self.busy[connection]  # type: ignore[index]
            try:
                kind, told = seat.worker.connection.recv()
            except (EOFError, OSError):
                yield from self._gone(seat, stopped.crashed())
                continue
            if kind == "note":
                self._wind(seat)
                note(seat.number, told)
            elif kind == "memory":
                yield from self._gone(seat, stopped.too_large(self._limits))
            else:
                done = Answer(seat.number, told) if kind == "value" else Answer(seat.number, error=told)
                del self.busy[seat.worker.connection]
                seat.fresh = False
                self._give(seat)  # before the answer is looked at, so that the worker need not wait
                yield done
        for seat in [one for one in self.busy.values() if one.worker.connection not in ready and one.deadline <= monotonic()]:
            if self._kept_waiting(seat):
                seat.deadline = monotonic() + self._limits.seconds / _PATIENCE
            else:
                yield from self._gone(seat, stopped.too_slow(self._limits))

    def end(self) -> None:
        for seat in self.busy.values():
            seat.worker.kill()
            seat.worker.connection.close()
        self.busy.clear()

    def _give(self, seat: _Seat) -> None:
        """The next task, or leave where there is none."""
        if not self._waiting:
            seat.worker.connection.close()
            return
        seat.number = self._waiting.popleft()
        self._wind(seat)
        self.busy[seat.worker.connection] = seat
        with suppress(OSError):  # one that is dead is found so when its answer is waited for
            seat.worker.connection.send((self._function, self._tasks[seat.number]))

    def _gone(self, seat: _Seat, why: stopped.Stopped) -> Iterator[Answer]:
        """A worker is lost. What earlier files left behind in it may be the cause: then the task has another try in a new one."""
        del self.busy[seat.worker.connection]
        seat.worker.kill()
        seat.worker.connection.close()
        if not seat.fresh and why.reason != "too_slow":
            self._waiting.appendleft(seat.number)
            self.seat()
        else:
            self.seat()
            yield Answer(seat.number, error=why)

    def _wind(self, seat: _Seat) -> None:
        seat.since = monotonic()
        seat.deadline = seat.since + self._limits.seconds
        seat.cpu = _cpu_seconds(seat.worker.pid)

    def _kept_waiting(self, seat: _Seat) -> bool:
        """On a busy machine time passes without work: the same file must not be read today and be too slow tomorrow."""
        worked = _cpu_seconds(seat.worker.pid) - seat.cpu
        return worked < _WORKED * self._limits.seconds and monotonic() - seat.since < _PATIENCE * self._limits.seconds


def _cpu_seconds(pid: int) -> float:
    """What the process has used of the processor; infinite where the system does not tell."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, LookupError, ValueError):
        return float("inf")
