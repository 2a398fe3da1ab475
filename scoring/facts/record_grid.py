"""The shape of a table: where its header rows are, and which rows below them are records."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scoring.documents.model import Table
from scoring.documents.normalise import normalise
from scoring.facts.dates import cell_number, cell_time
from scoring.facts.record_columns import is_label, is_nothing, label_fields, looks_like_time

_GENERIC = frozenset(
    {"time", "name", "phone", "id", "result", "status", "content", "type", "score", "serial", "quantity", "month", "unit_word", "dept"}
)
_GROUP_TAIL = re.compile(r"(?:信息|资料|情况|内容|部分|栏|记录|环节|阶段)$")
_TOTAL = re.compile(
    r"(?:.{0,8}(?:合计|小计|总计|累计|共计|总共|一共|总数|汇总)(?:数|金额|人数|件数)?|.{0,18}(?:小计|合计)|(?:平均|均值|平均值|平均数)|合|计"
    r"|.{0,8}(?:合计|总计|共计|一共|总共)\s*\d{0,6}\s*[件单起次笔户人台例宗张份元]?"
    r"|(?:sub|grand)?\s*-?\s*totals?\b.{0,8}|sum|average(?: ?(?:平均|均值).{0,4})?)(?:[:(].{0,20})?"
)
_COUNT = re.compile(r"(?:(?:以上|本[页月季年表]|全[年月]|总)?共(?:计|有|有效)?\s*\d*|\d+)\s*[件单起次条户人台例宗张份]?(?:合计|小计|记录|工单)?")
_LABELLED = re.compile(r"^[^:]{1,10}[:].*", re.DOTALL)
_SIGNATURE = re.compile(
    r"(?:制表|编制|审核|批准|审批|填表|复核|填报|盖章|主管|负责人|经办|统计|核对|日期|签字|签章|制单|拟制|校对|部门)[人者]?"
    r"(?:签字|签名|日期)?\s*:"
)
_NOTE = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}、|[(（][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.、]\D|注|备注|"
    r"说明|附|更新|以上|以下|上述|承诺|制表|编制|审核|批准|统计|填表|数据来源|截止|截至|※|\*|●|·|☆|★|本表)|[:。；;]|.{20,}",
    re.DOTALL,
)
_ISSUER = re.compile(r"有限公司|盖章|\(章\)$|\(公章\)")
_ROWS_BELOW = 6
_CLOSE = 0.006
_PLAIN = re.compile(r"\d{1,12}(?:\.\d{1,4})?")
_SIGNED = re.compile(r"(?:制表|编制|审核|批准|填表|填报|统计|复核|记录|登记|经办|整理|抄写?)(?:人|者)?")
_UNITS = re.compile(r"^[(\[【]?(?:计量|货币|金额)?单位\s*:|^(?:cny|rmb|人民币)")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: its column, and its text with surrounding space off."""

    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a grid below one header. `header` is the text above each column; rows are given by their index in the grid."""

    title: str
    head: int
    headers: tuple[str, ...]
    rows: tuple[int, ...]
    labels: tuple[tuple[int, str], ...] = ()  # lone lines between the rows: 2026年, 3月
    above: tuple[str, ...] = ()  # all lone lines over the header, notes and signatures too

    def column(self, table: Table, column: int) -> list[str]:
        return [table.rows[row][column] for row in self.rows]


def filled(table: Table, row: int) -> list[Cell]:
    """The cells of a row that hold text, each merged range once."""
    return [
        Cell(column, text.strip())
        for column, text in enumerate(table.rows[row])
        if text and text.strip() and (row, column) not in table.merged
    ]


def split(table: Table) -> tuple[Part, ...]:
    """A grid in parts, each with a header of its own: sheets often hold several tables below one another."""
    out: list[Part] = []
    heads = list(_heads(table))
    for number, (title, first, last, above) in enumerate(heads):
        end = heads[number + 1][1] if number + 1 < len(heads) else len(table.rows)
        headers = _joined(table, first, last)
        rows, labels = _records(table, headers, last, end)
        out.append(Part(title, last, headers, tuple(rows), tuple(labels), above))
    return tuple(out)


def _heads(table: Table) -> Iterator[tuple[str, int, int, tuple[str, ...]]]:
    """The header rows: (title above, first row, last row, all lines above)."""
    title: list[str] = []
    above: list[str] = []
    fresh, known = True, ""
    width = 0
    row = 0
    while row < len(table.rows):
        cells = filled(table, row)
        if len(cells) <= 1:
            fresh = True
            above.extend(cell.text for cell in cells)
            if cells and not _UNITS.search(normalise(cells[0].text)) and not _SIGNATURE.match(normalise(cells[0].text)):
                title.append(cells[0].text)
        elif (fresh or _short(cells)) and _is_head(table, row, cells, strict=bool(known)):
            text = _flat(cells)
            last = row + 1 if _continues(table, row, cells) else row
            if text != known or (fresh and title and len(cells) != width):
                yield (title[-1] if title else ""), row, last, tuple(above)
            known, width, row = text, len(cells), last
            fresh, title, above = False, [], []
        elif known:
            fresh, title, above = False, [], []
        elif all(len(cell.text) <= 60 for cell in cells[:2]):
            title.append(" ".join(cell.text for cell in cells))
        row += 1


def _flat(cells: Sequence[Cell]) -> str:
    return "|".join(normalise(cell.text) for cell in cells)


def _short(cells: Sequence[Cell]) -> bool:
    return len(cells) >= 3 and all(len(cell.text) <= 12 and not any(map(str.isdigit, cell.text)) for cell in cells)


def _is_head(table: Table, row: int, cells: Sequence[Cell], *, strict: bool) -> bool:
    """Whether a row heads columns: short words, most of them known, no values among them."""
    if any(len(cell.text) > 48 or _is_value(cell.text) for cell in cells):
        return False
    if not strict and _over_values(table, row, cells):
        return True
    known = sum(is_label(cell.text) for cell in cells)
    if known < 2 and not (known == 1 and len(cells) <= 3 and not strict and _typed_below(table, row)):
        return False
    if len(cells) >= 4 and _alternates(cells):
        return False
    least = 0.75 if strict else 0.5
    if known >= least * len(cells) or (not strict and known >= 3 and known >= 0.4 * len(cells)):
        return True
    return not strict and known >= 0.34 * len(cells) and len(cells) >= 3 and _short(cells) and _typed_below(table, row)


def _over_values(table: Table, row: int, cells: Sequence[Cell]) -> bool:
    """Words over columns of dates, numbers or codes head them, whatever they say: 谁的单 | 啥日子 | 几分."""
    texts = [normalise(cell.text) for cell in cells]
    if len(cells) < 3 or len(set(texts)) < len(texts) or _alternates(cells) or any(len(text) > 20 for text in texts):
        return False
    if sum(map(_is_worded, texts)) < len(texts) or any(_is_value(cell.text) for cell in cells):
        return False
    rows = [below for n in range(row + 1, min(row + 1 + _ROWS_BELOW, len(table.rows))) if (below := filled(table, n))]
    dense = [below for below in rows if len(below) >= max(2, 0.5 * len(cells))]
    if len(dense) < 2 or len(dense) < 0.7 * len(rows) or any(len(below) > len(cells) + 1 for below in dense):
        return False
    columns = [[cell.text for below in dense for cell in below if cell.column == head.column] for head in cells]
    return any(len(column) >= 2 and sum(map(_is_value, column)) >= 0.8 * len(column) for column in columns[1 if len(cells) == 3 else 0 :])


def _is_worded(text: str) -> bool:
    """A head says a word; 合格 or 已完成 under a date would be a value, and such rows have dates of their own."""
    return any(not one.isdigit() and one.isalnum() for one in text) and not any(mark in text for mark in ":。;")


def _alternates(cells: Sequence[Cell]) -> bool:
    """label value label value: the first line of a form."""
    return all(is_label(cell.text) for cell in cells[::2]) and not any(is_label(cell.text) for cell in cells[1::2])


def _typed_below(table: Table, row: int) -> bool:
    """Whether numbers or dates stand below words: 配件 | 还剩 over 轴承 | 40."""
    for below in range(row + 1, min(row + 4, len(table.rows))):
        cells = filled(table, below)
        if len(cells) >= 2 and any(_is_value(cell.text) for cell in cells[1:]):
            return True
    return False


def _is_value(text: str) -> bool:
    short = text.strip()
    if short.replace(",", "").replace(".", "").isdecimal():
        return True
    if any(map(str.isdigit, short)) and cell_time(short) is not None and not is_label(short):
        return len(short) <= 24
    return bool(re.fullmatch(r"1\d{2}[\d*xX]{8}|[A-Za-z]{0,6}[-_]?\d{5,}[-\w]*|[\d.]+\s*(?:元|%|㎡|台|个|件|人|分|天|小时)?", short))


def _continues(table: Table, row: int, cells: Sequence[Cell]) -> bool:
    """Whether the next row is the second half of a header of groups: 报修 over 时间 | 电话."""
    if row + 1 >= len(table.rows):
        return False
    below = filled(table, row + 1)
    if len(below) < 2 or any(_is_value(cell.text) or len(cell.text) > 24 for cell in below):
        return False
    known = sum(is_label(cell.text) for cell in below)
    spans = any((row, column) in table.merged for column in range(len(table.rows[row])))
    gaps = any(not table.rows[row][cell.column].strip() for cell in below)  # words stand under nothing: the group reaches over them
    return known >= 2 and known >= 0.6 * len(below) and (spans or gaps or len(below) >= len(cells)) and _flat(below) != _flat(cells)


def _joined(table: Table, first: int, last: int) -> tuple[str, ...]:
    """One header per column; the group's word is put before a word that says too little by itself."""
    upper = table.rows[first]
    if first == last:
        return tuple(text.strip() for text in upper)
    out = []
    for group, word in zip(upper, table.rows[last], strict=True):
        above, below = group.strip(), word.strip()
        if not below or above == below:
            out.append(above)
            continue
        fields = label_fields(below)
        joined = next((one for one in (above + below, _GROUP_TAIL.sub("", above) + below) if above and label_fields(one)), "")
        out.append(joined if joined and (not fields or fields[0].name in _GENERIC) else below)
    return tuple(out)


def _records(table: Table, headers: Sequence[str], head: int, end: int) -> tuple[list[int], list[tuple[int, str]]]:
    """The rows below a header that are records, and the lone lines among them."""
    rows: list[int] = []
    labels: list[tuple[int, str]] = []
    flat = [normalise(one) for one in headers]
    serial = {column for column, header in enumerate(headers) if header and any(one.name == "serial" for one in label_fields(header)[:1])}
    width = sum(bool(one) for one in headers)
    for row in range(head + 1, end):
        cells = [cell for cell in filled(table, row) if not is_nothing(cell.text) or len(cell.text) > 1]
        said = [cell for cell in cells if cell.column not in serial]
        if not said:
            continue
        if _is_total(cells, width) or _adds_up(table, cells, rows, width) or _repeats(cells, flat) or _is_signature(said) or _is_signature(cells):
            continue
        if len(cells) == 1 and width >= 2 and not _alone_is_record(cells[0], headers, row, table):
            labels.append((row, cells[0].text))
            continue
        rows.append(row)
    return rows, labels


def _is_total(cells: Sequence[Cell], width: int) -> bool:
    if any(len(cell.text) <= 24 and _TOTAL.fullmatch(normalise(cell.text)) for cell in cells[:2]):
        return True
    return len(cells) <= 2 < width and all(_COUNT.fullmatch(normalise(cell.text)) for cell in cells)


def _adds_up(table: Table, cells: Sequence[Cell], rows: Sequence[int], width: int) -> bool:
    """A short row with the sum or the mean of a column, whatever it is called: 六月共收 | 423."""
    if len(rows) < 2 or len(cells) > max(2, 0.5 * width) or not any(_words_only(cell.text) for cell in cells):
        return False
    for cell in cells:
        own = _figure(cell.text)
        above = [value for row in rows if (value := _figure(table.rows[row][cell.column])) is not None] if own is not None else []
        if own and len(above) >= max(2, 0.8 * len(rows)) and min(abs(own - sum(above)), abs(own - sum(above) / len(above))) < _CLOSE:
            return True
    return False


def _figure(text: str) -> float | None:
    plain = normalise(text).replace(",", "").strip()
    return float(plain) if _PLAIN.fullmatch(plain) else None


def _words_only(text: str) -> bool:
    return not any(map(str.isdigit, text)) and not is_nothing(text)


def _repeats(cells: Sequence[Cell], flat: Sequence[str]) -> bool:
    same = sum(cell.column < len(flat) and normalise(cell.text) == flat[cell.column] for cell in cells)
    return len(cells) >= 2 and same >= 0.6 * len(cells)


def _is_signature(cells: Sequence[Cell]) -> bool:
    if len(cells) <= 3 and _SIGNED.fullmatch(normalise(cells[0].text)):
        return True
    return bool(_SIGNATURE.match(normalise(cells[0].text))) and all(
        _LABELLED.match(normalise(cell.text)) or looks_like_time(cell.text) for cell in cells[:2]
    )


def _alone_is_record(cell: Cell, headers: Sequence[str], row: int, table: Table) -> bool:
    """A lone cell is a note or the title of a group, unless it names a thing of its column: a region without outlets."""
    if row and any((row, column) in table.merged for column in range(cell.column + 1, len(headers))):
        return False
    text = normalise(cell.text)
    if _NOTE.search(text) or _ISSUER.search(text) or cell_time(cell.text, 2000) is not None or cell_number(cell.text) is not None:
        return False
    fields = {one.name for one in label_fields(headers[cell.column])} if cell.column < len(headers) else set()
    return bool(fields & {"region", "item", "law_name", "outlet", "customer", "part_name", "tool_name", "site_name"}) and len(text) <= 16
