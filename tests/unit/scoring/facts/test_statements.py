"""Lines of a file by what they can state."""

import pytest

from scoring.documents.model import Block, Document, Page
from scoring.facts.reading import read
from scoring.facts.statements import lines


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
