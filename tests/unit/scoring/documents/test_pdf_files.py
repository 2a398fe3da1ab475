"""PDF text layers: paragraphs, pages, scans, passwords, damage."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

import pytest

from scoring.documents import DocumentError, Page, parse_document
from scoring.documents.readers import pdf as pdf_reader

PdfMaker = Callable[[Sequence[str]], bytes]

LONG = "售后服务部负责受理顾客投诉，并在二十四小时内答复，超过时限的由主管记录原因并告知顾客处理进度和预计完成时间，直到顾客确认满意为止。"


def test_printed_lines_become_paragraphs_again(make_pdf: PdfMaker) -> None:
    document = parse_document(make_pdf([f"售后服务管理制度\n第一条 {LONG}\n第二条 {LONG}", "附则\n本制度自发布之日起施行。"]), "制度.pdf")
    assert [(block.text, block.locator) for block in document.blocks()] == [
        ("售后服务管理制度", "p.1"),
        (f"第一条 {LONG}", "p.1"),
        (f"第二条 {LONG}", "p.1"),
        ("附则", "p.2"),
        ("本制度自发布之日起施行。", "p.2"),
    ]
    assert {block.kind for block in document.blocks()} == {"paragraph"}


def test_a_page_without_text_keeps_its_number(make_pdf: PdfMaker) -> None:
    document = parse_document(make_pdf([LONG, "", LONG]), "a.pdf")
    assert [(page.number, len(page.blocks)) for page in document.pages] == [(1, 1), (2, 0), (3, 1)]


def _picture_pdf(stamp: str, font: str) -> bytes:
    from fpdf import FPDF
    from PIL import Image

    picture = BytesIO()
    Image.new("RGB", (60, 80), "gray").save(picture, "PNG")
    pdf = FPDF()
    pdf.add_font("cjk", "", font)
    pdf.set_font("cjk", size=9)
    for _ in range(2):
        pdf.add_page()
        pdf.image(picture, 10, 10, 150)
        if stamp:
            pdf.text(20, 280, stamp)
    return bytes(pdf.output())


@pytest.mark.parametrize("stamp", ["", "扫描全能王 创建"])
def test_a_scan_is_told_apart_even_with_the_scanners_stamp(chinese_font: str, stamp: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "ocr_installed", lambda: False)
    with pytest.raises(DocumentError, match=r"扫描件.*OCR"):
        parse_document(_picture_pdf(stamp, chinese_font), "扫描.pdf")


def test_a_short_pdf_without_pictures_is_no_scan(make_pdf: PdfMaker) -> None:
    assert [block.text for block in parse_document(make_pdf(["谢谢"]), "a.pdf").blocks()] == ["谢谢"]


def _fpdf(font: str) -> Any:
    from fpdf import FPDF

    pdf = FPDF()
    for style in ("", "B"):
        pdf.add_font("cjk", style, font)
    pdf.set_font("cjk", size=11)
    pdf.add_page()
    return pdf


def _page(pdf: Any) -> Page:
    return parse_document(bytes(pdf.output()), "a.pdf").pages[0]


def _lines(page: Page) -> list[tuple[str, str]]:
    return [(block.locator, block.text) for block in page.blocks]


def test_a_ruled_table_between_paragraphs(chinese_font: str) -> None:
    """Merged cells, cells of several lines, empty cells; the rows stand once, in reading order."""
    pdf = _fpdf(chinese_font)
    pdf.multi_cell(0, 8, "工单如下：")
    with pdf.table(col_widths=(30, 40, 80, 30)) as table:
        row = table.row()
        row.cell("单号"), row.cell("报修时间"), row.cell("处理与结果", colspan=2)
        row = table.row()
        row.cell("W-01"), row.cell("2026-03-01 09:20")
        row.cell("主轴异响，上门检查后更换减震垫并重新紧固支架，试机三十分钟运行正常，用户签字确认"), row.cell("")
        row = table.row()
        row.cell("W-02", rowspan=2), row.cell("2026-03-02"), row.cell(""), row.cell("已结")
        row = table.row()
        row.cell("2026-03-03"), row.cell("漏油\n已换密封圈"), row.cell("待回访")
    pdf.multi_cell(0, 8, LONG, wrapmode="CHAR")
    page = _page(pdf)
    done = "主轴异响，上门检查后更换减震垫并重新紧固支架，试机三十分钟运行正常，用户签字确认"
    assert _lines(page) == [
        ("p.1", "工单如下："),
        ("p.1表1!A1", "单号 | 报修时间 | 处理与结果"),
        ("p.1表1!A2", f"W-01 | 2026-03-01 09:20 | {done}"),
        ("p.1表1!A3", "W-02 | 2026-03-02 | 已结"),
        ("p.1表1!B4", "2026-03-03 | 漏油 已换密封圈 | 待回访"),
        ("p.1", LONG),
    ]
    (table,) = page.tables
    assert table.rows[0] == ("单号", "报修时间", "处理与结果", "处理与结果")
    assert table.rows[2:] == (("W-02", "2026-03-02", "", "已结"), ("W-02", "2026-03-03", "漏油 已换密封圈", "待回访"))
    assert table.merged == {(0, 3), (3, 0)}


def test_tables_of_thin_bars_and_of_coloured_cells(chinese_font: str) -> None:
    rows = (("部门", "岗位", "人数"), ("客服部", "坐席", "4"), ("", "工程师", ""))
    bars, colours = _fpdf(chinese_font), _fpdf(chinese_font)
    for number in range(4):
        bars.rect(20, 40 + 10 * number, 90, 0.3, style="F")
        bars.rect(20 + 30 * number, 40, 0.3, 30, style="F")
    for pdf in (bars, colours):
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                if pdf is colours:
                    pdf.set_fill_color(220)
                    pdf.rect(20 + 30 * j, 40 + 10 * i, 29.5, 9.5, style="F")
                pdf.text(23 + 30 * j, 47 + 10 * i, text)
        page = _page(pdf)
        assert [table.rows for table in page.tables] == [rows]
        assert [place for place, _ in _lines(page)] == ["p.1表1!A1", "p.1表1!A2", "p.1表1!B3"]


def test_frames_are_no_tables(chinese_font: str) -> None:
    pdf = _fpdf(chinese_font)
    pdf.rect(10, 10, 190, 270)
    pdf.rect(13, 13, 184, 264)
    pdf.set_y(40)
    texts = ("荣誉证书", "江北明远机电有限公司：", "被评为诚信服务单位")
    for text in texts:
        pdf.cell(0, 12, text, align="C", new_x="LMARGIN", new_y="NEXT")
    page = _page(pdf)
    assert page.tables == ()
    assert [text for _, text in _lines(page)] == list(texts)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_table_that_lies_on_its_side(chinese_font: str, angle: int) -> None:
    pdf = _fpdf(chinese_font)
    rows = (("编号", "名称", "数量"), ("1", "扭力扳手", "3"))
    with pdf.rotation(angle, 105, 148):
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                pdf.rect(40 + 40 * j, 120 + 10 * i, 40, 10)
                pdf.text(43 + 40 * j, 127 + 10 * i, text)
    assert [table.rows for table in _page(pdf).tables] == [rows]


def test_forms_without_rules_keep_their_lines(chinese_font: str) -> None:
    """Pairs side by side stay on one line, two blanks apart; short lines are never joined."""
    pdf = _fpdf(chinese_font)
    pairs = (("委托单位", "江北明远机电有限公司", "检验类别", "委托检验"), ("生产单位", "江北明远机电有限公司", "样品数量", "2 台"))
    for i, row in enumerate(pairs):
        for x, text in zip((20, 50, 120, 150), row, strict=True):
            pdf.text(x, 30 + 9 * i, text)
    pdf.set_y(60)
    short = ("证书编号：MY-2026-0031", "持证单位：江北明远机电有限公司", "地址：江北市工业大道 88 号 2 号楼", "有效期至：2029-05-05")
    for text in short:
        pdf.cell(0, 9, text, new_x="LMARGIN", new_y="NEXT")
    for text in ("江北明远机电有限公司服务部", "2026年5月6日"):
        pdf.cell(0, 9, text, align="R", new_x="LMARGIN", new_y="NEXT")
    expected = [*("  ".join(row) for row in pairs), *short, "江北明远机电有限公司服务部", "2026年5月6日"]
    assert [text for _, text in _lines(_page(pdf))] == expected


def test_a_pdf_with_a_password() -> None:
    from fpdf import FPDF

    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=12)
    pdf.cell(text="hello")
    pdf.set_encryption("owner", user_password="secret")
    with pytest.raises(DocumentError, match="已加密"):
        parse_document(bytes(pdf.output()), "密.pdf")


def test_a_truncated_pdf(make_pdf: PdfMaker) -> None:
    data = make_pdf([LONG])
    for share in (0.01, 0.2, 0.5):
        with pytest.raises(DocumentError) as caught:
            parse_document(data[: int(len(data) * share)], "半.pdf")
        assert "\n" not in str(caught.value)


def test_threads_do_not_disturb_each_other(make_pdf: PdfMaker) -> None:
    files = [make_pdf([f"第{number}份 {LONG}"] * 3) for number in (1, 2)]
    with ThreadPoolExecutor(4) as pool:
        documents = list(pool.map(lambda data: parse_document(data, "a.pdf"), files * 10))
    for number, document in enumerate(documents):
        assert [block.text for block in document.blocks()] == [f"第{number % 2 + 1}份 {LONG}"] * 3
