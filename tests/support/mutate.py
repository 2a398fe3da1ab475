"""Small real files of every format, and ways to break them: as bytes, and inside of what archives, markup and numbers say."""

import re
import zlib
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from random import Random
from zipfile import BadZipFile, ZipFile

from tests.support.hostile import GOOD, cell, docx, one_page, paragraph, pptx, row, stream, xlsx, zipped
from tests.support.xls import xls

_NUMBERS = tuple(b"0 1 -1 255 65536 99999 2147483647 2147483648 4294967295 -9223372036854775809 1e999 NaN 1.5".split())
_WORDS = (b"", b"\0", b"\xff\xfe", b"A1:XFD1048576", "无".encode(), b"true", b"rId1", b"../../x", b"&#0;", b"&x;", b"]]>", b"<!--", b"9" * 400)
_NUMBER = re.compile(rb"-?\d+")
_VALUE = re.compile(rb'(?<==")[^"]*(?=")')
_TAG = re.compile(rb"<[^<>]{1,200}>")
_TABLE = (
    ("工单号", "报修时间", "完成时间", "服务人员"),
    ("001", "2026-03-01 09:00", "2026-03-01 15:30", "张三"),
    ("002", "2026-03-02", "2026-03-03", "李四"),
)


@lru_cache(maxsize=1)
def samples() -> dict[str, tuple[bytes, ...]]:
    """Files by suffix; every one is read as it is."""
    text = f"# 售后服务管理制度\n\n{GOOD}\n接到报修后24小时内上门。\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in _TABLE)
    table = "".join(f"<tr>{''.join(f'<td>{one}</td>' for one in line)}</tr>" for line in _TABLE)
    head = '<html><head><meta charset="utf-8"><title>服务</title></head><body><h1>承诺</h1>'
    page = f'{head}<p>{GOOD}</p><table border="1">{table}</table></body></html>'
    merged = table.replace("<td>", '<td rowspan="1" colspan="1">', 3)
    span = '<w:tcPr><w:gridSpan w:val="1"/></w:tcPr>'
    words = "".join(f"<w:tr>{''.join(f'<w:tc>{span}{paragraph(one)}</w:tc>' for one in line)}</w:tr>" for line in _TABLE)
    heading = '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>售后服务手册</w:t></w:r></w:p>'
    cells = "".join(row(n, *(cell(f"{'ABCD'[m]}{n}", one) for m, one in enumerate(line))) for n, line in enumerate(_TABLE, start=1))
    sheet = f'<dimension ref="A1:D3"/><sheetData>{cells}</sheetData><mergeCells count="1"><mergeCell ref="A1:A1"/></mergeCells>'
    return {
        ".txt": (text.encode(), text.encode("gb18030"), text.encode("utf-16")),
        ".md": (text.encode(), f"---\ntitle: 手册\n---\n{text}\n```\ncode\n```\n".encode()),
        ".csv": ("\n".join(",".join(line) for line in _TABLE).encode(), "\n".join("\t".join(f'"{one}"' for one in line) for line in _TABLE).encode()),
        ".html": (page.encode(), page.replace("utf-8", "gbk").encode("gbk"), page.replace(table, merged).encode()),
        ".docx": (docx(f"{heading}<w:tbl>{words}</w:tbl>"), _written_docx()),
        ".xlsx": (xlsx(sheet),),
        ".xls": (xls("工单", [(*line[:3], n) for n, line in enumerate(_TABLE)]),),
        ".pptx": (pptx(),),
        ".pdf": _pdfs(),
        ".png": (_picture("PNG"),),
        ".jpg": (_picture("JPEG"),),
        ".tif": (_picture("TIFF"),),
        ".bmp": (_picture("BMP"),),
        ".webp": (_picture("WEBP"),),
    }


def _written_docx() -> bytes:
    """With all that a writing program puts into its files."""
    from docx import Document

    document, out = Document(), BytesIO()
    document.core_properties.created = document.core_properties.modified = datetime(2026, 3, 1)
    document.sections[0].header.paragraphs[0].text = "编号：QS-01"
    document.add_heading("售后服务手册", 1)
    document.add_paragraph(GOOD, style="List Bullet")
    table = document.add_table(3, 4)
    for line, cells in zip(_TABLE, table.rows, strict=True):
        for text, one in zip(line, cells.cells, strict=True):
            one.text = text
    table.cell(1, 0).merge(table.cell(2, 1))
    document.save(out)
    members = _opened(out.getvalue())
    del members["docProps/thumbnail.jpeg"]
    members["_rels/.rels"] = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", members["_rels/.rels"])
    return zipped(members)


def _pdfs() -> tuple[bytes, ...]:
    lines = b"".join(b"1 0 0 1 50 %d Tm (%s) Tj\n" % (700 - 20 * n, " ".join(map(ascii, line)).encode()) for n, line in enumerate(_TABLE))
    ruled = b"".join(b"50 %d m 400 %d l S\n" % (n, n) for n in range(600, 721, 30))
    ruled += b"".join(b"%d 600 m %d 720 l S\n" % (n, n) for n in range(50, 401, 50))
    image = stream(bytes(range(256)), b"/Type/XObject/Subtype/Image/Width 16/Height 16/BitsPerComponent 8/ColorSpace/DeviceGray")
    return (
        one_page(b"BT /F1 10 Tf\n" + lines + b"ET\n" + ruled),
        one_page(b"q 500 0 0 700 50 50 cm /I1 Do Q", b"/XObject<</I1 5 0 R>>", more=[image]),
    )


def _picture(kind: str) -> bytes:
    from PIL import Image, ImageDraw

    out, image = BytesIO(), Image.new("RGB", (120, 40), "white")
    ImageDraw.Draw(image).text((5, 5), "service 2026", fill="black")
    image.save(out, kind)
    return out.getvalue()


def mutated(suffix: str, random: Random) -> bytes:
    """One of the samples, broken in one to four ways."""
    data = random.choice(samples()[suffix])
    for _ in range(random.choice((1, 1, 2, 4))):
        data = random.choice(_ways(data))(data, random)
    return data


def _ways(data: bytes) -> tuple[Callable[[bytes, Random], bytes], ...]:
    if data.startswith(b"PK"):
        return (_one_member, _one_member, _one_member, _members, *_BYTES)
    return (*_BYTES, *_TEXT) if b"<" in data or b" obj" in data else _BYTES


def _flip(data: bytes, random: Random) -> bytes:
    out = bytearray(data)
    for _ in range(random.choice((1, 3, 30))):
        if out:
            out[random.randrange(len(out))] ^= 1 << random.randrange(8)
    return bytes(out)


def _overwrite(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data) + 1)
    return data[:start] + random.randbytes(random.choice((1, 2, 4, 64))) + data[start + random.choice((0, 1, 4, 64)) :]


def _truncate(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _repeat(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data) + 1)
    block = data[start : start + random.choice((1, 16, 200, 2000))]
    return data[:start] + block * random.choice((2, 10, 300)) + data[start:]


def _splice(data: bytes, random: Random) -> bytes:
    other = random.choice(random.choice(list(samples().values())))
    start = random.randrange(len(other) + 1)
    place = random.randrange(len(data) + 1)
    return data[:place] + other[start : start + random.choice((4, 100, 3000))] + data[place:]


def _cut(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data) + 1)
    return data[:start] + data[start + random.choice((1, 8, 100, 1000)) :]


def _replaced(pattern: re.Pattern[bytes], data: bytes, random: Random, by: Callable[[bytes], bytes]) -> bytes:
    found = list(pattern.finditer(data))
    if not found:
        return data
    one = random.choice(found)
    return data[: one.start()] + by(one[0]) + data[one.end() :]


def _number(data: bytes, random: Random) -> bytes:
    return _replaced(_NUMBER, data, random, lambda _: random.choice(_NUMBERS))


def _value(data: bytes, random: Random) -> bytes:
    return _replaced(_VALUE, data, random, lambda _: random.choice(_WORDS + _NUMBERS))


def _tag(data: bytes, random: Random) -> bytes:
    tags = _TAG.findall(data) or [b"<a>"]
    ways = (lambda _: b"", lambda one: one * 2, lambda one: one * 400, lambda _: random.choice(tags), lambda one: one + random.choice(_WORDS))
    return _replaced(_TAG, data, random, random.choice(ways))


_BYTES = (_flip, _overwrite, _truncate, _repeat, _splice, _cut)
_TEXT = (_number, _number, _value, _value, _tag, _tag)


def _opened(data: bytes) -> dict[str, bytes]:
    try:
        with ZipFile(BytesIO(data)) as archive:
            return {info.filename: archive.read(info) for info in archive.infolist()}
    except (BadZipFile, OSError, ValueError, LookupError, RuntimeError, EOFError, zlib.error):
        return {}


def _one_member(data: bytes, random: Random) -> bytes:
    members = _opened(data)
    if not members:
        return _flip(data, random)
    # Most parts of a file are never looked at.
    name = random.choice([one for one in members if re.search(r"document|workbook|sheet1|slide1\.|presentation|rels|Types", one)] or list(members))
    members[name] = random.choice((*_TEXT, *_TEXT, *_BYTES))(members[name], random)
    return zipped(members)


def _members(data: bytes, random: Random) -> bytes:
    """One is lost, has another's content, or another name."""
    members = _opened(data)
    if len(members) < 2:
        return _flip(data, random)
    one, other = random.sample(list(members), 2)
    match random.randrange(3):
        case 0:
            del members[one]
        case 1:
            members[one] = members[other]
        case _:
            members[other] = members.pop(one)
    return zipped(members)
