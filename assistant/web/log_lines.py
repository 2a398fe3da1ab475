"""One line of the log a request, with an id that the answer carries, too. Never an address, for addresses hold names and ids."""

import logging
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.logs import request_id
from assistant.logs.lines import FIELDS

log = logging.getLogger("assistant.web.requests")

HEADER = "X-Request-ID"
OTHER = "other"  # of addresses that there are not
_SANE = re.compile(r"[A-Za-z0-9._-]{8,64}")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_FILES = re.compile(r"/(?:page|assets|static)(?=/)")


@dataclass(frozen=True, slots=True)
class Heard:
    """A request that is over. `seconds` until its end, of a stream until its beginning; `received` bytes as its header tells."""

    method: str
    route: str
    status: int
    seconds: float
    received: int


class Lines:
    """Outermost, so that refusals of other middleware are told of, too. `heard` is called with every request."""

    def __init__(self, app: ASGIApp, heard: Callable[[Heard], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._app, self._heard, self._clock = app, heard, clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = headers.get(HEADER, "")
        name = given if _SANE.fullmatch(given) else secrets.token_hex(8)
        path, began = str(scope["path"]), self._clock()
        status, streamed = 500, 0.0
        scope.setdefault("state", {})

        async def told(message: Message) -> None:
            nonlocal status, streamed
            if message["type"] == "http.response.start":
                status = int(message["status"])
                reply = MutableHeaders(raw=list(message["headers"]))
                reply[HEADER] = name
                message = {**message, "headers": reply.raw}
                if reply.get("content-type", "").startswith("text/event-stream"):
                    streamed = self._clock() - began
            await send(message)

        token = request_id.set(name)
        try:
            await self._app(scope, receive, told)
        finally:
            stated = headers.get("content-length", "")
            one = Heard(
                method=scope["method"] if scope["method"] in _METHODS else OTHER,
                route=route_of(scope, path, status),
                status=status,
                seconds=streamed or self._clock() - began,
                received=int(stated) if stated.isdecimal() and stated.isascii() and len(stated) < 16 else 0,
            )
            self._tell(one, _user(scope))
            request_id.reset(token)

    def _tell(self, one: Heard, user: str) -> None:
        self._heard(one)
        fields = {"method": one.method, "route": one.route, "status": one.status, "ms": round(one.seconds * 1000)}
        log.info("request", extra={FIELDS: {**fields, **({"user": user} if user else {})}})


def route_of(scope: Scope, path: str, status: int) -> str:
    """The route's template, a bounded number of them: /desk/jobs/{job}, /page/*."""
    template = getattr(scope.get("route"), "path", "")
    if template and status != 405:
        return str(template)
    if path == "/":
        return path
    folder = _FILES.match(path)
    return f"{folder[0]}/*" if folder and status < 400 else OTHER


def _user(scope: Scope) -> str:
    """The id of who is logged in, as accounts leave it in the scope's state."""
    user: Any = (scope.get("state") or {}).get("user")
    found = getattr(user, "id", user)
    return found if isinstance(found, str) else ""
