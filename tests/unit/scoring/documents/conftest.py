"""Makers of real files, so that every reader reads what the real programs write."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.support.xls import xls

PdfMaker = Callable[[Sequence[str]], bytes]

_FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "C:/Windows/Fonts/simsun.ttc",
)


@pytest.fixture(scope="session")
def chinese_font() -> str:
    found = next((font for font in _FONTS if Path(font).is_file()), None)
    if found is None:
        pytest.skip("no Chinese font on this machine to make a PDF with")
    return found


@pytest.fixture(scope="session")
def make_pdf(chinese_font: str) -> PdfMaker:
    """A PDF with one page a text; lines are broken by the page's width."""

    def make(pages: Sequence[str]) -> bytes:
        from fpdf import FPDF

        pdf = FPDF()
        pdf.add_font("cjk", "", chinese_font)
        pdf.set_font("cjk", size=12)
        for text in pages:
            pdf.add_page()
            if text:
                pdf.multi_cell(0, 8, text, wrapmode="CHAR", align="L")
        return bytes(pdf.output())

    return make


@pytest.fixture
def make_docx() -> Callable[[Callable[[Any], None]], bytes]:
    """A DOCX filled by a function that gets python-docx's document."""

    def make(fill: Callable[[Any], None]) -> bytes:
        import docx

        document = docx.Document()
        fill(document)
        out = BytesIO()
        document.save(out)
        return out.getvalue()

    return make


@pytest.fixture
def make_xlsx() -> Callable[[dict[str, dict[str, object]]], bytes]:
    """An XLSX from {sheet: {cell: value}}."""

    def make(sheets: dict[str, dict[str, object]]) -> bytes:
        import openpyxl

        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for name, cells in sheets.items():
            sheet = workbook.create_sheet(name)
            for place, value in cells.items():
                sheet[place] = value
        out = BytesIO()
        workbook.save(out)
        return out.getvalue()

    return make


@pytest.fixture
def make_xls() -> Callable[[str, Sequence[Sequence[object]]], bytes]:
    """An old binary workbook (BIFF8 in an OLE container) with one sheet; no library here writes these any more."""

    def make(sheet_name: str, rows: Sequence[Sequence[object]]) -> bytes:
        return xls(sheet_name, rows)

    return make
