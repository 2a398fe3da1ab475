"""Which reader takes which file: by suffix, checked against the content."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePath

from scoring.documents.errors import DocumentError, ReadError
from scoring.documents.model import Document, Page
from scoring.documents.readers.delimited import read_csv
from scoring.documents.readers.docx import read_docx
from scoring.documents.readers.html import read_html
from scoring.documents.readers.legacy import LEGACY, old_suffix
from scoring.documents.readers.office_zip import OLE_MAGIC, ZIP_MAGIC
from scoring.documents.readers.pdf import read_pdf
from scoring.documents.readers.pptx import read_pptx
from scoring.documents.readers.scan import read_scan
from scoring.documents.readers.sheet import read_sheet
from scoring.documents.readers.text import read_markdown, read_text
from scoring.documents.scans.installed import heic_opened
from scoring.documents.scans.reading import Scanning, unread_text
from scoring.limits import Limits

DEFAULT_MAX_BYTES = Limits().file_bytes


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file; `label` follows 不是. One of `magic` must stand in the first bytes; an empty tuple means text of any encoding.

    A `named` reader is also told the file's name without suffix: its one sheet has no other; one that reads `pictures` how to
    go about it.
    """

    label: str
    media_type: str
    suffixes: tuple[str, ...]
    magic: tuple[bytes, ...]
    reader: Callable[..., tuple[Page, ...]]
    named: bool = False
    pictures: bool = False


_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_HEIC = tuple(b"\0\0\0" + bytes([length]) + b"ftyp" for length in range(16, 80, 4))
_PICTURE_MAGIC = (b"\x89PNG", b"\xff\xd8\xff", b"BM", b"RIFF", b"GIF8", *_TIFF, *_HEIC)
_HEIC_SUFFIXES = (".heic", ".heif")  # read only where a reader of them is installed
_ALIASES = (".markdown", ".htm", ".docm", ".xlsm", ".pptm")
_PICTURES = (
    ("image/jpeg", (".jpg", ".jpeg")),
    ("image/png", (".png",)),
    ("image/tiff", (".tif", ".tiff")),
    ("image/bmp", (".bmp",)),
    ("image/webp", (".webp",)),
    ("image/heic", _HEIC_SUFFIXES),
)
_OOXML = "application/vnd.openxmlformats-officedocument"
FORMATS = (
    Format(" PDF 文件", "application/pdf", (".pdf",), (b"%PDF-",), read_pdf, pictures=True),
    # An encrypted DOCX or XLSX is an OLE file, which the reader tells from a renamed .doc.
    Format(" Word 文档", f"{_OOXML}.wordprocessingml.document", (".docx", ".docm"), (ZIP_MAGIC, OLE_MAGIC), read_docx),
    Format(" Excel 表格", f"{_OOXML}.spreadsheetml.sheet", (".xlsx", ".xlsm"), (ZIP_MAGIC, OLE_MAGIC), read_sheet),
    Format(" Excel 表格", "application/vnd.ms-excel", (".xls",), (OLE_MAGIC, ZIP_MAGIC), read_sheet),
    Format(" PowerPoint 演示文稿", f"{_OOXML}.presentationml.presentation", (".pptx", ".pptm"), (ZIP_MAGIC, OLE_MAGIC), read_pptx),
    Format(" CSV 表格", "text/csv", (".csv", ".tsv"), (), read_csv, named=True),
    Format("纯文本", "text/plain", (".txt",), (), read_text),
    Format(" Markdown 文本", "text/markdown", (".md", ".markdown"), (), read_markdown),
    Format("网页", "text/html", (".html", ".htm"), (), read_html),
    # Phones and chats name a picture of one kind after another: all are read as what they are.
    *(Format("图片", media_type, suffixes, _PICTURE_MAGIC, read_scan, pictures=True) for media_type, suffixes in _PICTURES),
    *(Format(f" {one.label.strip()} 文件", one.media_type, (one.suffix,), one.magic, one.read, pictures=True) for one in LEGACY),
)
SUFFIXES = tuple(suffix for one in FORMATS for suffix in one.suffixes)

_BY_SUFFIX = {suffix: one for one in FORMATS for suffix in one.suffixes}
_BINARY_MAGIC = (b"%PDF-", ZIP_MAGIC, OLE_MAGIC, b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"GIF8")
_HINTS = {
    ".msg": "Outlook 的 .msg 邮件读不了，请在 Outlook 里另存为 PDF，附件单独保存后再试",
    ".eml": "邮件请另存为 PDF，附件单独保存后再试",
    **dict.fromkeys((".zip", ".rar", ".7z", ".tar", ".gz", ".tgz"), "压缩包暂不支持，请解压后加入其中的文件"),
}


def read_document(path: Path, max_bytes: int = DEFAULT_MAX_BYTES, scanning: Scanning | None = None) -> Document:
    """Read one file from disk. Raises DocumentError; never follows a link inside the file."""
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise DocumentError(name, "这是文件夹，请给出其中的文件", "unsupported")
        size = path.stat().st_size
        if size > max_bytes:
            raise _too_large(name, max_bytes)
        data = path.read_bytes()
    except FileNotFoundError:
        raise DocumentError(name, "找不到这个文件，请检查路径", "missing") from None
    except (OSError, ValueError) as error:  # ValueError: a path with a null byte
        raise DocumentError(name, f"读不了这个文件（{getattr(error, 'strerror', None) or error}）") from error
    return parse_document(data, name, max_bytes, scanning)


def parse_document(data: bytes, name: str, max_bytes: int = DEFAULT_MAX_BYTES, scanning: Scanning | None = None) -> Document:
    """The document in `data`; the suffix of `name` says what it should be. Raises DocumentError."""
    kind = _format(f"{name}{old_suffix(name, data) or ''}")
    if not data:
        raise DocumentError(name, "文件是空的", "empty")
    if len(data) > max_bytes:
        raise _too_large(name, max_bytes)
    if not _content_fits(kind, data):
        raise DocumentError(name, f"内容不是{kind.label}（后缀与内容不符），请确认文件没有改名或损坏", "wrong_type")
    try:
        more = (PurePath(name).stem,) if kind.named else (scanning,) if kind.pictures else ()
        pages = kind.reader(data, *more)
    except ReadError as error:
        raise DocumentError(name, str(error), error.reason) from error
    if not any(char.isalnum() for page in pages for block in page.blocks for char in block.text):
        unread = [page for page in pages if page.unread]
        if unread:
            raise DocumentError(name, unread_text(unread), "low_ocr_quality")
        raise DocumentError(name, "没有可读的文字", "no_text")
    return Document(sha256(data).hexdigest(), PurePath(name).name, kind.media_type, pages)


def _format(name: str) -> Format:
    suffix = PurePath(name).suffix.lower()
    kind = _BY_SUFFIX.get(suffix)
    if kind is None:
        unnamed = (*_ALIASES, *(() if heic_opened() else _HEIC_SUFFIXES))
        supported = "、".join(one.lstrip(".").upper() for one in SUFFIXES if one not in unnamed)
        hint = _HINTS.get(suffix)
        raise DocumentError(name, hint or f"不支持 {suffix or '没有后缀'} 的文件，可用：{supported}", "unsupported")
    return kind


def _content_fits(kind: Format, data: bytes) -> bool:
    head = data[:1024]  # a PDF may have a few bytes of junk before its header
    if kind.magic:
        return any(head.startswith(magic) or (magic == b"%PDF-" and magic in head) for magic in kind.magic)
    return not head.startswith(_BINARY_MAGIC)


def _too_large(name: str, max_bytes: int) -> DocumentError:
    return DocumentError(name, f"文件超过 {max_bytes / 1024 / 1024:g} MB 的上限，请拆分或压缩后再试", "too_large")
