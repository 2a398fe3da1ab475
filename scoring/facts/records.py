"""Tables of records: repair orders, complaints, rosters, lists. Rows with typed cells by role, whatever the headers say."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from scoring.documents.model import CELL_SEPARATOR, Table
from scoring.documents.normalise import normalise
from scoring.facts.dates import cell_period
from scoring.facts.model import Record, RecordTable
from scoring.facts.quoting import cut
from scoring.facts.reading import PlacedTable, Reading
from scoring.facts.record_cells import Years, column_names, others, read_row
from scoring.facts.record_columns import column_field, looks_like_time
from scoring.facts.record_continued import continued
from scoring.facts.record_forms import Form, form
from scoring.facts.record_grid import Part, split
from scoring.facts.record_kinds import Hint, Verdict, kinds_of
from scoring.facts.record_lexicon import record_lexicon
from scoring.facts.record_lines import line_forms
from scoring.facts.record_sessions import KINDS as SESSION_KINDS
from scoring.facts.record_sessions import session
from scoring.facts.record_turned import turned, upright

ZERO_LEDGER = "zero_ledger"  # lines of a ledger that say there was nothing: no records, but the ledger was kept
_LINES_ABOVE = 3
_LONGEST_TITLE = 60
_SPARSE = 6  # a line that says there was nothing says little else
_NONE = re.compile(r"(?:暂|均)?无|没有|零|0\s*[件单起次宗例]?|/|—+|-+")
_NOT_FORMS = re.compile(r"保修卡|担保卡|质保卡|保修单|保修证|保修凭证|质保书|合格证|营业执照|证书|封面|名片|协议|发票|说明书|合同(?!.*验收)")
_CONTROL = re.compile(
    r"(?:文件|制度|规程|标准)?(?:编号|名称|标题|代号)|文号|版本(?:号|/修订)?|版次|版号|受控(?:状态|号|标识)?|(?:发布|实施|生效|修订|编制|批准|审核|执行)(?:日期|时间)"
    r"|编制(?:人|部门)?|起草(?:人|部门)?|审核(?:人)?|审批(?:人)?|批准(?:人)?|会签|归口(?:管理)?部门|页[次码数]|密级|发放(?:号|范围)|修订(?:状态|次数)"
    r"|doc(?:ument)?\.? ?(?:no|title|number)\.?|rev(?:ision)?\.?|version|effective(?: date)?|issued?(?: date| by)?|prepared by|approved by|owner|page"
)
_ON_LINES = frozenset(
    {
        "repair_record",
        "installation_record",
        "delivery_record",
        "return_record",
        "complaint_record",
        "visit_record",
        "customer_training_record",
        "training_record",
        "feedback_record",
        "supervision_record",
    }
)
# What happens on a day: a table of it in which hardly a row holds any time promises or sums up, but records nothing.
_DATED = frozenset(
    {
        "repair_record",
        "installation_record",
        "delivery_record",
        "return_record",
        "complaint_record",
        "visit_record",
        "feedback_record",
    }
)
_DATED_SHARE = 0.5
_DATED_SAMPLE = 60
_RECORD_TITLE = re.compile(r"单|记录|报告|登记|回执|凭证|确认|凭单|纪要|表$|函$|report|record|ticket|order|form|sheet|slip|receipt|certificate")
_SOME_TIME = re.compile(r"20\d\d|\d{1,2} ?月|[一二三四五六七八九十]月|[一二三四]季度|上半年|下半年")
_DIGIT_OR_DAY = re.compile(r"\d|[一二三四五六七八九十]月|[日天]")
# Under the head of a time, what was meant for one: 上周三, 2026-02-30, 3 月中旬
_TRIED_TIME = re.compile(
    r"20\d\d|\d ?[./\-] ?\d|[上下本这] ?周|周[一二三四五六日]|星期|\d ?[月号]|\d ?日(?!内)|\d:\d|昨|今[天早晚]|前天"
    r"|[一二三四五六七八九十]月"
)
# 某某安装设备有限公司: whose table it is says nothing of what it records.
_WHOSE = re.compile(r"(?:(?:单位|公司|企业)(?:名称)?:\s?)?[^\s,:;|()]{2,24}?(?:有限责任公司|有限公司|股份公司|分公司)")
_SEVERAL = re.compile(r"[与和及、,，_&+]|\band\b")
_GROUP_YEAR = re.compile(r"(20\d\d)\s*年?")
_YEAR_ALONE = re.compile(r"(?<!\d)20\d\d年(?:度)?(?!\d{1,2}月\d)")


def record_tables(reading: Reading) -> tuple[RecordTable, ...]:
    """All tables of the file whose kind is certain. A table that serves two kinds comes twice; an empty one has no records."""
    found = [one for placed in continued(reading.tables) for one in _tables(reading, placed)]
    told = {(one.section, one.kind) for one in found}
    return (*found, *(one for one in _from_lines(reading) if (one.section, one.kind) not in told))


def _from_lines(reading: Reading) -> Iterator[RecordTable]:
    """Forms without a table. Rules have labelled lines, too: only a title that calls it a record, and a time in it, make one."""
    for one in line_forms(reading):
        for table in _form_tables(reading, one.placed, one.form):
            rule = record_lexicon().kinds[table.kind]
            titles = (one.placed.caption, *(reading.parts[number].title for number in reading.lineage(table.section)), reading.path)
            named = any(rule.words.search(normalise(title)) and _RECORD_TITLE.search(normalise(title)) for title in titles)
            timed = any(role in record.cells and role not in record.unread for record in table.records for role in ("start", "date", "finish"))
            if named and timed and table.kind in _ON_LINES:
                yield replace(table, locator=one.locator, records=tuple(replace(record, locator=one.locator) for record in table.records))


def _tables(reading: Reading, placed: PlacedTable) -> Iterator[RecordTable]:
    table = placed.table
    on_side = turned(table)
    if on_side is not None:
        yield from map(_upright, _tables(reading, replace(placed, table=on_side)))
        return
    sheet = form(table)
    parts = split(table)
    if sheet is not None and not any(list(_sessions(reading, placed, part, _fields(table, part))) for part in parts):
        yield from _form_tables(reading, placed, sheet)
        return
    for number, part in enumerate(parts):
        inner = _labelled_rows(table, part)
        if inner is not None:
            yield from _form_tables(reading, placed, inner)
        else:
            yield from _part_tables(reading, placed, part, first=number == 0)


def _upright(table: RecordTable) -> RecordTable:
    records = tuple(replace(record, locator=upright(record.locator)) for record in table.records)
    return replace(table, locator=upright(table.locator), records=records)


def _part_tables(reading: Reading, placed: PlacedTable, part: Part, *, first: bool) -> Iterator[RecordTable]:
    table = placed.table
    columns = [part.column(table, column) for column in range(len(part.headers))]
    fields = _fields(table, part)
    yield from _sessions(reading, placed, part, fields)
    hints = _hints(reading, placed, (part.title, *part.above[-_LINES_ABOVE:]), first=first, headers=part.headers)
    years = Years.of((*_year_texts(reading, placed, part.title), *part.above, *_years_below(part)))
    for verdict in kinds_of(fields, part.headers, columns, hints):
        records = tuple(_records(table, part, fields, verdict, years))
        if verdict.kind in _DATED and records and "ref" not in verdict.columns and not _is_dated(table, part, verdict):
            continue
        found = RecordTable(
            kind=verdict.kind,
            section=placed.section,
            title=part.title or placed.caption or reading.parts[placed.section].title,
            locator=table.locator(part.head, 0),
            columns={role: " ".join(part.headers[column].split()) for role, column in verdict.columns.items()},
            records=tuple(one for one in records if not _says_nothing(one, verdict.kind)),
            hidden=placed.hidden,
        )
        yield found
        if len(found.records) < len(records):
            yield replace(found, kind=ZERO_LEDGER, records=tuple(one for one in records if _says_nothing(one, verdict.kind)))


def _is_dated(table: Table, part: Part, verdict: Verdict) -> bool:
    """Whether at least half of the rows hold a time, below whatever header; one that cannot be read counts."""
    if any(_SOME_TIME.search(text) for text in (part.title, *(label for _, label in part.labels))):
        return True  # 3月 as a line of its own over the rows
    timed = [column for role, column in verdict.columns.items() if role in record_lexicon().types.time]
    rows = part.rows[:_DATED_SAMPLE]
    return sum(_holds_time(table.rows[row], timed) for row in rows) >= _DATED_SHARE * len(rows)


def _holds_time(cells: Sequence[str], timed: Sequence[int]) -> bool:
    if any(_TRIED_TIME.search(normalise(cells[column])) for column in timed):
        return True
    return any(_DIGIT_OR_DAY.search(cell) and (looks_like_time(cell) or cell_period(cell, 2000) is not None) for cell in cells)


def _fields(table: Table, part: Part) -> list[str]:
    return [column_field(header, part.column(table, column)) for column, header in enumerate(part.headers)]


def _sessions(reading: Reading, placed: PlacedTable, part: Part, fields: Sequence[str]) -> Iterator[RecordTable]:
    """The event that a list of names and signs belongs to."""
    event = session(reading, placed, part, fields)
    for table in _form_tables(reading, placed, event.form) if event is not None else ():
        if event is not None and table.kind in SESSION_KINDS:
            yield replace(table, locator=event.locator, records=tuple(replace(record, locator=event.locator) for record in table.records))


def _records(table: Table, part: Part, fields: Sequence[str], verdict: Verdict, years: Years) -> Iterator[Record]:
    lexicon = record_lexicon()
    rule = lexicon.kinds[verdict.kind]
    labels = dict(part.labels)
    groups = sorted(labels)
    names = column_names(part.headers, fields)
    here, next_group = years, 0
    for row in part.rows:
        while next_group < len(groups) and groups[next_group] < row:
            named = _GROUP_YEAR.search(labels[groups[next_group]])
            here = Years(year=int(named[1])) if named else here
            next_group += 1
        cells, unread = read_row(_by_role(table, row, verdict.columns), lexicon.types, here, rule.raw)
        if set(cells) <= {"id"} or not all(role in cells for role in rule.each):
            continue  # numbered in advance and not filled in, or not of this kind
        if rule.any and not any(role in cells for role in rule.any) and not _none_happened(table, row, cells):
            continue
        if not all(pattern.fullmatch(normalise(cells.get(role, ""))) for role, pattern in verdict.cells.items()):
            continue
        record = Record(_locator(table, row), cells, _quote(table, row), unread, others(names, table.rows[row], verdict.columns.values()))
        yield from _by_period(table, part, row, record, here) if verdict.kind == "outlet_audit" and "date" not in cells else (record,)


def _none_happened(table: Table, row: int, cells: Mapping[str, str]) -> bool:
    """2026年3月 | 0 | 无 | 无: a line of a ledger in which nothing had to be entered."""
    said = [text.strip() for column, text in enumerate(table.rows[row]) if text.strip() and (row, column) not in table.merged]
    return any(role in cells for role in ("start", "date")) and any(_NONE.fullmatch(one) for one in said)


def _says_nothing(record: Record, kind: str) -> bool:
    rule = record_lexicon().kinds[kind]
    if rule.any and not any(role in record.cells for role in rule.any):
        return True
    said = [normalise(text) for role, text in record.cells.items() if role not in record_lexicon().types.time]
    return rule.nothing is not None and len(record.cells) <= _SPARSE and any(rule.nothing.fullmatch(one) for one in said)


def _by_period(table: Table, part: Part, row: int, record: Record, years: Years) -> Iterator[Record]:
    """Scores in a column for each quarter are a record each."""
    periods = [(column, iso) for column, header in enumerate(part.headers) if (iso := cell_period(header, years.year))]
    for column, iso in periods:
        if table.rows[row][column].strip():
            yield replace(record, cells={**record.cells, "score": table.rows[row][column].strip(), "date": iso})
    if not periods:
        yield record


def _by_role(table: Table, row: int, columns: Mapping[str, int]) -> dict[str, str]:
    """A cell that is merged into its left neighbour speaks for that one only; one merged downwards speaks in every row."""
    cells = table.rows[row]
    return {
        role: cells[column]
        for role, column in columns.items()
        if not ((row, column) in table.merged and column and cells[column - 1] == cells[column])
    }


def _form_tables(reading: Reading, placed: PlacedTable, sheet: Form) -> Iterator[RecordTable]:
    hints = _hints(reading, placed, (sheet.title,), first=True, headers=[label for label, _, _, _ in sheet.pairs])
    if any(hint.weight >= 3 and _NOT_FORMS.search(hint.text) for hint in hints) or _controls_document(sheet):
        return
    columns = [[value] if value else [] for _, value, _, _ in sheet.pairs]
    fields = [column_field(label, cells) for (label, _, _, _), cells in zip(sheet.pairs, columns, strict=True)]
    years = Years.of(_year_texts(reading, placed, sheet.title))
    lexicon = record_lexicon()
    for verdict in kinds_of(fields, [pair[0] for pair in sheet.pairs], columns, hints):
        written = {role: sheet.pairs[pair][1] for role, pair in verdict.columns.items()}
        cells, unread = read_row(written, lexicon.types, years, lexicon.kinds[verdict.kind].raw)
        quote = CELL_SEPARATOR.join(f"{label}{CELL_SEPARATOR}{value}" for label, value, _, _ in sheet.pairs if value)
        row = next((row for _, value, row, _ in sheet.pairs if value), sheet.head)
        table = placed.table
        rest = others(column_names([pair[0] for pair in sheet.pairs], fields), [pair[1] for pair in sheet.pairs], verdict.columns.values())
        yield RecordTable(
            kind=verdict.kind,
            section=placed.section,
            title=sheet.title or placed.caption or reading.parts[placed.section].title,
            locator=table.locator(sheet.head, 0),
            columns={role: sheet.pairs[pair][0] for role, pair in verdict.columns.items()},
            records=(Record(_locator(table, row), cells, cut(quote), unread, rest),) if cells else (),
            hidden=placed.hidden,
            form=True,
        )


def _controls_document(sheet: Form) -> bool:
    """文件编号, 版本, 实施日期, 批准: the head of a rule, not a record of 实施."""
    told = sum(bool(_CONTROL.fullmatch(normalise(label))) for label, _, _, _ in sheet.pairs)
    return told >= 3 and told >= 0.6 * len(sheet.pairs)


def _labelled_rows(table: Table, part: Part) -> Form | None:
    """A form with a header of its own: 序号 项目 内容."""
    if len(part.rows) < 3 or not 2 <= sum(bool(one) for one in part.headers) <= 4:
        return None
    rows = tuple(table.rows[row] for row in part.rows)
    inner = Table(table.name, tuple(_without_serial(row) for row in rows), table.top, table.left)
    found = form(inner)
    if found is None or len(found.pairs) < 0.8 * len(rows):
        return None
    return Form(part.title, part.head, tuple((label, value, part.rows[row], column) for label, value, row, column in found.pairs))


def _without_serial(row: Sequence[str]) -> tuple[str, ...]:
    return tuple("" if cell.strip().isdecimal() and column == 0 else cell for column, cell in enumerate(row))


def _hints(reading: Reading, placed: PlacedTable, titles: Sequence[str], *, first: bool, headers: Sequence[str]) -> list[Hint]:
    """The words around a table, nearest first."""
    texts: list[tuple[str, float]] = [(title, 5.0) for title in titles if len(title) <= _LONGEST_TITLE]
    if first:
        texts.append((placed.caption, 5.0))
    lineage = [reading.parts[number] for number in reading.lineage(placed.section)]
    texts.extend((part.title, 5.0 if part.locator.endswith("!A1") else 4.0) for part in lineage if part.number)
    folders, _, name = reading.path.replace("\\", "/").rpartition("/")
    if not _of_another_sheet(reading, placed):
        texts.append((lineage[-1].title, 3.5))
    texts.append((CELL_SEPARATOR.join(headers), 2.0))
    texts.append((folders.rpartition("/")[2], 1.0))
    hints = [Hint(said, weight) for text, weight in texts if (said := _WHOSE.sub("", normalise(text)).strip())]
    stem = name.rsplit(".", 1)[0]
    sheets = [part for part in reading.parts if part.depth == 1]
    named = [part for part in sheets if normalise(part.title) == normalise(stem)]
    if not named or any(part.number in reading.lineage(placed.section) for part in named):  # else it is the name of another sheet
        hints.append(Hint(normalise(stem), 3.5, decides=len(sheets) < 2 or not _SEVERAL.search(stem)))
    return sorted(hints, key=lambda hint: -hint.weight)


def _of_another_sheet(reading: Reading, placed: PlacedTable) -> bool:
    """The title of a workbook is the first line of its first sheet: it says nothing about the others."""
    sheets = [part for part in reading.parts if part.depth == 1 and part.locator.endswith("!A1")]
    return len(sheets) > 1 and sheets[0].number not in reading.lineage(placed.section)


def _year_texts(reading: Reading, placed: PlacedTable, title: str) -> Iterator[str]:
    yield title
    yield placed.caption
    for number in reading.lineage(placed.section):
        yield reading.parts[number].title
    yield reading.path.replace("\\", "/").rpartition("/")[2]


def _years_below(part: Part) -> Iterator[str]:
    """以上均为2026年: a line below the records that names their year, not a day (更新：2026-02-25)."""
    last = max(part.rows, default=part.head)
    return (text for row, text in part.labels if row > last and (_YEAR_ALONE.search(normalise(text))))


def _locator(table: Table, row: int) -> str:
    """The first filled cell of the row, as the row's block has it."""
    column = next((n for n, text in enumerate(table.rows[row]) if text.strip()), 0)
    return table.locator(row, column)


def _quote(table: Table, row: int) -> str:
    cells = table.rows[row]
    shown = [
        " ".join(text.split())
        for column, text in enumerate(cells)
        if text.strip() and not ((row, column) in table.merged and column and cells[column - 1] == text)
    ]
    return cut(CELL_SEPARATOR.join(shown))
