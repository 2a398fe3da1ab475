"""Text of a DOCX that its printed page does not show: hidden, white on white, or of a point or two. It is taken out of the tree.

White letters are seen where something dark may lie beneath: shading of the run, its paragraph, its cell or its table's style, a
coloured page, a text box, a picture behind the text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from scoring.documents.model import Block

_URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_URI}}}"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_NAMES = {"w": _URI, "wp": _DRAWING}
_TINY = 4  # half points
_LIGHT = 0xF0
_OFF = ("0", "false", "off")
_NO_FILL = ("", "auto", "none")
_LOOK = "w:vanish or w:color[starts-with(translate(@w:val, 'f', 'F'), 'F')] or w:sz[string-length(@w:val) = 1]"
_RUNS = f".//w:r[w:rPr[{_LOOK}]]"
_STYLES = f"./w:style[w:rPr[{_LOOK}]]"
_ROWS = ".//w:tr[w:trPr/w:hidden]"
_HEX = re.compile(r"[0-9a-fA-F]{6}")
# A picture or a drawn area behind the text, as high as two centimetres; lines are lower.
_BEHIND = ".//wp:anchor[@behindDoc='1'][wp:extent/@cy > 720000]"
_STYLE_DEPTH = 20


@dataclass(frozen=True, slots=True)
class _Look:
    """What a run, or a style, says of its letters; None where it says nothing."""

    vanish: bool | None = None
    white: bool | None = None
    tiny: bool | None = None

    def over(self, other: "_Look") -> "_Look":
        """This look, and what it leaves open as the other says."""
        return _Look(
            other.vanish if self.vanish is None else self.vanish,
            other.white if self.white is None else self.white,
            other.tiny if self.tiny is None else self.tiny,
        )


class Styles:
    """The looks of a document's styles that hide something, and the styles that colour what lies beneath."""

    def __init__(self, root: Any) -> None:
        self._by_id = {style.get(f"{_W}styleId"): style for style in root.iterfind(f"{_W}style")}
        own = {style.get(f"{_W}styleId") for style in _found(_STYLES, root)}
        self.looks: dict[str, _Look] = {}
        if own:
            for name in self._by_id:
                look = self._look(name)
                if look.vanish or look.white or look.tiny:
                    self.looks[name] = look

    def _chain(self, name: str) -> Iterator[Any]:
        for _ in range(_STYLE_DEPTH):
            style = self._by_id.get(name)
            if style is None:
                return
            yield style
            name = _value(style, "w:basedOn")

    def _look(self, name: str) -> _Look:
        look = _Look()
        for style in self._chain(name):
            look = look.over(_look(style.find(f"{_W}rPr")))
        return look

    def shades(self, name: str) -> bool:
        return any(map(_is_filled, (shading for style in self._chain(name) for shading in style.iter(f"{_W}shd"))))


def take_unseen(root: Any, styles: Styles, places: Mapping[Any, str] | None = None) -> list[Block]:
    """Takes the text that is not seen out of the tree of a part. Returns it, a block each of the part's own paragraphs and
    tables, which `places` name; none without them."""
    runs = list(_unseen_runs(root, styles))
    for row in _found(_ROWS, root):
        if _is_on(row.find(f"{_W}trPr/{_W}hidden")):
            runs.extend(row.iter(f"{_W}r"))
    taken: dict[str, list[str]] = {}
    for run in runs:
        words = "".join(text.text or "" for text in run.iter(f"{_W}t"))
        place = next((places[one] for one in (run, *run.iterancestors()) if one in places), "") if places else ""
        if words.strip() and place:
            taken.setdefault(place, []).append(words)
        for child in list(run):
            if child.tag != f"{_W}rPr":
                run.remove(child)
    return [Block("paragraph", text, place) for place, words in taken.items() if (text := "".join(words).strip())]


def _unseen_runs(root: Any, styles: Styles) -> Iterator[Any]:
    behind: bool | None = None
    for run in _candidates(root, styles):
        paragraph = next(run.iterancestors(f"{_W}p"), None)
        looks = (_value(run, "w:rPr/w:rStyle"), _value(paragraph, "w:pPr/w:pStyle") if paragraph is not None else "")
        look = _look(run.find(f"{_W}rPr"))
        for name in looks:
            look = look.over(styles.looks.get(name, _Look()))
        if look.vanish or look.tiny:
            yield run
        elif look.white and not _stands_on_colour(run, styles):
            behind = _has_dark_page(root) if behind is None else behind
            if not behind:
                yield run


@lru_cache(maxsize=8)
def _compiled(path: str) -> Any:
    from lxml import etree  # type: ignore[import-untyped]

    return etree.XPath(path, namespaces=_NAMES)


def _found(path: str, root: Any) -> list[Any]:
    """python-docx's elements look for a path their own way; this is lxml's."""
    return list(_compiled(path)(root))


def _candidates(root: Any, styles: Styles) -> Iterator[Any]:
    found = _found(_RUNS, root)
    yield from found
    if styles.looks:
        known = set(found)
        for tag in ("rStyle", "pStyle"):
            for style in root.iter(f"{_W}{tag}"):
                if style.get(f"{_W}val") in styles.looks:
                    owner = style.getparent().getparent()
                    runs = [owner] if tag == "rStyle" else owner.iter(f"{_W}r")
                    for run in runs:
                        if run.tag == f"{_W}r" and run not in known:
                            known.add(run)
                            yield run


def _look(properties: Any) -> _Look:
    if properties is None:
        return _Look()
    vanish, colour, size = (properties.find(f"{_W}{name}") for name in ("vanish", "color", "sz"))
    points = size.get(f"{_W}val", "") if size is not None else ""
    return _Look(
        None if vanish is None else _is_on(vanish),
        None if colour is None else _is_light(colour.get(f"{_W}val", "")),
        None if not points.isdecimal() else int(points) <= _TINY,
    )


def _stands_on_colour(run: Any, styles: Styles) -> bool:
    highlight = _value(run, "w:rPr/w:highlight")
    if highlight not in ("", "none", "white"):
        return True
    if _is_filled(run.find(f"{_W}rPr/{_W}shd")) or styles.shades(_value(run, "w:rPr/w:rStyle")):
        return True
    for one in run.iterancestors():
        name = one.tag.rpartition("}")[2] if isinstance(one.tag, str) else ""
        if name == "txbxContent":
            return True
        kind = {"p": ("pPr", "pStyle"), "tc": ("tcPr", ""), "tbl": ("tblPr", "tblStyle")}.get(name)
        if kind is None:
            continue
        properties = one.find(f"{_W}{kind[0]}")
        if properties is None:
            continue
        if _is_filled(properties.find(f"{_W}shd")) or (kind[1] and styles.shades(_value(properties, f"w:{kind[1]}"))):
            return True
    return False


def _has_dark_page(root: Any) -> bool:
    """Whether a page is coloured, or something large lies behind the text, that makes white letters legible."""
    top = root.getroottree().getroot()
    background = top.find(f"{_W}background")
    coloured = background is not None and _HEX.fullmatch(background.get(f"{_W}color", "")) is not None
    return (coloured and not _is_light(background.get(f"{_W}color", ""))) or bool(_found(_BEHIND, top))


def _is_filled(shading: Any) -> bool:
    """Whether a shading is coloured, or may be."""
    if shading is None:
        return False
    fill = shading.get(f"{_W}fill", "").lower()
    pattern = shading.get(f"{_W}val", "clear") not in ("clear", "nil")
    return pattern or (fill not in _NO_FILL and not _is_light(fill))


def _is_light(colour: str) -> bool:
    return _HEX.fullmatch(colour) is not None and min(int(colour[at : at + 2], 16) for at in (0, 2, 4)) >= _LIGHT


def _is_on(element: Any) -> bool:
    return element is not None and element.get(f"{_W}val", "1") not in _OFF


def _value(element: Any, path: str) -> str:
    found = element.find(path, _NAMES)
    return str(found.get(f"{_W}val") or "") if found is not None else ""
