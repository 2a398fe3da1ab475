"""Members of 7z, RAR, TAR and single packed files. Runs in a process of its own: what parses these is C code, and they may be hostile."""

import bz2
import gzip
import locale
import lzma
import tarfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO, Any

from scoring.pack.budget import Budget, RefusedError
from scoring.pack.model import Member
from scoring.pack.names import NAMELESS, decoded
from scoring.pack.zips import BROKEN, ENCRYPTED, LINK

_PIECE = 1 << 20
_FAULTS = (OSError, EOFError, ValueError, LookupError, OverflowError, RuntimeError, zlib.error, lzma.LZMAError, tarfile.TarError)
_PARTLY = "压缩包已损坏，后面的文件没有读出，请重新打包后再上传"
_STREAMS: tuple[tuple[bytes, Callable[[IO[bytes]], Any]], ...] = (
    (b"\x1f\x8b", lambda raw: gzip.GzipFile(fileobj=raw)),
    (b"BZh", bz2.BZ2File),
    (b"\xfd7zXZ\0", lzma.LZMAFile),
)
_SHORT_TAR = (".tgz", ".tbz2", ".txz")


def tar_members(data: bytes, budget: Budget) -> Iterator[Member]:
    """Of a tar, packed or not, read in one go from its beginning. Raises ExhaustedError."""
    before, seen = budget.room, False
    try:
        with tarfile.open(fileobj=BytesIO(data), mode="r|*", encoding="utf-8", errors="surrogateescape") as archive:
            for info in archive:
                seen = True
                if not info.isdir():
                    budget.count()
                    yield _tar_member(archive, info, budget, len(data), before - budget.room)
    except _FAULTS:
        yield Member("", reason="unreadable", text=_PARTLY if seen else BROKEN)


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo, budget: Budget, packed: int, before: int) -> Member:
    name = decoded(info.name.encode("utf-8", "surrogateescape"))
    if not info.isreg():
        return Member(name, reason="unreadable", text=LINK)
    try:
        budget.check(info.size, packed, before)
        file = archive.extractfile(info)
        return Member(name, budget.taken(_pieces(file), packed, before) if file is not None else b"")
    except RefusedError as refusal:
        return Member(name, reason="too_large", text=str(refusal))


def packed_members(data: bytes, name: str, budget: Budget) -> Iterator[Member]:
    """The one file in a GZ, BZ2 or XZ called `name`, or those of the tar in it. Raises ExhaustedError."""
    pure = PurePosixPath(name)
    inner = pure.stem or NAMELESS
    if pure.suffix.lower() in _SHORT_TAR or inner.lower().endswith(".tar"):
        yield from tar_members(data, budget)
        return
    budget.count()
    opener = next(opener for magic, opener in _STREAMS if data.startswith(magic))
    try:
        with opener(BytesIO(data)) as file:
            yield Member(inner, budget.taken(_pieces(file), len(data)))
    except RefusedError as refusal:
        yield Member(inner, reason="too_large", text=str(refusal))
    except _FAULTS:
        yield Member("", reason="unreadable", text=BROKEN)


def library_members(data: bytes, budget: Budget) -> Iterator[Member]:
    """Of a 7z or RAR, through libarchive. Raises ExhaustedError."""
    label, form = ("7Z", "7zip") if data.startswith(b"7z") else ("RAR", "rar5" if data[6:7] == b"\1" else "rar")
    try:
        from libarchive import memory_reader
        from libarchive.exception import ArchiveError
    except (ImportError, OSError, AttributeError, TypeError):  # what the package does where the system's library is missing
        yield Member("", reason="unsupported", text=f"{label} 读不了：这里没有装 libarchive，请解压后或另存为 ZIP 再上传")
        return
    _speak_utf8()
    before, seen = budget.room, False
    try:
        with memory_reader(data, form, "none") as archive:  # no filters: some of them start other programs
            for entry in archive:
                seen = True
                if not entry.isdir:
                    budget.count()
                    yield _library_member(entry, budget, len(data), before - budget.room)
    except ArchiveError as error:
        fault = _fault("", error)
        yield fault if fault.reason == "encrypted" or not seen else Member("", reason="unreadable", text=_PARTLY)


def _library_member(entry: Any, budget: Budget, packed: int, before: int) -> Member:
    from libarchive.exception import ArchiveError
    from libarchive.ffi import ARCHIVE_FATAL

    name = entry.pathname or ""
    name = (decoded(name) if isinstance(name, bytes) else name) or NAMELESS
    if entry.issym or entry.islnk or entry.isdev:
        return Member(name, reason="unreadable", text=LINK)
    try:
        budget.check(entry.size or 0, packed, before)
        return Member(name, budget.taken(entry.get_blocks(_PIECE), packed, before))
    except RefusedError as refusal:
        return Member(name, reason="too_large", text=str(refusal))
    except ArchiveError as error:
        fault = _fault(name, error)
        if error.retcode == ARCHIVE_FATAL and fault.reason != "encrypted":
            raise
        return fault


def _fault(name: str, error: Exception) -> Member:
    """The library has no codes for what is wrong, only words."""
    words = str(error).lower()
    if "encrypt" in words or "crypt" in words:
        return Member(name, reason="encrypted", text=ENCRYPTED)
    if "unsupported" in words or "not supported" in words:
        return Member(name, reason="unsupported", text="压缩包用了读不了的压缩方式，请解压后或另存为 ZIP 再上传")
    return Member(name, reason="unreadable", text=BROKEN)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece


def _speak_utf8() -> None:
    """libarchive gives names in the encoding of the process; under the locale C Chinese ones would be lost."""
    for name in ("C.UTF-8", "en_US.UTF-8", "UTF-8"):
        try:
            locale.setlocale(locale.LC_CTYPE, name)
        except locale.Error:
            continue
        return
