"""Writes the papers of a pack: one small markup, many file kinds, and no moment of writing left in any of them.

The markup: "# title", "## heading", "### small heading", "| a | b" table rows, "- item", "^ line" set on the right,
"= line" centred, "---" a new page or slide. Any other line is a paragraph, run on into the next while it is nearly full
and stops in mid-sentence.
"""

from __future__ import annotations

import csv
import html
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import docx
import openpyxl
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from fpdf import FPDF
from fpdf.enums import WrapMode
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from pptx import Presentation

Cell = str | int | float | date | datetime | None
Rows = Sequence[Sequence[Cell]]
MOMENT = datetime(2026, 11, 18, 9, 30, 0, tzinfo=UTC)
FONTS = Path("/usr/share/fonts/opentype/noto")
FULL = 120  # a line wider than this, in half widths, may run on
SIMPLIFIED = 2  # the simplified Chinese face of the collection
MARKS = {"# ": "title", "## ": "head", "### ": "small", "- ": "item", "^ ": "right", "= ": "centre"}


class Block(NamedTuple):
    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Look:
    """How one company's papers look."""

    face: str = "宋体"
    size: float = 10.5
    serif: bool = False
    grid: str = "Table Grid"
    foot: str = ""


def wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def blocks(text: str) -> Iterator[Block]:
    run: list[str] = []
    rows: list[tuple[str, ...]] = []
    for raw in [*text.strip("\n").split("\n"), ""]:
        line = raw.strip()
        if rows and not line.startswith("|"):
            yield Block("table", rows=tuple(rows))
            rows = []
        mark = next((m for m in MARKS if line.startswith(m)), None)
        if run and (not line or mark or line[0] == "|" or line == "---" or wide(run[-1]) <= FULL or run[-1][-1] in "。；！？"):
            yield Block("para", "".join(run))
            run = []
        if line.startswith("|"):
            rows.append(tuple(c.strip() for c in line.strip("|").split("|")))
        elif line == "---":
            yield Block("break")
        elif mark:
            yield Block(MARKS[mark], line[len(mark) :].strip())
        elif line:
            run.append(line)


def freeze(path: Path) -> None:
    """Zip containers again with one fixed moment, so that two runs give the same bytes."""
    with zipfile.ZipFile(path) as old:
        parts = [(i.filename, old.read(i.filename)) for i in old.infolist()]
    stamp = MOMENT.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, body in parts:
            core = name == "docProps/core.xml"
            fixed = re.sub(rb"(<dcterms:(created|modified)[^>]*>)[^<]*", rb"\g<1>" + stamp, body) if core else body
            new.writestr(zipfile.ZipInfo(name, MOMENT.timetuple()[:6]), fixed, zipfile.ZIP_DEFLATED)


def write_docx(path: Path, text: str, look: Look, author: str) -> None:
    doc = docx.Document()
    style = doc.styles["Normal"]
    style.font.name, style.font.size = look.face, Pt(look.size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), look.face)
    sides = {"right": WD_ALIGN_PARAGRAPH.RIGHT, "centre": WD_ALIGN_PARAGRAPH.CENTER, "title": WD_ALIGN_PARAGRAPH.CENTER}
    for b in blocks(text):
        if b.kind == "break":
            doc.add_page_break()
        elif b.kind == "table":
            table = doc.add_table(rows=0, cols=max(len(r) for r in b.rows))
            table.style = look.grid
            for row in b.rows:
                cells = table.add_row().cells
                for cell, value in zip(cells, row, strict=False):
                    cell.text = value
            doc.add_paragraph()
        elif b.kind in {"head", "small"}:
            doc.add_heading(b.text, 1 if b.kind == "head" else 2)
        elif b.kind == "item":
            doc.add_paragraph(b.text, style="List Bullet")
        else:
            para = doc.add_paragraph()
            run = para.add_run(b.text)
            if b.kind == "title":
                run.bold, run.font.size = True, Pt(look.size + 6)
            if b.kind in sides:
                para.alignment = sides[b.kind]
    if look.foot:
        doc.sections[0].footer.paragraphs[0].text = look.foot
    doc.core_properties.author = author
    doc.save(str(path))
    freeze(path)


def write_pdf(path: Path, text: str, look: Look) -> None:
    pdf = FPDF()
    pdf.set_creation_date(MOMENT)
    family = "Serif" if look.serif else "Sans"
    for weight, name in (("", "Regular"), ("B", "Bold")):
        pdf.add_font("cjk", weight, FONTS / f"Noto{family}CJK-{name}.ttc", collection_font_number=SIMPLIFIED)
    pdf.add_page()
    sizes = {"title": 17.0, "head": 13.0, "small": 11.5}
    sides = {"title": "C", "centre": "C", "right": "R"}
    for b in blocks(text):
        if b.kind == "break":
            pdf.add_page()
            continue
        pdf.set_font("cjk", "B" if b.kind in sizes else "", sizes.get(b.kind, look.size))
        if b.kind == "table":
            with pdf.table(b.rows, wrapmode=WrapMode.CHAR, first_row_as_headings=False, line_height=look.size * 0.62, width=int(pdf.epw)):
                pass
            pdf.ln(3)
            continue
        body = f"· {b.text}" if b.kind == "item" else b.text
        pdf.multi_cell(0, look.size * 0.6 if b.kind not in sizes else 9, body, align=sides.get(b.kind, "L"),
                       wrapmode=WrapMode.CHAR, new_x="LMARGIN", new_y="NEXT")
        pdf.ln(1.5)
    pdf.output(str(path))


def write_pptx(path: Path, text: str, author: str) -> None:
    show = Presentation()
    for part in re.split(r"(?m)^\s*---\s*$", text):
        found = list(blocks(part))
        if not found:
            continue
        slide = show.slides.add_slide(show.slide_layouts[1])
        head, rest = found[0], found[1:]
        slide.shapes.title.text = head.text
        frame = slide.placeholders[1].text_frame
        lines = [x for b in rest for x in ([b.text] if b.text else [" ｜ ".join(r) for r in b.rows])]
        frame.text = lines[0] if lines else ""
        for line in lines[1:]:
            frame.add_paragraph().text = line
    show.core_properties.author = author
    show.save(str(path))
    freeze(path)


def as_html(text: str) -> str:
    tags = {"title": "h1", "head": "h2", "small": "h3", "item": "li", "right": "p", "centre": "p", "para": "p"}
    out = ["<!DOCTYPE html>", '<html lang="zh-CN"><head><meta charset="utf-8">']
    found = list(blocks(text))
    out.append(f"<title>{html.escape(next((b.text for b in found if b.kind == 'title'), ''))}</title></head><body>")
    for b in found:
        if b.kind == "table":
            out.append("<table>" + "".join("<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in r) + "</tr>" for r in b.rows) + "</table>")
        elif b.kind == "break":
            out.append("<hr>")
        else:
            body = html.escape(b.text)
            body = re.sub(r"\[([^\]]+)\]\(([^)\s]+)\)", r'<a href="\2">\1</a>', body)
            out.append(f"<{tags[b.kind]}>{body}</{tags[b.kind]}>")
    return "\n".join([*out, "</body></html>", ""])


def as_markdown(text: str) -> str:
    out = []
    for b in blocks(text):
        if b.kind == "table":
            first, *rest = b.rows
            out.append("\n".join("| " + " | ".join(r) + " |" for r in [first, ("---",) * len(first), *rest]))
        else:
            out.append({"title": "# ", "head": "## ", "small": "### ", "item": "- "}.get(b.kind, "") + b.text)
    return "\n\n".join(out) + "\n"


@dataclass
class Folder:
    """One pack's folder."""

    root: Path
    look: Look
    author: str
    files: list[str] = field(default_factory=list)

    def _new(self, name: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        self.files.append(name)
        return path

    def put(self, name: str, text: str) -> None:
        path = self._new(name)
        match path.suffix:
            case ".docx":
                write_docx(path, text, self.look, self.author)
            case ".pdf":
                write_pdf(path, text, self.look)
            case ".pptx":
                write_pptx(path, text, self.author)
            case ".html":
                path.write_text(as_html(text), encoding="utf-8")
            case ".md":
                path.write_text(as_markdown(text), encoding="utf-8")
            case _:
                path.write_text(text.strip("\n") + "\n", encoding="utf-8")

    def copy(self, old: str, new: str) -> None:
        self._new(new).write_bytes((self.root / old).read_bytes())

    def table(self, name: str, rows: Rows, encoding: str = "utf-8-sig") -> None:
        out = io.StringIO()
        csv.writer(out, lineterminator="\r\n").writerows([["" if c is None else c for c in r] for r in rows])
        self._new(name).write_bytes(out.getvalue().encode(encoding))

    def book(self, name: str, sheets: dict[str, Rows]) -> None:
        """A workbook; leading rows of one cell are titles across the sheet."""
        wb = openpyxl.Workbook()
        wb.remove(wb.active)
        for title, rows in sheets.items():
            ws = wb.create_sheet(title)
            width = max(len(r) for r in rows)
            merge = next((n for n, r in enumerate(rows) if len(r) > 1), 0)
            for row in rows:
                ws.append(list(row))
            for col in range(1, width + 1):
                longest = max((len(str(r[col - 1])) for r in rows[merge:] if len(r) >= col), default=8)
                ws.column_dimensions[get_column_letter(col)].width = min(46, max(9, longest * 1.6))
            for n in range(1, merge + 1):
                ws.merge_cells(start_row=n, start_column=1, end_row=n, end_column=width)
                ws.cell(n, 1).alignment = Alignment(horizontal="center")
            for cell in ws[merge + 1]:
                cell.font = Font(bold=True)
        wb.properties.creator = self.author
        path = self._new(name)
        wb.save(path)
        freeze(path)
