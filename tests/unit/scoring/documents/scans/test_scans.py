"""Scans and photographs: pictures made by tests/support/scans.py are read back into what was printed."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from scoring.documents import Document, DocumentError, parse_document
from scoring.documents.readers import scan
from scoring.documents.scans.installed import ocr_installed
from scoring.documents.scans.reading import Scanning
from scoring.facts.extract import extract
from tests.support import scans
from tests.support.scans import Wear, as_bytes, as_pdf, certificate, draw, ledger, notice, worn

pytestmark = pytest.mark.skipif(not ocr_installed() or scans.font_path() is None, reason="rapidocr or a Chinese font is not installed")

OWN = "临江棋石包装机械有限公司"
SHORT = (900, 640)  # pixels; a small page is read in half a second
HARD = Wear("", angle=-2.0, aside=0.03, shade=0.3, noise=4.0, blur=0.6, quality=60, desk=True)


def drawn(paper: scans.Paper, height: int = SHORT[1]) -> Image.Image:
    return draw(paper, size=20, width=SHORT[0], height=height)


def read(image: Image.Image, kind: str = "JPEG", quality: int = 85) -> Document:
    return parse_document(as_bytes(image, kind, quality), f"照片.{'jpg' if kind == 'JPEG' else kind.lower()}")


def blurred(image: Image.Image) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(7))


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks()]


# ---- tables and text


def test_a_ledger_photographed_from_the_side_keeps_its_rows_and_its_seal() -> None:
    paper = ledger(3, rows=5, seal=OWN)
    page = read(worn(drawn(paper, 760), HARD, 3)).pages[0]
    assert page.tables[0].rows == paper.rows
    assert [block.locator for block in page.blocks if block.kind == "table_row"] == [f"p.1表1!A{n}" for n in range(1, 7)]
    assert [block.text for block in page.blocks][-1] == f"{OWN}（盖章）"
    assert page.confidence is not None
    assert page.confidence > 0.9
    assert not page.unread


def test_a_list_without_rules_is_a_table_by_its_columns() -> None:
    paper = ledger(4, rows=4, ruled=False)
    page = read(worn(drawn(paper), Wear("", angle=1.5))).pages[0]
    assert page.tables[0].rows == paper.rows
    assert page.blocks[0].text == paper.title
    assert page.blocks[-1].text.startswith("制表：")


@pytest.mark.parametrize("quarters", [1, 2])
def test_a_picture_on_its_side_or_its_head_is_turned(quarters: int) -> None:
    paper = certificate(5)
    image = worn(drawn(paper), Wear("", quarters=quarters))
    page = read(image).pages[0]
    assert [cell for row in page.tables[0].rows for cell in row] == [cell for pair in paper.pairs for cell in pair]
    title = page.blocks[0]
    assert title.text == paper.title
    assert title.box is not None
    left, top, right, bottom = title.box  # where it stands in the picture that was given
    if quarters == 1:  # what is above stands at the left
        assert right < image.width / 3
        assert bottom - top > 3 * (right - left)
    else:
        assert top > 2 * image.height / 3


def test_running_text_is_joined_to_paragraphs() -> None:
    paper = notice(6)
    found = texts(read(worn(drawn(paper), Wear("", noise=3.0, quality=70))))
    assert found[: len(paper.above) + 1] == [paper.title, *paper.above]
    assert paper.below[0] in found
    assert paper.below[1] in found


def test_the_mark_of_a_scanning_program_is_no_text() -> None:
    image = drawn(notice(7))
    blank = blurred(image)
    ImageDraw.Draw(blank).text((600, 590), "扫描全能王 创建", (60, 60, 60), scans._font(22))
    with pytest.raises(DocumentError) as caught:
        read(blank)
    assert caught.value.reason == "low_ocr_quality"


# ---- pages that cannot be read


def test_a_blurred_paper_is_low_quality_and_says_which_page() -> None:
    with pytest.raises(DocumentError, match=r"第 1 页看不清.*重新") as caught:
        read(blurred(drawn(certificate(8))))
    assert caught.value.reason == "low_ocr_quality"


def test_an_empty_sheet_is_no_unread_page() -> None:
    noise = np.random.default_rng(1).normal(244, 3, (400, 300, 3)).clip(0, 255).astype(np.uint8)
    with pytest.raises(DocumentError) as caught:
        read(Image.fromarray(noise))
    assert caught.value.reason == "no_text"


def test_good_pages_of_a_scan_count_and_the_others_are_named() -> None:
    data = as_pdf([drawn(certificate(9)), blurred(drawn(certificate(10)))])
    facts = extract(data, "证照/售后服务管理师证书.pdf")
    assert facts.problem is None
    assert [page.locator for page in facts.unread] == ["p.2"]
    assert any(paper.kind == "service_manager_certificate" for paper in facts.instruments)


# ---- PDF


def test_text_pages_of_a_mixed_pdf_stay_as_they_are(make_pdf: Callable[[Sequence[str]], bytes]) -> None:
    from fpdf import FPDF

    paper = ledger(11, rows=3)
    pdf = FPDF()
    pdf.add_font("cjk", "", str(scans.font_path()))
    pdf.set_font("cjk", size=12)
    pdf.add_page()
    pdf.multi_cell(0, text="售后服务部负责受理顾客投诉，并在二十四小时内答复。")
    pdf.add_page()
    pdf.image(BytesIO(as_bytes(drawn(paper))), 10, 10, 190)
    document = parse_document(bytes(pdf.output()), "混合.pdf")
    first, second = document.pages
    assert (first.confidence, first.blocks[0].confidence, first.blocks[0].text) == (None, None, "售后服务部负责受理顾客投诉，并在二十四小时内答复。")
    assert second.tables[0].rows == paper.rows
    assert second.tables[0].name == "p.2表1"
    box = second.blocks[0].box
    assert box is not None
    assert 0 < box[0] < box[2] < 596  # points
    assert second.confidence is not None


# ---- what is kept and told


def test_pages_are_told_of_and_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = as_pdf([drawn(notice(12)), drawn(notice(13))])
    told: list[tuple[int, int]] = []
    scanning = Scanning(tmp_path, lambda page, of: told.append((page, of)))
    fresh = parse_document(data, "a.pdf", scanning=scanning)
    assert told == [(1, 2), (2, 2)]
    monkeypatch.setattr("scoring.documents.scans.page.read_sheet", lambda _: pytest.fail("read again"))
    assert parse_document(data, "b.pdf", scanning=scanning).pages == fresh.pages
    assert len(told) == 2


def test_a_broken_cache_costs_nothing_but_time(tmp_path: Path) -> None:
    data = as_bytes(drawn(notice(12)))
    fresh = parse_document(data, "a.jpg", scanning=Scanning(tmp_path))
    (kept,) = tmp_path.rglob("1.json")
    kept.write_bytes(b"{")
    again = parse_document(data, "a.jpg", scanning=Scanning(tmp_path))
    assert texts(again) == texts(fresh)
    assert kept.read_bytes() != b"{"


def test_the_recogniser_reaches_for_nothing_and_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    from scoring.documents.scans.ocr import Recogniser

    found = Recogniser(threads=1).find(np.full((64, 64, 3), 255, np.uint8))
    from rapidocr.utils import download_file, load_image

    assert len(found) == 0
    assert capfd.readouterr() == ("", "")
    for module in (download_file, load_image):
        with pytest.raises(OSError, match="no network"):
            module.requests.get("https://models.example/a.onnx")


def test_without_the_recogniser_a_picture_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "ocr_installed", lambda: False)
    with pytest.raises(DocumentError, match="OCR") as caught:
        read(Image.new("RGB", (60, 60), "white"))
    assert caught.value.reason == "no_text"
