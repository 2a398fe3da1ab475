"""Old binary workbooks (BIFF8 in an OLE container); no library here writes these any more."""

import struct
from collections.abc import Sequence


def xls(sheet_name: str, rows: Sequence[Sequence[object]]) -> bytes:
    """A workbook of one sheet of texts and numbers."""
    return _ole(_biff(sheet_name, rows))


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
