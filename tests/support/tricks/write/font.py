"""A small font for what is printed: the glyphs of the base and of all cases."""

import shutil
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTCollection  # type: ignore[import-untyped]

from tests.support.tricks.cases import tricks
from tests.support.tricks.places import BASE

_FAMILY = "Noto Sans CJK SC"
_ALSO = "".join(map(chr, range(0x20, 0x7F)))


def installed() -> str:
    """Where the font's file is, "" where it is not."""
    if shutil.which("fc-list") is None:
        return ""
    query = ["fc-list", f"{_FAMILY}:style=Regular", "file"]
    return subprocess.run(query, capture_output=True, text=True, check=False).stdout.partition(":")[0].strip()


@lru_cache(maxsize=1)
def cjk_font() -> Path:
    """The path of the small font; it lives as long as the process."""
    fonts = TTCollection(installed(), lazy=True).fonts
    font = next(one for one in fonts if one["name"].getDebugName(4) == _FAMILY)
    font.recalcTimestamp = False
    options = subset.Options(layout_features=[], hinting=False, desubroutinize=True, notdef_outline=True)
    options.drop_tables += ("GSUB", "GPOS", "GDEF", "vmtx", "vhea", "VORG", "BASE", "DSIG")
    cutter = subset.Subsetter(options)
    sources = [*sorted(BASE.glob("*")), Path(__file__).parent.parent / "ledgers.py"]
    texts = [path.read_text(encoding="utf-8") for path in sources] + [one.model_dump_json() for one in tricks().values()]
    cutter.populate(text=_ALSO + "".join(texts))
    cutter.subset(font)
    path = Path(tempfile.mkdtemp(prefix="tricks-")) / "cjk.otf"
    font.save(path)
    return path
