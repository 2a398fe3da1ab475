"""Fixed time stamps, so that a second run writes the same files."""

import re
import zipfile
from datetime import datetime
from pathlib import Path

MOMENT = datetime(2026, 11, 10, 9, 0, 0)
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def settle_zip(path: Path) -> None:
    """Write a ZIP container again with one time stamp on every member, and no writing time inside."""
    with zipfile.ZipFile(path) as box:
        members = [(item.filename, box.read(item)) for item in box.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in members:
            entry = zipfile.ZipInfo(name, MOMENT.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            box.writestr(entry, _core(content) if name == "docProps/core.xml" else content)


def _core(content: bytes) -> bytes:
    return MODIFIED.sub(rb"\g<1>" + MOMENT.strftime("%Y-%m-%dT%H:%M:%SZ").encode() + rb"\g<2>", content)
