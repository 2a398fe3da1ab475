"""Where the service listens, and whether others answer."""

import errno
import json
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.doctor.finding import Finding
from assistant.doctor.sign_in import somebody_can_log_in
from assistant.settings import Settings
from assistant.web.hosts import only_here
from assistant.web.server import listen, reason, url_of

_SECONDS = 2.0
_MOST = 1 << 20  # bytes of an answer that are read


@dataclass(frozen=True, slots=True)
class Fetched:
    """`status` is 0 where nobody answered; `fault` one Chinese phrase where it was not 200."""

    status: int
    body: bytes = b""
    fault: str = field(default="")


class _Stay(urllib.request.HTTPRedirectHandler):
    """A key is not carried to where an answer points."""

    def redirect_request(self, *_: Any) -> None:
        return None


def fetched(url: str, headers: Mapping[str, str] | None = None, *, direct: bool = True) -> Fetched:
    """One GET. `direct`: through no proxy."""
    handlers: list[urllib.request.BaseHandler] = [_Stay(), *([urllib.request.ProxyHandler({})] if direct else [])]
    try:
        with urllib.request.build_opener(*handlers).open(urllib.request.Request(url, headers=dict(headers or {})), timeout=_SECONDS) as reply:
            return Fetched(int(reply.status), reply.read(_MOST))
    except urllib.error.HTTPError as error:
        with error:
            return Fetched(error.code, b"", f"回答了状态码 {error.code}")
    except TimeoutError:
        return Fetched(0, b"", "没有应答（超时）")
    except (OSError, ValueError) as error:  # URLError is an OSError
        late = isinstance(getattr(error, "reason", None), TimeoutError)
        return Fetched(0, b"", "没有应答（超时）" if late else "连不上")


def address(settings: Settings) -> Iterator[Finding]:
    """Who reaches the service. Others may only where somebody can log in: else it does not start."""
    if only_here(settings.host):
        yield Finding("address", "监听地址", "ok", f"{settings.host}，只有本机打得开")
        return
    if not somebody_can_log_in(settings):
        todo = "请先运行 xingping user add 名字 --role admin"
        yield Finding("address", "监听地址", "bad", f"{settings.host}，别的机器也打得开，但没有能登录的账号，服务不会启动", todo)
        return
    names = "" if settings.allowed_host_names else "，也没有用 XINGPING_ALLOWED_HOSTS 限定名称"
    yield Finding("address", "监听地址", "warn", f"{settings.host}，别的机器也打得开，要登录{names}", "请确认 HTTPS 和防火墙都已配好")


def port(settings: Settings) -> Iterator[Finding]:
    """Free, or taken by the service itself."""
    try:
        listen(settings.host, settings.port).close()
    except socket.gaierror:
        yield Finding("port", "端口", "bad", f"监听地址 {settings.host} 无法解析", "请检查 XINGPING_HOST")
    except OSError as error:
        if error.errno == errno.EADDRINUSE and _ours(settings):
            yield Finding("port", "端口", "ok", f"{settings.port}，本服务正在运行")
        else:
            yield Finding("port", "端口", "bad", reason(error, settings))
    else:
        yield Finding("port", "端口", "ok", f"{settings.port} 空闲")


def _ours(settings: Settings) -> bool:
    try:
        return bool(json.loads(fetched(f"{url_of(settings)}/healthz").body) == {"status": "ok"})
    except ValueError:
        return False
