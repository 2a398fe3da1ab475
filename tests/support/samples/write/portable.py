"""Paper -> PDF, with the glyphs it uses embedded."""

from datetime import UTC, datetime

from fpdf import FPDF
from fpdf.enums import WrapMode, XPos, YPos
from fpdf.fonts import FontFace

from tests.support.samples.markup import Grid, Line, Paper
from tests.support.samples.write.font import cjk_font

_SIZES = {"h1": 17.0, "h2": 13.0, "h3": 11.5}
_ALIGNMENTS = {"h1": "C", "centre": "C", "right": "R"}
_TEXT = 10.5
_MADE = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


def write_portable(paper: Paper) -> bytes:
    pdf = FPDF()
    pdf.set_creation_date(_MADE)
    pdf.set_margin(20)
    pdf.add_font("cjk", "", cjk_font())
    pdf.add_page()
    for part in paper.parts:
        if isinstance(part, Grid):
            _table(pdf, part)
        elif part.kind == "break":
            pdf.add_page()
        else:
            _line(pdf, part)
    return bytes(pdf.output())


def _line(pdf: FPDF, line: Line) -> None:
    size = _SIZES.get(line.kind, _TEXT)
    pdf.set_font("cjk", size=size)
    if line.kind in _SIZES:
        pdf.ln(2)
    text = f"· {line.text}" if line.kind == "item" else line.text
    pdf.multi_cell(
        0, size * 0.62, text, align=_ALIGNMENTS.get(line.kind, "L"), wrapmode=WrapMode.CHAR,
        new_x=XPos.LMARGIN, new_y=YPos.NEXT,
    )
    pdf.ln(1)


def _table(pdf: FPDF, grid: Grid) -> None:
    pdf.set_font("cjk", size=9.5)
    with pdf.table(line_height=6, wrapmode=WrapMode.CHAR, headings_style=FontFace(emphasis="")) as table:
        for row in grid.rows:
            cells = table.row()
            for value in row:
                cells.cell("" if value is None else str(value))
    pdf.ln(2)
