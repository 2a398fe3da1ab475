"""Archives made by hand, byte by byte: formats no library here writes, and such as no honest program would write."""

import struct
import zipfile
from collections.abc import Mapping
from io import BytesIO
from zlib import crc32, decompressobj

RAR = b"Rar!\x1a\x07\x01\x00"
SEVENZIP = b"7z\xbc\xaf\x27\x1c"
COPY = b"\x01\x00"  # a coder of 7z: the length of its id, and the id
AES = b"\x24\x06\xf1\x07\x01\x02\x13\x00"  # with two bytes of properties


def rar(members: Mapping[str, bytes], encrypted: bool = False) -> bytes:
    """RAR 5 with members stored as they are; `encrypted` is one whose very list of names needs the password."""
    main = _rar_block(_number(1) + _number(0) + _number(0))
    end = _rar_block(_number(5) + _number(0) + _number(0))
    files = b"".join(_rar_file(name, data) for name, data in members.items())
    secret = _rar_block(_number(4) + _number(0) + _number(0) + _number(0) + b"\x0f" + bytes(16)) if encrypted else b""
    return RAR + secret + main + files + end


def _rar_file(name: str, data: bytes) -> bytes:
    raw = name.encode()
    head = [2, 2, len(data), 4, len(data), 0o100644]
    body = b"".join(map(_number, head)) + struct.pack("<I", crc32(data)) + _number(0) + _number(1) + _number(len(raw)) + raw
    return _rar_block(body) + data


def _rar_block(body: bytes) -> bytes:
    sized = _number(len(body)) + body
    return struct.pack("<I", crc32(sized)) + sized


def _number(value: int) -> bytes:
    """Seven bits a byte, the lowest first."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def sevenzip(name: str, data: bytes, coder: bytes = COPY) -> bytes:
    """7z with one member of less than 128 bytes; with AES as the coder it is one that needs a password."""
    size = bytes([len(data)])
    streams = b"\x04\x06\x00\x01\x09" + size + b"\x00" + b"\x07\x0b\x01\x00\x01" + coder + b"\x0c" + size + b"\x00"
    streams += b"\x08\x0a\x01" + struct.pack("<I", crc32(data)) + b"\x00\x00"
    names = name.encode("utf-16-le") + b"\0\0"
    files = b"\x05\x01\x11" + bytes([len(names) + 1]) + b"\x00" + names + b"\x15\x06\x01\x00\x20\x80\xb4\x81\x00"
    header = b"\x01" + streams + files + b"\x00"
    start = struct.pack("<QQI", len(data), len(header), crc32(header))
    return SEVENZIP + b"\x00\x04" + struct.pack("<I", crc32(start)) + start + data + header


def zipped(members: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def zip_that_lies(name: str, data: bytes, told: int) -> bytes:
    """The size in its directory and header is `told`."""
    made = bytearray(zipped({name: data}))
    struct.pack_into("<I", made, made.find(b"PK\x03\x04") + 22, told)
    struct.pack_into("<I", made, made.find(b"PK\x01\x02") + 24, told)
    return bytes(made)


def overlapping_zip(count: int, size: int) -> bytes:
    """`count` names for the same packed zeros: each unpacks to `size` bytes, and the archive stays small."""
    made = zipped({"0.txt": bytes(size)})
    entry = made.find(b"PK\x01\x02")
    end = made.find(b"PK\x05\x06")
    directory = made[entry:end] * count
    tail = bytearray(made[end:])
    struct.pack_into("<HHII", tail, 8, count, count, len(directory), entry)
    assert decompressobj(-15).decompress(made[30 + 5 : entry])[:1] == b"\0"
    return made[:entry] + directory + bytes(tail)
