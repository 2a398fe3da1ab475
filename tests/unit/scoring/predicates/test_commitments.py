"""Promises on one matter in several papers: names of one scope are one scope."""

import pytest

from tests.support.snippets import outcome

_LEAFLET = "困人 20 分钟到场 停机 3 小时到场 一般故障 {} 小时到场"
_CARD = [["故障类别", "到场时限"], ["困人", "20分钟"], ["停机", "3小时"], ["一般", "6小时"]]


@pytest.mark.parametrize(("hours", "expected"), [(6, "met"), (5, "not_met")])
def test_a_class_of_faults_and_its_short_name(hours: int, expected: str) -> None:
    papers = [
        {"name": "服务承诺.docx", "lines": ["服务承诺", "杭州云杉电器有限公司 2026年3月1日", _LEAFLET.format(hours)]},
        {"name": "服务手册.docx", "lines": ["售后服务手册", "杭州云杉电器有限公司 2026年1月1日发布 批准：周岚", "到场时限", _CARD]},
    ]
    assert outcome({"condition": "5.1.7.2/consistent", "papers": papers}) == expected
