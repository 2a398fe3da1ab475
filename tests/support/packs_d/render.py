"""Writes a paper in the format that its suffix names."""

import html
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from pptx import Presentation
from pptx.util import Inches

from tests.support.packs_d.forms import write_pdf
from tests.support.packs_d.papers import Paper
from tests.support.packs_d.sheets import Sheet, write_csv, write_workbook
from tests.support.packs_d.stamp import MOMENT, settle_zip

LEVELS = {"h1": 1, "h2": 2, "h3": 3}


def render(paper: Paper, folder: Path) -> None:
    """Write one paper below the folder."""
    path = folder / paper.path
    path.parent.mkdir(parents=True, exist_ok=True)
    WRITERS[path.suffix](path, paper)


def _docx(path: Path, paper: Paper) -> None:
    document = Document()
    plain = paper.options.get("style") == "plain"
    if "header" in paper.options:
        document.sections[0].header.paragraphs[0].text = paper.options["header"]
    for block in paper.blocks:
        if block.kind == "table":
            _docx_table(document, block.rows)
        elif block.kind in LEVELS and not plain:
            document.add_heading(block.text, LEVELS[block.kind])
        else:
            line = document.add_paragraph()
            run = line.add_run(block.text)
            if block.kind in LEVELS:
                run.bold = True
                run.font.size = Pt(17 - 2 * LEVELS[block.kind])
            if block.kind == "right":
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.core_properties.created = document.core_properties.modified = MOMENT
    document.core_properties.author = ""
    document.save(str(path))
    settle_zip(path)


def _docx_table(document: Any, rows: Sequence[Sequence[Any]]) -> None:
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    table.style = "Table Grid"
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value in ("^", "<"):
                other = table.cell(r - 1, c) if value == "^" else table.cell(r, c - 1)
                other.merge(table.cell(r, c))
            else:
                table.cell(r, c).text = _show(value)


def _pdf(path: Path, paper: Paper) -> None:
    write_pdf(path, paper.blocks, wide=paper.options.get("page") == "wide", footer=paper.options.get("footer", ""))


def _text(path: Path, paper: Paper) -> None:
    lines = []
    for block in paper.blocks:
        if block.kind == "table":
            lines += ["\t".join(map(_show, row)) for row in block.rows]
        else:
            lines.append(block.text)
    path.write_bytes("\n".join([*lines, ""]).encode(paper.options.get("enc", "utf-8")))


def _markdown(path: Path, paper: Paper) -> None:
    lines = []
    for block in paper.blocks:
        if block.kind == "table":
            shown = ["| " + " | ".join(map(_show, row)) + " |" for row in block.rows]
            lines += [shown[0], "|" + "---|" * len(block.rows[0]), *shown[1:], ""]
        else:
            lines += ["#" * LEVELS.get(block.kind, 0) + (" " if block.kind in LEVELS else "") + block.text, ""]
    path.write_text("\n".join(lines), encoding="utf-8")


def _html(path: Path, paper: Paper) -> None:
    body = []
    for block in paper.blocks:
        if block.kind == "table":
            cells = ["".join(f"<td>{html.escape(_show(value))}</td>" for value in row) for row in block.rows]
            body.append("<table border='1'>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>")
        else:
            tag = block.kind if block.kind in LEVELS else "p"
            body.append(f"<{tag}>{html.escape(block.text)}</{tag}>")
    title = html.escape(paper.options.get("title", path.stem))
    style = "<style>nav{float:left} td{padding:2px}</style><script>var track = 1;</script>"
    path.write_text(
        f"<!DOCTYPE html><html lang='zh-CN'><head><meta charset='utf-8'><title>{title}</title>{style}</head>"
        f"<body>{''.join(body)}</body></html>\n",
        encoding="utf-8",
    )


def _pptx(path: Path, paper: Paper) -> None:
    show = Presentation()
    slide: Any = None
    for block in paper.blocks:
        if block.kind in ("h1", "h2"):
            slide = show.slides.add_slide(show.slide_layouts[1])
            slide.shapes.title.text = block.text
        elif block.kind == "table":
            grid = slide.shapes.add_table(len(block.rows), len(block.rows[0]), Inches(0.5), Inches(3), Inches(9), Inches(3)).table
            for r, row in enumerate(block.rows):
                for c, value in enumerate(row):
                    grid.cell(r, c).text = _show(value)
        else:
            frame = slide.placeholders[1].text_frame
            if frame.text:
                frame.add_paragraph().text = block.text
            else:
                frame.text = block.text
    show.core_properties.created = show.core_properties.modified = MOMENT
    show.save(str(path))
    settle_zip(path)


def _xlsx(path: Path, paper: Paper) -> None:
    sheets: list[Sheet] = []
    rows: list[Sequence[Any]] = []
    for block in paper.blocks:
        if block.kind in ("h2", "hidden"):
            rows = []
            sheets.append(Sheet(block.text, rows, block.kind == "hidden"))
        elif block.kind == "table":
            rows.extend(block.rows)
        else:
            rows.append([block.text])
    write_workbook(path, sheets)


def _csv(path: Path, paper: Paper) -> None:
    write_csv(path, [row for block in paper.blocks for row in block.rows or [[block.text]]], paper.options.get("enc", "gbk"))


def _show(value: Any) -> str:
    return "" if value is None else str(value).removeprefix("@")



WRITERS = {
    ".docx": _docx, ".pdf": _pdf, ".txt": _text, ".md": _markdown, ".html": _html, ".pptx": _pptx, ".xlsx": _xlsx, ".csv": _csv,
}
