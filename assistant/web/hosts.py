"""By which names a browser may call this server: a stranger's name that is made to point here is none of them (DNS rebinding)."""

from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from assistant.settings import Settings

FOREIGN = "这个地址不是本服务的名称，已拒绝；确实要用，请管理员把它写进 XINGPING_ALLOWED_HOSTS"
Known = Callable[[str], bool]


def known_hosts(settings: Settings) -> Known:
    """Whether a Host header names this server: on a loopback address this machine's own names and the allowed ones.

    On any other address the allowed ones beside this machine's own, or every name where none is set.
    """
    allowed = settings.allowed_host_names
    if not allowed and not only_here(settings.host):
        return lambda _: True
    own = {*allowed, settings.host.lower()} - {""}

    def known(header: str) -> bool:
        name = _name(header)
        return name in own or only_here(name)

    return known


def only_here(host: str) -> bool:
    """Whether nobody but this machine reaches the address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _name(header: str) -> str:
    """The host of a Host header, without port and brackets; "" for what is none."""
    try:
        parts = urlsplit(f"//{header}")
        return (parts.hostname or "").removesuffix(".") if parts.netloc == header and "@" not in header and parts.port != 0 else ""
    except ValueError:
        return ""
