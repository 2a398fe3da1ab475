"""What print does not show is left aside on a hidden page; what only looks alike is read."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from scoring.documents import Document, parse_document
from scoring.documents.normalise import normalise
from scoring.facts.paper_lines import plain

Fill = Callable[[Callable[[Any], None]], bytes]
WHITE, NAVY = "FFFFFFFF", "FF112244"


def _seen(document: Document) -> str:
    return "\n".join(block.text for page in document.pages if not page.hidden for block in page.blocks)


def _aside(document: Document) -> list[tuple[str, str]]:
    return [(block.locator, block.text) for page in document.pages if page.hidden for block in page.blocks]


def _sheet(change: Callable[[Any], None]) -> Document:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "回访"
    for row in (("日期", "客户", "结果"), ("2026-03-02", "甲店", 95), ("2026-03-09", "乙店", 88)):
        sheet.append(row)
    change(sheet)
    out = BytesIO()
    book.save(out)
    return parse_document(out.getvalue(), "回访.xlsx")


def _hide_row(sheet: Any) -> None:
    sheet.row_dimensions[3].hidden = True


def _flatten_row(sheet: Any) -> None:
    sheet.row_dimensions[3].height = 0.5


def _letters(row: int, **look: Any) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        from openpyxl.styles import Font, PatternFill

        for cell in sheet[row]:
            cell.font = Font(**{key: value for key, value in look.items() if key != "fill"})
            if "fill" in look:
                cell.fill = PatternFill("solid", fgColor=look["fill"])

    return change


def _format(code: str) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        for cell in sheet[3]:
            cell.number_format = code

    return change


@pytest.mark.parametrize(
    "change",
    [_hide_row, _flatten_row, _letters(3, color=WHITE),
     _letters(3, color=NAVY, fill=NAVY), _letters(3, size=1), _format(";;;"), _format('"";"";"";""')],
)
def test_rows_that_a_sheet_does_not_show(change: Callable[[Any], None]) -> None:
    document = _sheet(change)
    assert "甲店" in _seen(document)
    assert "乙店" not in _seen(document)
    assert _aside(document) == [("回访!A3", "2026-03-09 | 乙店 | 88")]


@pytest.mark.parametrize(
    "change",
    [_letters(1, color=WHITE, fill=NAVY), _letters(3, color="FF808080"), _letters(3, size=6), _format("0;-0;;@"), _format("@")],
)
def test_rows_that_a_sheet_shows_in_its_way(change: Callable[[Any], None]) -> None:
    document = _sheet(change)
    assert "客户" in _seen(document)
    assert "乙店" in _seen(document)
    assert not _aside(document)


def test_rows_put_away_by_a_filter_are_read() -> None:
    def change(sheet: Any) -> None:
        sheet.auto_filter.ref = "A1:C3"
        sheet.auto_filter.add_filter_column(1, ["甲店"])
        _hide_row(sheet)

    assert "乙店" in _seen(_sheet(change))


def test_a_number_format_may_hide_numbers_alone() -> None:
    document = _sheet(_format(";;"))
    assert "乙店" in _seen(document)
    assert _aside(document) == [("回访!C3", "88")]


def test_a_merged_title_is_seen_as_long_as_one_of_its_columns_is() -> None:
    def change(sheet: Any) -> None:
        sheet.insert_rows(1)
        sheet["A1"] = "回访登记"
        sheet.merge_cells("A1:C1")
        sheet.column_dimensions["A"].hidden = True

    document = _sheet(change)
    assert _seen(document) == "回访登记\n客户 | 结果\n甲店 | 95\n乙店 | 88"
    assert [text for _, text in _aside(document)] == ["日期", "2026-03-02", "2026-03-09"]


def _run(paragraph: Any, text: str, **look: Any) -> Any:
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(text)
    if "color" in look:
        run.font.color.rgb = RGBColor.from_string(look["color"])
    if "size" in look:
        run.font.size = Pt(look["size"])
    run.font.hidden = look.get("hidden")
    return run


@pytest.mark.parametrize("look", [{"hidden": True}, {"color": "FFFFFF"}, {"color": "fefefe"}, {"size": 1}])
def test_words_that_a_text_does_not_show(make_docx: Fill, look: dict[str, Any]) -> None:
    def fill(document: Any) -> None:
        paragraph = document.add_paragraph("看得见。")
        _run(paragraph, "接报后六小时到场。", **look)
        style = document.styles.add_style("Secret", 1)
        style.font.hidden = True
        document.add_paragraph("样式里藏着的。", style="Secret")
        _run(document.add_table(1, 1).cell(0, 0).paragraphs[0], "格子里藏着的。", **look)

    document = parse_document(make_docx(fill), "规定.docx")
    assert _seen(document) == "看得见。"
    assert _aside(document) == [("段落1", "接报后六小时到场。"), ("表1", "格子里藏着的。"), ("段落2", "样式里藏着的。")]


@pytest.mark.parametrize("place", ["run", "paragraph", "cell"])
def test_white_words_on_something_dark_are_read(make_docx: Fill, place: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    def fill(document: Any) -> None:
        cell = document.add_table(1, 1).cell(0, 0)
        run = _run(cell.paragraphs[0], "白字标题", color="FFFFFF")
        shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="203864"/>')
        owner = {"run": run._r.get_or_add_rPr(), "paragraph": cell.paragraphs[0]._p.get_or_add_pPr(), "cell": cell._tc.get_or_add_tcPr()}[place]
        owner.append(shade)
        _run(document.add_paragraph(), "不藏", hidden=False, size=6)

    document = parse_document(make_docx(fill), "规定.docx")
    assert _seen(document) == "白字标题\n不藏"
    assert not _aside(document)


def test_a_watermark_is_part_of_the_edges(make_docx: Fill) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    def fill(document: Any) -> None:
        document.add_paragraph("正文")
        mark = f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textpath string="样  本"/></v:shape></w:pict></w:r>'
        document.sections[0].header.paragraphs[0]._p.append(parse_xml(mark))

    (page,) = parse_document(make_docx(fill), "规定.docx").pages
    assert [(edge.locator, edge.text) for edge in page.edges] == [("水印", "样 本")]


def _pdf(font: str, draw: Callable[[Any], None]) -> Document:
    from fpdf import FPDF

    pdf = FPDF()
    pdf.add_font("cjk", "", font)
    pdf.add_page()
    pdf.set_font("cjk", size=12)
    pdf.text(20, 30, "这一行印得出来，人人都看得见它。")
    draw(pdf)
    return parse_document(bytes(pdf.output()), "规定.pdf")


def _white(pdf: Any) -> None:
    pdf.set_text_color(255)


def _tiny(pdf: Any) -> None:
    pdf.set_font("cjk", size=1)


def _invisible(pdf: Any) -> None:
    from fpdf.enums import TextMode

    pdf.text_mode = TextMode.INVISIBLE


@pytest.mark.parametrize("look", [_white, _tiny, _invisible])
def test_words_that_a_page_does_not_show(chinese_font: str, look: Callable[[Any], None]) -> None:
    def draw(pdf: Any) -> None:
        look(pdf)
        pdf.text(20, 60, "接报后六小时到场")

    document = _pdf(chinese_font, draw)
    assert _seen(document) == "这一行印得出来，人人都看得见它。"
    assert _aside(document) == [("p.1", "接报后六小时到场")]


def test_white_words_on_a_dark_bar_and_an_ocr_layer_are_read(chinese_font: str) -> None:
    from PIL import Image

    def draw(pdf: Any) -> None:
        pdf.set_fill_color(20, 40, 90)
        pdf.rect(15, 50, 120, 15, style="F")
        pdf.image(Image.new("RGB", (60, 20), "lightgrey"), 15, 80, 120, 30)
        _white(pdf)
        pdf.text(20, 60, "深色底上的白字")
        _invisible(pdf)
        pdf.text(20, 95, "图片上的文字层")

    document = _pdf(chinese_font, draw)
    assert "深色底上的白字" in _seen(document)
    assert "图片上的文字层" in _seen(document)
    assert not _aside(document)


@pytest.mark.parametrize("between", ["\u00ad", "\u200b", "\u2060", "\ufe0f", "\u2066", "\u3164", "\U000e0041"])
def test_what_shows_nothing_parts_no_word(between: str) -> None:
    assert plain(f"讨{between}论稿") == normalise(f"讨{between}论稿") == "讨论稿"
