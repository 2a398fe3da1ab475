"""Questions under way, so that whoever asked one can stop it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from assistant.web.door import user_of


class Asking:
    """By who asked and the random id of the turn, which only the page that asked knows. Shared by threads."""

    def __init__(self) -> None:
        self._stops: dict[tuple[str, str], threading.Event] = {}
        self._lock = threading.Lock()

    @contextmanager
    def under_way(self, turn: str, asker: str) -> Iterator[Callable[[], bool]]:
        """Gives whether the asker has stopped it."""
        stop = threading.Event()
        with self._lock:
            self._stops[asker, turn] = stop
        try:
            yield stop.is_set
        finally:
            with self._lock:
                self._stops.pop((asker, turn), None)

    def stop(self, turn: str, asker: str) -> bool:
        """Stop it; False where nothing of that id is under way for that asker."""
        with self._lock:
            stop = self._stops.get((asker, turn))
        if stop is not None:
            stop.set()
        return stop is not None


def stop_router(asking: Asking) -> APIRouter:
    """The page's own way to stop a question; no part of the public interface."""
    router = APIRouter(include_in_schema=False)

    @router.post("/page/stop/{turn}")
    def stop(turn: str, request: Request) -> JSONResponse:
        return JSONResponse({"stopped": asking.stop(turn, user_of(request).id)})

    return router
