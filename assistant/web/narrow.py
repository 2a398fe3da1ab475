"""Gradio reduced to what the page uses: no upload, no file serving, no proxy, no API listing, no monitoring."""

import re
from collections.abc import Iterable

from fastapi.responses import JSONResponse
from starlette.routing import BaseRoute, Match, Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.web.errors import STATUS, error

_IN_USE = re.compile(
    r"/|/(?:assets|static)/[\w./-]+|/theme\.css|/robots\.txt"
    r"|/gradio_api/(?:queue/join|queue/data|startup-events|app_id|reset|cancel|heartbeat/\w+)"
)
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")


class Narrow:
    """Passes on what the page uses; one of our own paths arrives here only with a method it does not have."""

    def __init__(self, gradio: ASGIApp, own: Iterable[BaseRoute]) -> None:
        self._gradio = gradio
        self._own = tuple(route for route in own if not isinstance(route, Mount))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self.passes(scope["path"]):
            await self._none(scope)(scope, receive, send)
            return
        await self._gradio(scope, receive, send)

    @staticmethod
    def passes(path: str) -> bool:
        """Whether Gradio gets to see it."""
        return _IN_USE.fullmatch(path) is not None

    def _none(self, scope: Scope) -> JSONResponse:
        """405 with the methods there are, 404 where there is nothing."""
        methods = [verb for verb in _METHODS if any(route.matches({**scope, "method": verb})[0] is Match.FULL for route in self._own)]
        reply = error(405 if methods else 404, STATUS[405 if methods else 404])
        if methods:
            reply.headers["Allow"] = ", ".join(methods)
        return reply
