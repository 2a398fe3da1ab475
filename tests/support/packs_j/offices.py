"""Writes drafts as office files, text PDF and plain text, the same bytes every time."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from fpdf import FPDF
from fpdf.fonts import FontFace
from openpyxl import Workbook
from openpyxl.comments import Comment
from pptx import Presentation

from tests.support.packs_j.markup import Block, Cell, Draft, shown
from tests.support.scans import font_path

STAMP = datetime(2026, 11, 9, 9, 30, tzinfo=UTC)


def frozen(data: bytes) -> bytes:
    """An office file with its clock readings set to one moment."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = old.read(name)
            if name == "docProps/core.xml":
                body = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?", b"2026-11-09T09:30:00Z", body)
            new.writestr(ZipInfo(name, (2026, 11, 9, 9, 30, 0)), body, ZIP_DEFLATED)
    return out.getvalue()


def docx(draft: Draft) -> bytes:
    paper = Document()
    if head := draft.options.get("header"):
        paper.sections[0].header.paragraphs[0].text = head
    for block in draft.blocks:
        if block.kind == "title":
            paper.add_heading(block.text, 0)
        elif block.kind == "heading":
            paper.add_heading(block.text, 2)
        elif block.kind == "page":
            paper.add_page_break()
        elif block.rows:
            table = paper.add_table(0, max(map(len, block.rows)))
            table.style = "Table Grid"
            for row in block.rows:
                for cell, value in zip(table.add_row().cells, row, strict=False):
                    cell.text = shown(value)
        else:
            written = paper.add_paragraph(block.text)
            if (remark := draft.options.get("comment")) and block.text.startswith(draft.options["at"]):
                paper.add_comment(written.runs, remark, author="资料员", initials="ZL")
    paper.core_properties.author, paper.core_properties.created = "", STAMP.replace(tzinfo=None)
    return _saved(paper)


def xlsx(draft: Draft) -> bytes:
    """A heading begins a sheet; `!` before its name hides the sheet. Text that is a plain number becomes one."""
    book = Workbook()
    book.remove(book.active)
    sheet = None
    for block in draft.blocks:
        if block.kind in ("heading", "title") or sheet is None:
            sheet = book.create_sheet(block.text.lstrip("!")[:31] or "Sheet1")
            sheet.sheet_state = "hidden" if block.text.startswith("!") else "visible"
            if block.kind in ("heading", "title"):
                continue
        for row in block.rows or ((block.text,),):
            sheet.append([_number(cell) for cell in row])
        for row_cells in sheet.iter_rows():
            for cell in row_cells:
                if cell.is_date:
                    cell.number_format = "yyyy-mm-dd hh:mm" if isinstance(cell.value, datetime) else "yyyy/m/d"
    if (remark := draft.options.get("comment")) and sheet is not None:
        book.worksheets[0]["A1"].comment = Comment(remark, "资料员")
    book.properties.creator = ""
    return _saved(book)


def pptx(draft: Draft) -> bytes:
    deck = Presentation()
    slide = None
    for block in draft.blocks:
        if block.kind in ("title", "heading"):
            slide = deck.slides.add_slide(deck.slide_layouts[1])
            slide.shapes.title.text = block.text
            slide.placeholders[1].text = ""
        elif slide is not None:
            lines = ["  ".join(map(shown, row)) for row in block.rows] or [block.text]
            body = slide.placeholders[1].text_frame
            body.text = "\n".join(filter(None, [body.text, *lines]))
    return _saved(deck)


def _saved(document: object) -> bytes:
    out = BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return frozen(out.getvalue())


def pdf(draft: Draft) -> bytes:
    paper = FPDF()
    paper.set_creation_date(STAMP)
    _face(paper)
    paper.set_margins(18, 16)
    paper.set_auto_page_break(True, 16)
    paper.add_page()
    for block in draft.blocks:
        _pdf_block(paper, block)
    return bytes(paper.output())


@cache
def _font() -> str:
    path = font_path()
    assert path is not None
    return path


def _face(paper: FPDF) -> None:
    paper.add_font("cjk", fname=_font(), collection_font_number=2 if Path(_font()).suffix == ".ttc" else 0)
    paper.set_font("cjk", size=10.5)


def _pdf_block(paper: FPDF, block: Block) -> None:
    if block.kind == "page":
        paper.add_page()
    elif block.rows:
        paper.set_font_size(8.5)
        with paper.table(line_height=5.5, headings_style=FontFace(), col_widths=widths(block.rows)) as table:
            for row in block.rows:
                line = table.row()
                for cell in row:
                    line.cell(shown(cell))
        paper.set_font_size(10.5)
        paper.ln(2)
    else:
        size = {"title": 16.0, "heading": 12.5}.get(block.kind, 10.5)
        paper.set_font_size(size)
        paper.multi_cell(0, size * 0.62, block.text, align="C" if block.kind == "title" else "L", new_x="LMARGIN", new_y="NEXT")
        paper.set_font_size(10.5)
        paper.ln(1)


def plain(draft: Draft) -> bytes:
    lines = []
    for block in draft.blocks:
        lines += ["\t".join(map(shown, row)) for row in block.rows] or [block.text]
    return ("\r\n".join(lines) + "\r\n").encode(draft.options.get("charset", "utf-8"))


def csv(draft: Draft) -> bytes:
    lines = "".join(",".join(map(shown, row)) + "\r\n" for block in draft.blocks for row in block.rows)
    return lines.encode(draft.options.get("charset", "utf-8-sig"))


def html(draft: Draft) -> bytes:
    parts = []
    for block in draft.blocks:
        if block.rows:
            cells = ("".join(f"<td>{escape(shown(cell))}</td>" for cell in row) for row in block.rows)
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>")
        elif block.text.startswith("[") and "](" in block.text:
            name, _, link = block.text.strip("[)").partition("](")
            parts.append(f'<p><a class="btn" href="{escape(link)}">{escape(name)}</a></p>')
        else:
            tag = {"title": "h1", "heading": "h2"}.get(block.kind, "p")
            parts.append(f"<{tag}>{escape(block.text)}</{tag}>")
    title = next(block.text for block in draft.blocks if block.kind == "title")
    body = "\n".join(parts)
    return f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{title}</title></head>\n<body>\n{body}\n</body></html>\n'.encode()


def widths(rows: Iterable[Iterable[Cell]]) -> tuple[int, ...]:
    """Column widths in half characters: as wide as the widest cell, within bounds."""
    table = [[shown(cell) for cell in row] for row in rows]
    columns = max(map(len, table))
    return tuple(max(6, min(32, max(_wide(row[n]) for row in table if n < len(row)))) for n in range(columns))


def _wide(text: str) -> int:
    return sum(2 if ord(char) > 255 else 1 for char in text) + 1


def _number(cell: Cell) -> Cell:
    if isinstance(cell, str) and re.fullmatch(r"-?(0|[1-9]\d{0,8})(\.\d+)?", cell):
        return float(cell) if "." in cell else int(cell)
    return cell
