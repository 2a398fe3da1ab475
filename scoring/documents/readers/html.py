"""HTML: the main text as trafilatura finds it; the whole page by lxml where that loses too much. Nothing is fetched."""

import codecs
import logging
import re
from collections.abc import Iterator
from typing import Any

from scoring.documents.errors import ReadError
from scoring.documents.model import CELL_SEPARATOR, Block, Page
from scoring.documents.readers.columns import column_letters
from scoring.documents.readers.text import decode

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
_NO_CHARSETS = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7"})
_UNSEEN_LIST = "script style noscript template nav header footer aside form iframe svg head select button option"
_BLOCK_LIST = (
    "p div section article main li ul ol dl dt dd blockquote pre center caption figure figcaption br hr body html "
    "table tr td th item quote lb"
)
_UNSEEN = frozenset(_UNSEEN_LIST.split())
_ENDS_BLOCK = frozenset(_BLOCK_LIST.split())
_MIN_SHARE = 0.75  # an extraction that keeps less of the page's prose than this is not trusted
_LINK_SHARE = 0.6  # a block with more link text than this is navigation


def read_html(data: bytes) -> tuple[Page, ...]:
    """One page. Locators: 段落12, 表2!A7."""
    from lxml import html as lxml_html  # type: ignore[import-untyped]
    from lxml.etree import LxmlError, ParserError  # type: ignore[import-untyped]

    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", _decoded(data)).replace("\0", "")
    try:
        root = lxml_html.document_fromstring(text)
    except (LxmlError, ParserError, ValueError) as error:
        raise ReadError("网页内容读不了，请另存后再试") from error
    whole = tuple(_blocks(root)) or tuple(_blocks(root, links=True))
    main = _main_text(text)
    trusted = main and _size(main) >= _MIN_SHARE * _size(whole)
    return (Page(1, main if trusted else whole),)


def _main_text(text: str) -> tuple[Block, ...]:
    from lxml import etree
    from trafilatura import extract

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs every page it finds no article in
    found = extract(text, output_format="xml", include_comments=False, fast=True, favor_precision=True)
    if not found:
        return ()
    return tuple(_blocks(etree.fromstring(found.encode("utf-8"), etree.XMLParser(resolve_entities=False))))


def _blocks(root: Any, links: bool = False) -> Iterator[Block]:
    """Blocks of an HTML tree or of trafilatura's XML (head, item, row, cell); navigation only with `links`."""
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
            yield from _rows(element, f"表{counts['表']}")
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


def _rows(table: Any, name: str) -> Iterator[Block]:
    for number, row in enumerate(table.iter("tr", "row"), start=1):
        cells = [" ".join("".join(cell.itertext()).split()) for cell in row.iterchildren("td", "th", "cell")]
        filled = [(column, text) for column, text in enumerate(cells, start=1) if text]
        if filled:
            place = f"{name}!{column_letters(filled[0][0])}{number}"
            yield Block("table_row", CELL_SEPARATOR.join(text for _, text in filled), place)


def _heading_level(element: Any) -> int | None:
    """h1 of HTML, <head rend="h1"> of trafilatura."""
    name = element.get("rend", "") if element.tag == "head" else element.tag
    return int(name[1]) if isinstance(name, str) and re.fullmatch(r"h[1-6]", name) else None


def _size(blocks: tuple[Block, ...]) -> int:
    return sum(len(block.text) for block in blocks)


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
