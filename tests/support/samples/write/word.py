"""Paper -> DOCX."""

from functools import lru_cache
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from tests.support.samples.markup import Grid, Line, Paper
from tests.support.samples.write.archive import repacked

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3}
_ALIGNMENTS = {"centre": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
_KEPT_STYLES = {
    "Normal", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "Table Grid", "Normal Table", "Default Paragraph Font",
    "No List", "Header", "Footer",
}


def write_word(paper: Paper) -> bytes:
    word = Document(BytesIO(_template()))
    for part in paper.parts:
        if isinstance(part, Grid):
            _table(word, part)
        else:
            _line(word, part)
    out = BytesIO()
    word.save(out)
    return repacked(out.getvalue())


def _line(word: Word, line: Line) -> None:
    if line.kind == "break":
        word.add_page_break()
    elif line.kind in _HEADINGS:
        word.add_heading(line.text, _HEADINGS[line.kind])
    elif line.kind == "item":
        word.add_paragraph(line.text, style="List Bullet")
    else:
        paragraph = word.add_paragraph(line.text)
        if line.kind in _ALIGNMENTS:
            paragraph.alignment = _ALIGNMENTS[line.kind]


def _table(word: Word, grid: Grid) -> None:
    width = max(map(len, grid.rows))
    table = word.add_table(rows=0, cols=width, style="Table Grid")
    for row in grid.rows:
        cells = table.add_row().cells
        for cell, value in zip(cells, row, strict=False):
            cell.text = "" if value is None else str(value)


@lru_cache
def _template() -> bytes:
    """The library's template without its hundred styles and its picture of itself: they would be three quarters of a file."""
    word = Document()
    for style in list(word.styles.element):
        if style.tag == qn("w:latentStyles") or (style.tag == qn("w:style") and _name(style) not in _KEPT_STYLES):
            word.styles.element.remove(style)
    for owner in (word.part.package, word.part):
        for key, relation in list(owner.rels.items()):
            if relation.reltype.endswith(("/thumbnail", "/stylesWithEffects", "/customXml")):
                del owner.rels[key]
    fonts = word.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), "宋体")
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _name(style: Any) -> str:
    """The style's name as Word shows it: the file writes `heading 1`."""
    name = style.find(qn("w:name"))
    text = "" if name is None else str(name.get(qn("w:val")))
    return text.title() if text.islower() else text
