"""Chapters of a rule are records only where they hold one; tests of a product are no inspection of a service."""

import pytest

from scoring.facts.model import FileFacts
from tests.support.snippets import paper

_RULE = ["售后服务手册", "杭州云杉电器有限公司 2026年1月1日发布 批准：周岚"]
_HEAD = ["单号", "用户", "来电时间", "故障", "修理内容", "结束", "用户签名"]
_FILLED = ["W1", "何家", "2026-03-02 09:00", "漏水", "换密封圈", "2026-03-02 11:00", "何"]


def _kinds(facts: FileFacts, title: str) -> tuple[str, ...]:
    return next(one.kinds for one in facts.sections if one.title == title)


@pytest.mark.parametrize(("row", "expected"), [([""] * 7, False), (_FILLED, True)])
def test_an_annex_of_a_manual_is_a_record_where_it_is_filled_in(row: list[str], expected: bool) -> None:
    facts = paper("手册.docx", [*_RULE, "# 七、故障维修", "接到报修先登记，再派工。", "# 附页一 维修单", [_HEAD, row]])
    assert ("repair_record" in _kinds(facts, "附页一 维修单")) is expected
    assert "repair_record" in facts.sections[0].kinds or not expected
    assert "service_manual" in facts.sections[0].kinds


@pytest.mark.parametrize(
    ("said", "expected"), [("服务督导员每月抽查维修单 40 份，写成月报。", False), ("2026年5月抽查维修单 40 份，缺签名 1 份，已补。", True)]
)
def test_a_chapter_on_how_to_inspect_is_no_record_of_an_inspection(said: str, expected: bool) -> None:
    facts = paper("手册.docx", [*_RULE, "# 十三、检查考评", said])
    assert ("supervision_record" in _kinds(facts, "十三、检查考评")) is expected


def test_a_register_keeps_its_kind_though_nothing_is_entered() -> None:
    assert "repair_record" in paper("维修单汇总.docx", ["维修单汇总", [_HEAD, [""] * 7]]).sections[0].kinds


_TESTS = ["序号", "检验项目", "技术要求", "实测结果", "单项判定"]


@pytest.mark.parametrize("name", ["型式检验报告.pdf", "质检部抽查检验.docx", "服务质检.docx"])
def test_tests_of_a_product_are_no_inspection_of_a_service(name: str) -> None:
    rows = [_TESTS, ["1", "柜内温度", "-1～7 ℃", "1.6～5.9 ℃", "合格"]]
    rows += [["2", "耗电量", "≤6.2", "5.4", "合格"], ["3", "接地电阻", "≤0.1", "0.03", "合格"]]
    facts = paper(name, ["山东省冷链装备质检中心", "# 检验结果", rows])
    assert "supervision_record" not in {table.kind for table in facts.tables}
    assert not [one for one in facts.mentions if one.concept in ("supervision_check", "supervision_done")]


def test_an_inspection_of_a_service_stays_one() -> None:
    head, row = ["检查日期", "检查对象", "检查内容", "检查结果", "整改"], ["2026-05-08", "东城站", "工单 20 份", "缺签名 1 份", "已补"]
    facts = paper("服务督导.docx", ["服务督导记录", [head, row]])
    assert [table.kind for table in facts.tables] == ["supervision_record"]
