"""A small font for the PDFs: the glyphs of all sample texts, cut once out of Noto Sans CJK."""

import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTCollection, TTFont  # type: ignore[import-untyped]

_FAMILY = "Noto Sans CJK SC"
_TEXTS = Path(__file__).parent.parent / "texts"
_ALSO = "".join(map(chr, range(0x20, 0x7F)))
_UNUSED = ("GSUB", "GPOS", "GDEF", "vmtx", "vhea", "VORG", "BASE", "DSIG")


@lru_cache
def cjk_font() -> Path:
    """The path of the small font; it lives as long as the process."""
    font = _installed()
    options = subset.Options(layout_features=[], hinting=False, desubroutinize=True, notdef_outline=True)
    options.drop_tables += _UNUSED
    cutter = subset.Subsetter(options)
    cutter.populate(text=_ALSO + "".join(path.read_text(encoding="utf-8") for path in sorted(_TEXTS.glob("*.txt"))))
    cutter.subset(font)
    path = Path(tempfile.mkdtemp(prefix="samples-")) / "cjk.otf"
    font.save(path)
    return path


def _installed() -> TTFont:
    query = ["fc-list", f"{_FAMILY}:style=Regular", "file"]
    found = subprocess.run(query, capture_output=True, text=True, check=True).stdout.partition(":")[0].strip()
    if not found:
        raise FileNotFoundError(f"{_FAMILY} is not installed (fonts-noto-cjk)")
    fonts = TTCollection(found, lazy=True).fonts
    chosen = next(font for font in fonts if font["name"].getDebugName(4) == _FAMILY)
    chosen.recalcTimestamp = False
    return chosen
