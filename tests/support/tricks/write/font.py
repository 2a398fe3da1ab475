"""A small font for what is printed: the glyphs of the base and of all cases, as TrueType, which is embedded ten times as fast."""

import shutil
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.cu2quPen import Cu2QuPen  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTCollection, TTFont  # type: ignore[import-untyped]

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
    sources = [*sorted(BASE.glob("*")), *sorted(BASE.parent.glob("*.py"))]
    texts = [path.read_text(encoding="utf-8") for path in sources] + [one.model_dump_json() for one in tricks().values()]
    cutter.populate(text=_ALSO + "".join(texts))
    cutter.subset(font)
    path = Path(tempfile.mkdtemp(prefix="tricks-")) / "cjk.ttf"
    _with_quadratic_outlines(font).save(path)
    return path


def _with_quadratic_outlines(font: TTFont) -> TTFont:
    glyphs, widths = font.getGlyphSet(), {}
    outlines = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, max_err=2.0, reverse_direction=True))
        outlines[name], widths[name] = pen.glyph(), (glyphs[name].width, 0)
    builder = FontBuilder(font["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(font.getGlyphOrder())
    builder.setupCharacterMap(font.getBestCmap())
    builder.setupGlyf(outlines)
    builder.setupHorizontalMetrics(widths)
    builder.setupHorizontalHeader(ascent=font["hhea"].ascent, descent=font["hhea"].descent)
    builder.setupNameTable({"familyName": "Tricks", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    return builder.font
