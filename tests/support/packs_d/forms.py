"""PDF letters and forms with a text layer, in whatever Chinese font this machine names."""

import subprocess
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from tests.support.packs_d.papers import Block
from tests.support.packs_d.stamp import MOMENT

FONT = "Noto Sans CJK SC"
SIZES = {"h1": 17, "h2": 13, "h3": 11.5, "text": 10.5, "right": 10.5}
ALIGN = {"h1": "C", "right": "R"}


@lru_cache(maxsize=1)
def _font() -> tuple[str, int]:
    found = subprocess.run(["fc-match", "-f", "%{file}|%{index}", FONT], capture_output=True, text=True, check=True)
    file, _, index = found.stdout.partition("|")
    return file, int(index)


class _Page(FPDF):
    """A document with an optional line at the foot of each page."""

    foot = ""

    def footer(self) -> None:
        if self.foot:
            self.set_y(-14)
            self.set_font("cjk", size=8)
            self.cell(0, 6, f"{self.foot}  {self.page_no()}", align="C")


def write_pdf(path: Path, blocks: Sequence[Block], wide: bool = False, footer: str = "") -> None:
    """Titles, paragraphs and ruled tables on A4."""
    page = _Page(orientation="landscape" if wide else "portrait")
    file, index = _font()
    page.add_font("cjk", fname=file, collection_font_number=index)
    page.set_creation_date(MOMENT)
    page.foot = footer
    page.add_page()
    for block in blocks:
        if block.kind == "table":
            _table(page, block.rows)
            continue
        page.set_font("cjk", size=SIZES[block.kind])
        page.multi_cell(0, SIZES[block.kind] * 0.6, block.text, align=ALIGN.get(block.kind, "L"), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        page.ln(1.5)
    page.output(str(path))


def _table(page: FPDF, rows: Sequence[Sequence[Any]]) -> None:
    page.set_font("cjk", size=8.5)
    with page.table(first_row_as_headings=False, line_height=5.5) as table:
        for values in rows:
            row = table.row()
            for value in values:
                row.cell("" if value is None else str(value).removeprefix("@"))
    page.ln(3)
