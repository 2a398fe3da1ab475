"""Paper forms printed as lines of text: 报修时间：… 故障：… 处理：… 客户签字：… below a title that calls them a record."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scoring.documents.model import Block, Table
from scoring.documents.normalise import HAN
from scoring.facts.reading import PlacedTable, Reading
from scoring.facts.record_columns import label_fields
from scoring.facts.record_forms import Form

_LABEL = re.compile(rf"(?:(?<=^)|(?<=[\s;；,，。|｜、·•]))(?P<label>[{HAN}A-Za-z][{HAN}A-Za-z/（）() ]{{1,13}}?)\s*[:：]\s*")
_ENDS = " \t\u3000;；,，。|｜"
_LEAST = 4
_MOST_LETTERS = 1_500  # a longer run of lines is a text that has labels, not a form
_SPOKEN = 0.5


@dataclass(frozen=True, slots=True)
class LineForm:
    """A form, the place of its first line, and a stand-in for the table it would be."""

    placed: PlacedTable
    form: Form
    locator: str


@dataclass(frozen=True, slots=True)
class _Pair:
    label: str
    value: str
    locator: str


def line_forms(reading: Reading) -> Iterator[LineForm]:
    """In reading order. A label that comes again begins the next form; a heading ends one."""
    run: list[_Pair] = []
    letters = spoken = 0
    section = -1
    caption = above = ""
    for block, place in zip(reading.blocks, reading.places, strict=True):
        if block.kind == "table_row":
            continue
        pairs = () if block.kind == "heading" else tuple(_pairs(block))
        if place != section or not pairs:
            if place != section or block.kind == "heading":
                yield from _form(reading, run, section, caption, _is_solid(spoken, letters))
                run, letters, spoken, section, caption = [], 0, 0, place, ""
            above = block.text if len(block.text) <= 40 else above
            letters += len(block.text) if run else 0
            continue
        if {one.label for one in pairs} & {one.label for one in run}:
            yield from _form(reading, run, section, caption, _is_solid(spoken, letters))
            run, letters, spoken = [], 0, 0
        caption = caption or above
        run.extend(pairs)
        letters += len(block.text)
        spoken += sum(len(one.label) + len(one.value) + 1 for one in pairs)
    yield from _form(reading, run, section, caption, _is_solid(spoken, letters))


def _pairs(block: Block) -> Iterator[_Pair]:
    return (_Pair(label, value, block.locator) for label, value in labelled(block.text))


def labelled(text: str) -> Iterator[tuple[str, str]]:
    """The known labels of a line with their values: 时间：3月5日 讲师：周工."""
    found = [match for match in _LABEL.finditer(text) if _is_known(match["label"])]
    for number, match in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        value = text[match.end() : end].strip(_ENDS)
        if value:
            yield match["label"].strip(), value


def _is_known(label: str) -> bool:
    fields = label_fields(label.strip())
    return bool(fields) and fields[0].name != "serial"


def _is_solid(spoken: int, letters: int) -> bool:
    """Labels and values are most of what stands there."""
    return letters <= _MOST_LETTERS and spoken >= _SPOKEN * letters


def _form(reading: Reading, run: list[_Pair], section: int, caption: str, solid: bool) -> Iterator[LineForm]:
    if len({one.label for one in run}) < _LEAST or not solid:
        return
    rows = tuple((one.label, one.value) for one in run)
    placed = PlacedTable(Table("", rows), section, caption, reading.parts[section].hidden)
    form = Form("", 0, tuple((label, value, row, 1) for row, (label, value) in enumerate(rows)))
    yield LineForm(placed, form, run[0].locator)
