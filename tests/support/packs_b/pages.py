"""PDF and HTML papers."""

import html as escape
import subprocess
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from fpdf import FPDF

from .markup import Block, blocks

WHEN = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)


@cache
def _font(serif: bool) -> tuple[str, int]:
    """Path and collection index of the installed Noto CJK face."""
    name = "Noto Serif CJK SC" if serif else "Noto Sans CJK SC"
    found = subprocess.run(["fc-match", "-f", "%{file}\n%{index}", name], capture_output=True, text=True, check=True)
    file, index = found.stdout.split("\n")
    return file, int(index) & 0xFFFF


def write_pdf(path: Path, content: list[Block], *, serif: bool) -> None:
    """One PDF paper with a text layer; tables are ruled."""
    pdf = FPDF()
    pdf.set_creation_date(WHEN)
    file, index = _font(serif)
    pdf.add_font("cjk", "", file, collection_font_number=index)
    pdf.set_margin(20)
    pdf.add_page()
    for block in content:
        if block.kind == "table":
            pdf.set_font("cjk", size=9)
            with pdf.table(first_row_as_headings=False, line_height=6) as table:
                width = max(len(r) for r in block.rows)
                for values in block.rows:
                    row = table.row()
                    for value in values:
                        row.cell(value, colspan=width if len(values) == 1 else 1)
            pdf.ln(3)
            continue
        size = {1: 16, 2: 13, 3: 11}.get(block.level, 10.5)
        pdf.set_font("cjk", size=size)
        pdf.multi_cell(0, size * 0.62, block.text, align="C" if block.level == 1 else "L", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(1.5)
    pdf.output(str(path))


def html(text: str) -> str:
    """A saved web page; lines that start with ``<`` are taken as they are."""
    body = []
    title = ""
    for block in blocks(text):
        if block.kind == "table":
            rows = ("".join(f"<td>{escape.escape(c)}</td>" for c in row) for row in block.rows)
            body.append("<table border=1>" + "".join(f"<tr>{r}</tr>" for r in rows) + "</table>")
        elif block.kind == "paragraph":
            body.append(block.text if block.text.startswith("<") else f"<p>{escape.escape(block.text)}</p>")
        else:
            title = title or block.text
            body.append(f"<h{block.level}>{escape.escape(block.text)}</h{block.level}>")
    head = f'<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>{escape.escape(title)}</title>'
    style = "<style>body{font-family:sans-serif}</style></head><body>\n"
    return head + style + "\n".join(body) + "\n</body></html>\n"
