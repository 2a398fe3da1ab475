"""The browser that tests and pictures are made with."""

import os
import shutil
from pathlib import Path

FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
_PLACES = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")


def chromium() -> str | None:
    """The browser to drive: XINGPING_CHROMIUM, else where Debian and others put it; None where there is none."""
    named = os.environ.get("XINGPING_CHROMIUM")
    return named or next((path for path in (*_PLACES, shutil.which("chromium") or "") if Path(path).is_file()), None)
