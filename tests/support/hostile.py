"""Files made to hurt whoever opens them: each a real file of its format, small on disk, by a name that says what it does."""

import struct
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

Case = tuple[str, Callable[[], bytes]]  # file name, and how its bytes are made

GOOD = "临江棋石净水设备有限公司售后服务管理制度。本制度适用于全部净水设备的安装、维修与回访。"
_MB = 1024 * 1024
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = {
    "docx": ("word/document.xml", f"{_TYPES}.wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{_TYPES}.spreadsheetml.sheet.main+xml"),
}


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            archive.writestr(info, data, ZIP_DEFLATED)
    return out.getvalue()


def docx(body: str = "", dtd: str = "", more: Mapping[str, bytes | str] | None = None, relations: str = "", kind: str = "") -> bytes:
    """A document whose body is given as XML; `relations` are those of its main part, `kind` another content type."""
    part, usual = _MAIN["docx"]
    members = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        f'<Override PartName="/{part}" ContentType="{kind or usual}"/></Types>',
        "_rels/.rels": _relations(f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="{part}"/>'),
        part: f'{_HEAD}{dtd}<w:document {_W}><w:body>{paragraph(GOOD)}{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": _relations(relations),
        **(more or {}),
    }
    return zipped(members)


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _relations(inner: str) -> str:
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def xlsx(sheet: str, dtd: str = "", more: Mapping[str, bytes | str] | None = None) -> bytes:
    """A workbook of one sheet, whose content is given as XML."""
    part, kind = _MAIN["xlsx"]
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return zipped(
        {
            "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/{part}" ContentType="{kind}"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.spreadsheetml.worksheet+xml"/></Types>',
            "_rels/.rels": _relations(f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="{part}"/>'),
            part: f'{_HEAD}<workbook xmlns="{space}" xmlns:r="{_R}"><sheets><sheet name="工单" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _relations(f'<Relationship Id="rId1" Type="{_R}/worksheet" Target="worksheets/sheet1.xml"/>'),
            "xl/worksheets/sheet1.xml": f'{_HEAD}{dtd}<worksheet xmlns="{space}">{sheet}</worksheet>',
            **(more or {}),
        }
    )


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def pptx(change: Callable[[dict[str, bytes]], None] = lambda _members: None) -> bytes:
    """A slide show of one slide, its members changed."""
    from pptx import Presentation

    show, out = Presentation(), BytesIO()
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text, slide.placeholders[1].text = "售后服务培训", GOOD
    show.save(out)
    with ZipFile(out) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    change(members)
    return zipped(members)


def pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Objects from number 1 on, the first being the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start))


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), more, data)


def one_page(content: bytes, resources: bytes = b"", size: bytes = b"0 0 595 842", more: Sequence[bytes] = ()) -> bytes:
    """Objects 5 and on are `more`; object 4 is the content."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>%s>>>>"
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page % (size, resources), stream(content), *more])


_WORDS = b"BT /F1 12 Tf 50 700 Td (After-sales service manual of Linjiang Water Co.) Tj ET\n"


def _picture_page(colours: bytes, filters: bytes, data: bytes, side: int) -> bytes:
    about = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/%s/Filter/%s"
    image = stream(data, about % (side, side, colours, filters))
    return one_page(_WORDS + b"q 500 0 0 300 50 300 cm /I1 Do Q", b"/XObject<</I1 5 0 R>>", more=[image])


def png(width: int, height: int, lines: int) -> bytes:
    """Of any claimed size, with the data of some of its lines, all black."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(bytes(min(width, _MB) + 1)) for _ in range(lines)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def endless_tiff() -> bytes:
    """Two directories of pages, each the other's next."""
    entries = [(256, 3, 1, 8), (257, 3, 1, 8), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 8), (278, 3, 1, 8), (279, 4, 1, 64)]
    size = 2 + 12 * len(entries) + 4
    first = 8 + 64
    packed = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *one) for one in entries)
    return b"II*\0" + struct.pack("<I", first) + bytes(64) + packed + struct.pack("<I", first + size) + packed + struct.pack("<I", first)


def laughs(levels: int = 12) -> str:
    inner = "".join(f"<!ENTITY l{n} '" + f"&l{n - 1};" * 10 + "'>" for n in range(1, levels))
    return f'<!DOCTYPE x [<!ENTITY l0 "哈哈哈哈">{inner}]>'


def quadratic(length: int = 200_000) -> str:
    return "<!DOCTYPE x [<!ENTITY big '" + "大" * length + "'>]>"


def external(system: str) -> str:
    return f'<!DOCTYPE x SYSTEM "{system}/a.dtd" [<!ENTITY out SYSTEM "{system}"><!ENTITY % more SYSTEM "{system}/b.dtd"> %more;]>'


def far_references(file: str, url: str) -> Iterator[Case]:
    """Files that ask for another file and for an address, in every way that their formats know."""
    for name, system in (("文件", file), ("网址", url)):
        entity = external(system)
        yield f"实体{name}.docx", partial(docx, paragraph("&out;"), entity)
        yield f"实体{name}.xlsx", partial(xlsx, f"<sheetData>{row(1, cell('A1', '&out;'))}</sheetData>", entity)
        yield f"实体{name}.pptx", partial(pptx, partial(_with_dtd, entity))
        relation = "".join(
            f'<Relationship Id="rId{number}" Type="{_R}/{kind}" Target="{system}" TargetMode="External"/>'
            for number, kind in enumerate(("attachedTemplate", "image", "header", "styles", "subDocument", "oleObject"), start=1)
        )
        yield f"链接{name}.docx", partial(docx, f'<w:subDoc xmlns:r="{_R}" r:id="rId5"/>', "", None, relation)
        link = '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
        yield f"链接{name}.xlsx", partial(
            xlsx,
            f"<sheetData>{row(1, cell('A1', '工单'))}</sheetData>",
            more={"xl/externalLinks/externalLink1.xml": link, "xl/externalLinks/_rels/externalLink1.xml.rels": _relations(relation)},
        )
        page = f'<html><head><base href="{system}/"><link rel="stylesheet" href="{system}"><script src="{system}"></script></head><body>'
        page += f'<p>{GOOD}</p><img src="{system}"><iframe src="{system}"></iframe><object data="{system}"></object></body></html>'
        yield f"网页{name}.html", partial(str.encode, page)
        yield f"实体{name}.html", partial(str.encode, f"{entity}<html><body><p>{GOOD}&out;</p></body></html>")
        action = b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI(%s)>>/AA<</O<</S/Launch/F(%s)>>>>>>" % ((system.encode(),) * 2)
        yield f"动作{name}.pdf", partial(_pdf_with_catalogue, action)


def _pdf_with_catalogue(catalogue: bytes) -> bytes:
    return one_page(_WORDS).replace(b"<</Type/Catalog/Pages 2 0 R>>", catalogue)


def _with_dtd(dtd: str, members: dict[str, bytes]) -> None:
    slide = members["ppt/slides/slide1.xml"].decode()
    head, _, rest = slide.partition("?>")
    members["ppt/slides/slide1.xml"] = f"{head}?>{dtd}{rest.replace('售后服务培训', '&out;')}".encode()


def _loop(members: dict[str, bytes]) -> None:
    """The master has the slide for its layout, and the slide itself for its master."""
    for name in ("ppt/slides/_rels/slide1.xml.rels", "ppt/slideLayouts/_rels/slideLayout1.xml.rels"):
        text = members[name].decode()
        members[name] = text.replace("../slideLayouts/slideLayout2.xml", "../slides/slide1.xml").replace(
            "../slideMasters/slideMaster1.xml", "../slideLayouts/slideLayout1.xml"
        ).encode()


def _deep(open_tag: str, close_tag: str, levels: int, inner: str = "深") -> str:
    return open_tag * levels + inner + close_tag * levels


def _xlsx_cells(rows: int, columns: int) -> bytes:
    """Cells that do not say where they stand: each stands beside the one before."""
    one = f"<row>{'<c><v>1</v></c>' * columns}</row>"
    return xlsx(f"<sheetData>{one * rows}</sheetData>")


_FAR = row(1, cell("A1", "工单")) + row(1_048_576, cell("XFD1048576", "远"))
_SOME = f"<sheetData>{row(1, cell('A1', '工单号'), cell('B1', '报修时间'))}{row(2, cell('A2', '001'), cell('B2', '2026-03-01 09:00'))}</sheetData>"
_VBA = bytes(range(256)) * 16
_MACRO_WORD = "application/vnd.ms-word.document.macroEnabled.main+xml"

# What becomes of each: the reason it is refused for, "" where it is read, or any of several, since libraries change.
REFUSED = {"unreadable", "too_large", "too_slow", "crashed", "no_text", "wrong_type", "low_ocr_quality", "unsupported", "empty"}
READ = {""}
EITHER = REFUSED | READ

CASES: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "炸弹.docx": (lambda: docx(more={"word/media/a.bin": bytes(310 * _MB)}), {"too_large"}),
    "空格炸弹.docx": (lambda: docx(paragraph(" " * (100 * _MB))), EITHER),
    "空格炸弹.xlsx": (lambda: xlsx(f"<sheetData>{row(1, cell('A1', ' ' * (100 * _MB)))}</sheetData>"), EITHER),
    "实体炸弹.docx": (lambda: docx(paragraph("&l11;"), laughs()), EITHER),
    "实体炸弹属性.docx": (lambda: docx('<w:p w:rsid="&l11;"/>', laughs()), REFUSED),
    "实体炸弹.xlsx": (lambda: xlsx(f"<sheetData>{row(1, cell('A1', '&l11;'))}</sheetData>", laughs()), EITHER),
    "实体炸弹.pptx": (lambda: pptx(partial(_with_dtd, laughs().replace("l11", "out"))), EITHER),
    "实体炸弹目录.docx": (lambda: docx(more={"[Content_Types].xml": f'{laughs()}<Types a="&l11;"/>'}), REFUSED),
    "实体炸弹样式.docx": (lambda: docx(more={"word/styles.xml": f'{laughs()}<w:styles {_W} a="&l11;"/>'}), EITHER),
    "平方炸弹.docx": (lambda: docx(paragraph("&big;" * 20_000), quadratic()), EITHER),
    "平方炸弹属性.docx": (lambda: docx("<w:p w:rsid='" + "&big;" * 20_000 + "'/>", quadratic()), REFUSED),
    "平方炸弹.xlsx": (lambda: xlsx(f"<sheetData>{row(1, cell('A1', '&big;' * 20_000))}</sheetData>", quadratic()), EITHER),
    "范围.xlsx": (lambda: xlsx(f'<dimension ref="A1:XFD1048576"/>{_SOME}'), READ),
    "远格.xlsx": (lambda: xlsx(f"<sheetData>{_FAR}</sheetData>"), {"too_large"}),
    "千万格.xlsx": (lambda: _xlsx_cells(10_000, 1000), {"too_large"}),
    "满表合并.xlsx": (lambda: xlsx(f'{_SOME}<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'), READ),
    "万处合并.xlsx": (
        lambda: xlsx(_SOME + "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 20_000 + "</mergeCells>"),
        EITHER,
    ),
    "深层.docx": (lambda: docx(_deep("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 50_000, paragraph("深"))), EITHER),
    "深层表.docx": (lambda: docx(_deep("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 600, paragraph("深"))), EITHER),
    "两百层.docx": (lambda: docx(_deep("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 100, paragraph("深"))), READ),
    "深层.xlsx": (lambda: xlsx(f"<sheetData>{_deep('<a>', '</a>', 100_000)}</sheetData>"), EITHER),
    "深层.html": (f"<html><body>{_deep('<div>', '</div>', 100_000, GOOD)}".encode, EITHER),
    "深层不闭.html": (f"<html><body>{'<b><i><div>' * 60_000}{GOOD}".encode, EITHER),
    "深层表.html": (f"<html><body>{_deep('<table><tr><td>', '</td></tr></table>', 3000, GOOD)}".encode, EITHER),
    "跨列.html": (f"<table>{'<tr><td rowspan=99999999 colspan=99999999>甲</td></tr>' * 2000}</table>".encode, EITHER),
    "长段.txt": ((GOOD * 10_000).encode, EITHER),
    "长段.docx": (lambda: docx(paragraph(GOOD * 2_000)), EITHER),
    "宏.docm": (lambda: docx(more={"word/vbaProject.bin": _VBA}, kind=_MACRO_WORD), READ),
    "宏改名.docx": (lambda: docx(more={"word/vbaProject.bin": _VBA}, kind=_MACRO_WORD), READ),
    "宏.xlsm": (lambda: xlsx(_SOME, more={"xl/vbaProject.bin": _VBA}), READ),
    "宏.pptm": (lambda: pptx(lambda members: members.update({"ppt/vbaProject.bin": _VBA})), READ),
    "坏字体.pdf": (
        lambda: one_page(
            _WORDS.replace(b"/F1", b"/F2"),
            b"/Font<</F2<</Type/Font/Subtype/TrueType/BaseFont/Bad/FontDescriptor 5 0 R/FirstChar 0/LastChar 255/Widths 6 0 R>>>>",
            more=[b"<</Type/FontDescriptor/FontName/Bad/Flags 4/FontFile2 7 0 R>>", b"[-1 9999999999 /x]", stream(b"\0\1\0\0" + b"\xff" * 3000)],
        ),
        EITHER,
    ),
    "截断.pdf": (lambda: one_page(_WORDS)[:300], EITHER),
    "只有头.pdf": (lambda: b"%PDF-1.7\n", {"unreadable"}),
    "页树循环.pdf": (lambda: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 5/Parent 2 0 R>>"]), REFUSED),
    "百万页.pdf": (lambda: one_page(_WORDS).replace(b"/Count 1>>", b"/Count 1000000>>"), EITHER),
    "引用循环.pdf": (lambda: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"3 0 R", b"2 0 R"]), REFUSED),
    "巨页.pdf": (lambda: one_page(_WORDS, size=b"0 0 1e9 1e9"), EITHER),
    "负页.pdf": (lambda: one_page(_WORDS, size=b"0 0 -1e30 0"), EITHER),
    "万层状态.pdf": (lambda: one_page(b"q " * 300_000 + _WORDS), EITHER),
    "表单循环.pdf": (
        lambda: one_page(
            _WORDS + b"/X1 Do",
            b"/XObject<</X1 5 0 R>>",
            more=[stream(b"/X1 Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X1 5 0 R>>>>")],
        ),
        EITHER,
    ),
    "流炸弹.pdf": (
        lambda: one_page(b"").replace(stream(b""), stream(zlib.compress(zlib.compress(bytes(300 * _MB))), b"/Filter[/FlateDecode/FlateDecode]")),
        EITHER,
    ),
    "巨图.pdf": (lambda: _picture_page(b"DeviceGray", b"FlateDecode", zlib.compress(bytes(40_000 * 1000)), 40_000), EITHER),
    "乱JBIG2.pdf": (lambda: _picture_page(b"DeviceGray", b"JBIG2Decode", bytes(range(256)) * 20, 1000), EITHER),
    "乱JPX.pdf": (lambda: _picture_page(b"DeviceRGB", b"JPXDecode", b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(range(256)) * 20, 1000), EITHER),
    "大图.png": (lambda: png(60_000, 60_000, 300), {"too_large"}),
    "假大图.png": (lambda: png(2**31 - 1, 2**31 - 1, 1), {"too_large"}),
    "缺行图.png": (lambda: png(2000, 2000, 3), REFUSED),
    "循环.tif": (endless_tiff, EITHER),
    "长行.csv": (lambda: b"a," * (14 * _MB), EITHER),
    "长格.csv": (lambda: b'"' + b"a" * (28 * _MB), EITHER),
    "超大.csv": (lambda: b"a" * (50 * _MB), {"too_large"}),
    "乱码.txt": (lambda: bytes((n * 7919 + n // 256) % 256 for n in range(20_000)), {"unreadable"}),
    "零字节.txt": (lambda: GOOD.encode() + b"\0" * 1000, EITHER),
    "全零.txt": (lambda: bytes(100_000), {"unreadable", "no_text"}),
    "UTF7.txt": (lambda: GOOD.encode("utf-7"), EITHER),
    "UTF32.txt": (lambda: GOOD.encode("utf-32"), READ),
    "半个字符.txt": (lambda: b"\xff\xfe" + b"\x00\xd8" * 500 + GOOD.encode("utf-16-le"), EITHER),
    "名字\udcff\ud800.txt": (GOOD.encode, READ),
    "循环.pptx": (lambda: pptx(_loop), EITHER),
}
