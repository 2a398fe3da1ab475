"""Writers for the papers of a pack: one light markup for DOCX and PDF, and plain writers for the rest.

Markup, one paragraph for each line: "# " title, "## " and "### " headings, "- " bullet, ">> " at the right,
"|a|b|" a table row, "---" a new page or slide; any other line is a paragraph.
"""
from __future__ import annotations

import csv
import io
import random
import re
import subprocess
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from fpdf import FPDF
from fpdf.enums import WrapMode, XPos, YPos
from openpyxl.styles import Font
from pptx.util import Inches

TODAY = datetime(2026, 11, 20)
STAMP = datetime(2026, 11, 16, 9, 30)
Cell = str | int | float | date | datetime | None
Rows = Sequence[Sequence[Cell]]
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def credit_code(first17: str) -> str:
    """The code of an enterprise with its check character."""
    total = sum(ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(first17))
    return first17 + ALPHABET[(31 - total % 31) % 31]


@cache
def font_file(family: str) -> tuple[str, int]:
    found = subprocess.run(["fc-list", f":family={family}:style=Regular", "file", "index"], capture_output=True, text=True, check=True)
    line = sorted(found.stdout.splitlines())[0]
    path, _, rest = line.partition(":")
    return path, int(rest.rpartition("=")[2] or 0)


def blocks(text: str) -> list[tuple[str, Any]]:
    """The markup as (kind, content); table rows that follow one another make one table."""
    out: list[tuple[str, Any]] = []
    for raw in text.strip().splitlines():
        line = raw.strip()
        if not line:
            out.append(("gap", ""))
        elif line.startswith("|"):
            cells = [c.strip() for c in line.strip("|").split("|")]
            if out and out[-1][0] == "table":
                out[-1][1].append(cells)
            else:
                out.append(("table", [cells]))
        elif line == "---":
            out.append(("page", ""))
        else:
            for mark, kind in (("### ", "h2"), ("## ", "h1"), ("# ", "title"), ("- ", "item"), (">> ", "right")):
                if line.startswith(mark):
                    out.append((kind, line[len(mark):]))
                    break
            else:
                out.append(("text", line))
    return [b for b in out if b[0] != "gap"]


def fixed(path: Path, data: bytes) -> None:
    """Office files again with fixed dates inside and on their parts."""
    stamp = STAMP.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(data)) as src, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as dst:
        for name in src.namelist():
            body = src.read(name)
            if name == "docProps/core.xml":
                body = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + stamp, body)
                body = re.sub(rb"python-docx|openpyxl|PowerPoint Presentation|Steve Canny", b"", body)
            info = zipfile.ZipInfo(name, (2026, 11, 16, 9, 30, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            dst.writestr(info, body)


class Pack:
    def __init__(self, out: Path, name: str, font: str = "Noto Sans CJK SC", header: str = "") -> None:
        self.root = out / name
        self.font = font
        self.header = header
        self.files: list[str] = []

    def place(self, name: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        assert name not in self.files, name
        self.files.append(name)
        return path

    def text(self, name: str, body: str, encoding: str = "utf-8") -> None:
        self.place(name).write_text(body.strip() + "\n", encoding=encoding)

    def twin(self, name: str, of: str) -> None:
        self.place(name).write_bytes((self.root / of).read_bytes())

    def table(self, name: str, rows: Rows, encoding: str = "utf-8-sig", delimiter: str = ",") -> None:
        with self.place(name).open("w", encoding=encoding, newline="") as f:
            csv.writer(f, delimiter=delimiter, lineterminator="\r\n").writerows(rows)

    def docx(self, name: str, body: str, size: float = 10.5) -> None:
        d = docx.Document()
        style = d.styles["Normal"]
        style.font.name, style.font.size = "宋体", Pt(size)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
        if self.header:
            d.sections[0].header.paragraphs[0].text = self.header
        for kind, content in blocks(body):
            if kind == "table":
                t = d.add_table(rows=0, cols=max(len(r) for r in content), style="Table Grid")
                for r in content:
                    cells = t.add_row().cells
                    for i, value in enumerate(r):
                        cells[i].text = value
            elif kind == "title":
                p = d.add_paragraph(style="Title")
                p.add_run(content)
                p.alignment = WD_ALIGN_PARAGRAPH.CENTER
            elif kind in ("h1", "h2"):
                d.add_heading(content, 1 if kind == "h1" else 2)
            elif kind == "item":
                d.add_paragraph(content, style="List Bullet")
            elif kind == "page":
                d.add_page_break()
            else:
                p = d.add_paragraph(content)
                if kind == "right":
                    p.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        buffer = io.BytesIO()
        d.save(buffer)
        fixed(self.place(name), buffer.getvalue())

    def pdf(self, name: str, body: str, size: float = 10.5) -> None:
        f = FPDF(format="A4")
        f.set_creation_date(STAMP.replace(tzinfo=UTC))
        path, index = font_file(self.font)
        f.add_font("cjk", fname=path, collection_font_number=index)
        f.set_auto_page_break(True, margin=18)
        f.set_margins(20, 18)
        f.add_page()
        for kind, content in blocks(body):
            big = {"title": 16.0, "h1": 13.0, "h2": 11.5}.get(kind, size)
            f.set_font("cjk", size=big)
            if kind == "table":
                f.set_font("cjk", size=9)
                wide = [max(f.get_string_width(r[i]) + 4 for r in content if i < len(r)) for i in range(max(len(r) for r in content))]
                shares = [min(w, 90.0) for w in wide]
                with f.table(line_height=6, first_row_as_headings=False, text_align="LEFT", wrapmode=WrapMode.CHAR, col_widths=shares) as t:
                    for r in content:
                        t.row([*r, *[""] * (len(wide) - len(r))])
                f.ln(2)
            elif kind == "page":
                f.add_page()
            else:
                align = {"title": "C", "right": "R"}.get(kind, "L")
                line = ("· " if kind == "item" else "") + content
                f.multi_cell(0, big * 0.62, line, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT, wrapmode=WrapMode.CHAR)
                f.ln(1.2)
        f.output(str(self.place(name)))

    def pptx(self, name: str, body: str) -> None:
        deck = pptx.Presentation()
        for part in body.strip().split("\n---\n"):
            items = blocks(part)
            slide = deck.slides.add_slide(deck.slide_layouts[5])
            slide.shapes.title.text = items[0][1]
            lines = [c for k, c in items[1:] if k != "table"]
            if lines:
                frame = slide.shapes.add_textbox(Inches(0.6), Inches(1.5), Inches(8.8), Inches(3)).text_frame
                frame.word_wrap = True
                frame.text = lines[0]
                for line in lines[1:]:
                    frame.add_paragraph().text = line
            for rows in [c for k, c in items if k == "table"]:
                shape = slide.shapes.add_table(len(rows), len(rows[0]), Inches(0.6), Inches(4.2), Inches(8.8), Inches(0.4 * len(rows)))
                for i, r in enumerate(rows):
                    for j, value in enumerate(r):
                        shape.table.cell(i, j).text = value
        buffer = io.BytesIO()
        deck.save(buffer)
        fixed(self.place(name), buffer.getvalue())

    def xlsx(self, name: str, sheets: Mapping[str, Rows], merged: Iterable[tuple[str, str]] = (), hidden: Iterable[str] = ()) -> None:
        wb = openpyxl.Workbook()
        wb.remove(wb.active)
        for title, rows in sheets.items():
            ws = wb.create_sheet(title)
            for r, row in enumerate(rows, 1):
                for c, value in enumerate(row, 1):
                    cell = ws.cell(r, c, value)
                    if isinstance(value, datetime):
                        cell.number_format = "yyyy-mm-dd hh:mm"
                    elif isinstance(value, date):
                        cell.number_format = "yyyy/m/d"
            for cell in ws[1]:
                cell.font = Font(bold=True)
        for sheet, span in merged:
            wb[sheet].merge_cells(span)
        for sheet in hidden:
            wb[sheet].sheet_state = "hidden"
        buffer = io.BytesIO()
        wb.save(buffer)
        fixed(self.place(name), buffer.getvalue())


def words(text: str) -> list[str]:
    return text.split()


def grid(head: Sequence[Cell], body: Iterable[Sequence[Cell]]) -> Rows:
    return [head, *body]


SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹喻柏窦章苏潘葛范彭鲁韦马苗方俞任袁柳"
GIVEN = words(
    "志远 丽娟 海涛 思源 建华 晓燕 国庆 文静 俊杰 桂芳 宇航 雪梅 立新 佳琪 永强 玉兰 一鸣 春花 少峰 敏 伟东 婷 浩然 秀英 "
    "成林 红霞 子轩 慧 振宇 淑贞 明哲 艳 家豪 月娥 天佑 莉 鹏程 素琴 德明 倩")


def people(rng: random.Random, count: int) -> list[str]:
    names: list[str] = []
    while len(names) < count:
        name = rng.choice(SURNAMES) + rng.choice(GIVEN)
        if name not in names:
            names.append(name)
    return names


def moments(rng: random.Random, count: int, first: datetime, last: datetime, hours: tuple[int, int] = (8, 18)) -> list[datetime]:
    """Moments in working hours between two days, in order."""
    days = (last - first).days
    some = [(rng.randint(0, days), rng.randint(hours[0], hours[1] - 1), rng.randint(0, 59)) for _ in range(count)]
    return sorted((first + timedelta(days=d)).replace(hour=h, minute=m) for d, h, m in some)


def picks(rng: random.Random, total: int, *counts: int) -> list[set[int]]:
    """Sets of row numbers that do not overlap."""
    order = list(range(total))
    rng.shuffle(order)
    out, at = [], 0
    for n in counts:
        out.append(set(order[at:at + n]))
        at += n
    return out


def hours(value: float) -> timedelta:
    return timedelta(minutes=round(value * 60))
