"""DOCX, XLSX and XLS as the real programs write them, and as an attacker or a broken disk leaves them."""

import datetime
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from scoring.documents import Block, DocumentError, parse_document
from scoring.documents.columns import column_letters, column_number
from scoring.documents.readers import office_zip

Fill = Callable[[Callable[[Any], None]], bytes]
Sheets = Callable[[dict[str, dict[str, object]]], bytes]


def _blocks(data: bytes, name: str) -> list[Block]:
    return list(parse_document(data, name).blocks())


def _manual(document: Any) -> None:
    document.add_heading("售后服务手册", 0)
    document.add_heading("第一章 总则", 1)
    document.add_paragraph("第一条 为规范服务，制定本手册。")
    document.add_paragraph("")
    table = document.add_table(3, 3)
    for column, text in enumerate(("姓名", "岗位", "证书")):
        table.cell(0, column).text = text
    table.cell(1, 0).merge(table.cell(1, 1)).text = "合并的格"
    table.cell(2, 1).text = "只有 B"
    document.add_heading("5.1.2 人员配置", 3)
    document.add_paragraph("表后的段落")


def test_docx_keeps_the_order_of_paragraphs_and_tables(make_docx: Fill) -> None:
    assert _blocks(make_docx(_manual), "手册.docx") == [
        Block("heading", "售后服务手册", "段落1", 1),
        Block("heading", "第一章 总则", "段落2", 1),
        Block("paragraph", "第一条 为规范服务，制定本手册。", "段落3"),
        Block("table_row", "姓名 | 岗位 | 证书", "表1!A1"),
        Block("table_row", "合并的格", "表1!A2"),
        Block("table_row", "只有 B", "表1!B3"),
        Block("heading", "5.1.2 人员配置", "段落5", 3),
        Block("paragraph", "表后的段落", "段落6"),
    ]


def test_docx_shows_what_word_shows(make_docx: Fill) -> None:
    """Insertions, hyperlink text and content controls are seen; deletions, field codes and readings are not."""
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

    def fill(document: Any) -> None:
        from docx.oxml import parse_xml

        body = document.element.body
        body.insert(
            0,
            parse_xml(
                f"<w:p {w}><w:r><w:t>热线</w:t></w:r><w:ins><w:r><w:t>电话</w:t></w:r></w:ins>"
                "<w:del><w:r><w:delText>传真</w:delText></w:r></w:del>"
                "<w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom>"
                "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:tab/><w:t>400</w:t><w:noBreakHyphen/><w:t>800</w:t></w:r>"
                "<w:r><w:ruby><w:rt><w:r><w:t>fú</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>服</w:t></w:r></w:rubyBase></w:ruby></w:r>"
                "</w:p>"
            ),
        )
        body.insert(1, parse_xml(f"<w:sdt {w}><w:sdtContent><w:p><w:r><w:t>控件里的段落</w:t></w:r></w:p></w:sdtContent></w:sdt>"))
        body.insert(2, parse_xml(f'<w:p {w}><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>大纲二级</w:t></w:r></w:p>'))

    assert [(one.kind, one.text, one.level) for one in _blocks(make_docx(fill), "a.docx")] == [
        ("paragraph", "热线电话\t400-800服", None),
        ("paragraph", "控件里的段落", None),
        ("heading", "大纲二级", 2),
    ]


def test_xlsx_values_and_places(make_xlsx: Sheets) -> None:
    data = make_xlsx(
        {
            "投诉 2024": {
                "B3": "编号", "C3": "日期",
                "B5": 7, "C5": datetime.datetime(2024, 5, 1), "D5": 0.95, "E5": True,
                "F5": datetime.datetime(2024, 5, 1, 8, 30), "G5": datetime.time(8, 30), "H5": " 上门\n维修 ",
            },
            "空表": {},
        }
    )  # fmt: skip
    document = parse_document(data, "台账.xlsx")
    assert [(page.number, page.name, len(page.blocks)) for page in document.pages] == [(1, "投诉 2024", 2), (2, "空表", 0)]
    assert list(document.blocks()) == [
        Block("table_row", "编号 | 日期", "投诉 2024!B3"),
        Block("table_row", "7 | 2024-05-01 | 0.95 | TRUE | 2024-05-01 08:30:00 | 08:30:00 | 上门 维修", "投诉 2024!B5"),
    ]


def test_xls_of_old_programs(make_xls: Callable[..., bytes]) -> None:
    blocks = _blocks(make_xls("投诉", [["编号", "内容"], [7.0, "空调不制冷"]]), "旧台账.xls")
    assert blocks == [Block("table_row", "编号 | 内容", "投诉!A1"), Block("table_row", "7 | 空调不制冷", "投诉!A2")]


def test_an_xlsx_saved_as_xls_is_read(make_xlsx: Sheets) -> None:
    assert _blocks(make_xlsx({"表": {"A1": "值"}}), "导出.xls")[0].text == "值"


def test_two_far_cells_do_not_take_all_memory(make_xlsx: Sheets) -> None:
    """The rectangle between them has 17 billion cells; unpacking it kills the process."""
    with pytest.raises(DocumentError, match="范围过大"):
        parse_document(make_xlsx({"表": {"A1": "x", "XFD1048576": "y"}}), "远.xlsx")


@pytest.mark.parametrize("number", [1, 26, 27, 52, 702, 703, 16384])
def test_column_letters(number: int) -> None:
    assert column_number(column_letters(number)) == number
    assert column_letters(16384) == "XFD"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_truncated_files(make_docx: Fill, make_xlsx: Sheets, make_xls: Callable[..., bytes], share: float) -> None:
    files = {"a.docx": make_docx(_manual), "a.xlsx": make_xlsx({"表": {"A1": "值"}}), "a.xls": make_xls("表", [["值"]])}
    for name, data in files.items():
        if name == "a.xls" and share > 0.5:
            continue  # what is cut off there is padding
        with pytest.raises(DocumentError) as caught:
            parse_document(data[: int(len(data) * share)], name)
        assert "已损坏或不完整" in str(caught.value)


def test_zips_that_are_something_else(make_docx: Fill, make_xlsx: Sheets) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("照片.jpg", b"\xff\xd8\xff")
    for data, name in (
        (out.getvalue(), "照片.docx"),
        (out.getvalue(), "照片.xlsx"),
        (make_docx(_manual), "手册.xlsx"),
        (make_xlsx({"表": {"A1": "值"}}), "台账.docx"),
    ):
        with pytest.raises(DocumentError, match="后缀与内容不符"):
            parse_document(data, name)


def test_encrypted_and_old_office_files(make_xls: Callable[..., bytes]) -> None:
    """Word writes a file with a password as an OLE container with a stream of this name."""
    ole = make_xls("表", [["值"]])
    encrypted = ole + "EncryptedPackage".encode("utf-16-le")
    for name in ("a.docx", "a.xlsx", "a.xls"):
        with pytest.raises(DocumentError, match="打开密码"):
            parse_document(encrypted, name)
    with pytest.raises(DocumentError, match=r"另存为 \.docx"):
        parse_document(ole, "改名.docx")


def test_encrypted_zip_members_and_bombs(make_docx: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    data = bytearray(make_docx(_manual))
    at = data.find(b"PK\x01\x02")
    data[at + 8 : at + 10] = struct.pack("<H", 1)
    with pytest.raises(DocumentError, match="已加密"):
        parse_document(bytes(data), "a.docx")
    monkeypatch.setattr(office_zip, "_MAX_UNPACKED", 1000)
    with pytest.raises(DocumentError, match="解压后过大"):
        parse_document(make_docx(_manual), "a.docx")


def test_broken_xml_inside_a_whole_zip(make_docx: Fill) -> None:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(make_docx(_manual))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content[: len(content) // 2] if name == "word/document.xml" else content)
    with pytest.raises(DocumentError, match="已损坏或不完整"):
        parse_document(out.getvalue(), "a.docx")
