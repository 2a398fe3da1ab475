"""Papers that say they no longer hold, and those that only say what would end them."""

import pytest

from scoring.facts.instrument_status import halt


@pytest.mark.parametrize(
    ("text", "word", "since"),
    [
        ("证书状态: 暂停", "暂停", ""),
        ("证书状态 | 2026年4月1日起暂停", "暂停", "2026-04-01"),
        ("认证状态: 已于2026-02-11被撤销", "撤销", "2026-02-11"),
        ("许可证状态: 注销(2026.3.9)", "注销", "2026-03-09"),
        ("当前状态: □有效 ☑失效", "失效", ""),
        ("certificate status: Withdrawn", "Withdrawn", ""),
        ("本证书自2026年7月2日起已由颁证方撤销。", "撤销", "2026-07-02"),
        ("该许可证已被吊销", "吊销", ""),
        ("决定自2026年1月5日起暂停你公司的环境管理体系认证证书", "暂停", "2026-01-05"),
        ("撤销日期: 2026-08-08", "撤销", "2026-08-08"),
        ("质量管理体系认证证书\n(已注销)\n北岸锅具有限公司", "注销", ""),
        ("保单状态: 终止", "终止", ""),
    ],
)
def test_papers_that_no_longer_hold(text: str, word: str, since: str) -> None:
    assert halt(text) == (word, since)


@pytest.mark.parametrize(
    "text",
    [
        "证书状态: 有效",
        "证书状态: 有效(暂停、撤销以网站公布为准)",
        "证书状态: 有效/暂停/撤销",
        "证书状态: □有效 □暂停 □撤销",
        "证书状态: ☑有效 □暂停 □撤销",
        "证书状态: 暂停、撤销等情况见官网",
        "获证方逾期不接受监督的,本证书将被暂停直至撤销。",
        "本证书如有涂改即失效",
        "本证书被暂停期间不得使用标志",
        "本证书未被撤销",
        "本证书的状态可登录认证网站查询",
        "证书状态: 2026年3月恢复(2026年1月暂停)",
        "状态: 暂停\n恢复日期: 2026-05-01",
        "原证书已作废,换发本证书",
        "本协议期满后自动终止",
        "失效日期: 2028-05-01",
        "应急预案规定暂停供货的条件",
    ],
)
def test_papers_that_hold(text: str) -> None:
    assert halt(text) == ("", "")
