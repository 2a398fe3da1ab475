"""A user's document as it is stored: Simplified script, no inserted readings, no advertisements, no page furniture.

The raw text stays in the file; what is cleaned here is for searching and reading.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant.knowledge.noise import Noise
from scoring.documents.model import Block, Document, Page
from scoring.documents.normalise import HAN, strip_pinyin_noise, to_simplified
from scoring.documents.outline import section_marker

_WEB_TYPES = frozenset(["text/plain", "text/markdown", "text/html"])

_TONED_READING = re.compile(r"[(（][a-zü]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]{0,5}[)）]")
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\ufffd\x00-\x08\x0e-\x1f\x7f-\x9f]")
_WIDE = {ord(char): ord(char) - 0xFEE0 for char in map(chr, range(0xFF10, 0xFF5B)) if char.isalnum()}
_OLD_FORMS = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff]")  # radicals and compatibility characters, which PDFs are full of
_SPACED_OUT = re.compile(rf"(?:[{HAN}] ){{3,}}[{HAN}](?![{HAN}])")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_NO_LINK = re.compile(r"[。；;！!]|\d{3,4}-?\d{7,8}|\d{3}-\d{3,4}-\d{4}")  # a sentence or a telephone number
_SENTENCES = re.compile(r"[^。！？!?\n]*[。！？!?\n]|[^。！？!?\n]+")

_LINE_CHARS = 300  # longer lines are judged sentence by sentence
_JUDGED_CHARS = 1200  # nothing longer is an advertisement, and no pattern shall run long
_LINK_CHARS = 45
_LINKS_AT_MOST = 40
_BAIT_RUN = 5


def clean(document: Document, noise: Noise) -> Document:
    """The document with cleaned blocks; blocks of which nothing is left are gone. Locators stay as they were."""
    readings = any(_TONED_READING.search(block.text) for block in document.blocks())
    pages = [replace(page, blocks=tuple(_plain_blocks(page, readings))) for page in _without_running_heads(document.pages)]
    web = document.media_type in _WEB_TYPES
    numbers = _advertised_numbers(pages, noise)
    pages = [replace(page, blocks=tuple(_cut_blocks(page, noise, numbers, web))) for page in pages]
    if web:
        pages = [replace(page, blocks=tuple(_without_links(page.blocks, noise))) for page in pages]
    return replace(document, pages=tuple(pages))


def plain(text: str, readings: bool = True) -> str:
    """One text in Simplified script; with `readings` the pinyin that a broken converter inserted is removed."""
    text = _UNSEEN.sub("", text).translate(_WIDE)
    text = _OLD_FORMS.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    text = to_simplified(strip_pinyin_noise(text) if readings else text)
    text = re.sub(r"[ \t\u3000\xa0\v\f]+", " ", text).replace(" \n", "\n").strip()
    return _SPACED_OUT.sub(lambda found: found.group().replace(" ", ""), text)


def _plain_blocks(page: Page, readings: bool) -> Iterable[Block]:
    for block in page.blocks:
        text = plain(block.text, readings)
        if any(char.isalnum() for char in text):
            yield replace(block, text=text)


def _cut_blocks(page: Page, noise: Noise, advertised: frozenset[str], web: bool) -> Iterable[Block]:
    for block in page.blocks:
        if block.kind == "table_row" and not web:  # a record's cells may well read like a button
            yield block
            continue
        short = len(block.text) <= _LINK_CHARS
        if short and advertised.intersection(_MOBILE.findall(block.text)):
            continue
        text = "".join(_cut(piece, noise) for piece in _pieces(block.text)).strip()
        if text == block.text:
            yield block
        elif any(char.isalnum() for char in text):
            yield replace(block, text=text)


def _advertised_numbers(pages: Iterable[Page], noise: Noise) -> frozenset[str]:
    """Telephone numbers of advertisements: they are one wherever they stand alone."""
    pieces = [piece for page in pages for block in page.blocks for piece in _pieces(block.text) if _MOBILE.search(piece)]
    return frozenset(number for piece in pieces for number in _MOBILE.findall(piece) if number not in _cut(piece, noise))


def _pieces(text: str) -> list[str]:
    return [text] if len(text) <= _LINE_CHARS else _SENTENCES.findall(text)


def _cut(piece: str, noise: Noise) -> str:
    if len(piece) > _JUDGED_CHARS:
        return piece
    for pattern, instead in noise.cut:
        piece = pattern.sub(instead, piece)
    return piece


def _without_running_heads(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Without the first and last lines that most pages share, up to their numbers: heads, feet, page numbers."""
    if len(pages) < 3 or any(page.name for page in pages):
        return pages
    edges = Counter(
        edge for page in pages for edge in {_edge(block) for block in (*page.blocks[:1], *page.blocks[-1:])} if edge
    )
    running = {edge for edge, count in edges.items() if count > len(pages) / 2 and count >= 3}
    return tuple(
        replace(
            page,
            blocks=tuple(
                block
                for number, block in enumerate(page.blocks)
                if number not in (0, len(page.blocks) - 1) or _edge(block) not in running
            ),
        )
        for page in pages
    )


def _edge(block: Block) -> str:
    return re.sub(r"\d+", "#", block.text) if len(block.text) <= 60 and block.kind == "paragraph" else ""


def _without_links(blocks: tuple[Block, ...], noise: Noise) -> Iterator[Block]:
    """Without the lists of links that web pages carry; a line that ends a sentence is never a link."""
    run: list[Block] = []
    to_drop = 0
    for block in blocks:
        if any(pattern.search(block.text) for pattern in noise.links):
            yield from _judged(run, noise)
            run, to_drop = [], _LINKS_AT_MOST
        elif not _may_be_link(block):
            yield from _judged(run, noise)
            run, to_drop = [], 0
            yield block
        elif to_drop:
            to_drop -= 1
        else:
            run.append(block)
    yield from _judged(run, noise)


def _judged(run: list[Block], noise: Noise) -> list[Block]:
    """Nothing when the short lines are a list of baits, else the lines."""
    baits = sum(any(pattern.search(block.text) for pattern in noise.bait) for block in run)
    return [] if len(run) >= _BAIT_RUN and 2 * baits >= len(run) else run


def _may_be_link(block: Block) -> bool:
    text = block.text
    if block.kind != "paragraph" or len(text) > _LINK_CHARS or _NO_LINK.search(text):
        return False
    return section_marker(text) is None
