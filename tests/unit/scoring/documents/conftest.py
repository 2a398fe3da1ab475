"""Makers of real files, so that every reader reads what the real programs write."""

import struct
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

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
        return _ole(_biff(sheet_name, rows))

    return make


def _record(code: int, body: bytes) -> bytes:
    return struct.pack("<HH", code, len(body)) + body


def _biff(sheet_name: str, rows: Sequence[Sequence[object]]) -> bytes:
    def begin(kind: int) -> bytes:
        return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 1996, 0, 6))

    cells = b""
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if isinstance(value, str):
                body = struct.pack("<HHHHB", row, column, 0, len(value), 1) + value.encode("utf-16-le")
                cells += _record(0x204, body)
            else:
                cells += _record(0x203, struct.pack("<HHHd", row, column, 0, value))
    globals_ = begin(5) + _record(0x42, struct.pack("<H", 1200))
    name = struct.pack("<BB", len(sheet_name), 1) + sheet_name.encode("utf-16-le")
    end = _record(0x0A, b"")
    start_of_sheet = len(globals_) + 4 + 6 + len(name) + len(end)
    bound = _record(0x85, struct.pack("<IBB", start_of_sheet, 0, 0) + name)
    return globals_ + bound + end + begin(0x10) + cells + end


def _ole(stream: bytes) -> bytes:
    last, free, fat_sector = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    fat = [fat_sector, last, *range(3, sectors + 2), last]
    fat += [free] * (128 - len(fat))

    def entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
        wide = (name + "\0").encode("utf-16-le") if name else b""
        links = struct.pack("<HBBIII", len(wide), kind, 1, free, free, child)
        return wide.ljust(64, b"\0") + links + b"\0" * 36 + struct.pack("<IQ", start, size)

    directory = entry("Root Entry", 5, last, 0, 1) + entry("Workbook", 2, 2, len(stream), free)
    directory += entry("", 0, 0, 0, free) * 2
    header = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16 + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, last, 0, last, 0) + struct.pack("<I", 0) + struct.pack("<I", free) * 108
    return header + struct.pack("<128I", *fat) + directory + stream
