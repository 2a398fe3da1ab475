"""Certificates that are the enterprise's by name and yet do not count, and why."""

from dataclasses import replace

import pytest

from scoring.predicates import judge
from scoring.profile import Profile
from tests.support.facts import OWN, by, file, paper
from tests.support.vectors import evidence, rule

RULE = rule({"is": "certified", "kinds": ["management_certificate"]})
PROFILE = Profile(name=OWN, uscc="91330602MA2BYC07XU")


@pytest.mark.parametrize(
    ("said", "outcome", "reason", "told"),
    [
        ({}, "met", "", ""),
        ({"codes": ("91330602MA2BYC07XU",)}, "met", "", ""),
        ({"codes": ("91330604MA2JD35QX4",)}, "not_met", "other_organisation", "91330604MA2JD35QX4 是别家单位的"),
        ({"codes": ("91330602MA2BYC07X5",)}, "unknown", "unclear_relation", "校验位不对"),
        ({"halted": "暂停"}, "not_met", "expired", "已暂停"),
        ({"halted": "撤销", "halted_from": "2026-05-06"}, "not_met", "expired", "自 2026-05-06 起已撤销"),
        ({"issued": "2026-12-01"}, "not_met", "expired", "签发于 2026-12-01"),
        ({"starts": "2026-12-01"}, "not_met", "expired", "2026-12-01 才开始生效"),
        ({"expires": "2026-11-19"}, "not_met", "expired", "有效期至 2026-11-19"),
    ],
)
def test_certified(said: dict[str, object], outcome: str, reason: str, told: str) -> None:
    one = replace(paper("management_certificate", OWN, expires="2028-01-01"), **said)  # type: ignore[arg-type]
    verdict = judge(RULE, evidence([file("证书.pdf", one, by(OWN, "holder"))], PROFILE))
    assert (verdict.outcome, verdict.reason) == (outcome, reason)
    assert told in verdict.text
