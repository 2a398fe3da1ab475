"""Writes a pack: one small markup becomes DOCX, PDF, PPTX, HTML, MD or TXT; tables become XLSX or CSV."""

from __future__ import annotations

import csv
import html
import io
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from pathlib import Path

from .model import Cell, Pack, Sheets

STAMP = datetime(2026, 11, 10, 9, 0, 0)
Block = tuple[str, list[list[str]]]


def blocks(text: str) -> list[Block]:
    """Title, headings, list items, tables, signatures and paragraphs; the lines of a paragraph are joined."""
    out: list[Block] = []
    para: list[str] = []

    def flush() -> None:
        if para:
            out.append(("p", [["".join(para)]]))
            para.clear()

    for raw in text.strip().splitlines():
        line = raw.strip()
        mark, _, rest = line.partition(" ")
        if not line:
            flush()
        elif line.startswith("|"):
            flush()
            row = [c.strip() for c in line.strip("|").split("|")]
            if out and out[-1][0] == "table":
                out[-1][1].append(row)
            else:
                out.append(("table", [row]))
        elif mark in {"#", "##", "###", "-", ">>", "~"}:
            flush()
            out.append((mark, [[rest]]))
        else:
            para.append(line)
    flush()
    return [b for b in out if b[0] != "~"]


def restamp(data: bytes) -> bytes:
    """The same archive with fixed times."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as src, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as dst:
        for name in src.namelist():
            info = zipfile.ZipInfo(name, date_time=(2026, 11, 10, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            body = src.read(name)
            if name == "docProps/core.xml":
                now = body.decode("utf-8")
                head, mid, tail = now.partition("<dcterms:modified")
                if mid:
                    inner, close, rest = tail.partition("</dcterms:modified>")
                    attrs = inner.split(">")[0]
                    body = f"{head}{mid}{attrs}>2026-11-10T09:00:00Z{close}{rest}".encode()
            dst.writestr(info, body)
    return out.getvalue()


def docx(text: str, font: str) -> bytes:
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    d = Document()
    normal = d.styles["Normal"]
    normal.font.name, normal.font.size = font, Pt(10.5)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), font)
    for kind, rows in blocks(text):
        if kind == "table":
            t = d.add_table(rows=len(rows), cols=max(len(r) for r in rows), style="Table Grid")
            for cells, row in zip(t.rows, rows, strict=True):
                for i, value in enumerate(row):
                    cells.cells[i].text = value
        elif kind in {"#", "##", "###"}:
            p = d.add_heading(rows[0][0], level=len(kind) - 1)
            if kind == "#":
                p.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif kind == "-":
            d.add_paragraph(rows[0][0], style="List Bullet")
        else:
            p = d.add_paragraph(rows[0][0])
            if kind == ">>":
                p.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    d.core_properties.created = d.core_properties.modified = STAMP
    d.core_properties.author = d.core_properties.last_modified_by = ""
    out = io.BytesIO()
    d.save(out)
    return restamp(out.getvalue())


def font_file() -> str:
    found = subprocess.run(["fc-list", ":lang=zh-cn", "file"], capture_output=True, text=True, check=True).stdout
    names = sorted(line.strip().rstrip(":") for line in found.splitlines())
    return next(n for n in names if n.endswith("NotoSansCJK-Regular.ttc"))


def pdf(text: str) -> bytes:
    from fpdf import FPDF
    from fpdf.enums import WrapMode

    d = FPDF(format="A4")
    d.set_creation_date(STAMP.astimezone())
    d.add_font("cjk", "", font_file(), collection_font_number=2)
    d.set_auto_page_break(True, 18)
    d.set_margins(20, 18, 20)
    d.add_page()
    for kind, rows in blocks(text):
        if kind == "table":
            d.set_font("cjk", size=9)
            with d.table(line_height=6, first_row_as_headings=False) as t:
                for row in rows:
                    t.row(row)
            d.ln(3)
            continue
        size = {"#": 16, "##": 12.5, "###": 11}.get(kind, 10.5)
        d.set_font("cjk", size=size)
        align = {"#": "C", ">>": "R"}.get(kind, "L")
        value = "· " + rows[0][0] if kind == "-" else rows[0][0]
        d.multi_cell(0, size * 0.62, value, align=align, new_x="LMARGIN", new_y="NEXT", wrapmode=WrapMode.CHAR)
        d.ln(1.5)
    return bytes(d.output())


def pptx(text: str) -> bytes:
    from pptx import Presentation
    from pptx.util import Inches

    d = Presentation()
    frame = None
    for kind, rows in blocks(text):
        if kind in {"#", "##"}:
            s = d.slides.add_slide(d.slide_layouts[0 if kind == "#" else 1])
            s.shapes.title.text = rows[0][0]
            frame = s.placeholders[1].text_frame
        elif kind == "table":
            s = d.slides.add_slide(d.slide_layouts[6])
            t = s.shapes.add_table(len(rows), len(rows[0]), Inches(0.5), Inches(1), Inches(9), Inches(4)).table
            for i, row in enumerate(rows):
                for j, value in enumerate(row):
                    t.cell(i, j).text = value
        elif frame is not None:
            p = frame.paragraphs[0] if not frame.text else frame.add_paragraph()
            p.text = rows[0][0]
    d.core_properties.created = d.core_properties.modified = STAMP
    d.core_properties.author = d.core_properties.last_modified_by = ""
    out = io.BytesIO()
    d.save(out)
    return restamp(out.getvalue())


def web(text: str) -> bytes:
    parts: list[str] = []
    title = ""
    for kind, rows in blocks(text):
        if kind == "table":
            lines = ("<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in r) + "</tr>" for r in rows)
            parts.append("<table border='1'>" + "".join(lines) + "</table>")
            continue
        tag = {"#": "h1", "##": "h2", "###": "h3", "-": "li"}.get(kind, "p")
        title = title or rows[0][0]
        parts.append(f"<{tag}>{html.escape(rows[0][0])}</{tag}>")
    head = f"<!doctype html><html lang='zh-CN'><head><meta charset='utf-8'><title>{html.escape(title)}</title></head>"
    return (head + "<body>\n" + "\n".join(parts) + "\n</body></html>\n").encode()


def plain(text: str) -> bytes:
    out: list[str] = []
    for kind, rows in blocks(text):
        if kind == "table":
            out += ["\t".join(r) for r in rows]
        else:
            out.append(("  - " if kind == "-" else "") + rows[0][0])
        out.append("")
    return "\n".join(out).encode()


def markdown(text: str) -> bytes:
    out: list[str] = []
    for kind, rows in blocks(text):
        if kind == "table":
            out.append("| " + " | ".join(rows[0]) + " |")
            out.append("|" + " --- |" * len(rows[0]))
            out += ["| " + " | ".join(r) + " |" for r in rows[1:]]
        else:
            out.append(rows[0][0] if kind in {"p", ">>"} else f"{kind} {rows[0][0]}")
        out.append("")
    return "\n".join(out).encode()


def xlsx(sheets: Sheets) -> bytes:
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for i in range(1, max(len(r) for r in rows) + 1):
            sheet.column_dimensions[get_column_letter(i)].width = 18
        for cells in sheet.iter_rows():
            for cell in cells:
                if isinstance(cell.value, datetime):
                    cell.number_format = "yyyy/m/d h:mm"
                elif isinstance(cell.value, date):
                    cell.number_format = "yyyy/m/d"
    book.properties.created = book.properties.modified = STAMP
    book.properties.creator = ""
    out = io.BytesIO()
    book.save(out)
    return restamp(out.getvalue())


def flat(value: Cell) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return "" if value is None else str(value)


def table_text(sheets: Sheets) -> bytes:
    out = io.StringIO()
    for rows in sheets.values():
        csv.writer(out, lineterminator="\r\n").writerows([[flat(c) for c in row] for row in rows])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def render(path: str, content: str | Sheets, font: str) -> bytes:
    kind = path.rsplit(".", 1)[1]
    if not isinstance(content, str):
        return xlsx(content) if kind == "xlsx" else table_text(content)
    if kind == "docx":
        return docx(content, font)
    makers = {"pdf": pdf, "pptx": pptx, "html": web, "txt": plain, "md": markdown}
    return makers[kind](content)


def write_pack(pack: Pack, out: Path) -> None:
    root = out / pack.name
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    (root / "profile.yaml").write_text(pack.profile.lstrip(), encoding="utf-8")
    for path, content in pack.files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(render(path, content, pack.font))
    for copy, source in pack.copies.items():
        (root / copy).parent.mkdir(parents=True, exist_ok=True)
        (root / copy).write_bytes((root / source).read_bytes())
