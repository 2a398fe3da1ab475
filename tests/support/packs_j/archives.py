"""ZIP files as other people's programs write them."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_WHEN = (2026, 11, 9, 9, 30, 0)


def packed(members: Mapping[str, bytes], *, gbk: bool) -> bytes:
    """A ZIP; `gbk` writes the names as old Chinese Windows programs do, without the flag for UTF-8."""
    out = BytesIO()
    stand_ins: dict[bytes, bytes] = {}
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for number, (path, data) in enumerate(members.items()):
            name = path
            if gbk:
                real = path.encode("gbk")
                name = f"@{number:03d}@".ljust(len(real), "=")
                stand_ins[name.encode()] = real
            archive.writestr(ZipInfo(name, _WHEN), data, ZIP_DEFLATED)
    raw = out.getvalue()
    for name_bytes, real in stand_ins.items():
        if len(name_bytes) != len(real) or raw.count(name_bytes) != 2:
            raise ValueError(f"{real.decode('gbk')}: the name cannot be put in its place")
        raw = raw.replace(name_bytes, real)
    return raw
