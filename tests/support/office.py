"""LibreOffice as the reader of what we write: formulas calculated anew, pages laid out. None where it is not installed."""

import re
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

from scoring.libreoffice import soffice

_ALWAYS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>'
    "</oor:items>\n"
)
_STORED = re.compile(rb"(</f>)<v>[^<]*</v>")
INSTALLED = soffice() is not None


def without_stored_values(data: bytes) -> bytes:
    """The same workbook with its formulas, but not what they gave."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, _STORED.sub(rb"\1", part) if name.startswith("xl/worksheets/") else part)
    return out.getvalue()


def converted(data: bytes, suffix: str, to: str, folder: Path) -> bytes:
    """Through LibreOffice, with a profile of its own in `folder`."""
    profile = folder / "profile"
    if not profile.exists():
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")
    source = folder / f"in.{suffix}"
    source.write_bytes(data)
    out = folder / "out"
    program = soffice()
    assert program is not None
    subprocess.run(
        [str(program), "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to", to, "--outdir", str(out), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (out / f"in.{to}").read_bytes()
