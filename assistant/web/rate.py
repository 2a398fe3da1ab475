"""How often one caller may come: a moving window for each kind of request, kept in this process."""

import re
import time
from collections.abc import Callable

from limits import parse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.settings import Settings
from assistant.web.caller import HERE, address_of, user_of
from assistant.web.errors import error
from assistant.web.hosts import only_here
from assistant.web.recent import Windows

_FREE = re.compile(r"/(?:page|assets|static)/.*|/(?:theme\.css|robots\.txt|healthz|readyz|metrics|widget[\w.-]*)")
_KINDS = (
    ("login", "POST", re.compile(r"/(?:.*/)?(?:login|password)")),
    ("login", "GET", re.compile(r"/login/oidc(?:/back)?")),
    ("ask", "POST", re.compile(r"/api/ask")),
    ("write", "POST", re.compile(r"/api/.*")),
    ("upload", "PUT", re.compile(r"/desk/.*")),
    ("page", "POST", re.compile(r"/gradio_api/queue/join")),
)


def kind_of(method: str, path: str) -> str:
    """login | ask | write | upload | page | other, "" for what everybody may have as often as he likes."""
    if _FREE.fullmatch(path):
        return ""
    return next((kind for kind, verb, pattern in _KINDS if method == verb and pattern.fullmatch(path)), "other")


class Rate:
    """Inside the guard, which gives its replies their headers, and inside whoever tells the user. Plain ASGI."""

    def __init__(self, app: ASGIApp, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._proxies = settings.proxy_networks
        self._local = only_here(settings.host)
        self._rates = {kind: parse(rate) for kind, rate in settings.rates.items() if rate}
        self._windows = Windows(clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        wait = self._wait(scope) if scope["type"] == "http" else 0
        if not wait:
            await self._app(scope, receive, send)
            return
        reply = error(429, f"请求太频繁，请 {wait} 秒后再试")
        reply.headers["Retry-After"] = str(wait)
        await reply(scope, receive, send)

    def _wait(self, scope: Scope) -> int:
        """Seconds until the caller may come again, 0 for now. Signing in counts by address, whoever is signed in already."""
        kind = kind_of(scope["method"], scope["path"])
        rate = self._rates.get(kind)
        if rate is None:
            return 0
        address = address_of(scope, self._proxies)
        if self._local and address == HERE:
            return 0
        who = "" if kind == "login" else user_of(scope)
        key = f"user {who}" if who else address
        return self._windows.wait(rate, kind, key)
