"""A quote in its surroundings, in files as programs write them: what is shown, what is marked, and one line where there is nothing."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document as Word
from openpyxl import Workbook
from pptx import Presentation
from pptx.util import Inches

from scoring.documents import DocumentError, parse_document
from scoring.facts.quoting import cut
from scoring.quote_table import GridRow
from scoring.quote_view import Quoted, QuoteView, quote_view, surroundings
from tests.support.office import INSTALLED, converted
from tests.support.xls import xls

RULES = (
    "第一条 设立售后服务部，由副总经理分管。",
    "第二条 接到报修后 24 小时内上门，并电话告知顾客。",
    "第三条 投诉三日内办结。",
    "第四条 每年修订一次。",
)
HEAD = ("工单号", "报修时间", "完成时间", "处理结果")
ROWS = [(f"W-{number:03}", f"2026-03-{number:02} 09:00", f"2026-03-{number:02} 15:00", "已修复") for number in range(1, 21)]


def saved(thing: Any) -> bytes:
    out = BytesIO()
    thing.save(out)
    return out.getvalue()


def word() -> bytes:
    document = Word()
    document.sections[0].header.paragraphs[0].text = "文件编号 LQ-QS-07"
    document.add_heading("售后服务管理制度", 1)
    document.add_heading("第二章 上门服务", 2)
    for line in RULES:
        document.add_paragraph(line)
    document.add_heading("附表", 2)
    document.add_paragraph("表1 工单台账")
    table = document.add_table(0, 4)
    for row in (HEAD, *ROWS):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return saved(document)


def sheet(*more: tuple[str, ...]) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "工单"
    page.append(["2026 年维修工单"])
    for row in (HEAD, *ROWS, *more):
        page.append(row)
    return saved(book)


def slides() -> bytes:
    show = Presentation()
    for number in (1, 2):
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text = f"第{number}讲 上门礼仪"
        slide.placeholders[1].text = f"第{number}讲要点一\n进门先出示工牌（{number}）\n离开前请顾客签字"
    table = slide.shapes.add_table(3, 2, Inches(1), Inches(5), Inches(6), Inches(1)).table
    for row, texts in enumerate((("题目", "成绩"), ("礼仪", "95"), ("检修", "88"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    return saved(show)


MARKDOWN = "# 服务手册\n\n## 第三章 时限\n\n" + "\n\n".join(RULES) + "\n\n| 项目 | 时限 |\n| --- | --- |\n| 上门 | 24 小时 |\n| 投诉 | 三日 |\n"
HTML = (
    "<html><head><title>服务承诺</title></head><body><h1>服务承诺</h1><h2>时限</h2>"
    + "".join(f"<p>{line}</p>" for line in RULES)
    + "<table><tr><th>项目</th><th>时限</th></tr><tr><td>上门</td><td>24 小时</td></tr><tr><td>投诉</td><td>三日</td></tr></table></body></html>"
)


def seen(data: bytes, name: str, locator: str, quote: str) -> QuoteView:
    """Without the worker, which one test goes through."""
    return surroundings(parse_document(data, name), Quoted(name, locator, quote))


def lines(view: QuoteView) -> list[str]:
    """> before the quoted ones, [ ] around what is marked."""
    said = [("> " if line.here else "") + "".join(f"[{text}]" if mark else text for text, mark in line.pieces) for line in view.lines]
    assert all(said)
    return said


def texts(row: GridRow) -> list[str]:
    return ["".join(text for text, _ in cell.pieces) for cell in row.cells]


def marks(view: QuoteView) -> list[str]:
    assert view.grid is not None
    return [text for row in view.grid.rows for cell in row.cells for text, mark in cell.pieces if mark]


PARAGRAPH = RULES[1].removeprefix("第二条 ")


@pytest.mark.parametrize(
    ("make", "name", "locator", "heading"),
    [
        (word, "制度.docx", "段落4", "第二章 上门服务"),
        (lambda: "\n".join(("售后服务管理制度", "", "第二章 上门服务", *RULES)).encode(), "制度.txt", "第5行", "第二章 上门服务"),
        (lambda: "\r\n".join(("第二章 上门服务", *RULES)).encode("gb18030"), "制度.txt", "第3行", "第二章 上门服务"),
        (MARKDOWN.encode, "手册.md", "第7行", "第三章 时限"),
        (HTML.encode, "承诺.html", "段落4", "时限"),
        (HTML.encode, "承诺.doc", "段落4", "时限"),  # a web page under a program's suffix
    ],
)
def test_a_paragraph_stands_below_its_heading_between_its_neighbours(make: Callable[[], bytes], name: str, locator: str, heading: str) -> None:
    view = seen(make(), name, locator, PARAGRAPH)
    assert (view.heading, view.exact, view.grid) == (heading, True, None)
    assert lines(view) == [RULES[0], f"> 第二条 [{PARAGRAPH}]", *RULES[2:]]


@pytest.mark.parametrize(
    ("make", "name", "locator"),
    [
        (word, "制度.docx", "表1!A12"),
        (sheet, "工单.xlsx", "工单!A13"),
        (lambda: xls("工单", [("2026 年维修工单",), HEAD, *ROWS]), "工单.xls", "工单!A13"),
        (lambda: "\n".join(",".join(row) for row in (HEAD, *ROWS)).encode("gb18030"), "导出/工单.csv", "工单!A12"),
    ],
)
def test_a_row_stands_below_its_headers_between_its_neighbours(make: Callable[[], bytes], name: str, locator: str) -> None:
    view = seen(make(), name, locator, " | ".join(ROWS[10]))
    assert view.grid is not None
    assert view.exact
    assert [texts(row) for row in view.grid.rows] == [list(row) for row in (HEAD, *ROWS[8:13])]
    assert [row.head for row in view.grid.rows] == [True, *[False] * 5]
    assert [row.gap for row in view.grid.rows] == [False, True, *[False] * 4]
    (here,) = [row for row in view.grid.rows if row.here]
    assert here.number == int(locator.rpartition("!")[2][1:])
    assert texts(here) == list(ROWS[10])
    assert marks(view) == []  # the whole row is meant
    assert view.grid.columns == (("1", "2", "3", "4") if name.endswith("docx") else ("A", "B", "C", "D"))


def test_a_table_of_a_text_is_told_with_its_heading_and_caption() -> None:
    assert seen(word(), "制度.docx", "表1!A12", ROWS[10][0]).heading == "附表　表1 工单台账"
    assert seen(sheet(), "工单.xlsx", "工单!A13", "").heading == "工单"


def test_the_quoted_cell_is_marked_in_its_row() -> None:
    view = seen(sheet(("W-021", "2026-03-21 09:00", "2026-03-21 10:00", "约定 7 天内补换配件，逾期退款")), "工单.xlsx", "工单!D23", "7 天内补换配件")
    assert marks(view) == ["7 天内补换配件"]
    assert view.grid is not None
    assert [[cell.here for cell in row.cells] for row in view.grid.rows if row.here] == [[False, False, False, True]]


def test_a_quote_that_was_cut_short_is_of_the_row() -> None:
    long = ("W-021", "2026-03-21 09:00", "2026-03-21 10:00", "更换压缩机并充氟，" * 20)
    view = seen(sheet(long), "工单.xlsx", "工单!A23", cut(" | ".join(long)))
    assert view.exact
    assert marks(view) == []
    assert [texts(row)[0] for row in view.grid.rows if row.here] == ["W-021"] if view.grid else False


def test_a_form_is_marked_over_all_rows_that_are_quoted() -> None:
    pairs = [("事项", "内容"), ("客户", "甲公司"), ("电话", "400-820-1234"), ("结论", "已整改"), ("备注", "无")]
    document = Word()
    table = document.add_table(0, 2)
    for pair in pairs:
        for cell, text in zip(table.add_row().cells, pair, strict=True):
            cell.text = text
    view = seen(saved(document), "表.docx", "表1!B2", "客户 | 甲公司 | 电话 | 400-820-1234 | 结论 | 已整改")
    assert view.grid is not None
    assert [texts(row)[0] for row in view.grid.rows if row.here] == ["客户", "电话", "结论"]
    assert view.exact


def test_tables_of_markdown_web_pages_and_slides() -> None:
    for data, name in ((MARKDOWN.encode(), "手册.md"), (HTML.encode(), "承诺.html")):
        view = seen(data, name, "表1!A3", "投诉 | 三日")
        assert view.grid is not None
        assert [texts(row) for row in view.grid.rows] == [["项目", "时限"], ["上门", "24 小时"], ["投诉", "三日"]]
    view = seen(slides(), "课件.pptx", "幻灯片2表1!A2", "礼仪 | 95")
    assert view.grid is not None
    assert [texts(row)[0] for row in view.grid.rows if row.here] == ["礼仪"]


def test_a_slide_is_told_from_the_others() -> None:
    view = seen(slides(), "课件.pptx", "幻灯片2", "进门先出示工牌")
    assert view.heading == "第2讲 上门礼仪"
    assert "> [进门先出示工牌]（2）" in lines(view)
    assert not any("（1）" in line for line in lines(view))


def test_what_stands_in_a_header_is_found() -> None:
    view = seen(word(), "制度.docx", "页眉", "LQ-QS-07")
    assert lines(view) == ["> 文件编号 [LQ-QS-07]"]


def test_hidden_rows_are_found_where_they_are_kept() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "工单"
    for row in (HEAD, *ROWS[:5]):
        page.append(row)
    page.row_dimensions[4].hidden = True
    view = seen(saved(book), "工单.xlsx", "工单!A4", ROWS[2][0])
    assert view.grid is None
    assert "看不见" in view.heading
    assert any(line.here for line in view.lines)


def test_words_that_are_not_there_are_not_claimed() -> None:
    view = seen(word(), "制度.docx", "段落4", "四十八小时内上门")
    assert not view.exact
    assert lines(view)[1] == f"> {RULES[1]}"
    grid = seen(sheet(), "工单.xlsx", "工单!A13", "没有这句话")
    assert not grid.exact
    assert marks(grid) == []


def test_words_are_found_although_the_place_has_moved() -> None:
    assert lines(seen(word(), "制度.docx", "段落99", PARAGRAPH))[1] == f"> 第二条 [{PARAGRAPH}]"


def test_long_neighbours_are_shortened_and_the_mark_stays() -> None:
    text = "\n".join(("一" * 3000, "前" * 3000 + "承诺当日上门" + "后" * 3000, "三" * 3000))
    said = lines(seen(text.encode(), "长.txt", "第2行", "承诺当日上门"))
    assert "前[承诺当日上门]后" in said[1]
    assert sum(map(len, said)) < 3000
    assert all("…" in line for line in said)


def test_a_wide_table_is_cut_to_what_can_be_shown() -> None:
    width = 300
    rows = [[f"列{one}" for one in range(width)], *([f"{row}-{one}" for one in range(width)] for row in range(4))]
    view = seen("\n".join(",".join(row) for row in rows).encode(), "宽.csv", "宽!IO3", "1-248")
    assert view.grid is not None
    assert len(view.grid.columns) == 40
    assert view.grid.left_out == width - 40
    assert "IO" in view.grid.columns
    assert marks(view) == ["1-248"]


def test_merged_cells_are_one() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["顾客", None, "结果"])
    page.append(["姓名", "电话", "满意度"])
    page.append(["甲", "139", "满意"])
    page.merge_cells("A1:B1")
    view = seen(saved(book), "表.xlsx", "Sheet!A3", "甲 | 139 | 满意")
    assert view.grid is not None
    assert [(cell.pieces, cell.columns) for cell in view.grid.rows[0].cells] == [((("顾客", False),), 2), ((("结果", False),), 1)]


@pytest.mark.parametrize(
    ("data", "name", "locator", "says"),
    [
        (b"%PDF-1.4", "a.pdf", "p.1", "页面图片"),
        (word(), "制度.docx", "段落99", "找不到"),
        (word(), "制度.docx", "", "找不到"),
        (sheet(), "工单.xlsx", "另一张表!A1", "找不到"),
        (b"PK\x03\x04", "坏.docx", "段落1", "坏.docx"),
        (b"x", "x.exe", "段落1", "不支持"),
        (b"", "空.txt", "第1行", "空"),
    ],
)
def test_what_cannot_be_shown_is_told_in_one_chinese_line(data: bytes, name: str, locator: str, says: str) -> None:
    with pytest.raises(DocumentError) as caught:
        quote_view(data, Quoted(name, locator))
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_of_a_stranger_is_read_apart() -> None:
    assert quote_view(word(), Quoted("制度.docx", "段落4", PARAGRAPH)) == seen(word(), "制度.docx", "段落4", PARAGRAPH)


@pytest.mark.skipif(not INSTALLED, reason="no LibreOffice to read old formats with")
def test_an_old_word_file_is_shown_like_a_new_one(tmp_path: Path) -> None:
    view = quote_view(converted(word(), "docx", "doc", tmp_path), Quoted("制度.doc", "段落4", PARAGRAPH))
    assert view == seen(word(), "制度.docx", "段落4", PARAGRAPH)
