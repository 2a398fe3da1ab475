"""True columns, merged cells and hidden sheets, in every format that has tables."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from scoring.documents import DocumentError, Page, Table, parse_document

Fill = Callable[[Callable[[Any], None]], bytes]


def _page(data: bytes, name: str) -> Page:
    page = parse_document(data, name).pages[0]
    for table in page.tables:
        _agrees(page, table)
    return page


def _agrees(page: Page, table: Table) -> None:
    """Every row with text of its own is a block, at the place of the first such cell."""
    blocks = {block.locator: block.text for block in page.blocks if block.kind == "table_row"}
    for row, texts in enumerate(table.rows):
        own = [column for column, text in enumerate(texts) if text and (row, column) not in table.merged]
        if own:
            assert blocks[table.locator(row, own[0])].startswith(texts[own[0]])


def _saved(document: Any) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_docx_merged_cells_and_gaps(make_docx: Fill) -> None:
    def fill(document: Any) -> None:
        table = document.add_table(4, 4)
        for column, text in enumerate(("工单号", "客户", "时间", "")):
            table.cell(0, column).text = text
        table.cell(0, 2).merge(table.cell(0, 3))
        table.cell(1, 0).merge(table.cell(2, 0)).text = "W-1"
        table.cell(1, 2).text = "09:00"
        table.cell(2, 3).text = "11:00"
        table.cell(3, 1).merge(table.cell(3, 3)).text = "合计 1 单"
        document.add_table(1, 2)
        document.add_table(1, 1).cell(0, 0).add_table(1, 1).cell(0, 0).text = "内层"

    page = _page(make_docx(fill), "a.docx")
    first, nested = page.tables
    assert first.rows == (
        ("工单号", "客户", "时间", "时间"),
        ("W-1", "", "09:00", ""),
        ("W-1", "", "", "11:00"),
        ("", "合计 1 单", "合计 1 单", "合计 1 单"),
    )
    assert first.merged == {(0, 3), (2, 0), (3, 2), (3, 3)}
    assert (nested.name, nested.rows) == ("表3", (("内层",),))
    assert [block.locator for block in page.blocks] == ["表1!A1", "表1!A2", "表1!D3", "表1!B4", "表3!A1"]


def test_docx_rows_that_begin_further_right_and_old_merges(make_docx: Fill) -> None:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    def fill(document: Any) -> None:
        from docx.oxml import parse_xml

        rows = (
            "<w:tr>" + cell("甲", '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>") + cell("丙") + "</w:tr>",
            '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("乙二") + cell("丙二") + "</w:tr>",
        )
        document.element.body.insert(0, parse_xml(f"<w:tbl {w}>{''.join(rows)}</w:tbl>"))

    (table,) = _page(make_docx(fill), "a.docx").tables
    assert table.rows == (("甲", "甲", "丙"), ("", "乙二", "丙二"))
    assert table.merged == {(0, 1)}


def test_workbook_with_merged_cells_title_rows_and_hidden_sheets() -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "维修单"
    sheet["B2"] = "二〇二六年维修台账"
    sheet.merge_cells("B2:E2")
    for column, text in zip("BCE", ("单号", "客户", "完成"), strict=True):
        sheet[f"{column}4"] = text
    sheet["B5"], sheet["E5"] = "W-1", 0.85
    sheet["E5"].number_format = "0%"
    sheet.merge_cells("B5:B6")
    sheet["C6"] = "王女士"
    sheet["E6"] = 1280.5
    sheet["E6"].number_format = '"¥"#,##0.00'
    for name, state in (("参数", "hidden"), ("旧账", "veryHidden"), ("说明", "visible")):
        book.create_sheet(name).sheet_state = state
        book[name]["A1"] = name
    data = _saved(book)
    document = parse_document(data, "台账.xlsx")
    assert [(page.name, page.hidden) for page in document.pages] == [("维修单", False), ("参数", True), ("旧账", True), ("说明", False)]
    (table,) = _page(data, "台账.xlsx").tables
    assert (table.name, table.top, table.left) == ("维修单", 2, 2)
    assert table.rows == (
        ("二〇二六年维修台账",) * 4,
        ("",) * 4,
        ("单号", "客户", "", "完成"),
        ("W-1", "", "", "0.85"),
        ("W-1", "王女士", "", "1280.5"),
    )
    assert table.merged == {(0, 1), (0, 2), (0, 3), (4, 0)}
    assert [block.locator for block in document.pages[0].blocks] == ["维修单!B2", "维修单!B4", "维修单!B5", "维修单!C6"]


def test_old_workbooks_have_tables_too(make_xls: Callable[..., bytes]) -> None:
    (table,) = _page(make_xls("投诉", [["编号", "", "内容"], [7.0, "", "异响"]]), "a.xls").tables
    assert table.rows == (("编号", "", "内容"), ("7", "", "异响"))


def test_places_written_with_single_quotes_are_checked_as_well(make_xlsx: Callable[..., bytes]) -> None:
    """Unusual XML must not smuggle in a table of billions of cells."""
    import zipfile

    out = BytesIO()
    with zipfile.ZipFile(BytesIO(make_xlsx({"表": {"A1": "x", "XFD1048576": "y"}}))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(b'r="XFD1048576"', b"r = 'XFD1048576'") if "worksheets" in name else content)
    with pytest.raises(DocumentError, match="范围过大"):
        parse_document(out.getvalue(), "远.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(("delimiter", "suffix"), [(",", "csv"), (";", "csv"), ("|", "csv"), ("\t", "tsv")])
def test_csv_of_any_system(encoding: str, delimiter: str, suffix: str) -> None:
    rows = (("工单导出", "", "", ""), ("单号", "客户", "", "说明"), ("W-1", "王女士", "", f"异响{delimiter}已修\n勿再报"), ("", "", "", "完"))
    quoted = "\r\n".join(delimiter.join(f'"{cell}"' if "\n" in cell else cell for cell in row) for row in rows)
    page = _page(quoted.encode(encoding), f"导出2026.{suffix}")
    assert page.name == "导出2026"
    (table,) = page.tables
    assert table.rows == (rows[0], rows[1], ("W-1", "王女士", "", f"异响{delimiter}已修 勿再报".replace("\t", " ")), rows[3])
    assert [block.locator for block in page.blocks] == [f"导出2026!{place}" for place in ("A1", "A2", "A3", "D4")]


def test_csv_with_one_column_and_uneven_rows() -> None:
    assert _page("姓名\n张三, 李四\n".encode(), "a.csv").tables[0].rows == (("姓名", ""), ("张三", "李四"))
    assert _page("姓名\n张三\n".encode(), "a.csv").tables[0].rows == (("姓名",), ("张三",))


def test_html_spans() -> None:
    text = (
        "<table><tr><th rowspan=2>单号<th colspan=2>时间</tr><tr><th>报修<th>完成</tr>"
        "<tr><td>W-1<td>2026-03-01<br>09:20<td></tr><tr><td colspan=99999999>合计</tr></table>"
    )
    (table,) = _page(text.encode(), "a.html").tables
    assert [row[:3] for row in table.rows] == [
        ("单号", "时间", "时间"),
        ("单号", "报修", "完成"),
        ("W-1", "2026-03-01 09:20", ""),
        ("合计", "合计", "合计"),
    ]
    assert len(table.rows[0]) <= 1024


def test_html_article_keeps_its_merged_cells() -> None:
    article = "".join(f"<p>第{n}点，售后服务部应在二十四小时内答复顾客的投诉，并记录处理结果。</p>" for n in range(12))
    spans = "<table><tr><th>城市</th><th>网点</th></tr><tr><td rowspan=2>江北</td><td>东城站</td></tr><tr><td>西城站</td></tr></table>"
    page = _page(f"<html><body><article><h1>网点</h1>{article}{spans}{article}</article></body></html>".encode(), "a.html")
    assert page.tables[0].rows == (("城市", "网点"), ("江北", "东城站"), ("江北", "西城站"))
    assert page.blocks[-13].locator == "表1!B3"


def test_markdown_tables() -> None:
    text = "| 姓名 | | 证书 |\n|---|---|---|\n|| 乙 | 甲\\|丙 |\n\n|一|二|\n|--|--|\n"
    first, second = _page(text.encode(), "a.md").tables
    assert (first.name, first.rows) == ("表1", (("姓名", "", "证书"), ("", "乙", "甲|丙")))
    assert (second.name, second.rows) == ("表2", (("一", "二"),))


def _slides() -> Any:
    from pptx import Presentation
    from pptx.util import Cm

    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[5])
    right = slide.shapes.add_textbox(Cm(14), Cm(5), Cm(8), Cm(2))
    right.text_frame.text = "右边"
    left = slide.shapes.add_textbox(Cm(1), Cm(5.2), Cm(8), Cm(2))
    left.text_frame.text = "左边第一段\n左边第二段"
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(Cm(1), Cm(8), Cm(8), Cm(1)).text_frame.text = "组里的字"
    frame = slide.shapes.add_table(3, 3, Cm(1), Cm(10), Cm(20), Cm(4))
    table = frame.table
    for column, text in enumerate(("网点", "", "电话")):
        table.cell(0, column).text = text
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 1).text = "东城站"
    table.cell(1, 2).text = "0512-100"
    table.cell(1, 2).merge(table.cell(2, 2))
    slide.shapes.title.text = "服务网点"
    slide.notes_slide.notes_text_frame.text = "讲稿"
    hidden = show.slides.add_slide(show.slide_layouts[5])
    hidden.shapes.title.text = "备用页"
    hidden.element.set("show", "0")
    return show


def test_slides() -> None:
    data = _saved(_slides())
    page = _page(data, "a.pptx")
    assert [(block.kind, block.text, block.locator) for block in page.blocks] == [
        ("heading", "服务网点", "幻灯片1"),
        ("paragraph", "左边第一段", "幻灯片1"),
        ("paragraph", "左边第二段", "幻灯片1"),
        ("paragraph", "右边", "幻灯片1"),
        ("paragraph", "组里的字", "幻灯片1"),
        ("table_row", "网点 | 电话", "幻灯片1表1!A1"),
        ("table_row", "东城站 | 0512-100", "幻灯片1表1!B2"),
    ]
    assert page.tables[0].rows == (("网点", "网点", "电话"), ("", "东城站", "0512-100"), ("", "", "0512-100"))
    assert [one.hidden for one in parse_document(data, "a.pptx").pages] == [False, True]


def test_broken_slides(make_docx: Fill) -> None:
    data = _saved(_slides())
    with pytest.raises(DocumentError, match="已损坏或不完整"):
        parse_document(data[: len(data) // 2], "a.pptx")
    with pytest.raises(DocumentError, match="后缀与内容不符"):
        parse_document(make_docx(lambda document: document.add_paragraph("x")), "a.pptx")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pdf", b"", "empty"),
        ("a.pdf", b"hello", "wrong_type"),
        ("a.pdf", b"%PDF-1.7 x", "unreadable"),
        ("a.docx", b"PK\x03\x04", "unreadable"),
        ("a.txt", b" \n", "no_text"),
        ("a.jpg", b"\xff\xd8\xff", "unreadable"),
        ("a.zip", b"PK\x03\x04", "unsupported"),
        ("a.txt", b"x" * 3000, "too_large"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ],
)
def test_refusals_carry_a_code(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_document(data, name, max_bytes=2000)
    assert caught.value.reason == reason
    assert str(caught.value) == f"{name}：{caught.value.text}"
