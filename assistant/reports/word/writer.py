"""Writing headings, paragraphs and tables in front of a marker paragraph, so that what a template holds stays around them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.reports.word.elements import Element, field, make, paragraph, run, twips
from assistant.reports.word.styles import BODY, CELL, HEAD, NOTE, QUOTE, TABLE

Side = str  # "l", "c" or "r"
_ALIGN = {"l": "left", "c": "center", "r": "right"}
_STRONG_FILL = "EAF1F8"
_FIRST_MARK = 270_000_000  # far from the bookmarks a template has


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row; line feeds in a cell make paragraphs. `strong`: a sum."""

    cells: tuple[str, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A cell of a grid, over `span` columns; colours are RGB."""

    text: str = ""
    fill: str = ""
    colour: str = ""
    span: int = 1
    left: bool = False


def row(*cells: str, strong: bool = False) -> Row:
    return Row(cells, strong)


class Writer:
    """Everything goes in front of `anchor`, in order. `width` is the text's width in millimetres."""

    def __init__(self, anchor: Element, styles: Mapping[str, str], width: float) -> None:
        self._anchor = anchor
        self._styles = styles
        self.width = width
        self.headings: list[tuple[int, str, str]] = []
        self.first: Element = None

    def put(self, element: Element) -> None:
        self.first = element if self.first is None else self.first
        self._anchor.addprevious(element)

    def heading(self, text: str, level: int = 1) -> None:
        """Headings of levels 1 and 2 carry the bookmarks of the table of contents."""
        element = paragraph(self._styles[f"heading {level}"], run(text))
        if level <= 2:
            number = len(self.headings) + 1
            own = _FIRST_MARK + number
            name = f"_Toc{own}"
            self.headings.append((level, text, name))
            element.insert(1, make("w:bookmarkStart", {"w:id": own, "w:name": name}))
            element.append(make("w:bookmarkEnd", {"w:id": own}))
        self.put(element)

    def text(self, text: str) -> None:
        self.put(paragraph(self._styles[BODY], run(text)))

    def note(self, text: str) -> None:
        self.put(paragraph(self._styles[NOTE], run(text)))

    def quote(self, text: str) -> None:
        self.put(paragraph(self._styles[QUOTE], run(text)))

    def labelled(self, label: str, text: str, keep: bool = False) -> None:
        """需做：… with the label in bold."""
        self.put(paragraph(self._styles[QUOTE], run(f"{label}　", strong=True), run(text), keep=keep))

    def caption(self, text: str) -> None:
        self.put(paragraph(self._styles["caption"], run(text), align="center"))

    def drawing(self, element: Element) -> None:
        self.put(paragraph(self._styles[CELL], make("w:r", None, element), align="center", keep=True))

    def table(self, head: Sequence[str], rows: Iterable[Row], widths: Sequence[float], sides: str = "") -> None:
        """`widths` are shares of the text's width, `sides` l, c or r a column. The header repeats, rows stay whole, the last is never alone."""
        unit = self.width / sum(widths)
        inner = [twips(one * unit) for one in widths]
        listed = list(rows)
        body = [self._row(one, inner, sides or "l" * len(widths), number == len(listed) - 2) for number, one in enumerate(listed)]
        self.put(self._table([self._head(head, inner)] if head else [], body, inner))
        self.put(make("w:p", None, make("w:pPr", None, make("w:pStyle", {"w:val": self._styles[CELL]}))))

    def grid(self, head: Sequence[Sequence[Field]], rows: Sequence[Sequence[Field]], widths: Sequence[float], size: float) -> None:
        """A table of many narrow cells in small letters, without room around them; `widths` in millimetres, `size` in points."""
        inner = [twips(one) for one in widths]
        self.put(self._table([self._fields(one, inner, size, True) for one in head], [self._fields(one, inner, size) for one in rows], inner))

    def _fields(self, cells: Sequence[Field], widths: Sequence[int], size: float, head: bool = False) -> Element:
        out, at = [], 0
        for one in cells:
            text = paragraph(self._styles[HEAD if head else CELL], run(one.text, False, one.colour, size), align="left" if one.left else "center")
            cell = self._cell([text], sum(widths[at : at + one.span]), one.fill)
            properties = cell[0]
            if one.span > 1:
                properties.insert(1, make("w:gridSpan", {"w:val": one.span}))
            none = {"w:w": 0, "w:type": "dxa"}
            some = {"w:w": twips(0.8), "w:type": "dxa"}
            margins = make("w:tcMar", None, make("w:left", some if one.left else none), make("w:right", none))
            properties.insert(len(properties) - 1, margins)
            out.append(cell)
            at += one.span
        return make("w:tr", None, make("w:trPr", None, make("w:cantSplit"), *([make("w:tblHeader")] if head else [])), *out)

    def _table(self, head: list[Element], body: list[Element], widths: Sequence[int]) -> Element:
        properties = make(
            "w:tblPr",
            None,
            make("w:tblStyle", {"w:val": self._styles[TABLE]}),
            make("w:tblW", {"w:w": sum(widths), "w:type": "dxa"}),
            make("w:tblLayout", {"w:type": "fixed"}),
            make("w:tblLook", {"w:val": "0420", "w:firstRow": 1 if head else 0, "w:noVBand": 1}),
        )
        grid = make("w:tblGrid", None, *(make("w:gridCol", {"w:w": one}) for one in widths))
        return make("w:tbl", None, properties, grid, *head, *body)

    def _head(self, texts: Sequence[str], widths: Sequence[int]) -> Element:
        cells = [
            self._cell([paragraph(self._styles[HEAD], run(text), keep=True)], width, "D9E5F2")
            for text, width in zip(texts, widths, strict=True)
        ]
        return make("w:tr", None, make("w:trPr", None, make("w:cantSplit"), make("w:tblHeader")), *cells)

    def _row(self, one: Row, widths: Sequence[int], sides: str, keep: bool) -> Element:
        """`keep`: on the page of the next one."""
        cells = []
        for text, width, side in zip(one.cells, widths, sides, strict=True):
            lines = [paragraph(self._styles[CELL], run(line, one.strong), align=_ALIGN[side], keep=keep) for line in text.split("\n")]
            cells.append(self._cell(lines, width, _STRONG_FILL if one.strong else ""))
        return make("w:tr", None, make("w:trPr", None, make("w:cantSplit")), *cells)

    def _cell(self, lines: list[Any], width: int, fill: str) -> Element:
        properties = make("w:tcPr", None, make("w:tcW", {"w:w": width, "w:type": "dxa"}))
        if fill:
            properties.append(make("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": fill}))
        properties.append(make("w:vAlign", {"w:val": "center"}))
        return make("w:tc", None, properties, *lines)


def contents(headings: Sequence[tuple[int, str, str]], styles: Mapping[str, str]) -> list[Element]:
    """A table of contents as a field, filled in already but for the pages: who lays the text out puts them in."""
    out: list[Element] = []
    for level, text, name in headings:
        link = make("w:hyperlink", {"w:anchor": name, "w:history": 1}, run(text))
        out.append(paragraph(styles[f"toc {level}"], link))
    if out:
        parts = field('TOC \\o "1-2" \\h \\z \\u', dirty=True)
        for place, part in enumerate(parts[:3], start=1):
            out[0].insert(place, part)
        out[-1].append(parts[-1])
    return out
