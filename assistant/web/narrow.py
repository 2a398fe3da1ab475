"""Gradio reduced to what the page uses: no upload, no file serving, no proxy, no API listing, no monitoring."""

import re
from collections.abc import Collection

from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.web.errors import STATUS, error

_IN_USE = re.compile(
    r"/|/(?:assets|static)/[\w./-]+|/theme\.css|/robots\.txt"
    r"|/gradio_api/(?:queue/join|queue/data|startup-events|app_id|reset|cancel|heartbeat/\w+)"
)


class Narrow:
    """Passes on what the page uses; one of our own paths arrives here only with a method it does not have."""

    def __init__(self, gradio: ASGIApp, own: Collection[str]) -> None:
        self._gradio = gradio
        self._own = re.compile("|".join(map(_pattern, own)))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or _IN_USE.fullmatch(scope["path"]):
            await self._gradio(scope, receive, send)
            return
        status = 405 if self._own.fullmatch(scope["path"]) else 404
        await error(status, STATUS[status])(scope, receive, send)


def _pattern(path: str) -> str:
    """/api/faq/{id} -> what matches every such path."""
    return "".join("[^/]+" if part.startswith("{") else re.escape(part) for part in re.split(r"(\{\w+\})", path))
