"""What stands before every route: the name it is called by, body limits, security headers, the rewrite of the page."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.errors import error
from assistant.web.hosts import FOREIGN, Known
from assistant.web.page import PLAIN_POLICY, ours, policy_for

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


class Guard:
    """Outermost but for CORS. Plain ASGI, so that streams pass unbuffered."""

    def __init__(self, app: ASGIApp, upload_limit: int, known: Known) -> None:
        self._app = app
        self._known = known
        self._upload_limit = upload_limit

    def _limit(self, method: str, path: str) -> int:
        """Bytes a request's body may have; only uploads are let through as they come, others fit into memory."""
        if _uploads(method, path):
            return self._upload_limit
        return _API_LIMIT if path.startswith("/api/") else _PAGE_LIMIT

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        known = self._known(Headers(scope=scope).get("host", ""))
        if scope["type"] != "http":
            await (self._app(scope, receive, send) if known else send({"type": "websocket.close", "code": 1008}))
            return
        path: str = scope["path"]
        reply = _Reply(send, rewrite=path == "/" and scope["method"] == "GET")
        if not known:
            await error(421, FOREIGN)(scope, receive, reply)
            return
        limit = self._limit(scope["method"], path)
        if _uploads(scope["method"], path) and not Headers(scope=scope).get("content-length", "").isdecimal():
            await error(411, "上传要带 Content-Length，说明有多少字节")(scope, receive, reply)
            return
        replay = await _bounded(scope, receive, limit)
        if replay is None:
            most = f"{limit // 1024} KB" if limit < 1024 * 1024 else f"{limit // 1024 // 1024} MB"
            await error(413, f"请求体太大，最多 {most}")(scope, receive, reply)
            return
        if reply.rewrite:  # the page must arrive readable to be rewritten
            scope = {**scope, "headers": [item for item in scope["headers"] if item[0] != b"accept-encoding"]}
        await self._app(scope, replay, reply)


def _uploads(method: str, path: str) -> bool:
    return method == "PUT" and path.startswith("/desk/")


async def _bounded(scope: Scope, receive: Receive, limit: int) -> Receive | None:
    """A receive whose body is within the limit, or None. A body of stated length is not read here."""
    headers = Headers(scope=scope)
    stated = headers.get("content-length", "")
    if stated.isdecimal():
        return receive if int(stated) <= limit else None
    if "transfer-encoding" not in headers:
        return receive
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message["type"] == "http.request" and message.get("more_body", False)
        if len(body) > limit:
            return None
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return pending.pop() if pending else await receive()

    return replay


class _Reply:
    """Adds the headers; holds an HTML page back until it is whole, then rewrites it."""

    def __init__(self, send: Send, rewrite: bool) -> None:
        self.rewrite = rewrite
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message["headers"]))
            headers.update(_HEADERS)
            headers["Content-Security-Policy"] = PLAIN_POLICY
            if not self.rewrite or "text/html" not in headers.get("content-type", ""):
                self.rewrite = False
                await self._send({**message, "headers": headers.raw})
                return
            self._start = {**message, "headers": headers.raw}
        elif self._start is not None and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_page(self._start)
        else:
            await self._send(message)

    async def _send_page(self, start: Message) -> None:
        html = ours(self._body.decode("utf-8"))
        body = html.encode("utf-8")
        headers = MutableHeaders(raw=start["headers"])
        headers["Content-Security-Policy"] = policy_for(html)
        headers["Content-Length"] = str(len(body))
        headers["Cache-Control"] = "no-store"
        await self._send({**start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": body})
