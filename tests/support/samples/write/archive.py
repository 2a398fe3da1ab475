"""Office files are zip archives: fixed dates, fixed order, and nothing that a reader has no use for."""

import re
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_WHEN = (2026, 11, 16, 9, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_STAMPED = rb"\g<1>2026-11-16T09:00:00Z\g<2>"


def repacked(data: bytes, dropped: tuple[str, ...] = (), replaced: Mapping[str, bytes] | None = None) -> bytes:
    """`data` again without the members that start with one of `dropped`, and with those of `replaced` changed."""
    out = BytesIO()
    changes = replaced or {}
    with ZipFile(BytesIO(data)) as source, ZipFile(out, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            if not name.startswith(dropped or ("\0",)):
                member = ZipInfo(name, _WHEN)
                member.compress_type = ZIP_DEFLATED
                member.create_system = 3
                content = changes.get(name) or source.read(name)
                target.writestr(member, _STAMP.sub(_STAMPED, content), ZIP_DEFLATED, 9)
    return out.getvalue()
