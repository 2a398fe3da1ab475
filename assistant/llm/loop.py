"""A thread that runs coroutines: a request in it can be ended while it waits for a server, which no blocking read allows."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
_PATIENCE = 5.0  # seconds for what is cancelled to end


class LoopThread:
    """Started on first use; `close` ends what runs in it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._closed = False

    def start(self, job: Coroutine[Any, Any, T], ended: Callable[["asyncio.Task[T]"], None]) -> Callable[[], None] | None:
        """What cancels it; None when closed. `ended` is called in the loop however the job ends, even before its first step."""
        tasks: list[asyncio.Task[T]] = []

        def begin() -> None:
            tasks.append(asyncio.get_running_loop().create_task(job))
            tasks[0].add_done_callback(ended)

        if not self._soon(begin):
            job.close()
            return None
        return lambda: void(self._soon(lambda: void(tasks[0].cancel())))

    def close(self, last: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Cancel everything, then run `last` in the loop, then stop. May be called twice."""
        with self._lock:
            self._closed = True
            loop, thread = self._loop, self._thread
            self._loop = self._thread = None
        if loop is None or thread is None:
            return
        asyncio.run_coroutine_threadsafe(_end_all(last), loop).result(3 * _PATIENCE)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(_PATIENCE)
        if not thread.is_alive():
            loop.close()

    def _soon(self, step: Callable[[], None]) -> bool:
        with self._lock:
            if self._closed:
                return False
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._loop.run_forever, name="llm", daemon=True)
                self._thread.start()
            self._loop.call_soon_threadsafe(step)
            return True


def void(_: object) -> None:
    """For calls whose result nobody asks for."""


async def _end_all(last: Callable[[], Coroutine[Any, Any, None]]) -> None:
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks, timeout=_PATIENCE)
    await last()
    loop = asyncio.get_running_loop()
    await loop.shutdown_asyncgens()
    await loop.shutdown_default_executor()
