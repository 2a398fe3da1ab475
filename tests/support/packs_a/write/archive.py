"""Takes the clock out of office files: fixed times in the ZIP entries and in the core properties."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

STAMP = (2026, 11, 16, 9, 0, 0)
_CORE_TIME = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms)")


def freeze(raw: bytes, path: Path) -> None:
    """Write an office archive to a path with every time in it fixed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(BytesIO(raw)) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _CORE_TIME.sub(rb"\g<1>2026-11-16T09:00:00Z\g<3>", content)
            target.writestr(zipfile.ZipInfo(name, STAMP), content, zipfile.ZIP_DEFLATED)
