"""A service that was told to stop: nothing new is begun, what is under way is done with, within bounds."""

import asyncio
import re
import time
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.errors import error
from assistant.workbench.running import Left

STOPPING = "服务正在停止，请稍后再试"
_STILL = frozenset({"/healthz", "/readyz", "/metrics"})  # answered to the end
_LASTING = re.compile(r".*/heartbeat/[^/]+")  # open as long as a page is
_LOOK = 0.25  # seconds
GRACE = 1  # second for what has had its time


class Stopping:
    """Whether, and by when at the latest. Kept by the loop's thread; a signal only begins it.

    `first` is called when it begins and `last` when the time is up: what works outside of requests ends of its own.
    """

    def __init__(
        self, seconds: float, first: Callable[[], None], last: Callable[[], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.seconds, self.first, self.last = seconds, first, last
        self.begun = False
        self.in_flight = 0  # requests
        self.cut = 0  # requests that had had their time
        self.left = Left()  # gradings
        self._clock = clock
        self._deadline = 0.0

    def begin(self) -> None:
        if not self.begun:
            self._deadline = self._clock() + self.seconds
            self.begun = True

    @property
    def late(self) -> bool:
        """Whether what is under way has had its time."""
        return self.begun and self._clock() >= self._deadline

    @property
    def over(self) -> bool:
        """Whether nothing has to be waited for any more."""
        return self.begun and (not self.in_flight or self.late)


class Draining:
    """Counts what is under way and turns away what comes after the beginning of the end."""

    def __init__(self, app: ASGIApp, stopping: Stopping) -> None:
        self._app, self._stopping = app, stopping

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in _STILL:
            await self._app(scope, receive, send)
        elif self._stopping.begun:
            reply = error(503, STOPPING)
            reply.headers.update({"Retry-After": "5", "Connection": "close"})
            await reply(scope, receive, send)
        elif _LASTING.fullmatch(scope["path"]):
            await self._cut(scope, receive, send)
        else:
            self._stopping.in_flight += 1
            try:
                await self._app(scope, receive, send)
            except asyncio.CancelledError:
                self._stopping.cut += 1
                raise
            finally:
                self._stopping.in_flight -= 1

    async def _cut(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A stream that ends with the service, not the other way round."""
        begun = ended = False

        async def heard(message: Message) -> None:
            nonlocal begun, ended
            begun = begun or message["type"] == "http.response.start"
            ended = ended or (message["type"] == "http.response.body" and not message.get("more_body", False))
            await send(message)

        task = asyncio.ensure_future(self._app(scope, receive, heard))
        try:
            while not task.done() and not self._stopping.begun:
                await asyncio.wait({task}, timeout=_LOOK)
        finally:
            if not task.done():
                task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        if begun and not ended:
            await send({"type": "http.response.body", "body": b"", "more_body": False})
