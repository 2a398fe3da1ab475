"""What pages of other origins may use: the public paths only, the listed origins only, never with credentials."""

import re
from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

WIDGET = "/widget.js"
_PUBLIC = re.compile(rf"{re.escape(WIDGET)}|/api/(?:ask|feedback|leads|prequalify|faq(?:/[^/]+(?:/feedback)?)?)")
_CORP = "Cross-Origin-Resource-Policy"


class Public:
    """Outermost, so that a refusal from within can be read by the page that asked. Other paths and origins pass untouched."""

    def __init__(self, app: ASGIApp, origins: Collection[str]) -> None:
        self._app = app
        self._origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _PUBLIC.fullmatch(scope["path"]):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin", "")
        listed = origin if origin in self._origins else ""
        if listed and scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            await _preflight(listed)(scope, receive, send)
            return
        embeds = bool(listed) or scope["path"] == WIDGET  # a script tag sends no Origin

        async def reply(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _opened(message, listed, embeds)}
            await send(message)

        await self._app(scope, receive, reply)


def _preflight(origin: str) -> Response:
    return Response(
        status_code=204,
        headers={
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Allow-Methods": "GET, HEAD, POST",
            "Access-Control-Allow-Headers": "Content-Type",
            "Access-Control-Max-Age": "600",
            "Vary": "Origin",
        },
    )


def _opened(message: Message, origin: str, embeds: bool) -> list[tuple[bytes, bytes]]:
    """The headers of a public reply; `origin` is empty for one that is not listed."""
    headers = MutableHeaders(raw=list(message.get("headers", [])))
    if "origin" not in headers.get("vary", "").lower():
        headers.add_vary_header("Origin")
    if origin:
        headers["Access-Control-Allow-Origin"] = origin
        headers["Access-Control-Expose-Headers"] = "Retry-After"
    if embeds:
        headers[_CORP] = "cross-origin"
    return headers.raw
