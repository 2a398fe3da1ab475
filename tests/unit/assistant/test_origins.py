"""Origins as they are set and as browsers send them."""

import pytest
from pydantic import ValidationError

from assistant.origins import origins_of
from assistant.settings import Settings
from assistant.settings_words import settings_fault


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("https://www.example.cn", "https://www.example.cn"),
        ("HTTPS://WWW.Example.CN/", "https://www.example.cn"),
        ("https://www.example.cn:443", "https://www.example.cn"),
        ("http://www.example.cn:443", "http://www.example.cn:443"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("https://售后.example.cn", "https://xn--fqrzz.example.cn"),
    ],
)
def test_what_is_set_is_kept_as_browsers_send_it(text: str, sent: str) -> None:
    assert origins_of(text) == {sent}


def test_several_are_told_apart_by_either_comma() -> None:
    assert origins_of(" https://a.cn，https://b.cn, ,https://a.cn/ ") == {"https://a.cn", "https://b.cn"}
    assert origins_of("") == set()


@pytest.mark.parametrize(
    "text",
    ["*", "null", "www.example.cn", "https://*.example.cn", "https://a.cn/path", "https://a.cn?x", "https://a.cn?", "https://a.cn#", "https://u@a.cn",
     "ftp://a.cn", "https://", "https://a.cn:0", "https://a.cn:99999", "https://a.cn:x", "https://[::1", "https://a b.cn", "https://a..cn", "https://a.cn\\@b.cn"],
)  # fmt: skip
def test_what_is_no_origin_is_told(text: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Settings(public_origins=f"https://good.cn,{text}")
    assert "XINGPING_PUBLIC_ORIGINS 应是网站的来源" in settings_fault(caught.value)
    assert text in settings_fault(caught.value)
