"""What a rule says shall be done counts as no record of its being done, whichever condition asks for records."""

import pytest

from tests.support.snippets import outcome

_HEAD = ["杭州云杉电器有限公司 2026年1月1日发布 批准：周岚"]


@pytest.mark.parametrize(
    ("condition", "title", "rule", "record"),
    [
        ("5.1.5.2/checks", "服务监督记录", "每月抽查维修单 40 份，发现问题限期整改。", "2026年5月8日抽查维修单 40 份，发现缺签名 1 份。"),
        ("5.1.5.2/internal", "内部评价报告", "每年一次内部评价，抽查工单 50 份，综合评分。", "2026年5月内部评价，抽查工单 50 份，综合得分 86 分。"),
    ],
)
def test_a_rule_is_no_record(condition: str, title: str, rule: str, record: str) -> None:
    def of(said: str) -> str:
        return outcome({"condition": condition, "papers": [{"name": f"{title}.docx", "lines": [title, *_HEAD, said]}]})

    assert (of(rule), of(record)) == ("not_met", "met")
