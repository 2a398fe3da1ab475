"""Which files hold other files: by content first, since suffixes are often wrong."""

import re
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Literal
from zipfile import ZipFile

from scoring.documents.readers.office_zip import ZIP_ERRORS, ZIP_MAGIC
from scoring.documents.registry import SUFFIXES

Kind = Literal["zip", "sevenzip", "rar", "tar", "packed", "mail", "volume", "broken"]

HEAD = 512  # bytes that are enough to tell

_ARCHIVES = (".zip", ".7z", ".rar", ".tar", ".tgz", ".tbz2", ".txz", ".gz", ".bz2", ".xz")
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (ZIP_MAGIC, "zip"),
    (b"PK\x05\x06", "zip"),  # an empty one
    (b"7z\xbc\xaf\x27\x1c", "sevenzip"),
    (b"Rar!\x1a\x07", "rar"),
)
# These few bytes may begin a text, too, so that the suffix must agree.
_STREAMS: tuple[tuple[bytes, Kind], ...] = ((b"\x1f\x8b", "packed"), (b"BZh", "packed"), (b"\xfd7zXZ\0", "packed"))
_VOLUME = re.compile(r"\.(?:part0*[0-9]+\.rar|r[0-9]{2}|z[0-9]{2}|(?:7z|zip|rar|tar)\.[0-9]{3})$", re.IGNORECASE)
_PARTS = {"word/document.xml": ".docx", "xl/workbook.xml": ".xlsx", "ppt/presentation.xml": ".pptx"}


def kind_of(name: str, head: bytes) -> Kind | None:
    """What a file of this name that begins with these bytes holds; None for one that is no container.

    A document's suffix over an archive's content is told by `hidden_archive` alone, which must see the whole file.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if _VOLUME.search(name):
        return "volume"
    if suffix == ".eml":
        return "mail"
    known = next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)
    if known is not None:
        named = suffix in _ARCHIVES or suffix == "" or (known != "zip" and suffix in SUFFIXES)
        return known if named else None
    return _packed(suffix, head) if suffix in _ARCHIVES else None


def _packed(suffix: str, head: bytes) -> Kind:
    if head[257:262] == b"ustar" or suffix == ".tar":
        return "tar"
    return next((kind for magic, kind in _STREAMS if head.startswith(magic)), "broken")


def may_hide(name: str, head: bytes) -> bool:
    """Whether a document's suffix stands over a zip, which Office files are as well."""
    return head.startswith(ZIP_MAGIC) and PurePosixPath(name).suffix.lower() in SUFFIXES


def is_office(file: Path | bytes) -> bool:
    """Whether a zip is an Office or ODF document, or too broken to tell."""
    return office_suffix(file) is not None


def office_suffix(file: Path | bytes) -> str | None:
    """The suffix a zipped document should have, "" where it is one of another kind or broken; None for a zip of files."""
    try:
        with ZipFile(BytesIO(file) if isinstance(file, bytes) else file) as archive:
            names = set(archive.namelist())
    except ZIP_ERRORS:
        return ""
    if not names & {"[Content_Types].xml", "mimetype"}:
        return None
    return next((suffix for part, suffix in _PARTS.items() if part in names), "")
