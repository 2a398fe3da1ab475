"""Whether LibreOffice is installed, and which one.

XINGPING_SOFFICE is the path of its program, "" for none; without it the one on the PATH is used.
"""

import os
import shutil
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

VARIABLE = "XINGPING_SOFFICE"


def soffice() -> Path | None:
    """The program, None where there is none."""
    given = os.environ.get(VARIABLE)
    found = given if given is not None else shutil.which("soffice") or shutil.which("libreoffice")
    path = Path(found) if found else None
    return path if path is not None and path.is_file() else None


def soffice_version() -> str:
    """Tells one installation from another without starting it: "none" where there is none."""
    path = soffice()
    return _version(path.resolve()) if path is not None else "none"


@lru_cache(maxsize=4)
def _version(path: Path) -> str:
    digest = sha256()
    for name in ("versionrc", "version.ini", "setuprc", "setup.ini", "bootstraprc", "bootstrap.ini"):
        try:
            digest.update((path.parent / name).read_bytes())
        except OSError:
            continue
    digest.update(str(path.stat().st_size).encode())
    return digest.hexdigest()[:16]
