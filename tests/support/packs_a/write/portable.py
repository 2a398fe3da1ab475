"""PDF from the markup, with a text layer and ruled tables."""

from __future__ import annotations

import logging
import subprocess
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from .markup import Block, parse

_STAMP = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
_SIZES = {1: 17, 2: 13, 3: 12}


@lru_cache(maxsize=4)
def font(name: str) -> tuple[str, int]:
    """File and face number of an installed CJK font."""
    told = subprocess.run(["fc-match", "-f", "%{file}\t%{index}", name], capture_output=True, text=True, check=True)
    file, face = told.stdout.split("\t")
    return file, int(face)


def pdf(path: Path, text: str, *, serif: bool = False, footer: str = "") -> None:
    """Write the markup as a PDF; the first heading is centred."""
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    paper = FPDF()
    paper.set_creation_date(_STAMP)
    file, face = font("Noto Serif CJK SC" if serif else "Noto Sans CJK SC")
    for style in ("", "B"):
        paper.add_font("body", style, file, collection_font_number=face)
    paper.set_margins(22, 20)
    paper.add_page()
    for number, block in enumerate(parse(text)):
        _add(paper, block, first=number == 0)
    if footer:
        _line(paper, footer, 9, "R")
    path.parent.mkdir(parents=True, exist_ok=True)
    paper.output(str(path))


def _line(paper: FPDF, text: str, size: int, align: str) -> None:
    paper.set_font("body", size=size)
    paper.multi_cell(0, size * 0.62, text, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _add(paper: FPDF, block: Block, *, first: bool) -> None:
    if block.kind == "break":
        paper.add_page()
    elif block.kind == "table":
        paper.set_font("body", size=9)
        with paper.table(text_align="LEFT") as table:
            for row in block.rows:
                cells = table.row()
                for value in row:
                    cells.cell(value)
        paper.ln(3)
    elif block.kind == "heading":
        _line(paper, block.text, _SIZES.get(block.level, 11), "C" if first else "L")
        paper.ln(1)
    else:
        _line(paper, block.text, 11, "L")
