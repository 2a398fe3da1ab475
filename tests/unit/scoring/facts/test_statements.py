"""Lines of a file by what they can state."""

import pytest

from scoring.documents.model import Block, Document, Page
from scoring.facts.reading import read
from scoring.facts.statements import is_word_list, lines


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("1、每月评选服务之星两名", "sentence"),
        ("2. 负责服务团队管理", "sentence"),
        ("（三）带电作业必须两人以上", "sentence"),
        ("3、带队、派工，填写服务单", "sentence"),
        ("1 服务范围与对象", "heading"),
        ("4 故障处理与响应时限", "heading"),
        ("2、投诉处理流程", "heading"),
        ("3.1 按产品分类的管理办法", "heading"),
    ],
)
def test_a_numbered_line_that_states_something_is_no_title(line: str, place: str) -> None:
    blocks = (Block("paragraph", "服务人员管理规定", "段落1"), Block("paragraph", line, "段落2"), Block("paragraph", "2、其他", "段落3"))
    found = {one.sentence.raw: one.place for one in lines(read(Document("0" * 64, "x", "", (Page(1, blocks),)), "x.docx"))}
    assert found[line] == place


def _book(*sheets: tuple[str, list[str]]) -> Document:
    pages = [
        Page(number, tuple(Block("table_row", row, f"{name}!A{at}") for at, row in enumerate(rows, 1)), name)
        for number, (name, rows) in enumerate(sheets, 1)
    ]
    return Document("0" * 64, "x", "", tuple(pages))


def test_a_sheet_does_not_stand_under_the_title_of_another() -> None:
    book = _book(("预算", ["2026年费用预算", "项 | 全年", "车 | 230000"]), ("家伙", ["家伙 | 几件", "疏通机 | 5"]))
    topics = {one.sentence.raw: one.topic for one in lines(read(book, "台账.xlsx"))}
    assert "预算" in topics["车 | 230000"]
    assert "台账" in topics["车 | 230000"]
    assert "预算" not in topics["疏通机 | 5"]


def test_the_head_of_a_minute_is_not_the_header_of_its_table() -> None:
    rows = ["时间 | 2026.7.14 | 地点 | 二楼", "指标 | 年初定 | 上半年 | 下半年", "准时 | 85% | 71% | 80%"]
    found = {one.sentence.raw: one for one in lines(read(_book(("考核", rows)), "考核.xlsx"))}
    assert found[rows[1]].place == "header"
    assert "年初定" in found[rows[2]].topic


@pytest.mark.parametrize(
    "line", ["客户服务部是牵头部门，下面有调度台、技术岗、回访岗、投诉岗", "服务对象为门店、仓库、物流、财务、人事五个模块的用户"]
)
def test_a_list_that_states_something_is_no_word_list(line: str) -> None:
    assert not is_word_list(line)


@pytest.mark.parametrize(
    "line", ["服务理念　服务承诺　品牌传播　主动服务　客户关怀　回馈活动", "顾客满意、持续改进、精益求精、品质卓越、用心服务、诚信为本"]
)
def test_a_list_of_words_states_nothing(line: str) -> None:
    assert is_word_list(line)
