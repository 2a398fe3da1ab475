"""By which address a request is counted, whatever it says of itself."""

from typing import Any

import pytest

from assistant.traffic import networks_of
from assistant.web.caller import HERE, address_of, user_of

PROXIES = networks_of("127.0.0.1,10.0.0.0/8,2001:db8:aaaa::/48")


def scope(peer: str | None, *forwarded: str) -> dict[str, Any]:
    headers = [(b"x-forwarded-for", line.encode()) for line in forwarded]
    return {"type": "http", "client": (peer, 1234) if peer else None, "headers": headers}


@pytest.mark.parametrize(
    ("peer", "forwarded", "wanted"),
    [
        ("127.0.0.1", (), HERE),
        ("::1", (), HERE),
        (None, (), HERE),  # a socket file
        ("203.0.113.5", (), "203.0.113.5"),
        ("::ffff:203.0.113.5", (), "203.0.113.5"),
        ("2001:db8:1:2:3:4:5:6", (), "2001:db8:1:2::/64"),
        ("fe80::1%eth0", (), "fe80::/64"),
        ("203.0.113.5", ("198.51.100.1",), "203.0.113.5"),  # no proxy of ours: what it says is air
        ("203.0.113.5", ("127.0.0.1",), "203.0.113.5"),
        ("10.0.0.2", ("198.51.100.1",), "198.51.100.1"),
        ("10.0.0.2", ("127.0.0.1, 198.51.100.1",), "198.51.100.1"),  # what stands left of a stranger he wrote himself
        ("10.0.0.2", ("127.0.0.1", "198.51.100.1, 10.0.0.9"), "198.51.100.1"),
        ("10.0.0.2", ("198.51.100.1:5567",), "198.51.100.1"),
        ("10.0.0.2", ("[2001:db8:1:2::9]:443",), "2001:db8:1:2::/64"),
        ("10.0.0.2", ("unknown",), "10.0.0.2"),
        ("10.0.0.2", ("",), "10.0.0.2"),
        ("127.0.0.1", ("198.51.100.1",), "198.51.100.1"),
        (None, ("198.51.100.1",), "198.51.100.1"),
        ("2001:db8:aaaa::1", ("198.51.100.1",), "198.51.100.1"),
    ],
)
def test_the_rightmost_hop_that_is_no_proxy_of_ours_counts(peer: str | None, forwarded: tuple[str, ...], wanted: str) -> None:
    assert address_of(scope(peer, *forwarded), PROXIES) == wanted


def test_without_proxies_a_forwarded_request_counts_by_who_sent_it() -> None:
    assert address_of(scope("127.0.0.1", "198.51.100.1"), ()) == "127.0.0.1"
    assert address_of(scope(None, "198.51.100.1"), ()) == "127.0.0.1"


def test_who_is_signed_in() -> None:
    assert user_of({"state": {"user": "u-1"}}) == "u-1"
    assert user_of({"state": {"user": type("User", (), {"id": "u-2"})()}}) == "u-2"
    assert user_of({"state": {"user": None}}) == user_of({"state": {}}) == user_of({}) == ""
