"""Papers inside archives by their content: an archive is opened once to learn what it holds, and then one paper of it is read at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256 as digest
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile
from zlib import crc32

from scoring.documents.readers.office_zip import ZIP_ERRORS
from scoring.limits import Limits
from scoring.pack import PackError, PackFile, pack_of

_ENCRYPTED = 1  # bit of a member's flags


@dataclass(frozen=True, slots=True)
class Member:
    """`path` is that of the pack (附件.zip/文件.docx); size and checksum are those by which a ZIP's directory tells it from others."""

    path: str
    size: int
    crc: int


@lru_cache(maxsize=1024)
def members(name: str, content: Path, limits: Limits) -> Mapping[str, Member]:
    """By sha256, what the file called `name` holds, in archives in it as well; nothing for a paper. Contents in the store never change.

    Raises OSError.
    """
    with content.open("rb"):
        pass  # opening it below would tell of a fault as of a paper that cannot be read, and that would be remembered
    return {digest(one.data).hexdigest(): Member(one.path, len(one.data), crc32(one.data)) for one in _opened(name, content, limits)}


def member_bytes(name: str, content: Path, limits: Limits, sha256: str) -> bytes | None:
    """One that `members` lists. None where it cannot be read any more."""
    found = _of_zip(content, members(name, content, limits)[sha256], sha256)
    if found is None:  # in an archive within, or in one that can only be read from its beginning
        found = next((one.data for one in _opened(name, content, limits) if digest(one.data).hexdigest() == sha256), None)
    return found


def _opened(name: str, content: Path, limits: Limits) -> list[PackFile]:
    try:
        files = pack_of(name, [(name, content)], limits).files
    except PackError:  # an empty one
        return []
    return [one for one in files if one.location is None and not one.reason]


def _of_zip(content: Path, member: Member, sha256: str) -> bytes | None:
    """Through the directory, without reading the rest. It was unpacked within the limits before, and no more than its size is unpacked now."""
    try:
        with ZipFile(content) as archive:
            for info in archive.infolist():
                same = (info.file_size, info.CRC) == (member.size, member.crc)
                if same and info.compress_type in (ZIP_STORED, ZIP_DEFLATED) and not info.flag_bits & _ENCRYPTED:
                    with archive.open(info) as file:
                        data = file.read(member.size)
                    if digest(data).hexdigest() == sha256:
                        return data
    except ZIP_ERRORS:
        return None
    return None
