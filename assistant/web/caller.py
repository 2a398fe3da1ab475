"""Whose request it is: the user's, else the address it came from, through proxies that are believed."""

from ipaddress import IPv4Address, IPv6Address, ip_address

from starlette.datastructures import Headers
from starlette.types import Scope

from assistant.traffic import Networks

HERE = "here"  # a caller on this machine that came through no proxy
_PREFIX = 64  # bits of an IPv6 address that one customer has all to himself
_HOPS = 20  # of a list of proxies, from its end


def address_of(scope: Scope, proxies: Networks) -> str:
    """The address a request is counted by, an IPv6 one as its /64; HERE for this machine itself.

    Of X-Forwarded-For only what a believed proxy wrote counts: from the right, the first that is none of them.
    """
    peer = scope.get("client")
    hops = [hop.strip() for line in Headers(scope=scope).getlist("x-forwarded-for") for hop in line.split(",")]
    at = _address(peer[0]) if peer else None
    if at is None or at.is_loopback:
        if not hops:
            return HERE
        at = at or IPv4Address("127.0.0.1")  # a socket file: whoever may open it is on this machine
    for hop in reversed(hops[-_HOPS:]):
        before = _address(_bare(hop))
        if before is None or not any(at in network for network in proxies):
            break
        at = before
    return _counted(at)


def user_of(scope: Scope) -> str:
    """The id of who is signed in, "" for nobody."""
    user = scope.get("state", {}).get("user")
    return str(getattr(user, "id", user) or "")


def _counted(at: IPv4Address | IPv6Address) -> str:
    return str(at) if at.version == 4 else f"{IPv6Address(int(at) >> (128 - _PREFIX) << (128 - _PREFIX))}/{_PREFIX}"


def _address(text: str) -> IPv4Address | IPv6Address | None:
    """An IPv4 address in IPv6 clothes is one of IPv4."""
    try:
        at = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return (at.ipv4_mapped if isinstance(at, IPv6Address) else None) or at


def _bare(hop: str) -> str:
    """A hop without port and brackets: 1.2.3.4:567, [2001:db8::1]:567."""
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop
