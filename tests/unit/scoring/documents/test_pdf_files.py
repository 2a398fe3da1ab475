"""PDF text layers: paragraphs, pages, scans, passwords, damage."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest

from scoring.documents import DocumentError, parse_document
from scoring.documents.reflow import full_width, paragraphs

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
def test_a_scan_is_told_apart_even_with_the_scanners_stamp(chinese_font: str, stamp: str) -> None:
    with pytest.raises(DocumentError, match=r"扫描件.*OCR"):
        parse_document(_picture_pdf(stamp, chinese_font), "扫描.pdf")


def test_a_short_pdf_without_pictures_is_no_scan(make_pdf: PdfMaker) -> None:
    assert [block.text for block in parse_document(make_pdf(["谢谢"]), "a.pdf").blocks()] == ["谢谢"]


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


def test_reflow_joins_full_lines_only() -> None:
    text = (
        "公司设立售后服务部，负责安装、维修\r\n和回访工作。\r\n1. 安装：按约定时间上门\r\n2. 维修：二十四小时内到达现场处理\r\n"
        "\r\nplease call the service\r\ndesk"
    )
    assert paragraphs(text, full_width([text])) == [
        "公司设立售后服务部，负责安装、维修和回访工作。",
        "1. 安装：按约定时间上门",
        "2. 维修：二十四小时内到达现场处理",
        "please call the service",
        "desk",
    ]
    assert paragraphs("", full_width([""])) == []
