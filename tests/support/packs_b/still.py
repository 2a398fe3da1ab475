"""Makes office files byte for byte repeatable: fixed times inside and on every packed part."""

import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

STAMP = (2026, 11, 1, 9, 0, 0)
ISO = b"2026-11-01T09:00:00Z"


def freeze(path: Path) -> None:
    """Rewrite the zip with fixed times."""
    with ZipFile(path) as packed:
        parts = [(i.filename, packed.read(i.filename)) for i in packed.infolist()]
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        for name, data in parts:
            fixed = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + ISO, data) \
                if name == "docProps/core.xml" else data
            info = ZipInfo(name, STAMP)
            info.compress_type = ZIP_DEFLATED
            packed.writestr(info, fixed)
