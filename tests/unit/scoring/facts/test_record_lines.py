"""Forms printed as lines of labels and values, without a table."""

from tests.support.snippets import paper

_ORDER = [
    "维修服务单",
    "单号：W-118　客户：严芳",
    "报修时间：2026-05-01 09:00",
    "故障现象：不通电",
    "处理情况：更换电源板",
    "完成时间：2026-05-01 15:00",
    "客户签字：严芳",
]


def test_a_form_of_lines_is_one_record() -> None:
    (table,) = [one for one in paper("维修单.docx", _ORDER).tables if one.kind == "repair_record"]
    (record,) = table.records
    assert table.form
    assert record.cells["customer"] == "严芳"
    assert (record.cells["start"], record.cells["finish"]) == ("2026-05-01 09:00", "2026-05-01 15:00")
    assert record.locator == "段落2"


def test_a_label_that_comes_again_begins_the_next_form() -> None:
    facts = paper("维修单.docx", [*_ORDER, *_ORDER[1:]])
    assert sum(len(one.records) for one in facts.tables if one.kind == "repair_record") == 2


def test_labelled_lines_of_a_rule_are_no_record() -> None:
    lines = ["维修服务规定", "编号：G-07　客户：全体", "报修：拨打服务热线", "故障：由工程师判断", "处理：先报价后维修", "完成：客户签字后关闭"]
    assert not [one for one in paper("维修服务规定.docx", lines).tables if one.records]


def test_an_empty_form_is_no_record() -> None:
    lines = ["维修服务单", "客户：", "报修时间：", "故障现象：", "处理情况：", "完成时间：", "客户签字："]
    assert not [one for one in paper("维修单.docx", lines).tables if one.records]
