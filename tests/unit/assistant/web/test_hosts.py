"""The names this server answers to."""

import pytest
from pydantic import ValidationError

from assistant.settings import Settings
from assistant.settings_words import settings_fault
from assistant.web.hosts import known_hosts, only_here

OWN = ["localhost", "localhost:7860", "LOCALHOST:7860", "localhost.:7860", "127.0.0.1", "127.0.0.1:7860", "127.3.2.1", "[::1]", "[::1]:7860"]
STRANGE = [
    "evil.example", "evil.example:7860", "localhost.evil.example", "127.0.0.1.evil.example", "0.0.0.0:7860", "10.0.0.8",
    "", " ", "evil@localhost", "localhost/x", "localhost?x", "[::1", "::1]", "[evil]", "localhost:x:y", "\x00", "１２７.0.0.1x",
]  # fmt: skip


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_on_this_machine_only_its_own_names_count(host: str) -> None:
    known = known_hosts(Settings(host=host))
    assert [one for one in OWN if not known(one)] == []
    assert [one for one in STRANGE if known(one)] == []


def test_names_that_are_set_count_too() -> None:
    known = known_hosts(Settings(allowed_hosts="Pingjia.example.cn， 10.0.0.8,[fe80::1]"))
    for one in (*OWN, "pingjia.example.cn", "PINGJIA.example.cn:443", "10.0.0.8:7860", "[fe80::1]:7860"):
        assert known(one), one
    for one in ("evil.example", "x.pingjia.example.cn", "10.0.0.9"):
        assert not known(one), one


def test_on_other_addresses_every_name_counts_until_some_are_set() -> None:
    assert known_hosts(Settings(host="0.0.0.0"))("any.example")
    known = known_hosts(Settings(host="192.168.1.5", allowed_hosts="pingjia.example.cn"))
    assert known("192.168.1.5:7860")
    assert known("localhost:7860")
    assert not known("any.example")


@pytest.mark.parametrize("text", ["http://x.cn", "x.cn:80", "a b", "*"])
def test_what_is_no_name_is_told(text: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Settings(allowed_hosts=text)
    assert "XINGPING_ALLOWED_HOSTS 应是主机名或 IP" in settings_fault(caught.value)


def test_an_address_of_this_machine() -> None:
    assert only_here("127.0.0.1")
    assert not only_here("0.0.0.0")
    assert not only_here("")
