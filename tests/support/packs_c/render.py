"""Turns marked-up blocks into DOCX, PDF, PPTX, HTML and plain text, without a trace of the clock."""
from __future__ import annotations

import atexit
import html
import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from fontTools import subset
from fpdf import FPDF
from fpdf.enums import TableSpan
from pptx import Presentation

from .markup import Block

CLOCK = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
STAMP = CLOCK.strftime("%Y-%m-%dT%H:%M:%SZ").encode()


def still(data: bytes) -> bytes:
    """The same Office file with every timestamp set to one fixed moment."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            body = source.read(name)
            if name == "docProps/core.xml":
                body = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", STAMP, body)
            target.writestr(zipfile.ZipInfo(name, (2026, 11, 18, 9, 0, 0)), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx_bytes(blocks: list[Block], *, styles: bool, font: str) -> bytes:
    """A DOCX document."""
    doc = Document()
    normal = doc.styles["Normal"]
    normal.font.name, normal.font.size = font, Pt(11)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), font)
    doc.core_properties.author = ""
    for block in blocks:
        if block.kind == "table":
            _docx_table(doc, block.rows)
        elif block.kind == "break":
            doc.add_page_break()
        elif block.kind in {"title", "h1", "h2"} and styles:
            doc.add_heading(block.text, {"title": 0, "h1": 1, "h2": 2}[block.kind])
        else:
            paragraph = doc.add_paragraph()
            run = paragraph.add_run(block.text)
            run.bold = block.kind in {"title", "h1", "h2"}
            if block.kind == "title":
                run.font.size, paragraph.alignment = Pt(16), WD_ALIGN_PARAGRAPH.CENTER
            elif block.kind == "right":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    out = io.BytesIO()
    doc.save(out)
    return still(out.getvalue())


def _docx_table(doc: Document, rows: list[list[str]]) -> None:
    """A ruled table with merged cells."""
    width = max(len(row) for row in rows)
    grid = doc.add_table(rows=len(rows), cols=width, style="Table Grid")
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            cell = grid.cell(r, c)
            if text == "<":
                grid.cell(r, c - 1).merge(cell)
            elif text == "^":
                grid.cell(r - 1, c).merge(cell)
            else:
                cell.text = text


@cache
def _font_file() -> str:
    """A small copy (the GB 2312 characters) of the CJK font that fontconfig knows: the whole one loads slowly."""
    found = subprocess.run(["fc-match", "-f", "%{file}", "Noto Sans CJK SC"], capture_output=True, text=True, check=True)
    options = subset.Options(font_number=2, hinting=False)
    font = subset.load_font(found.stdout.strip(), options)
    cutter = subset.Subsetter(options)
    pairs = (bytes((a, b)) for a in range(0xA1, 0xF8) for b in range(0xA1, 0xFF))
    cutter.populate(text="".join(pair.decode("gb2312", "ignore") for pair in pairs) + "".join(map(chr, range(32, 256))) + "—–·☑□✓√㎡₂")
    cutter.subset(font)
    path = Path(tempfile.mkdtemp(prefix="packs_c_")) / "body.otf"
    atexit.register(shutil.rmtree, path.parent, ignore_errors=True)
    font.save(path)
    return str(path)


def pdf_bytes(blocks: list[Block], *, landscape: bool, size: float, footer: str) -> bytes:
    """A PDF with a text layer."""
    pdf = _Paper(footer, "landscape" if landscape else "portrait")
    pdf.add_font("body", fname=_font_file())
    pdf.set_creation_date(CLOCK)
    pdf.set_auto_page_break(True, margin=16)
    pdf.add_page()
    sizes = {"title": size + 6, "h1": size + 2.5, "h2": size + 1}
    for block in blocks:
        pdf.set_font("body", size=sizes.get(block.kind, size))
        high = sizes.get(block.kind, size) * 0.62
        if block.kind == "table":
            _pdf_table(pdf, block.rows)
        elif block.kind == "break":
            pdf.add_page()
        else:
            align = {"title": "C", "right": "R"}.get(block.kind, "L")
            pdf.multi_cell(0, high, block.text, align=align, new_x="LMARGIN", new_y="NEXT")
            pdf.ln(1)
    return bytes(pdf.output())


class _Paper(FPDF):
    """Pages with a footer line and page numbers."""

    def __init__(self, footer_line: str, orientation: str) -> None:
        """Remembers the footer."""
        super().__init__(orientation=orientation)
        self.footer_line = footer_line

    def footer(self) -> None:
        """Prints the footer."""
        if self.footer_line:
            self.set_y(-12)
            self.set_font("body", size=8)
            self.cell(0, 5, f"{self.footer_line}    第 {self.page_no()} 页", align="C")


def _pdf_table(pdf: FPDF, rows: list[list[str]]) -> None:
    """A ruled table with merged cells; wide text gets wide columns."""
    width = max(len(row) for row in rows)
    weights = [max([len(row[c]) for row in rows if c < len(row)] + [3]) for c in range(width)]
    marks = {"<": TableSpan.COL, "^": TableSpan.ROW}
    with pdf.table(col_widths=[min(w, 28) + 1 for w in weights], first_row_as_headings=False, line_height=pdf.font_size * 1.5) as grid:
        for row in rows:
            line = grid.row()
            for text in row + [""] * (width - len(row)):
                line.cell(marks.get(text, text))
    pdf.ln(2)


def pptx_bytes(blocks: list[Block]) -> bytes:
    """Slides."""
    show = Presentation()
    frame = None
    for block in blocks:
        if block.kind in {"title", "h1", "h2"}:
            slide = show.slides.add_slide(show.slide_layouts[1])
            slide.shapes.title.text = block.text
            frame = slide.placeholders[1].text_frame
        elif frame is not None:
            lines = [block.text] if block.kind != "table" else ["  ".join(row) for row in block.rows]
            for line in lines:
                target = frame.paragraphs[0] if not frame.text else frame.add_paragraph()
                target.text = line
    out = io.BytesIO()
    show.save(out)
    return still(out.getvalue())


def html_text(blocks: list[Block], site: str) -> str:
    """A web page as a browser saves it."""
    tags = {"title": "h1", "h1": "h2", "h2": "h3", "p": "p", "right": "p"}
    body: list[str] = []
    for block in blocks:
        if block.kind == "table":
            rows = ("<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in row) + "</tr>" for row in block.rows)
            body.append("<table border=1>" + "\n".join(rows) + "</table>")
        elif block.kind in tags:
            body.append(f"<{tags[block.kind]}>{html.escape(block.text)}</{tags[block.kind]}>")
    nav = '<div class="nav"><a href="/">首页</a> <a href="/products">产品中心</a> <a href="/service">服务支持</a> <a href="/about">关于我们</a></div>'
    return (f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{html.escape(site)}</title>'
            "<style>.nav{background:#eee}td{padding:4px}</style><script>var page='service';</script></head>\n"
            f"<body>{nav}\n<div class='main'>" + "\n".join(body) + f"</div>\n<div class='foot'>© 2026 {html.escape(site)}</div></body></html>\n")


def plain_text(blocks: list[Block]) -> str:
    """Text as one types it into an editor."""
    lines: list[str] = []
    for block in blocks:
        if block.kind == "table":
            lines += ["\t".join(row) for row in block.rows]
        elif block.kind == "break":
            lines.append("-" * 30)
        else:
            lines.append(block.text)
    return "\n".join(lines) + "\n"
