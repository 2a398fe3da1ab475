"""A page to look at: the quoted words framed on it, and one line where there is no page."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scoring.documents import DocumentError
from scoring.page_view import Spot, page_view, viewable
from tests.support import hostile
from tests.support.scans import as_bytes, as_pdf, certificate, draw, font_path, picture

FRAME = (214, 120, 20)
needs_font = pytest.mark.skipif(font_path() is None, reason="no Chinese font to draw with")


def seen(png: bytes) -> Image.Image:
    image = Image.open(BytesIO(png))
    assert image.format == "PNG"
    return image.convert("RGB")


def framed(image: Image.Image) -> tuple[float, float, float, float] | None:
    """Left, top, right, bottom of what has the frame's colour, as shares of the page; None without a frame."""
    rows, columns = np.where((np.abs(np.asarray(image).astype(int) - FRAME) <= 2).all(axis=2))
    if not len(rows):
        return None
    return columns.min() / image.width, rows.min() / image.height, columns.max() / image.width, rows.max() / image.height


def text_pdf(*pages: tuple[str, ...], turned: int = 0) -> bytes:
    """A PDF with a text layer: lines in Helvetica, the first at 60 pt below the top of an A4 page, 40 pt apart."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        stream = "\n".join(f"BT /F1 18 Tf 72 {782 - 40 * number} Td ({line}) Tj ET" for number, line in enumerate(lines)).encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        turn = f"/Rotate {turned} " if turned else ""
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {turn}/Contents {len(objects)} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        objects.append(page.encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))


LINES = ("Service within 24 hours", "Warranty of three years", "Call 400 820 1234")


def test_a_quote_of_a_pdf_is_framed_where_it_stands() -> None:
    data = text_pdf(("Other page",), LINES)
    boxes = [framed(seen(page_view(data, Spot("a.pdf", 2, line)))) for line in LINES]
    assert all(boxes)
    tops = [box[1] for box in boxes if box]
    assert tops == sorted(tops)
    for number, top in enumerate(tops):
        assert top == pytest.approx((60 + 40 * number - 18) / 842, abs=0.02)
    assert framed(seen(page_view(data, Spot("a.pdf", 1, LINES[0])))) is None


def test_spaces_and_lines_do_not_hide_a_quote() -> None:
    data = text_pdf(LINES)
    across = framed(seen(page_view(data, Spot("a.PDF", 1, "Servicewithin24hours\nWarranty of"))))
    assert across
    assert across[3] - across[1] > 0.05  # two lines


GAP = ") Tj 150 0 Td ("  # to the next column
ROWS = (f"Name{GAP}Date{GAP}Result", f"Alpha{GAP}2026-01-02{GAP}done", f"Beta{GAP}2026-01-03{GAP}done")


@pytest.mark.parametrize("quote", ["Beta | 2026-01-03 | done", "Beta | done", "Beta | 2026-01-03 | another word | done…"])
def test_a_row_of_a_table_is_framed_where_its_cells_stand(quote: str) -> None:
    box = framed(seen(page_view(text_pdf(ROWS), Spot("a.pdf", 1, quote))))
    assert box
    assert box[0] == pytest.approx(72 / 595, abs=0.02)
    assert box[2] > 400 / 595
    assert box[1] == pytest.approx((60 + 80 - 18) / 842, abs=0.02)
    assert box[3] - box[1] < 0.04  # the row alone


@pytest.mark.parametrize("quote", ["Alpha | 2026-01-03 | never", "Gamma | done", "done | nothing | of | these", "| |"])
def test_cells_of_no_one_row_are_not_framed(quote: str) -> None:
    assert framed(seen(page_view(text_pdf(ROWS), Spot("a.pdf", 1, quote)))) is None


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_on_its_side_is_framed_where_people_see_it(turned: int) -> None:
    image = seen(page_view(text_pdf(LINES, turned=turned), Spot("a.pdf", 1, LINES[0])))
    box = framed(image)
    assert box
    assert (image.width > image.height) == (turned != 180)
    near = {90: box[2] > 0.9, 180: box[3] > 0.9, 270: box[0] < 0.1}
    assert near[turned], box


@pytest.mark.parametrize("quote", ["", "not on the page", " ", "\x00", "售后" * 200, ".*", "Service within 24 hours!"])
def test_a_page_without_the_quote_is_shown_without_a_frame(quote: str) -> None:
    assert framed(seen(page_view(text_pdf(LINES), Spot("a.pdf", 1, quote)))) is None


@needs_font
@pytest.mark.parametrize(("name", "make"), [("证书.jpg", picture), ("扫描.pdf", lambda paper: as_pdf([draw(paper)]))])
def test_a_quote_of_a_scan_is_framed_where_it_was_read(name: str, make: Callable[..., bytes], tmp_path: Path) -> None:
    data = make(certificate(3))
    box = framed(seen(page_view(data, Spot(name, 1, "售后服务管理师证书"), tmp_path)))
    assert box
    assert box[3] < 0.25  # the title stands at the top
    assert 0.2 < (box[0] + box[2]) / 2 < 0.8
    lower = framed(seen(page_view(data, Spot(name, 1, "临江棋石包装机械有限公司"), tmp_path)))
    assert lower
    assert lower[1] > box[3] - 0.02
    assert framed(seen(page_view(data, Spot(name, 1, "不在这一页上的话"), tmp_path))) is None


@needs_font
def test_a_large_picture_comes_small() -> None:
    image = draw(certificate(3)).resize((3000, 4200))
    assert seen(page_view(as_bytes(image), Spot("大.jpg", 1))).width == 1400


@pytest.mark.parametrize("page", [0, 3, 10**30])
def test_a_page_that_is_not_there_is_told(page: int) -> None:
    with pytest.raises(DocumentError, match=r"没有第 -?\d+ 页"):
        page_view(text_pdf(LINES, LINES), Spot("a.pdf", page))
    with pytest.raises(DocumentError, match=r"没有第 -?\d+ 页"):
        page_view(as_bytes(Image.new("RGB", (50, 50)), "PNG"), Spot("a.png", page))


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.txt", "a.zip", "a", "pdf", "a.pdf.exe", ""])
def test_other_files_have_no_pages(name: str) -> None:
    assert not viewable(name)
    with pytest.raises(DocumentError, match="没有页面可看"):
        page_view(text_pdf(LINES), Spot(name, 1))


@pytest.mark.parametrize("name", ["a.pdf", "a.png", "a.heic"])
@pytest.mark.parametrize(
    "data", [b"", b"x", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, bytes(range(256)) * 20], ids=lambda one: repr(one[:8])
)
def test_a_broken_file_costs_one_line(name: str, data: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        page_view(data, Spot(name, 1, "售后"))
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_of_another_kind_under_the_name_of_a_picture_costs_one_line() -> None:
    with pytest.raises(DocumentError):
        page_view(hostile.docx(), Spot("证书.jpg", 1, "售后"))


def test_a_page_as_large_as_a_field_is_drawn_small() -> None:
    huge = text_pdf(LINES).replace(b"[0 0 595 842]", b"[0 0 99999 9]")
    assert seen(page_view(huge, Spot("a.pdf", 1))).width <= 1400


def test_a_picture_of_too_many_pixels_costs_one_line() -> None:
    """Small on disk, gigabytes in memory."""
    out = BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    with pytest.raises(DocumentError) as caught:
        page_view(out.getvalue(), Spot("大.png", 1))
    assert "\n" not in str(caught.value)
