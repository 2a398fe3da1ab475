"""What tricksters do to a table of records, and what honest clerks do."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from tests.support.tricks.ledgers import TABLES, Table

_EXTRA = ("宁波月湖酒家", "湖州苕溪宾馆", "嘉兴烟雨楼", "衢州烂柯食府", "舟山定海渔港", "丽水瓯江饭庄", "温州雁荡面馆", "义乌稠州甜品")


def table(spec: str) -> Table:
    """`name step step`. Raises KeyError for an unknown one."""
    name, *steps = spec.split()
    rows = TABLES[name]()
    for step in steps:
        word, _, rest = step.partition("=")
        rows = STEPS[word](rows, rest)
    return rows


def _column(rows: Table, name: str) -> int:
    return rows[0].index(name)


def _moved(cell: object, by: timedelta) -> object:
    return cell + by if isinstance(cell, date) else cell


def _some(rows: Table, name: str, count: str, change: Callable[[object], object]) -> Table:
    """The first rows with that cell changed."""
    at = _column(rows, name)
    return [
        rows[0],
        *([*row[:at], change(row[at]), *row[at + 1 :]] if number < int(count) else row for number, row in enumerate(rows[1:])),
    ]


def _rename(rows: Table, number: int, row: list[object]) -> list[object]:
    """The row under another customer's name: nothing else differs."""
    out = list(row)
    for name in ("顾客单位", "投诉人"):
        if name in rows[0]:
            out[_column(rows, name)] = _EXTRA[number % len(_EXTRA)]
    return out


def _renumber(number: int, row: list[object]) -> list[object]:
    return [f"{str(row[0])[:2]}26{900 + number}", *row[1:]]


def blank(rows: Table, rest: str) -> Table:
    """`column:count`: the first rows lack that cell."""
    name, _, count = rest.partition(":")
    return _some(rows, name, count, lambda _cell: None)


def pad(rows: Table, rest: str) -> Table:
    """`how:times`: full rows are copied under new numbers, other names, both, or as they are."""
    how, _, times = rest.partition(":")
    whole = [row for row in rows[1:] if None not in row]
    out = list(rows)
    for number in range(int(times) * len(whole)):
        row = whole[number % len(whole)]
        if how in ("names", "both"):
            row = _rename(rows, number, row)
        if how in ("numbers", "both"):
            row = _renumber(number, row)
        out.append(row)
    return out


def shift(rows: Table, rest: str) -> Table:
    """`column:hours:count`: that moment of the first rows is moved."""
    name, hours, count = rest.split(":")
    return _some(rows, name, count, lambda cell: _moved(cell, timedelta(hours=int(hours))))


def move(rows: Table, rest: str) -> Table:
    """`days`: all dates of all rows."""
    return [rows[0], *([_moved(cell, timedelta(days=int(rest))) for cell in row] for row in rows[1:])]


def same(rows: Table, rest: str) -> Table:
    """All dates of a column are the first row's; of every column without a name."""
    names = [rest] if rest else [name for number, name in enumerate(rows[0]) if isinstance(rows[1][number], date)]
    out = [list(row) for row in rows]
    for name in names:
        at = _column(rows, str(name))
        for row in out[1:]:
            row[at] = datetime(2026, 3, 2, 9, 0) if isinstance(row[at], datetime) else rows[1][at]
    return out


def put(rows: Table, rest: str) -> Table:
    """`column:text:count`: that text in the first rows; _ stands for a space."""
    name, words, count = rest.split(":")
    return _some(rows, name, count, lambda _cell: words.replace("_", " ").replace("：", ":"))


def swap(rows: Table, rest: str) -> Table:
    """`one:other`: the headings change places, the cells do not."""
    one, other = rest.split(":")
    head = list(rows[0])
    a, b = head.index(one), head.index(other)
    head[a], head[b] = head[b], head[a]
    return [head, *rows[1:]]


def weekend(rows: Table, _rest: str) -> Table:
    """Each record on the next Saturday, whole: an honest week-end batch."""
    out: Table = [rows[0]]
    for row in rows[1:]:
        day = next(cell for cell in row if isinstance(cell, date))
        out.append([_moved(cell, timedelta(days=(5 - day.weekday()) % 7)) for cell in row])
    return out


def stamp(rows: Table, _rest: str) -> Table:
    """A last column of when the system wrote the row out: one second for all."""
    return [[*rows[0], "导出时间"], *([*row, datetime(2026, 11, 10, 8, 30)] for row in rows[1:])]


def bare(rows: Table, rest: str) -> Table:
    """`numbers`: rows with a running number and nothing else; `heads`: no rows."""
    out: Table = [rows[0]]
    if rest == "numbers":
        out += [[number, *([None] * (len(rows[0]) - 1))] for number in range(1, 13)]
    return out


def first(rows: Table, rest: str) -> Table:
    return rows[: int(rest) + 1]


def text(rows: Table, _rest: str) -> Table:
    """All cells as text, as after a paste."""
    def shown(cell: object) -> object:
        if isinstance(cell, datetime):
            return f"{cell:%Y-%m-%d %H:%M}"
        return f"{cell:%Y-%m-%d}" if isinstance(cell, date) else cell

    return [[shown(cell) for cell in row] for row in rows]


STEPS: Mapping[str, Callable[[Table, str], Table]] = {
    "blank": blank, "pad": pad, "shift": shift, "move": move, "same": same, "put": put, "swap": swap, "weekend": weekend, "stamp": stamp,
    "bare": bare, "first": first, "text": text,
}
