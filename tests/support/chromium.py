"""The browser that tests and pictures are made with."""

import os
import shutil
from pathlib import Path

# the list of suggestions under the address bar is a page of its own, which each new window loads though nobody types there:
# a third of the processor time of a visit; the others are what Playwright would turn off, for the browser heeds one list only
_FEATURES_OFF = """
    WebUIOmniboxPopup WebUIOmniboxFullPopup WebUIOmniboxAimPopup
    AvoidUnnecessaryBeforeUnloadCheckSync DestroyProfileOnBrowserClose HttpsUpgrades HttpsFirstBalancedModeAutoEnable LensOverlay
    MediaRouter NetworkTimeServiceQuerying OptimizationHints PaintHolding PreconnectToSearch ThirdPartyStoragePartitioning
"""
_QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
FLAGS = [*_QUIET, "--disable-features=" + ",".join(_FEATURES_OFF.split())]
_PLACES = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")


def chromium() -> str | None:
    """The browser to drive: XINGPING_CHROMIUM, else where Debian and others put it; None where there is none."""
    named = os.environ.get("XINGPING_CHROMIUM")
    return named or next((path for path in (*_PLACES, shutil.which("chromium") or "") if Path(path).is_file()), None)
