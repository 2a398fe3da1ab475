"""Paper forms: tables of labels beside their values, one record each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scoring.documents.model import Table
from scoring.documents.normalise import normalise
from scoring.facts.record_columns import column_field, is_label, label_fields
from scoring.facts.record_grid import Cell, filled

_FORM_ROWS = 60
# Words of these fields are values as often as labels: 合格, 满意, 工程师, 维修.
_VALUES = frozenset(
    {"result", "staff", "status", "type", "action", "outlet", "product", "post", "sign", "score", "visit", "fault", "region", "exam", "mode"}
)


@dataclass(frozen=True, slots=True)
class Form:
    """Labels and their values, read off a form: (label, value, row, column of the value)."""

    title: str
    head: int
    pairs: tuple[tuple[str, str, int, int], ...]


def form(table: Table) -> Form | None:
    """A paper form: labels beside their values, nothing below them."""
    if len(table.rows) > _FORM_ROWS:
        return None
    pairs: list[tuple[str, str, int, int]] = []
    title, head, spoken, total = "", 0, 0, 0
    for row in range(len(table.rows)):
        cells = filled(table, row)
        if len(cells) == 1 and not pairs and not title:
            title, head = cells[0].text, row
            continue
        found = list(_pairs(table, row, cells))
        pairs.extend(found)
        spoken += 2 * len(found)
        total += len(cells)
    if pairs and _reads_as_table(table, pairs):
        return None
    labels = {normalise(label) for label, _, _, _ in pairs}
    if len(labels) < 3 or len(labels) < 0.8 * len(pairs) or spoken < 0.6 * total:
        return None
    return Form(title, head, tuple(pairs))


def _reads_as_table(table: Table, pairs: Sequence[tuple[str, str, int, int]]) -> bool:
    """Scores of aspects (维修 | 87.9) under a header: the words on the left are things, not labels."""
    top = next((cells for row in range(len(table.rows)) if len(cells := filled(table, row)) >= 2), [])
    numbers = sum(value.replace(".", "").isdecimal() and len(value) <= 6 for _, value, _, _ in pairs)
    return all(is_label(cell.text) for cell in top) or numbers > 0.5 * len(pairs)


def _pairs(table: Table, row: int, cells: Sequence[Cell]) -> Iterator[tuple[str, str, int, int]]:
    width = len(table.rows[row])
    position = 0
    while position < len(cells):
        cell = cells[position]
        following = cells[position + 1] if position + 1 < len(cells) else None
        if len(cell.text) > 16 or not is_label(cell.text) or label_fields(cell.text)[0].name == "serial":
            position += 1
        elif following is not None and not _beside(table, row, cell.column, following.column):
            yield cell.text, "", row, min(cell.column + 1, width - 1)  # the label's own value is blank
            position += 1
        elif following is not None and column_field(cell.text, [following.text]) and not _only_label(following.text):
            yield cell.text, following.text, row, following.column
            position += 2
        elif following is None and cell.column + 1 < width:
            yield cell.text, "", row, cell.column + 1
            position += 1
        else:
            position += 1


def _beside(table: Table, row: int, left: int, right: int) -> bool:
    """Whether nothing but the rest of a merged label lies between two cells."""
    return all((row, column) in table.merged and table.rows[row][column] == table.rows[row][left] for column in range(left + 1, right))


def _only_label(text: str) -> bool:
    """故障现象 is a label; 更换主板 and 合格 are values, whatever else they may head."""
    fields = label_fields(text) if len(text) <= 10 else ()
    return bool(fields) and fields[0].name not in _VALUES
