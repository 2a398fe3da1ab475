"""DOCX papers, with heading styles or (plain) with bold text only, as many offices write them."""

from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from .markup import Block
from .still import freeze


def write_docx(path: Path, content: list[Block], *, styled: bool) -> None:
    """One DOCX paper."""
    doc = Document()
    doc.core_properties.author = ""
    doc.core_properties.comments = ""
    for block in content:
        if block.kind == "table":
            _table(doc, block.rows)
        elif block.kind == "paragraph":
            doc.add_paragraph(block.text)
        elif styled:
            doc.add_heading(block.text, level=block.level - 1)
        else:
            para = doc.add_paragraph()
            run = para.add_run(block.text)
            run.bold = True
            run.font.size = Pt(18 - 3 * block.level)
            if block.level == 1:
                para.alignment = WD_ALIGN_PARAGRAPH.CENTER
    doc.save(str(path))
    freeze(path)


def _table(doc, rows: list[list[str]]) -> None:  # type: ignore[no-untyped-def]
    """A ruled table; a row with one cell spans the width."""
    width = max(len(r) for r in rows)
    table = doc.add_table(rows=len(rows), cols=width)
    table.style = "Table Grid"
    for i, row in enumerate(rows):
        line = table.rows[i].cells
        if len(row) == 1 and width > 1:
            line[0].merge(line[-1]).text = row[0]
            continue
        for j, value in enumerate(row):
            line[j].text = value
