"""Formats of older programs (DOC, WPS, PPT, DPS, ET, RTF, ODF): by content through the reader that can, else converted by LibreOffice."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from scoring.documents.errors import ReadError
from scoring.documents.model import Page
from scoring.documents.readers.docx import read_docx
from scoring.documents.readers.html import read_html
from scoring.documents.readers.office_zip import OLE_MAGIC, ZIP_MAGIC, is_encrypted_office
from scoring.documents.readers.pptx import read_pptx
from scoring.documents.readers.sheet import read_sheet
from scoring.documents.scanning import Scanning
from scoring.documents.soffice import convert, soffice

Target = Literal["docx", "xlsx", "pptx"]

RTF_MAGIC = b"{\\rtf"
_MARKUP = (b"<", b"\xef\xbb\xbf<", b"\r\n<", b"\n<")
_READERS = {"docx": read_docx, "xlsx": read_sheet, "pptx": read_pptx}
_PARTS = {"docx": b"word/document.xml", "xlsx": b"xl/workbook.xml", "pptx": b"ppt/presentation.xml"}
# The streams by which an OLE file is known, and the suffix LibreOffice knows it by.
_STREAMS = {"docx": ("WordDocument", ".doc"), "xlsx": ("Workbook", ".xls"), "pptx": ("PowerPoint Document", ".ppt")}
_PROGRAMS = {"docx": "Word", "xlsx": "Excel", "pptx": "PowerPoint"}
_ENCRYPTED = "文件设了打开密码，请去掉密码后再试"
_WORD_HEADER = b"\xec\xa5"  # [MS-DOC] FibBase.wIdent; bit 8 of the word at 10 is fEncrypted
_SECTOR = 512


@dataclass(frozen=True, slots=True)
class Legacy:
    """A format by its suffix; `target` is the new one of its kind, `label` what it is called."""

    suffix: str
    target: Target
    label: str
    media_type: str
    magic: tuple[bytes, ...] = (OLE_MAGIC, ZIP_MAGIC, RTF_MAGIC, *_MARKUP)

    def read(self, data: bytes, scanning: Scanning | None = None) -> tuple[Page, ...]:
        """The pages, with the locators of the new format. Raises ReadError."""
        if data.startswith(_MARKUP):
            return read_html(data)  # a web page under a program's suffix, as many systems export
        if data.startswith(ZIP_MAGIC) and _PARTS[self.target] in data:
            return _READERS[self.target](data)
        if data.startswith(OLE_MAGIC):
            if _encrypted(data):
                raise ReadError(_ENCRYPTED, "encrypted")
            if self.target == "xlsx":
                return read_sheet(data)
        if soffice() is None:
            raise ReadError(f"{self.label}格式，{_advice(self.target)}后再试", "unsupported")
        return _READERS[self.target](convert(data, self._suffix_for(data), self.target, _waiting(scanning)))

    def _suffix_for(self, data: bytes) -> str:
        if data.startswith(RTF_MAGIC):
            return ".rtf"
        stream, suffix = _STREAMS[self.target]
        return suffix if _has_stream(data, stream) else self.suffix


_ODF = "application/vnd.oasis.opendocument"
LEGACY = (
    Legacy(".doc", "docx", "旧版 Word ", "application/msword"),
    Legacy(".wps", "docx", "WPS 文字", "application/vnd.ms-works"),
    Legacy(".rtf", "docx", "RTF ", "application/rtf"),
    Legacy(".odt", "docx", "OpenDocument 文字", f"{_ODF}.text"),
    Legacy(".et", "xlsx", "WPS 表格", "application/vnd.wps-et"),
    Legacy(".ods", "xlsx", "OpenDocument 表格", f"{_ODF}.spreadsheet"),
    Legacy(".ppt", "pptx", "旧版 PowerPoint ", "application/vnd.ms-powerpoint"),
    Legacy(".dps", "pptx", "WPS 演示", "application/vnd.wps-dps"),
    Legacy(".odp", "pptx", "OpenDocument 演示", f"{_ODF}.presentation"),
)


def old_suffix(name: str, data: bytes) -> str | None:
    """The suffix that a file called .docx or .pptx should have had, where it is its old form; None for all else."""
    target = PurePath(name).suffix.lower()[1:]
    if target not in ("docx", "pptx") or not data.startswith(OLE_MAGIC) or is_encrypted_office(data):
        return None
    stream, suffix = _STREAMS[target]
    return suffix if _has_stream(data, stream) else None


def _has_stream(data: bytes, name: str) -> bool:
    return data.startswith(OLE_MAGIC) and name.encode("utf-16-le") in data


def _encrypted(data: bytes) -> bool:
    if is_encrypted_office(data) or "EncryptedSummary".encode("utf-16-le") in data:
        return True
    if not _has_stream(data, "WordDocument"):
        return False
    for at in range(_SECTOR, len(data), _SECTOR):
        if data.startswith(_WORD_HEADER, at):
            return bool(int.from_bytes(data[at + 10 : at + 12], "little") & 0x100)
    return False


def _advice(target: Target) -> str:
    more = "或导出为 PDF " if target == "pptx" else ""
    return f"请用 {_PROGRAMS[target]} 或 WPS 另存为 .{target} {more}"


def _waiting(scanning: Scanning | None) -> Callable[[], None]:
    """A conversion counts as one page that is read anew: whoever waits hears of it, and the clock of the file starts over."""

    def tell() -> None:
        if scanning is not None and scanning.tell is not None:
            scanning.tell(1, 1)

    return tell
