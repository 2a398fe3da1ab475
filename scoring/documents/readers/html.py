"""HTML: the whole page, by lxml; of a long article among many links the main text as trafilatura finds it. Nothing is fetched."""

import codecs
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from scoring.documents.errors import ReadError
from scoring.documents.grid import MAX_COLUMNS, Cell, grid, row_blocks
from scoring.documents.model import Block, Page, Table
from scoring.documents.readers.text import decode

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
_NO_CHARSETS = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7"})
# Hotlines stand in headers and footers, the way to a service form on buttons: both are read.
_UNSEEN_LIST = "script style noscript template nav iframe svg head select option"
_BLOCK_LIST = (
    "p div section article main header footer aside form li ul ol dl dt dd blockquote pre center caption figure figcaption br hr "
    "body html table tr td th item quote lb"
)
_UNSEEN = frozenset(_UNSEEN_LIST.split())
_ENDS_BLOCK = frozenset(_BLOCK_LIST.split())
_MIN_SHARE = 0.75  # an extraction that keeps less of the page's prose than this is not trusted
_MAX_SPAN = 500  # of rows or columns; a page may claim any number
_LINK_SHARE = 0.6  # a block with more link text than this is links; navigation before the first heading, an offer after it
_MOST_LINKS = 12  # blocks of links behind the first heading; more are navigation, too


def read_html(data: bytes) -> tuple[Page, ...]:
    """One page. Locators: 段落12, 表2!A7."""
    from lxml import html as lxml_html  # type: ignore[import-untyped]
    from lxml.etree import LxmlError, ParserError  # type: ignore[import-untyped]

    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", _decoded(data)).replace("\0", "")
    try:
        root = lxml_html.document_fromstring(text)
    except (LxmlError, ParserError, ValueError) as error:
        raise ReadError("网页内容读不了，请另存后再试") from error
    whole = _page(root)
    if not whole.blocks:
        whole = _page(root, links=True)
    main = _main_text(text)
    if main is None or _size(main) < _MIN_SHARE * _size(whole) or not _headings(whole) <= _headings(main):
        return (_titled(_offering(whole, _page(root, links=True)), root),)
    # The extraction forgets which cells are merged.
    originals = {_words(table): table for table in whole.tables}
    tables = (replace(originals.get(_words(table), table), name=table.name) for table in main.tables)
    return (replace(main, tables=tuple(tables)),)


def _headings(page: Page) -> set[str]:
    return {"".join(block.text.split()) for block in page.blocks if block.kind == "heading"}


def _offering(whole: Page, linked: Page) -> Page:
    """With the links behind the first heading: a list of videos, the buttons of a service page."""
    first = next((number for number, block in enumerate(linked.blocks) if block.kind == "heading"), len(linked.blocks))
    texts = {block.text for block in whole.blocks}
    offered = [block for block in linked.blocks[first:] if block.text not in texts]
    if not 0 < len(offered) <= _MOST_LINKS:
        return whole
    return replace(linked, blocks=tuple(block for number, block in enumerate(linked.blocks) if number >= first or block.text in texts))


def _titled(page: Page, root: Any) -> Page:
    """A page without a top heading is called what its window is called."""
    title = " ".join((root.findtext(".//head/title") or "").split())
    if not title or not page.blocks or any(block.level == 1 for block in page.blocks):
        return page
    return replace(page, blocks=(Block("heading", title, "标题", 1), *page.blocks))


def _words(table: Table) -> tuple[str, ...]:
    return tuple("".join(block.text.split()) for block in row_blocks(table))


def _main_text(text: str) -> Page | None:
    from lxml import etree
    from trafilatura import extract

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs every page it finds no article in
    found = extract(text, output_format="xml", include_comments=False, fast=True, favor_precision=True)
    if not found:
        return None
    return _page(etree.fromstring(found.encode("utf-8"), etree.XMLParser(resolve_entities=False)))


def _page(root: Any, links: bool = False) -> Page:
    tables: list[Table] = []
    blocks = tuple(_blocks(root, links, tables))
    return Page(1, blocks, tables=tuple(tables))


def _blocks(root: Any, links: bool, tables: list[Table]) -> Iterator[Block]:
    """Blocks of an HTML tree or of trafilatura's XML (head, item, row, cell); navigation only with `links`. Tables are added to `tables`."""
    counts = {"段落": 0, "表": 0}
    parts: list[tuple[str, bool]] = []

    def flush(level: int | None = None) -> Iterator[Block]:
        text = " ".join("".join(part for part, _ in parts).split())
        linked = sum(len(part) for part, link in parts if link)
        parts.clear()
        if text and (links or level is not None or linked <= _LINK_SHARE * len(text)):
            counts["段落"] += 1
            yield Block("paragraph" if level is None else "heading", text, f"段落{counts['段落']}", level)

    def walk(element: Any, link: bool) -> Iterator[Block]:
        tag = element.tag if isinstance(element.tag, str) else ""
        level = _heading_level(element)
        if tag == "table" and element.find(".//table") is None:  # one with tables inside only lays out the page
            yield from flush()
            counts["表"] += 1
            table = grid(f"表{counts['表']}", _cells(element))
            if any(map(any, table.rows)):
                tables.append(table)
                yield from row_blocks(table)
        elif tag and (tag not in _UNSEEN or level is not None):
            inside = link or tag == "a"
            block = tag in _ENDS_BLOCK or level is not None
            if block:
                yield from flush()
            parts.append((element.text or "", inside))
            for child in element:
                yield from walk(child, inside)
            if block:
                yield from flush(level)
        parts.append((element.tail or "", link))

    yield from walk(root, False)
    yield from flush()


def _cells(table: Any) -> Iterator[Cell]:
    """The cells as a browser places them: one steps aside for what reaches down from above."""
    reach: dict[int, int] = {}  # column -> the first row that is free again
    for number, row in enumerate(table.iter("tr", "row")):
        column = 0
        for element in row.iterchildren("td", "th", "cell"):
            while column < MAX_COLUMNS and reach.get(column, 0) > number:
                column += 1
            rows, columns = _span(element, "rowspan"), _span(element, "colspan")
            if column >= MAX_COLUMNS:
                break
            yield Cell(number, column, _cell_text(element), rows, columns)
            if rows > 1:
                reach.update((one, number + rows) for one in range(column, column + columns))
            column += columns


def _cell_text(cell: Any) -> str:
    """A line break, a paragraph or the like inside a cell leaves a blank."""
    parts = [cell.text or ""]
    for element in cell.iterdescendants():
        gap = " " if element.tag in _ENDS_BLOCK else ""
        text = element.text if isinstance(element.tag, str) else ""
        parts += (gap, text or "", gap, element.tail or "")
    return " ".join("".join(parts).split())


def _span(cell: Any, name: str) -> int:
    value = str(cell.get(name) or "1").strip()
    return min(max(int(value), 1), _MAX_SPAN) if value.isdecimal() and len(value) < 9 else 1


def _heading_level(element: Any) -> int | None:
    """h1 of HTML, <head rend="h1"> of trafilatura."""
    name = element.get("rend", "") if element.tag == "head" else element.tag
    return int(name[1]) if isinstance(name, str) and re.fullmatch(r"h[1-6]", name) else None


def _size(page: Page) -> int:
    return sum(len(block.text) for block in page.blocks)


def _is_charset(name: str) -> bool:
    """Python knows codecs that are no charsets; and a page whose declaration reads as ASCII is in an ASCII-like one."""
    return codecs.lookup(name).name not in _NO_CHARSETS and b"<html>".decode(name) == "<html>"


def _decoded(data: bytes) -> str:
    """By the charset the page declares, else as any text."""
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = declared.group(1).decode("ascii", "replace").lower()
        try:
            if _is_charset(name):
                return data.decode(_WIDER.get(name, name))
        except (LookupError, UnicodeError):
            pass
    return decode(data)
