"""How often a caller may ask, and which proxies are believed: the texts of two settings read into values."""

import re
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network
from types import MappingProxyType

Networks = tuple[IPv4Network | IPv6Network, ...]
RATES = "login=10/minute,ask=30/minute,write=10/minute,upload=120/minute,page=240/minute,other=600/minute"

_RATE = re.compile(r"[1-9]\d{0,3}/(?:second|minute|hour)")


def rates_of(text: str) -> Mapping[str, str]:
    """Kind of request -> "30/minute", "" where it is not limited; kinds that `text` leaves out are as in RATES. Raises ValueError."""
    usual = _pairs(RATES)
    for kind, rate in _pairs(text).items():
        if kind not in usual:
            raise ValueError(f"不认识“{kind[:20]}”，可以写的有 {'、'.join(usual)}")
        if rate != "off" and not _RATE.fullmatch(rate):
            raise ValueError(f"里 {kind} 应是“次数/minute”（也可以是 second、hour）或 off，如 {kind}={usual[kind]}")
        usual[kind] = "" if rate == "off" else rate
    return MappingProxyType(usual)


def networks_of(text: str) -> Networks:
    """The networks of "10.0.0.0/8,127.0.0.1". Raises ValueError."""
    try:
        return tuple(ip_network(one) for one in _items(text))
    except ValueError:
        raise ValueError("应是 IP 或网段，多个用逗号隔开，如 127.0.0.1,10.0.0.0/8（网段的主机位要为 0）") from None


def _pairs(text: str) -> dict[str, str]:
    return {kind.strip(): rate.strip() for kind, _, rate in (one.partition("=") for one in _items(text))}


def _items(text: str) -> list[str]:
    return [one.strip() for one in text.replace("，", ",").split(",") if one.strip()]
