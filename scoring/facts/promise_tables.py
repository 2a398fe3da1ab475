"""Promises in tables: tiers by row or by column, items with their limits, forms of labels and values, and notes below a table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scoring.documents.model import Table
from scoring.documents.normalise import normalise
from scoring.facts.promise_lexicon import promise_words
from scoring.facts.promise_scopes import listed_names, plain_name, tier_names
from scoring.facts.promise_subjects import Commitment, Context, commitments, is_label, names_outcome
from scoring.facts.quantities import find_durations

_DATE = re.compile(r"(?:19|20)\d{2}\s*[年./-]\s*\d{1,2}|\d{1,2}[月./-]\d{1,2}日?|\d{1,2}:\d{2}")
_QUICK = re.compile(r"[时天日月年周分期限]|hour|day|month|year|week|min|\d ?[hd]\b|wk")
_PARTS = re.compile(r"[。；;\n]+")
_MOST_ROWS = 60
_EDGE = 3
_LABEL_LETTERS = 18
_HEADS = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with what it promises; `text` is what was read (its labels and itself), `row` and `column` its place in the table."""

    row: int
    column: int
    text: str
    commitments: tuple[Commitment, ...]


def is_record_table(table: Table) -> bool:
    """Rows of what happened: several heads of a record, or dates down a column."""
    words = promise_words()
    for row in table.rows[:_HEADS]:
        cells = {normalise(cell) for cell in row if cell.strip()}
        if sum(bool(words.record_headers.search(cell)) for cell in cells if len(cell) <= _LABEL_LETTERS and not find_durations(cell)) >= 3:
            return True
    body = table.rows[1 : _MOST_ROWS + 1]
    columns = range(max((len(row) for row in body), default=0))
    return any(_dated(body, column) for column in columns) and len(body) >= 2


def _dated(body: Sequence[Sequence[str]], column: int) -> bool:
    filled = [row[column] for row in body if column < len(row) and row[column].strip()]
    dated = sum(bool(_DATE.match(cell.strip())) for cell in filled)
    return dated >= 2 and dated * 2 > len(filled)


def note_rows(table: Table) -> Iterator[tuple[int, int, str]]:
    """Rows of one text: titles above and notes below. (row, column, text)"""
    count = len(table.rows)
    for number, row in enumerate(table.rows):
        if _HEADS <= number < count - 2 * _EDGE:
            continue
        texts = [(column, cell) for column, cell in enumerate(row) if cell.strip()]
        if texts and len({cell for _, cell in texts}) == 1:
            yield number, texts[0][0], texts[0][1]


def cells_with_promises(table: Table, context: Context) -> Iterator[Cell]:
    """Cells with a length of time, read together with their labels."""
    for row, column, text in note_rows(table):
        found = tuple(one for part in _split(text) for one in commitments(part, context))
        if found:
            yield Cell(row, column, text, found)
    if is_record_table(table) or len(table.rows) > _MOST_ROWS:
        return
    grid = _Grid.of(table)
    revised = promise_words().revised_headers.search(" ".join(grid.head)) is not None
    context = replace(context, revised=True) if revised else context
    notes = {row for row, _, _ in note_rows(table)}
    for row, cells in enumerate(grid.cells):
        for column, cell in enumerate(cells):
            if row not in notes and grid.times[row][column] and (row, column) not in table.merged:
                found = tuple(_read_cell(grid, row, column, context))
                if found:
                    yield Cell(row, column, cell, found)


@dataclass(frozen=True)
class _Grid:
    cells: tuple[tuple[str, ...], ...]
    times: tuple[tuple[bool, ...], ...]  # whether a cell holds a length of time
    head: tuple[str, ...]

    @classmethod
    def of(cls, table: Table) -> "_Grid":
        width = max((len(row) for row in table.rows), default=0)
        cells = tuple(tuple(normalise(cell) for cell in (*row, *[""] * (width - len(row)))) for row in table.rows)
        times = tuple(tuple(_QUICK.search(cell) is not None and bool(find_durations(cell)) for cell in row) for row in cells)
        return cls(cells, times, _head(cells, times))

    def has_time(self, row: int, column: int) -> bool:
        return 0 <= row < len(self.times) and 0 <= column < len(self.times[row]) and self.times[row][column]


def _head(cells: Sequence[Sequence[str]], times: Sequence[Sequence[bool]]) -> tuple[str, ...]:
    """The first row of at least two different texts and no times; a second one is joined where the first has merged groups."""
    for number, row in enumerate(cells):
        texts = [cell for cell in row if cell]
        if len(set(texts)) < 2:
            continue
        if any(times[number]):
            break
        grouped = any(row[j] and row[j] == row[j + 1] for j in range(len(row) - 1))
        below = cells[number + 1] if grouped and number + 1 < len(cells) and not any(times[number + 1]) else ()
        return tuple(" ".join(dict.fromkeys(one for one in (cell, below[j] if below else "") if one)) for j, cell in enumerate(row))
    return tuple("" for _ in (cells[0] if cells else ()))


def _split(text: str) -> Iterator[str]:
    return (normalise(part) for part in _PARTS.split(text) if part.strip())


def _read_cell(grid: _Grid, row: int, column: int, context: Context) -> Iterator[Commitment]:
    alone = Context(revised=context.revised)
    cell = grid.cells[row][column]
    left = grid.cells[row][column - 1] if column and not grid.has_time(row, column - 1) else ""
    named = [one for j, one in enumerate(grid.cells[row][:column]) if not grid.times[row][j]]
    labels = [one for one in named if (0 < len(one) <= _LABEL_LETTERS and not one.isdigit()) or listed_names(one)]
    head = grid.head[column] if column < len(grid.head) and not find_durations(grid.head[column]) else ""
    readings = [
        (f"{left}:" if left and len(left) <= _LABEL_LETTERS else "", alone),
        (f"{' '.join(dict.fromkeys([*labels, head]))}:" if labels or head else "", alone),
        ("", context),
    ]
    if head and is_label(head) and not is_label(left):  # under 响应, beside 小毛病: the head says what is done
        readings[:2] = reversed(readings[:2])
    if head and not is_label(head) and sum(is_label(one) for one in grid.head if one) > 1:
        readings.pop()  # 响应 | 临时绕行 | 恢复: what is headed otherwise is neither
    for label, around in readings:
        found = [one for part in _split(cell) for one in commitments(f"{label}{part}", around)] if label or around is context else []
        if found:
            names = _names(grid, row, column, labels, head)
            plain = {"", *tier_names(label)}
            yield from (replace(one, scope=names[0]) if names and one.scope in plain and one.subject not in _UNSCOPED else one for one in found)
            return


_UNSCOPED = {"no_reason_days", "visit", "feedback_close", "spare_supply"}


def _names(grid: _Grid, row: int, column: int, labels: Sequence[str], head: str) -> list[str]:
    """Tiers that the labels of a cell name; an unknown word is one only where the next row or column has a time, too."""
    beside = grid.has_time(row, column - 1) or grid.has_time(row, column + 1)
    below = grid.has_time(row - 1, column) or grid.has_time(row + 1, column)
    out = []
    for text, varies in [(head, beside), *[(label, below) for label in labels]]:
        tiers = tier_names(text)
        name = plain_name(text) or listed_names(text)
        if tiers:
            out.append(name if name and tiers[0] in name else tiers[0])
        elif varies and name and not is_label(text) and not names_outcome(name):
            out.append(name)
    return out
