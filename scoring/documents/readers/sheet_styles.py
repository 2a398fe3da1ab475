"""Cell formats of a workbook that show nothing: white on white, letters of a point or two, the number format ;;;."""

import re
from dataclasses import dataclass
from typing import Any
from zipfile import ZipFile

_PART = "xl/styles.xml"
_MOST = 32 << 20  # bytes; no program writes more formats than Excel can hold
_TINY = 2.0  # points
_LIGHT = 240  # of 255, in each of red, green and blue
_SAME = 12
_WHITE = (255, 255, 255)
# The default palette's colours that are black or white, and the first theme colours: the window and its text.
_INDEXED = {"0": (0, 0, 0), "1": _WHITE, "8": (0, 0, 0), "9": _WHITE, "64": (0, 0, 0), "65": _WHITE}
_THEME = {"0": _WHITE, "1": (0, 0, 0)}
_DECORATION = re.compile(r'\[[^\]]*\]|""|\s')
_SECTIONS = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')

# Most workbooks have none of these, and no letters in the colour of a fill: their formats need not be looked at.
_HINT = re.compile(rb"""[cC]ode=["'][^"';]*;|theme=["']0|indexed=["'](?:1|9|65)["']|sz val=["'][12]["'.]|rgb=["'][\da-fA-F]{0,2}[fF][\da-fA-F][fF]""")
_RGB = re.compile(rb"""rgb=["']([0-9a-fA-F]{6,8})""")

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Format:
    """Why a cell of a format shows nothing: its letters' colour, their size, or that numbers or text are printed as nothing."""

    colour: bool = False
    size: bool = False
    numbers: bool = False
    text: bool = False

    def __bool__(self) -> bool:
        return self.colour or self.size or self.numbers or self.text


def blank_formats(archive: ZipFile) -> dict[str, Format]:
    """The formats that may show nothing, by the number that cells name them with."""
    if _PART not in archive.namelist() or archive.getinfo(_PART).file_size > _MOST:
        return {}
    data = archive.read(_PART)
    fonts_written, _, rest = data.partition(b"<fills")
    if _HINT.search(data) is None and set(_RGB.findall(fonts_written)).isdisjoint(_RGB.findall(rest.partition(b"</fills")[0])):
        return {}
    from lxml import etree  # type: ignore[import-untyped]

    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    fonts, fills = root.findall("{*}fonts/{*}font"), root.findall("{*}fills/{*}fill")
    codes = {one.get("numFmtId"): one.get("formatCode", "") for one in root.iterfind("{*}numFmts/{*}numFmt")}
    out: dict[str, Format] = {}
    for number, cell in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        font, fill = _item(fonts, cell.get("fontId")), _item(fills, cell.get("fillId"))
        numbers, text = _prints_nothing(codes.get(cell.get("numFmtId"), ""))
        found = Format(_unseen_colour(font, fill), _size(font) <= _TINY, numbers, text)
        if found:
            out[str(number)] = found
    return out


def _item(items: list[Any], number: str | None) -> Any:
    return items[int(number)] if number is not None and number.isdecimal() and int(number) < len(items) else None


def _size(font: Any) -> float:
    size = font.find("{*}sz") if font is not None else None
    value = size.get("val", "") if size is not None else ""
    return float(value) if re.fullmatch(r"\d{1,4}(?:\.\d{1,6})?", value) else 11.0


def _unseen_colour(font: Any, fill: Any) -> bool:
    """White on white, or letters in the very colour of what they stand on. A pattern or a shading is not judged."""
    colour = _colour(font.find("{*}color")) if font is not None else None
    if colour is None:
        return False
    ground = _ground(fill)
    if ground is None:
        return False
    return min(*colour, *ground) >= _LIGHT or all(abs(one - other) <= _SAME for one, other in zip(colour, ground, strict=True))


def _ground(fill: Any) -> Colour | None:
    if fill is None:
        return _WHITE
    pattern = fill.find("{*}patternFill")
    if pattern is None or pattern.get("patternType", "none") not in ("none", "solid"):
        return None
    return _WHITE if pattern.get("patternType", "none") == "none" else _colour(pattern.find("{*}fgColor"))


def _colour(element: Any) -> Colour | None:
    """None for what is not said, or only by a theme that may be any."""
    if element is None or float(element.get("tint") or 0):
        return None
    if (value := element.get("rgb")) is not None:
        found = re.fullmatch(r"(?:[0-9a-fA-F]{2})?([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})", value)
        return (int(found[1], 16), int(found[2], 16), int(found[3], 16)) if found else None
    return _INDEXED.get(element.get("indexed", "")) or _THEME.get(element.get("theme", ""))


def _prints_nothing(code: str) -> tuple[bool, bool]:
    """Whether a number format prints numbers, and text, as nothing. Its parts: above zero; below; zero; text."""
    if ";" not in code:
        return False, False
    parts = [_DECORATION.sub("", part) for part in _SECTIONS.split(code)]
    return not any(parts[:3]), len(parts) >= 4 and not parts[3]
