"""What stands before every route: the name it is called by, body limits, security headers, the rewrite of the page."""

import logging
import re

from fastapi.responses import JSONResponse
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.bodies import GoneError, TooLargeError, TooSlowError, steady, whole
from assistant.web.caller import user_of
from assistant.web.errors import error
from assistant.web.hosts import FOREIGN, Known
from assistant.web.page import PLAIN_POLICY, ours, policy_for

log = logging.getLogger(__name__)

_API_LIMIT = 256 * 1024  # bytes
_PAGE_LIMIT = 1024 * 1024  # the conversation travels with each question of the page

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


_TRANSPORT = "max-age=31536000"  # a year; sent where the service is reached by HTTPS only
_MOST_HEADERS, _HEADER_BYTES = 100, 32 * 1024
_DIGITS = 15  # of a Content-Length
_ADDRESS_BYTES = 8 * 1024  # path and query
_KEPT = re.compile(r"/(?:page|assets|static)/.*|/(?:theme\.css|robots\.txt)")  # what browsers may keep: it is nobody's own


class Guard:
    """Outermost but for CORS. Plain ASGI, so that streams pass unbuffered."""

    def __init__(self, app: ASGIApp, upload_limit: int, known: Known, https: bool = False) -> None:
        self._app = app
        self._known = known
        self._upload_limit = upload_limit
        self._https = https

    def _limit(self, method: str, path: str) -> int:
        """Bytes a request's body may have; only uploads are let through as they come, others fit into memory."""
        if _uploads(method, path):
            return self._upload_limit
        return _API_LIMIT if path.startswith("/api/") else _PAGE_LIMIT

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        reply = _Reply(send, scope, self._https)
        if scope["type"] != "http":
            await _closed(scope, receive, send, reply)
            return
        try:
            await self._pass(scope, receive, reply)
        except GoneError:
            return
        except Exception as problem:  # the rim: a caller gets one line, the log the rest
            if reply.begun:
                raise
            log.error("request failed", exc_info=problem)
            await error(500, "服务内部出错，请稍后重试，或请管理员查看日志")(scope, receive, reply)

    async def _pass(self, scope: Scope, receive: Receive, reply: "_Reply") -> None:
        """Into the application what may pass, a reply to the rest."""
        refused = _refused(scope, self._known)
        if refused is not None:
            await refused(scope, receive, reply)
            return
        limit = self._limit(scope["method"], scope["path"])
        try:
            receive = await _bounded(scope, receive, limit)
        except TooLargeError:
            most = f"{limit // 1024} KB" if limit < 1024 * 1024 else f"{limit // 1024 // 1024} MB"
            await _last(413, f"请求体太大，最多 {most}")(scope, receive, reply)
            return
        except TooSlowError:
            await _last(408, "请求体太久没有传完，请检查网络后重试")(scope, receive, reply)
            return
        if reply.rewrite:  # the page must arrive readable to be rewritten
            scope = {**scope, "headers": [item for item in scope["headers"] if item[0] != b"accept-encoding"]}
        await self._app(scope, receive, reply)


def _refused(scope: Scope, known: Known) -> JSONResponse | None:
    """The reply to a request that is not looked at any further."""
    headers = scope["headers"]
    if not known(Headers(scope=scope).get("host", "")):
        return error(421, FOREIGN)
    if len(headers) > _MOST_HEADERS or sum(len(name) + len(value) for name, value in headers) > _HEADER_BYTES:
        return _last(431, f"请求头太多或太长，最多 {_MOST_HEADERS} 个、{_HEADER_BYTES // 1024} KB")
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > _ADDRESS_BYTES:
        return _last(414, f"网址太长，最多 {_ADDRESS_BYTES // 1024} KB")
    if _uploads(scope["method"], scope["path"]) and not Headers(scope=scope).get("content-length", "").isdecimal():
        return error(411, "上传要带 Content-Length，说明有多少字节")
    return None


def _last(status: int, text: str) -> JSONResponse:
    """The connection ends with this reply: what is left of the request is not read."""
    reply = error(status, text)
    reply.headers["Connection"] = "close"
    return reply


def _uploads(method: str, path: str) -> bool:
    return method == "PUT" and path.startswith("/desk/")


async def _bounded(scope: Scope, receive: Receive, limit: int) -> Receive:
    """A receive whose body is within the limit and comes in time. Raises TooLargeError, TooSlowError, GoneError."""
    headers = Headers(scope=scope)
    stated = headers.get("content-length", "")
    if len(stated) > _DIGITS:
        raise TooLargeError
    length = int(stated) if stated.isdecimal() else 0
    if length > limit:
        raise TooLargeError
    if _uploads(scope["method"], scope["path"]):
        return steady(receive, length)
    return await whole(receive, limit) if length or "transfer-encoding" in headers else receive


async def _closed(scope: Scope, receive: Receive, send: Send, reply: "_Reply") -> None:
    """There is no websocket here. Where the server can say so in HTTP, it does."""
    if "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1008})
        return

    async def in_http(message: Message) -> None:
        await send({**message, "type": f"websocket.{message['type']}"})

    reply.send = in_http
    await error(403, "这里没有 WebSocket 服务")({**scope, "type": "http"}, receive, reply)


class _Reply:
    """Adds the headers; holds an HTML page back until it is whole, then rewrites it."""

    def __init__(self, send: Send, scope: Scope, https: bool) -> None:
        self.rewrite = scope["path"] == "/" and scope.get("method") == "GET"
        self.send = send
        self._scope = scope
        scope.setdefault("state", {})  # shared with the copy that goes in
        self.begun = False
        self._keeps = bool(_KEPT.fullmatch(scope["path"]))
        self._https = https
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message["headers"]))
            self._mark(headers)
            if not self.rewrite or "text/html" not in headers.get("content-type", ""):
                self.rewrite, self._start = False, None
                await self._begin({**message, "headers": headers.raw})
                return
            self._start = {**message, "headers": headers.raw}
        elif self._start is not None and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_page(self._start)
        else:
            await self.send(message)

    def _mark(self, headers: MutableHeaders) -> None:
        headers.update(_HEADERS)
        headers["Content-Security-Policy"] = PLAIN_POLICY
        if self._https:
            headers["Strict-Transport-Security"] = _TRANSPORT
        if not self._keeps:
            headers.setdefault("Cache-Control", "no-store")

    async def _begin(self, start: Message) -> None:
        self.begun = True
        await self.send(start)

    async def _send_page(self, start: Message) -> None:
        html = ours(self._body.decode("utf-8"), user_of(self._scope))
        body = html.encode("utf-8")
        headers = MutableHeaders(raw=start["headers"])
        headers["Content-Security-Policy"] = policy_for(html)
        headers["Content-Length"] = str(len(body))
        headers["Cache-Control"] = "no-store"
        await self._begin({**start, "headers": headers.raw})
        await self.send({"type": "http.response.body", "body": body})
