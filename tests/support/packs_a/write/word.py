"""DOCX from the markup, with real heading styles or with headings that are only larger bold lines."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from .archive import freeze
from .markup import Block, parse


def docx(path: Path, text: str, *, styled: bool = True, header: str = "") -> None:
    """Write the markup as a Word file; `header` goes to the page header."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name = "宋体"
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    if header:
        document.sections[0].header.paragraphs[0].text = header
    for number, block in enumerate(parse(text)):
        _add(document, block, styled=styled, first=number == 0)
    raw = BytesIO()
    document.save(raw)
    freeze(raw.getvalue(), path)


def _add(document: Document, block: Block, *, styled: bool, first: bool) -> None:
    if block.kind == "table":
        table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
        for row in block.rows:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = value
    elif block.kind == "break":
        document.add_page_break()
    elif block.kind == "heading" and styled:
        document.add_heading(block.text, 0 if first else block.level)
    elif block.kind == "heading":
        line = document.add_paragraph()
        run = line.add_run(block.text)
        run.bold = True
        run.font.size = Pt(18 - 2 * block.level)
        if first:
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        document.add_paragraph(block.text)
