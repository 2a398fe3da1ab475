"""A page that tells of one event: 主题：… 时间：… 讲师：… above a list of people and their signs is one record."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scoring.documents.normalise import normalise
from scoring.facts.reading import PlacedTable, Reading
from scoring.facts.record_cells import said_no
from scoring.facts.record_columns import is_nothing, label_fields
from scoring.facts.record_forms import Form
from scoring.facts.record_grid import Part, filled
from scoring.facts.record_lines import labelled

KINDS = frozenset({"training_record", "customer_training_record"})
_SIGNS = frozenset({"attended", "sign", "receiver", "exam", "score"})
_MOST_LINES = 14
_TITLE = 40
_EXAM = re.compile(r"[^。;]{0,40}(?:小测|测验|测试|考试|考核|笔试|实操|抽问|提问|答题|答卷|答对|及格|quiz|exam|test)[^。;]{0,40}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Session:
    """The labels and values around a list of people, and where the topic stands."""

    form: Form
    locator: str


def session(reading: Reading, placed: PlacedTable, part: Part, fields: Sequence[str]) -> Session | None:
    """The event a list of names and signs belongs to; None if nothing above it says what it was."""
    names = [column for column, field in enumerate(fields) if field == "name"]
    signs = [column for column, field in enumerate(fields) if field in _SIGNS]
    if not names or not signs:
        return None
    above, below = list(_above(reading, placed, part)), [text for text, _ in _below(reading, placed, part)]
    pairs = list(dict.fromkeys(pair for text, locator in above for pair in _pairs(text, locator)))
    if len({label for label, _, _ in pairs}) < 2:
        return None
    rows = [(label, value, 0, 1) for label, value, _ in pairs]
    people = _people(placed, part, names, signs)
    if people:
        sign = next((cell for row in part.rows for column in signs if (cell := placed.table.rows[row][column].strip()) and not said_no(cell)), "√")
        rows += [("签到", sign, 0, 1)]
        rows += [] if any(_is(label, "attendance") for label, _, _ in pairs) else [("参加人数", str(people), 0, 1)]
    exam = next((found[0].strip() for text in (*below, *(text for text, _ in above)) if (found := _EXAM.search(text))), "")
    if exam and not any(_is(label, "exam") for label, _, _ in pairs):
        rows.append(("考核", exam, 0, 1))
    title = next((text for text, locator in reversed(above) if len(text) <= _TITLE and not any(_pairs(text, locator))), "")
    topic = next((locator for label, _, locator in pairs if _is(label, "topic") or _is(label, "content")), pairs[0][2])
    return Session(Form(title.strip(), part.head, tuple(rows)), topic)


def _is(label: str, field: str) -> bool:
    return any(rule.name == field for rule in label_fields(label))


def _people(placed: PlacedTable, part: Part, names: Sequence[int], signs: Sequence[int]) -> int:
    """How many names have a sign in the column that goes with theirs."""
    found = 0
    for row in part.rows:
        cells = placed.table.rows[row]
        for name in names:
            sign = next((column for column in signs if column > name), None)
            if not is_nothing(cells[name]) and sign is not None and not is_nothing(cells[sign]) and not said_no(cells[sign]):
                found += 1
    return found


def _pairs(text: str, locator: str) -> Iterator[tuple[str, str, str]]:
    for label, value in labelled(text):
        yield label, value, locator


def _above(reading: Reading, placed: PlacedTable, part: Part) -> Iterator[tuple[str, str]]:
    """The lines over the list: paragraphs of its section, and rows of the same grid, a label beside its value joined."""
    table = placed.table
    first = next((n for n, block in enumerate(reading.blocks) if block.locator.startswith(f"{table.name}!")), None)
    start = first or 0
    while first and start > 0 and first - start < _MOST_LINES and _is_line(reading, start - 1, placed.section):
        start -= 1
    for number in range(start, first or 0):
        yield reading.blocks[number].text, reading.blocks[number].locator
    for row in range(max(0, part.head - _MOST_LINES), part.head):
        cells = filled(table, row)
        yield _joined([cell.text for cell in cells]), table.locator(row, cells[0].column if cells else 0)


def _is_line(reading: Reading, number: int, section: int) -> bool:
    block = reading.blocks[number]
    return block.kind != "table_row" and reading.places[number] in reading.lineage(section)


def _joined(cells: Sequence[str]) -> str:
    """培训主题 | 焊接 | 时间 | 3月5日 -> 培训主题：焊接 时间：3月5日."""
    out = []
    for number, cell in enumerate(cells):
        alone = ":" not in normalise(cell) and number + 1 < len(cells) and label_fields(cell) and not label_fields(cells[number + 1])
        out.append(f"{cell}：" if alone else f"{cell}　")
    return "".join(out)


def _below(reading: Reading, placed: PlacedTable, part: Part) -> Iterator[tuple[str, str]]:
    last = max(part.rows, default=part.head)
    yield from ((text, "") for row, text in part.labels if row > last)
    ends = [n for n, block in enumerate(reading.blocks) if block.locator.startswith(f"{placed.table.name}!")]
    for number in range(ends[-1] + 1, min(len(reading.blocks), ends[-1] + 5)) if ends else ():
        if reading.blocks[number].kind != "paragraph" or reading.places[number] != reading.places[ends[-1]]:
            return
        yield reading.blocks[number].text, reading.blocks[number].locator
