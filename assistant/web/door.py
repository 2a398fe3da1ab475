"""The door: closed to whoever has not logged in, but for the paths listed here. Behind it every request has a user."""

import re
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.accounts import LOCAL, Accounts, User
from assistant.accounts.lasting import Lasting
from assistant.errors import DeclaredError
from assistant.web.errors import error
from assistant.web.origin import FOREIGN, foreign

PUBLIC = re.compile(  # what anybody may ask, from any page; each looks after itself
    r"/(?:healthz|readyz|widget\.js|docs|openapi\.json|metrics|prequalify|prequalify-contact)|/api/(?:ask|faq(?:/.*)?|feedback|leads|prequalify)"
)
STATIC = re.compile(r"/page/[\w.-]+")  # styles and scripts, for the log-in page too; GET only
LOG_IN = "/login"
OIDC, OIDC_BACK = "/login/oidc", "/login/oidc/back"  # through a provider and back
PAGES = ("/", "/account")  # where a browser is sent to log in; everything else is told so
_SAFE = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Cookies:
    """What the session's cookie is called, and whether it goes over encrypted connections only."""

    https: bool

    def secure(self, scope: Scope) -> bool:
        return self.https or scope.get("scheme") in ("https", "wss")

    def name(self, scope: Scope) -> str:
        """With the prefix no other host of the domain can set it."""
        return "__Host-xp_session" if self.secure(scope) else "xp_session"

    def token(self, scope: Scope) -> str:
        """"" where there is none."""
        try:
            found = SimpleCookie(Headers(scope=scope).get("cookie", "")).get(self.name(scope))
        except CookieError:
            return ""
        return found.value if found is not None else ""

    def give(self, scope: Scope, reply: Response, token: str, lasting: Lasting) -> None:
        """A fresh session's token."""
        seconds, secure = int(lasting.whole.total_seconds()), self.secure(scope)
        reply.set_cookie(self.name(scope), token, max_age=seconds, path="/", secure=secure, httponly=True, samesite="lax")


class Door:
    """Plain ASGI, for requests and websockets. `here`: only this machine reaches the service, so no accounts are no danger."""

    def __init__(self, app: ASGIApp, accounts: Accounts, cookies: Cookies, here: bool) -> None:
        self._app, self._accounts, self._cookies, self._here = app, accounts, cookies, here

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or is_open(scope.get("method", "GET"), scope["path"]):
            await self._app(scope, receive, send)
            return
        if scope.get("method", "") not in _SAFE and foreign(Headers(scope=scope)):  # a websocket has no method
            await _turned_away(scope, receive, send, error(403, FOREIGN))
            return
        if scope["path"] == LOG_IN:
            await self._app(scope, receive, send)
            return
        try:
            user = await run_in_threadpool(self._accounts.at_door, self._cookies.token(scope))
        except DeclaredError as problem:
            await _turned_away(scope, receive, send, error(503, str(problem)))
            return
        if user is None or (user == LOCAL and not self._here):
            await _turned_away(scope, receive, send, _log_in(scope))
            return
        scope.setdefault("state", {})["user"] = user  # read by the limits within and by the log without
        await self._app(scope, receive, send)


def is_open(method: str, path: str) -> bool:
    """Whether nobody need be logged in."""
    if path in (OIDC, OIDC_BACK):
        return method == "GET"
    return PUBLIC.fullmatch(path) is not None or (method in _SAFE and STATIC.fullmatch(path) is not None)


def local_page(path: str) -> str:
    """Only to a page of ours."""
    return path if path in PAGES else "/"


def user_of(request: Request) -> User:
    """Who sends it; only a request that came through the door has one."""
    user = request.state.user
    assert isinstance(user, User)
    return user


def _log_in(scope: Scope) -> Response:
    if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and scope["path"] in PAGES:
        return RedirectResponse(f"{LOG_IN}?next={quote(scope['path'], safe='')}", 303, headers={"Cache-Control": "no-store"})
    return error(401, "请先登录；登录过的话，可能是时间到了或在别处改了密码，请重新登录")


async def _turned_away(scope: Scope, receive: Receive, send: Send, reply: Response) -> None:
    if scope["type"] == "http":
        await reply(scope, receive, send)
    else:
        await send({"type": "websocket.close", "code": 1008})
