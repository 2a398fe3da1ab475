"""Promises: quantities the enterprise commits to, each with whom or what it is for and the place it is written at."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from scoring.documents.model import CELL_SEPARATOR
from scoring.documents.normalise import normalise
from scoring.facts.model import Promise, Source
from scoring.facts.promise_hotlines import Hotline, hotlines
from scoring.facts.promise_lexicon import promise_words
from scoring.facts.promise_lines import Heads, heads_of, row_commitments
from scoring.facts.promise_subjects import Commitment, Context, commitments, names_outcome
from scoring.facts.promise_tables import cells_with_promises, is_record_table, note_rows
from scoring.facts.quoting import one_line
from scoring.facts.reading import PlacedTable, Reading, Sentence

_LIST_ROWS = 120  # a table of more rows is a list
_INTRO = 18
_COMPANY = re.compile(r"(?:公司|厂|中心|集团|协会|商会|研究院|事务所)$")
_PIECES = re.compile(r"[、,;/&+和与及]|\band\b")
_BLOCK_LABEL = re.compile(r"^(.{2,30}?):.")
_BULLET = re.compile(r"\s*(?:[·•●◆■▪▶*\-—–→☆★]|[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-z])[)）、.:]|第[一二三四五六七八九十\d]+[条款项])")
_NUMBERED = re.compile(r"\d{3}")


@dataclass(frozen=True, slots=True)
class _Draft:
    """A promise before its tier is settled: what one section says elsewhere decides whether a hint is needed."""

    promise: Promise
    hint: str = ""
    second: bool = False


@dataclass(frozen=True, slots=True)
class _Around:
    """Of a section: its titles, innermost first, and what they rule out."""

    titles: tuple[str, ...]
    blocked: bool
    revised: bool


def promises(reading: Reading) -> tuple[Promise, ...]:
    """In reading order, tables after running text; the same promise is given once a section."""
    around = _around(reading)
    drafts = [*_from_sentences(reading, around), *_from_tables(reading, around)]
    return tuple(_unique(_settled(drafts)))


def _around(reading: Reading) -> tuple[_Around, ...]:
    words = promise_words()
    stem = normalise(PurePath(reading.path.replace("\\", "/")).stem)
    out = []
    for part in reading.parts:
        titles = tuple(dict.fromkeys(normalise(reading.parts[number].title) for number in reading.lineage(part.number)))
        blocked = _is_blocked([title for title in (*titles, stem) if not _COMPANY.search(title)])
        out.append(_Around((*titles, stem), blocked, any(words.revised_titles.search(title) for title in titles)))
    return tuple(out)


def _is_blocked(titles: Sequence[str]) -> bool:
    """The innermost title that says what its part is about decides: a report, a plan for disaster, or something promised.

    Of 投诉、召回与应急预案 each piece is asked for itself: one piece that may hold promises is enough.
    """
    words = promise_words()
    for title in titles:
        pieces = [piece for piece in _PIECES.split(title) if piece.strip()]
        rejected = [words.reject_titles.search(piece) is not None for piece in pieces]
        if any(words.allowed_titles.search(piece) for piece, out in zip(pieces, rejected, strict=True) if not out):
            return False
        if any(rejected):
            return True
    return False


def _from_sentences(reading: Reading, around: Sequence[_Around]) -> Iterator[_Draft]:
    section = -1
    place = intro = carried = ""
    earlier: tuple[str, ...] = ()
    label = ""  # of the paragraph: 第九条 投诉：…
    heads: Heads = ()
    goes_on = False
    for sentence in reading.sentences:
        if sentence.table_row:
            continue
        if sentence.section != section:
            section, intro = sentence.section, ""
        if sentence.locator != place or (sentence.locator.startswith("p.") and not (goes_on and not _BULLET.match(sentence.text))):
            place, carried, earlier = sentence.locator, "", ()
            found_label = _BLOCK_LABEL.match(sentence.text)
            label = found_label[1] if found_label else ""
        goes_on = sentence.text.endswith(";")  # a page is one place: what follows a semicolon is the same paragraph
        here = around[section]
        levels = tuple(level for level in (*earlier, label if earlier else "", intro, *here.titles) if level)
        yield from _hotlines(sentence, levels)
        found: tuple[Commitment, ...] = ()
        if not (here.blocked or (label and _is_blocked([label]))):
            context = Context(levels, carried, here.revised)
            found = row_commitments(sentence.text, heads, context) or commitments(sentence.text, context)
            yield from (_draft(one, sentence.section, sentence.locator, sentence.raw) for one in found)
        heads = heads_of(sentence.raw) or (heads if found else ())
        if not found and not sentence.heading and _is_intro(sentence.text):
            intro = sentence.text
        carried = found[-1].outcome if found else ""
        earlier = (sentence.text, *earlier[:1])


def _is_intro(text: str) -> bool:
    """A line that announces those below it: 到场时限如下：, or a bare title that opened no section."""
    titled = len(text) <= _INTRO and not text.endswith(("。", ";", "!", "?", ",")) and not _NUMBERED.search(text)
    asked = len(text) <= 2 * _INTRO and text.endswith("?")  # 问：坏了免费修多久？
    return (text.endswith(":") or titled or asked) and names_outcome(text)


def _from_tables(reading: Reading, around: Sequence[_Around]) -> Iterator[_Draft]:
    for placed in reading.tables:
        here = around[placed.section]
        levels = (normalise(placed.caption), *here.titles) if placed.caption else here.titles
        yield from _table_hotlines(placed, levels)
        caption_blocks = promise_words().reject_titles.search(normalise(placed.caption)) is not None
        if here.blocked or caption_blocks:
            continue
        for cell in cells_with_promises(placed.table, Context(levels, revised=here.revised)):
            quote = CELL_SEPARATOR.join(dict.fromkeys(one.strip() for one in placed.table.rows[cell.row] if one.strip()))
            locator = placed.table.locator(cell.row, cell.column)
            yield from (_draft(one, placed.section, locator, quote) for one in cell.commitments)


def _draft(one: Commitment, section: int, locator: str, raw: str) -> _Draft:
    source = Source(locator, one_line(raw))
    duration = one.duration
    promise = Promise(one.subject, one.scope, duration.value, duration.unit, section, source, one.polarity, one.superseded)
    if one.reply and promise.subject == "response":
        promise = replace(promise, subject="reply")  # a first answer is held against its own promise, not that of an arrival
    return _Draft(promise, one.hint, one.second)


def _hotlines(sentence: Sentence, levels: Sequence[str]) -> Iterator[_Draft]:
    for one in hotlines(sentence.text, levels):
        yield _hotline(one, sentence.section, Source(sentence.locator, one_line(sentence.raw)))


def _table_hotlines(placed: PlacedTable, levels: Sequence[str]) -> Iterator[_Draft]:
    """Of notes and forms; the rows of a list hold the numbers of outlets, staff and customers."""
    table = placed.table
    listed = is_record_table(table) or len(table.rows) > _LIST_ROWS
    rows = {row for row, _, _ in note_rows(table)} if listed else range(len(table.rows))
    for row in rows:
        cells = table.rows[row]
        for column, cell in enumerate(cells):
            if (row, column) in table.merged or not _NUMBERED.search(cell):
                continue
            label = normalise(cells[column - 1]) if column else ""
            text = f"{label}:{normalise(cell)}" if label and len(label) <= _INTRO and not _NUMBERED.search(label) else normalise(cell)
            source = Source(table.locator(row, column), one_line(CELL_SEPARATOR.join(dict.fromkeys(one for one in cells if one.strip()))))
            for one in hotlines(text, levels):
                yield _hotline(one, placed.section, source)


def _hotline(one: Hotline, section: int, source: Source) -> _Draft:
    return _Draft(Promise("hotline", one.scope, one.digits, "text", section, source, "negated" if one.stopped else "affirmed", one.old))


def _settled(drafts: Sequence[_Draft]) -> Iterator[Promise]:
    """Hints name the tiers where one section gives several values; replies and rights named in passing give way to plain ones."""
    current = [one for one in drafts if _is_current(one)]
    exchange = any(one.promise.subject == "exchange_days" and not one.second for one in current)
    values: dict[tuple[str, str, int], set[tuple[str, str]]] = {}
    tiered = {_sentence(one) for one in current if one.promise.scope}
    beside = {_paragraph(one) for one in current if one.promise.scope}
    for one in current:
        values.setdefault(_key(one), set()).add((one.promise.value, one.promise.unit))
    for one in drafts:
        if one.second and exchange:
            continue
        promise = one.promise
        if one.hint and not promise.scope and _is_current(one) and (
            len(values[_key(one)]) > 1 or _sentence(one) in tiered or (_paragraph(one) in beside and not one.promise.source.locator.startswith("p."))
        ):
            promise = replace(promise, scope=one.hint)
        yield promise


def _is_current(one: _Draft) -> bool:
    return not one.promise.superseded and one.promise.polarity == "affirmed"


def _key(one: _Draft) -> tuple[str, str, int]:
    return one.promise.subject, one.promise.scope, one.promise.section


def _paragraph(one: _Draft) -> tuple[str, str, int]:
    return one.promise.subject, one.promise.source.locator, one.promise.section


def _sentence(one: _Draft) -> tuple[str, str, str]:
    return one.promise.subject, one.promise.source.locator, one.promise.source.quote


def _unique(found: Iterator[Promise]) -> Iterator[Promise]:
    seen: set[tuple[object, ...]] = set()
    for one in found:
        key = (one.subject, one.scope, one.value, one.unit, one.section, one.polarity, one.superseded)
        if key not in seen:
            seen.add(key)
            yield one
