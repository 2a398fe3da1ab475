"""Which lines open a section."""

import pytest

from scoring.documents import Block
from scoring.documents.outline import section_marker, section_markers


@pytest.mark.parametrize(
    ("line", "title", "bare"),
    [
        ("第三章 服务承诺", "第三章 服务承诺", True),
        ("第十二节 投诉", "第十二节 投诉", True),
        ("第三条 售后服务部负责受理投诉，并在二十四小时内答复。", "第三条 售后服务部负责受理投诉", False),
        ("第3条售后服务部负责", "第3条售后服务部负责", True),
        ("一、总则", "一、总则", True),
        ("十二、附则", "十二、附则", True),
        ("（一）有专人负责；", "（一）有专人负责", False),
        ("(三) 培训", "(三) 培训", True),
        ("5.1.2 人员配置", "5.1.2 人员配置", True),
        ("5.1.2.2 应按服务管理人员总数的10%配置售后服务管理师，负责指导。", "5.1.2.2 应按服务管理人员总数的10%配置售后服务管理…", False),
        ("5.1组织架构", "5.1组织架构", True),
        ("3 术语和定义", "3 术语和定义", True),
        ("1. 怎么申请", "1. 怎么申请", True),
        ("10. 通过认证之后,能得到什么", "10. 通过认证之后,能得到什么", True),
    ],
)
def test_sections(line: str, title: str, bare: bool) -> None:
    marker = section_marker(line)
    assert marker is not None
    assert (marker.title, marker.bare) == (title, bare)


@pytest.mark.parametrize(
    "line",
    [
        "3.5 元每次", "2.5小时内到场", "95.5%以上", "1.5～2 倍", "2024.05.01 发布", "第三条规定的时限内完成",
        "第一章的要求", "一、二线城市", "1、企业向第三方认证机构提出申请，提交申请表。", "400-800-1234", "10 %", "一般要求", "",
    ],
)  # fmt: skip
def test_no_sections(line: str) -> None:
    assert section_marker(line) is None


def test_outer_sections_have_lower_ranks() -> None:
    lines = ["第一章 甲", "第一节 乙", "第一条 丙", "一、丁", "（一）戊", "5.1 己", "5.1.2 庚", "5.1.2.2 辛", "1. 壬"]
    ranks = [marker.rank for line in lines if (marker := section_marker(line))]
    assert ranks == sorted(set(ranks))


def test_plain_title_lines_count_where_nothing_better_is() -> None:
    long = "获得认证是企业展示服务能力的有力证明，能够让客户直观地感受到企业对售后服务的重视和投入。"
    blocks = [Block("paragraph", text, "") for text in ("认证的重要性", "提升企业形象", long, "竞争力", long, "短句", "又一短句")]
    assert [marker and marker.title for marker in section_markers(blocks)] == ["认证的重要性", "提升企业形象", None, "竞争力", None, None, None]
    clause = Block("paragraph", "第一条 总则", "")
    assert [marker and marker.title for marker in section_markers([clause, *blocks])] == ["第一条 总则", *[None] * 7]
