"""Paper -> PDF."""

from datetime import UTC, datetime
from io import BytesIO

from fpdf import FPDF
from fpdf.enums import TextMode, WrapMode, XPos, YPos
from fpdf.fonts import FontFace

from tests.support.tricks.markup import Paper, Part
from tests.support.tricks.write.drawn import drawn
from tests.support.tricks.write.font import cjk_font

_SIZES = {"h1": 17.0, "h2": 13.0, "h3": 11.5, "tiny": 1.0}
_TEXT = 10.5
_MADE = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


def write_pages(paper: Paper) -> bytes:
    pdf = FPDF()
    pdf.set_creation_date(_MADE)
    pdf.set_margin(20)
    pdf.add_font("cjk", "", cjk_font())
    pdf.add_page()
    for part in paper.parts:
        _put(pdf, part)
    return bytes(pdf.output())


def _put(pdf: FPDF, part: Part) -> None:
    match part.kind:
        case "table":
            _table(pdf, part)
        case "break":
            pdf.add_page()
        case "title":
            pdf.set_title(part.text)
            pdf.set_keywords(part.text)
        case "comment":
            pdf.text_annotation(pdf.get_x(), pdf.get_y(), part.text)
        case "picture":
            pdf.image(BytesIO(drawn(part.text)), w=170)
        case "watermark":
            pdf.set_font("cjk", size=60)
            pdf.set_text_color(200)
            with pdf.rotation(45, 105, 150):
                pdf.text(60, 150, part.text)
            pdf.set_text_color(0)
        case "header" | "footer":
            pdf.set_font("cjk", size=8)
            pdf.text(20, 10 if part.kind == "header" else 290, part.text)
        case _:
            _line(pdf, part)


def _line(pdf: FPDF, part: Part) -> None:
    size = _SIZES.get(part.kind, _TEXT)
    pdf.set_font("cjk", size=size)
    if part.kind == "white":
        pdf.set_text_color(255)
    if part.kind == "hidden":
        pdf.text_mode = TextMode.INVISIBLE
    pdf.multi_cell(0, size * 0.62, part.text, align="L", wrapmode=WrapMode.CHAR, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.text_mode = TextMode.FILL
    pdf.set_text_color(0)
    pdf.ln(1)


def _table(pdf: FPDF, part: Part) -> None:
    pdf.set_font("cjk", size=9 if max(map(len, part.rows)) < 8 else 6.5)
    with pdf.table(line_height=6, wrapmode=WrapMode.CHAR, headings_style=FontFace(emphasis="")) as table:
        for row in part.rows:
            cells = table.row()
            for value in row:
                cells.cell("" if value is None else str(value))
    pdf.ln(2)
