"""Office files are zip archives: what must be checked before any library unpacks one."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from scoring.documents.errors import ReadError

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_MAX_UNPACKED = 300 * 1024 * 1024
# What zipfile raises on a damaged archive; LookupError and ValueError come from nonsense offsets and names.
ZIP_ERRORS = (BadZipFile, zlib.error, EOFError, RuntimeError, OSError, LookupError, ValueError)


def is_encrypted_office(data: bytes) -> bool:
    """Whether an OLE file is a DOCX or XLSX with a password to open."""
    return data.startswith(OLE_MAGIC) and _ENCRYPTED_STREAM in data


@contextmanager
def office_zip(data: bytes, part: str, label: str) -> Iterator[ZipFile]:
    """The opened archive, which has `part` and is no bomb. Raises ReadError, also for faults met inside the block."""
    if is_encrypted_office(data):
        raise ReadError("文件设了打开密码，请去掉密码后再试", "encrypted")
    try:
        with ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
            if part not in archive.namelist():
                raise ReadError(f"内容不是 {label} 文件（后缀与内容不符），请确认文件没有改名", "wrong_type")
            if any(info.flag_bits & 1 for info in infos):
                raise ReadError("文件已加密，请去掉密码后再试", "encrypted")
            if sum(info.file_size for info in infos) > _MAX_UNPACKED:
                raise ReadError("文件解压后过大，请拆分后再试", "too_large")
            yield archive
    except ZIP_ERRORS as error:
        raise ReadError(broken(label)) from error


def broken(label: str) -> str:
    return f"文件已损坏或不完整，请用 {label} 或 WPS 打开并另存后再试"
