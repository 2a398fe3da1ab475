"""Total rows of a table that are not the sum, or the count, of the rows above them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.documents.model import CELL_SEPARATOR
from scoring.documents.normalise import normalise
from scoring.facts.model import Miscount, Source
from scoring.facts.quoting import cut
from scoring.facts.reading import PlacedTable, Reading

_TOTAL = re.compile(r"(?:总计|合计|小计|总合计|共计|grand total|sub-?total|total(?:合计|总计)?)(?:[((][^()()]{0,8}[))])?:?")
_PART_TOTAL = re.compile(r"[^,。;:|]{1,10}(?:总计|合计|小计|共计)")
_SUBTOTAL = re.compile(r"小计|sub")
_NUMBER = re.compile(r"[¥￥]?(?P<n>-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)\s?(?:万?元|[件单台套户人名家个份次条笔张])?")
_COUNT = re.compile(r"共?\s?(?P<n>\d+)\s?[件单台套户人名家个份次条笔张起宗例]")
# Columns whose total is no sum: shares, averages, prices, numbers that name something.
_NO_SUM = re.compile(
    r"率|%|占比|比例|平均|均值|单价|得分|评分|分数|满意|序号|编号|号$|^号|年份|日期|时间|电话|温度|累计|余额|结存|排名|等级|频次|周期|年限"
    r"|rate|avg|price|no\b|id\b"
)
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Above:
    """The rows above a total: all rows of data, those since the last total, and the subtotals."""

    data: list[int]
    since: list[int]
    subtotals: list[int]


def miscounts(reading: Reading) -> tuple[Miscount, ...]:
    """Of visible tables that were not read off a picture, where a misread figure would be taken for a wrong one."""
    if any(page.confidence is not None for page in reading.document.pages):
        return ()
    return tuple(one for placed in reading.tables if not placed.hidden for one in _of_table(placed))


def _of_table(placed: PlacedTable) -> Iterator[Miscount]:
    rows = [_cells(placed, number) for number in range(len(placed.table.rows))]
    head = next((number for number, cells in enumerate(rows) if len({cell for cell in cells if cell}) > 1), None)
    if head is None:
        return
    above = _Above([], [], [])
    for number in range(head + 1, len(rows)):
        cells = rows[number]
        label = next((cell for cell in cells if cell), "")
        if _TOTAL.fullmatch(label) or _PART_TOTAL.fullmatch(label):
            yield from _of_row(placed, rows, head, number, above)
            if _SUBTOTAL.search(label):
                above.subtotals.append(number)
            above.since.clear()
        elif len({cell for cell in cells if cell}) > 1 and cells != rows[head]:
            above.data.append(number)
            above.since.append(number)


def _cells(placed: PlacedTable, row: int) -> tuple[str, ...]:
    """As wide as the widest row; "" for a cell that a merged one covers."""
    cells = ["" if (row, column) in placed.table.merged else normalise(cell) for column, cell in enumerate(placed.table.rows[row])]
    return (*cells, *[""] * (max(map(len, placed.table.rows)) - len(cells)))


def _of_row(placed: PlacedTable, rows: Sequence[tuple[str, ...]], head: int, number: int, above: _Above) -> Iterator[Miscount]:
    """A total may be of the rows since the last one, of all rows, or of the subtotals: it is wrong if it is none of these."""
    label = next((column for column, cell in enumerate(rows[number]) if cell), 0)
    part = _TOTAL.fullmatch(rows[number][label]) is None  # 配件合计, 一季度小计: of the last rows above, how many is not said
    spans = [span for span in (above.since, above.data, () if part else above.subtotals) if len(span) >= _FEWEST]
    quote = cut(CELL_SEPARATOR.join(one.strip() for one in placed.table.rows[number] if one.strip()))
    for column, cell in enumerate(rows[number]):
        header = rows[head][column]
        if not spans or column == label or not cell or _NO_SUM.search(header):
            continue
        source = Source(placed.table.locator(number, column), quote)
        sums = [total for span in spans if (total := _sum([rows[at][column] for at in span])) is not None]
        if sums and part:
            sums += [total for first in above.data if (total := _sum([rows[at][column] for at in above.data if at >= first])) is not None]
        written, counted = _NUMBER.fullmatch(cell), _COUNT.fullmatch(cell)
        if written and sums:
            value = _decimal(written["n"])
            if all(abs(value - total) > _slack(value, len(above.data)) for total in sums):
                yield Miscount(header, _shown(value), _shown(sums[0]), placed.section, source)
        elif counted and not part and Decimal(counted["n"]) not in _counts(rows, spans):
            yield Miscount(header, counted["n"], str(len(spans[0])), placed.section, source)


def _sum(cells: Sequence[str]) -> Decimal | None:
    """None where a cell holds anything but a number; at least two must hold one."""
    numbers = [_NUMBER.fullmatch(cell) for cell in cells if cell and cell not in ("-", "—", "/", "无")]
    if len(numbers) < _FEWEST or any(one is None for one in numbers):
        return None
    return sum((_decimal(one["n"]) for one in numbers if one is not None), Decimal(0))


def _counts(rows: Sequence[tuple[str, ...]], spans: Sequence[Sequence[int]]) -> set[Decimal]:
    """What a count may be of: the rows, the different values of a column, or what a column adds up to."""
    out: set[Decimal] = set()
    for span in spans:
        out |= {Decimal(len(span)), Decimal(sum(_has_digit(rows[at]) for at in span))}  # a second row of heads has none
        for column in range(len(rows[span[0]])):
            cells = [rows[at][column] for at in span if rows[at][column]]
            out |= {Decimal(len(cells)), Decimal(len(set(cells)))}
            total = _sum(cells)
            if total is not None:
                out.add(total)
    return out


def _has_digit(cells: Sequence[str]) -> bool:
    return any(char.isdigit() for cell in cells for char in cell)


def _slack(value: Decimal, rows: int) -> Decimal:
    """What rounding every row to the places of the total may add up to."""
    exponent = value.as_tuple().exponent
    return Decimal(rows) / 2 * Decimal(10) ** exponent if isinstance(exponent, int) and exponent < 0 else Decimal(0)


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _shown(value: Decimal) -> str:
    return f"{value:f}"
