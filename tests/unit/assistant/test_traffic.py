"""The texts of two settings: how often a caller may come, and whose word on addresses counts."""

import pytest
from pydantic import ValidationError

from assistant.settings import Settings
from assistant.settings_words import settings_fault
from assistant.traffic import RATES, networks_of, rates_of


def test_what_is_left_out_stays_as_it_is() -> None:
    usual = rates_of(RATES)
    assert rates_of("") == usual
    assert rates_of("login=3/hour， ask=off") == {**usual, "login": "3/hour", "ask": ""}


def test_networks_of_both_kinds() -> None:
    assert [str(one) for one in networks_of("127.0.0.1, 10.0.0.0/8，2001:db8::/32")] == ["127.0.0.1/32", "10.0.0.0/8", "2001:db8::/32"]
    assert networks_of("") == ()


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("rate_limits", "asks=3/minute", "XINGPING_RATE_LIMITS 不认识“asks”，可以写的有 login、ask、"),
        ("rate_limits", "ask=3", "XINGPING_RATE_LIMITS 里 ask 应是“次数/minute”"),
        ("rate_limits", "ask=0/minute", "XINGPING_RATE_LIMITS 里 ask 应是"),
        ("rate_limits", "ask", "XINGPING_RATE_LIMITS 里 ask 应是"),
        ("trusted_proxies", "proxy.example", "XINGPING_TRUSTED_PROXIES 应是 IP 或网段"),
        ("trusted_proxies", "10.0.0.1/8", "XINGPING_TRUSTED_PROXIES 应是 IP 或网段"),
        ("https", "ja", "XINGPING_HTTPS 应是 true 或 false"),
    ],
)
def test_a_wrong_text_is_told_by_the_name_of_its_variable(name: str, value: str, line: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Settings.model_validate({name: value})
    assert settings_fault(caught.value).startswith(f"设置有误：环境变量 {line}")
