"""Members of a ZIP: names in old code pages, tricks with sizes and links, encryption. Nothing is written to disk."""

import stat
import struct
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo
from zlib import crc32

from scoring.documents.readers.office_zip import ZIP_ERRORS
from scoring.pack.budget import Budget, RefusedError
from scoring.pack.model import Member
from scoring.pack.names import decoded

BROKEN = "压缩包已损坏或不是压缩包，请重新打包后再上传"
ENCRYPTED = "压缩包设了密码，请去掉密码后重新上传"
LINK = "这是指向别处的链接，没有跟随；请放入文件本身"
_OVERLAP = "压缩包里几个文件共用同一段数据，疑似压缩炸弹，没有读取；请重新打包"
_METHODS = {9: "Deflate64", 93: "Zstandard", 95: "XZ", 96: "JPEG", 97: "WavPack", 98: "PPMd"}
_READ = (ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA)
_PIECE = 1 << 20
_SMALL_PIECE = 1 << 12  # zipfile unpacks all it has read of these methods: a piece must not become gigabytes
_END = b"PK\x05\x06"
_END64 = b"PK\x06\x06"
_LOCAL_HEADER = 30
_ENTRY = b"PK\x01\x02"
_ENTRY_LENGTH = 46
_MOST_ENTRIES = 200_000  # a directory of more is not even read
_UTF8 = 0x800
_UNICODE_PATH = 0x7075  # extra field: version, CRC-32 of the plain name, the name in UTF-8 (Info-ZIP)


def zip_members(data: bytes, budget: Budget) -> Iterator[Member]:
    """In the order of the archive; of one that is no ZIP, one member without a name that says so. Raises ExhaustedError."""
    if _entries(data, _MOST_ENTRIES) >= _MOST_ENTRIES:
        budget.files = 0
        budget.count()
    try:
        archive = ZipFile(BytesIO(data))
    except ZIP_ERRORS:
        yield Member("", reason="unreadable", text=BROKEN)
        return
    with archive:
        overlapping = _overlapping(archive.infolist())
        for info in archive.infolist():
            if not info.is_dir() and not info.filename.endswith("\\"):
                budget.count()
                yield _member(archive, info, budget, id(info) in overlapping)


def _member(archive: ZipFile, info: ZipInfo, budget: Budget, overlaps: bool) -> Member:
    name = _name(info)
    reason, text = _refusal(info, overlaps)
    if reason:
        return Member(name, reason=reason, text=text)
    try:
        budget.check(info.file_size, info.compress_size)
        return Member(name, budget.taken(_pieces(archive, info), info.compress_size))
    except RefusedError as refusal:
        return Member(name, reason="too_large", text=str(refusal))
    except ZIP_ERRORS:
        return Member(name, reason="unreadable", text="压缩包里的这个文件已损坏，请重新打包后再上传")


def _refusal(info: ZipInfo, overlaps: bool) -> tuple[str, str]:
    """Reason and text of what is not even unpacked; "" twice for all else."""
    if stat.S_ISLNK(info.external_attr >> 16):
        return "unreadable", LINK
    if info.flag_bits & 1:
        return "encrypted", ENCRYPTED
    if overlaps:
        return "too_large", _OVERLAP
    if info.compress_type not in _READ:
        method = _METHODS.get(info.compress_type, f"{info.compress_type} 号")
        return "unsupported", f"压缩包用了 {method} 压缩方式，读不了，请用普通 ZIP（Deflate）方式重新打包"
    return "", ""


def _pieces(archive: ZipFile, info: ZipInfo) -> Iterator[bytes]:
    size = _PIECE if info.compress_type in (ZIP_STORED, ZIP_DEFLATED) else _SMALL_PIECE
    with archive.open(info) as file:
        while piece := file.read(size):
            yield piece


def _entries(data: bytes, most: int) -> int:
    """How many entries the directory has, counted up to `most`: each will take half a kilobyte of memory."""
    end = data.rfind(_END, max(0, len(data) - 66_000))
    if end < 0 or end + 22 > len(data):
        return 0
    size = int(struct.unpack_from("<I", data, end + 12)[0])
    if size == 0xFFFFFFFF:
        end = data.rfind(_END64, 0, end)
        size = int(struct.unpack_from("<Q", data, end + 40)[0]) if 0 <= end <= len(data) - 48 else 0
    at, count = max(end - size, 0), 0
    while count < most and data.startswith(_ENTRY, at) and at + _ENTRY_LENGTH <= end:
        at += _ENTRY_LENGTH + sum(struct.unpack_from("<3H", data, at + 28))
        count += 1
    return count


def _overlapping(infos: list[ZipInfo]) -> set[int]:
    """Entries whose data reach into the next one's: a few bytes unpacked many times over."""
    ordered = sorted((info for info in infos if not info.is_dir()), key=lambda info: info.header_offset)
    out: set[int] = set()
    for info, after in pairwise(ordered):
        if info.header_offset + _LOCAL_HEADER + info.compress_size > after.header_offset:
            out.update((id(info), id(after)))
    return out


def _name(info: ZipInfo) -> str:
    """The name as its maker wrote it: without the UTF-8 flag a Chinese archive's names are GBK."""
    if info.flag_bits & _UTF8:
        return info.orig_filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    return _unicode_path(info.extra, raw) or decoded(raw)


def _unicode_path(extra: bytes, raw: bytes) -> str:
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        body, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == _UNICODE_PATH and len(body) > 5 and body[0] == 1 and struct.unpack_from("<I", body, 1)[0] == crc32(raw):
            try:
                return body[5:].decode("utf-8")
            except UnicodeDecodeError:
                return ""
    return ""
