"""Tables on their side: what is asked stands in the first column, each further column is a record."""

import re
from collections.abc import Sequence

from scoring.documents.columns import column_letters, column_number
from scoring.documents.model import Table
from scoring.facts.record_columns import is_label, is_nothing, label_fields, looks_like_time

_LEAST_ROWS = 4
_MOST_ROWS = 40
_KNOWN = 0.7
_PLACE = re.compile(r"(.*)!([A-Z]+)(\d+)")


def turned(table: Table) -> Table | None:
    """The table with its records as rows, if it lies on its side. Its locators are to be put right by `upright`."""
    if len(table.rows) > _MOST_ROWS + 2 or not table.rows or len(table.rows[0]) < 3:
        return None
    title = next((n for n, row in enumerate(table.rows) if len({cell.strip() for cell in row if cell.strip()}) >= 2), 0)
    body = table.rows[title:]
    rows = [row for row in body if sum(bool(cell.strip()) for cell in row) >= 2]
    if not _LEAST_ROWS <= len(rows) <= _MOST_ROWS or any(row >= title and column for row, column in table.merged):
        return None
    labels = [row[0].strip() for row in rows]
    values = [[cell.strip() for cell in row[1:] if not is_nothing(cell)] for row in rows]
    known = sum(is_label(label) for label in labels)
    told = [cell for cells in values[1:] for cell in cells]
    if known < _KNOWN * len(rows) or len(set(labels)) < len(labels) or sum(map(len, values)) < 1.5 * len(rows):
        return None
    if _head_of_words(rows[0]) or sum(len(cell) <= 10 and is_label(cell) for cell in told) > 0.5 * len(told):
        return None
    if not any(_asks_time(label) and len(cells) >= 2 and all(map(looks_like_time, cells)) for label, cells in zip(labels, values, strict=True)):
        return None
    return Table(table.name, tuple(zip(*body, strict=True)), top=table.left, left=table.top + title)


def upright(locator: str) -> str:
    """工单!C2 of a turned table stands at 工单!B3."""
    found = _PLACE.fullmatch(locator)
    return f"{found[1]}!{column_letters(int(found[3]))}{column_number(found[2])}" if found else locator


def _head_of_words(row: Sequence[str]) -> bool:
    """The first row heads columns, as in any other table."""
    cells = [cell.strip() for cell in row if cell.strip()]
    return len(cells) >= 2 and sum(is_label(cell) and not looks_like_time(cell) for cell in cells) > 0.5 * len(cells)


def _asks_time(label: str) -> bool:
    return any(rule.holds == "time" or rule.name in ("time", "t_due", "t_plan") for rule in label_fields(label))
