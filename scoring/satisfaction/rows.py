"""The answers of one table, cell by cell, before anybody says what they are worth."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scoring.documents.model import Table
from scoring.documents.normalise import normalise
from scoring.satisfaction.columns import Column, factors_of, mapped
from scoring.satisfaction.layout import Layout, repeats_head
from scoring.satisfaction.lexicon import words

_REMARK = 12  # characters; a lone text as long as this below the answers is a remark


@dataclass(frozen=True, slots=True)
class Question:
    """What an answer answers. `place` is its column, "" in long form."""

    factor: str
    title: str
    place: str


@dataclass(frozen=True, slots=True)
class Cell:
    question: Question
    text: str
    locator: str


@dataclass(frozen=True, slots=True)
class RawRow:
    """One respondent's cells. `date` as written; `same` is all that the row says beside the number, to find copies of it,
    "" where the row has nothing of its own beside answers."""

    respondent: str
    place: str
    date: str
    cells: tuple[Cell, ...]
    same: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """`skipped`: rows that are nobody's answers, by place and why. `unclear`: questions of the long form without one factor."""

    rows: tuple[RawRow, ...]
    skipped: tuple[tuple[str, str], ...]
    unclear: tuple[str, ...] = ()
    nameless: tuple[str, ...] = ()


def wide_rows(table: Table, layout: Layout, respondent: Column | None, date: Column | None) -> Rows:
    """A row a respondent."""
    items = [(one, Question(one.factors[0], one.title, _place(table, one))) for one in layout.items()]
    taken = {one.at for one, _ in items} | {one.at for one in (respondent, date) if one is not None}
    own = [one.at for one in layout.columns if one.use == "other" or (one.use == "respondent" and one.at not in taken)]
    rows: list[RawRow] = []
    skipped: list[tuple[str, str]] = []
    for row in _data(table, layout, skipped):
        texts = table.rows[row]
        cells = tuple(Cell(question, texts[one.at], table.locator(row, one.at)) for one, question in items)
        filled = [text for at, text in enumerate(texts) if text and (row, at) not in table.merged]
        if not any(cell.text for cell in cells) and len(filled) == 1 and len(filled[0]) >= _REMARK:
            skipped.append((_row_place(table, row), "说明文字"))
            continue
        said = [texts[at] for at in own]
        same = "\x1f".join([*said, *(cell.text for cell in cells), texts[date.at] if date else ""]) if any(said) else ""
        name = texts[respondent.at] if respondent else ""
        rows.append(RawRow(name, _row_place(table, row), texts[date.at] if date else "", cells, same))
    return Rows(tuple(rows), tuple(skipped))


def long_rows(table: Table, layout: Layout, respondent: Column, date: Column | None, said: Mapping[str, str]) -> Rows:
    """A row an answer: those of one respondent belong together, in whatever order they stand."""
    question, score = (next(one for one in layout.columns if one.use == use) for use in ("question", "score"))
    cells: dict[str, list[Cell]] = {}
    first: dict[str, tuple[str, str]] = {}
    skipped: list[tuple[str, str]] = []
    unclear: dict[str, None] = {}
    nameless: list[str] = []
    for row in _data(table, layout, skipped):
        texts = table.rows[row]
        name, title = texts[respondent.at], texts[question.at]
        factor = _factor_of(title, said)
        if factor == "":
            continue
        if factor is None:
            unclear.setdefault(title)
        elif not name:
            nameless.append(_row_place(table, row))
        else:
            cells.setdefault(name, []).append(Cell(Question(factor, title, ""), texts[score.at], table.locator(row, score.at)))
            first.setdefault(name, (_row_place(table, row), texts[date.at] if date else ""))
    rows = tuple(RawRow(name, *first[name], tuple(found)) for name, found in cells.items())
    return Rows(rows, tuple(skipped), tuple(unclear), tuple(nameless))


def _factor_of(title: str, said: Mapping[str, str]) -> str | None:
    """The factor of a question; "" of one that is not among them, None of one that cannot be told."""
    folded = normalise(title)
    target = mapped([folded], "", said)
    if target is not None:
        return target if words().factor(target) else ""
    found = factors_of([folded])
    if len(found) == 1:
        return found[0]
    return "" if not found and (words().overall.search(folded) or words().other.search(folded)) else None


def _data(table: Table, layout: Layout, skipped: list[tuple[str, str]]) -> Iterator[int]:
    for row in range(layout.first, len(table.rows)):
        if not any(table.rows[row]):
            continue
        if repeats_head(table, layout, row):
            skipped.append((_row_place(table, row), "重复的表头"))
        elif any(words().totals.fullmatch(normalise(text)) for text in table.rows[row] if text):
            skipped.append((_row_place(table, row), "合计或平均"))
        else:
            yield row


def _row_place(table: Table, row: int) -> str:
    return f"{table.name}!{table.top + row}"


def _place(table: Table, one: Column) -> str:
    return table.locator(0, one.at).rstrip("0123456789")
