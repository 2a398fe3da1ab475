"""Where a table's header stands, and whether a row is a respondent (wide) or one answer (long)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scoring.documents.columns import column_letters
from scoring.documents.model import Table
from scoring.documents.normalise import normalise
from scoring.satisfaction.cells import read_cell
from scoring.satisfaction.columns import Column, column, factors_of, mapped

_LOOKED_AT = 60  # rows in which a header is looked for
_HEADER_TEXT = 80  # characters; what is longer is a sentence
_HEADER_ROWS = 4
_FACTORS = 2  # factors that a row must name to be a header
_ANSWERS = 3  # cells of answers in a row that make it look like somebody's


@dataclass(frozen=True, slots=True)
class Layout:
    """`head` are the rows of the header, `first` is the first row of answers, `above` all text over the header. `known` is
    False for a header that was only guessed from the answers below it."""

    head: tuple[int, ...]
    first: int
    columns: tuple[Column, ...]
    above: str
    known: bool
    others: tuple[int, ...] = ()

    @property
    def is_long(self) -> bool:
        """Whether a row is one answer: there is a column of questions and one of scores, and no item has its own."""
        uses = {one.use for one in self.columns}
        return {"question", "score", "respondent"} <= uses and not any(one.use == "item" for one in self.columns)

    def items(self) -> tuple[Column, ...]:
        return tuple(one for one in self.columns if one.use == "item")


def find_layout(table: Table, said: Mapping[str, str]) -> Layout | None:
    """None where nothing in the table looks like answers to a survey. `others` are further rows that could be a header."""
    heads = [row for row in range(min(len(table.rows), _LOOKED_AT)) if _is_head(table, row, said)]
    if heads:
        return _layout(table, heads[0], said, known=True)
    guess = _above_answers(table)
    return None if guess is None else _layout(table, guess, said, known=False)


def _layout(table: Table, top: int, said: Mapping[str, str], known: bool) -> Layout:
    head = [top]
    while len(head) < _HEADER_ROWS and head[-1] + 1 < len(table.rows) and _continues(table, head[-1] + 1, said):
        head.append(head[-1] + 1)
    first = head[-1] + 1
    columns = tuple(
        column(at, [table.rows[row][at] for row in head], column_letters(table.left + at), said) for at in range(len(table.rows[top]))
    )
    kept = {tuple(map(normalise, table.rows[row])) for row in head}
    others = tuple(row for row in range(first, len(table.rows)) if _is_head(table, row, said) and _key(table, row) not in kept)
    above = " ".join(dict.fromkeys(text for row in table.rows[:top] for text in row if text))
    return Layout(tuple(head), first, columns, above, known, others)


def repeats_head(table: Table, layout: Layout, row: int) -> bool:
    """Whether a row is the header once more, as printed at the top of each page."""
    key = _key(table, row)
    return any(key == _key(table, one) for one in layout.head)


def _key(table: Table, row: int) -> tuple[str, ...]:
    return tuple(map(normalise, table.rows[row]))


def _own(table: Table, row: int) -> Iterator[tuple[int, str]]:
    for at, text in enumerate(table.rows[row]):
        if text and len(text) <= _HEADER_TEXT and (row, at) not in table.merged:
            yield at, text


def _is_head(table: Table, row: int, said: Mapping[str, str]) -> bool:
    """It holds no answer, and names two factors in cells of their own or holds the headers of the long form."""
    if _answers(table.rows[row]):
        return False
    named: set[str] = set()
    uses: set[str] = set()
    for at, text in _own(table, row):
        folded = normalise(text)
        target = mapped([folded], "", said)
        found = (target,) if target else factors_of([folded])
        if len(found) == 1:
            named.update(found)
        uses.add(column(at, [text], "", said).use)
    return len(named) >= _FACTORS or {"respondent", "question", "score"} <= uses


def _continues(table: Table, row: int, said: Mapping[str, str]) -> bool:
    """A second row of a header: words, and neither numbers nor days, which a respondent's row would have."""
    texts = [text for _, text in _own(table, row)]
    if not texts or any(read_cell(text).is_answer or any(char.isdigit() for char in text[:1]) for text in texts):
        return False
    return _is_head(table, row, said) or _is_below_merged(table, row)


def _is_below_merged(table: Table, row: int) -> bool:
    """The row above spans columns that this row parts."""
    return any((row - 1, at) in table.merged and table.rows[row - 1][at] != text for at, text in _own(table, row))


def _above_answers(table: Table) -> int | None:
    for row in range(1, min(len(table.rows), _LOOKED_AT)):
        if _answers(table.rows[row]) >= _ANSWERS and _answers(table.rows[row - 1]) == 0 and any(table.rows[row - 1]):
            return row - 1
    return None


def _answers(row: Sequence[str]) -> int:
    return sum(1 for text in row if text and read_cell(text).is_answer)
