"""Addresses of other services that settings hold, checked. What is wrong is told without the address: it might hold a password."""

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

_ISSUER = "例如 https://sso.example.cn/realms/main"


def server_address(value: str) -> str:
    """http(s)://host[:port] without a slash at its end, "" for none. Raises ValueError."""
    if not value:
        return value
    example = "例如 http://127.0.0.1:8000"
    if not value.startswith(("http://", "https://")):
        raise ValueError("应以 http:// 或 https:// 开头")
    _split(value, example)
    return value.rstrip("/")


def issuer_address(value: str) -> str:
    """Of an OpenID Connect provider, without a slash at its end, "" for none: https, or http on this machine. Raises ValueError."""
    url = value.strip()
    if not url:
        return ""
    parts = _split(url, _ISSUER)
    if parts.scheme != "https" and not (parts.scheme == "http" and _here(parts.hostname or "")):
        raise ValueError(f"应以 https:// 开头（只有本机的服务可以用 http://），{_ISSUER}")
    if "@" in parts.netloc or parts.query or parts.fragment or not re.fullmatch(r"[\x21-\x7e]{1,200}", url):
        raise ValueError(f"只写到路径为止，不带用户名、?、# 和空格，{_ISSUER}")
    return url.rstrip("/")


def _split(url: str, example: str) -> SplitResult:
    try:
        parts = urlsplit(url)
    except ValueError:  # a bracket of an IPv6 address is missing
        raise ValueError(f"主机名不对，{example}") from None
    if not re.fullmatch(r"[\w.:-]+", parts.hostname or ""):
        raise ValueError(f"缺少主机名或主机名不对，{example}")
    try:
        usable = parts.port != 0
    except ValueError:  # no number, or above 65535
        usable = False
    if not usable:
        raise ValueError(f"端口应是 1 到 65535 的整数，{example}")
    return parts


def _here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
