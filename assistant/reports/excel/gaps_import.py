"""Reading a filled 差距清单 back. What people wrote is kept as they wrote it; what cannot be used is told, a line each with its cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from assistant.reports import words
from assistant.reports.build import build
from assistant.reports.errors import ReportError
from assistant.reports.excel.formulas import Places, formulas
from assistant.reports.excel.gaps import (
    CLAUSE,
    CONDITION,
    DUE,
    FILLED,
    NAME,
    NOTE,
    OWNER,
    REMEDY,
    REQUIREMENT,
    STATE,
    TITLE,
    Gap,
    called,
    gaps,
)
from scoring.cells_apart import cells_apart
from scoring.documents import DocumentError
from scoring.documents.columns import column_letters
from scoring.errors import os_fault

_HEAD_WITHIN = 20  # rows in which the header is looked for
_FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d")
_YEARS = (1990, 2100)
_FIRST_DAY = date(1899, 12, 30)  # where spreadsheets count days from
_SERIAL = 5  # digits of such a number, from the year 1927 on
Cells = Sequence[Any]


@dataclass(frozen=True, slots=True)
class GapEntry:
    """What people wrote beside a gap. `due` is an ISO date or "", `state` one of the list's or "".

    `requirement` is the gap's in words, `row` where it stands, from 1, `refused` the columns whose cell could not be used.
    """

    clause: str
    condition: str
    owner: str
    due: str
    state: str
    note: str
    row: int = field(default=0, compare=False)
    requirement: str = field(default="", compare=False)
    refused: tuple[str, ...] = field(default=(), compare=False)

    @property
    def called(self) -> str:
        """5.1.2.2 <requirement>: how people know it."""
        return f"{self.clause} {self.requirement}".strip()


@dataclass(frozen=True, slots=True)
class GapImport:
    """`entries` in the result's order; `faults` are Chinese lines, each with its cell."""

    entries: tuple[GapEntry, ...]
    faults: tuple[str, ...]


def import_gaps(path: Path, result: Mapping[str, Any]) -> GapImport:
    """Raises ReportError where the file cannot be read or holds no gap list."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReportError(f"读不了 {path}：{os_fault(error)}") from error
    return parse_gaps(data, result, path.name)


def parse_gaps(data: bytes, result: Mapping[str, Any], name: str = "差距清单") -> GapImport:
    """The same on bytes."""
    wanted = {(one.clause, one.condition): one for one in gaps(build(result))}
    head, rows, unread = _table(data, name)
    entries: dict[tuple[str, str], GapEntry] = {}
    faults: list[str] = []
    for number, cells in rows:
        key = (_text(cells, head[CLAUSE]), _text(cells, head[CONDITION]))
        written = any(_text(cells, head[one]) for one in FILLED)
        if key == ("", ""):
            if written:
                faults.append(f"{_cell(head[CLAUSE], number)}：这一行没有条款编号和隐藏的“{CONDITION}”格，没有导入（{_told(cells, head)}）")
            continue
        where = _cell(head[CLAUSE], number)
        if key not in wanted:
            faults.append(f"{where}：结果里没有“{_called(cells, head)}”这一项，没有导入（{_told(cells, head)}）")
            continue
        if key in entries:
            faults.append(f"{where}：“{wanted[key].called}”重复，以前面一行为准，这一行没有导入（{_told(cells, head)}）")
            continue
        faults += _changed(cells, head, number, wanted[key])
        entry, wrong = _entry(wanted[key], cells, head, number, unread)
        entries[key] = entry
        faults += wrong
    for key, gap in wanted.items():
        if key not in entries:
            faults.append(f"缺少“{gap.called}”这一行，没有可导入的")
    return GapImport(tuple(entries[key] for key in wanted if key in entries), tuple(faults))


def _table(data: bytes, name: str) -> tuple[dict[str, int], list[tuple[int, Cells]], Places]:
    """The header's columns by name, the rows below it with their numbers from 1, where formulas are; the sheet may have been renamed."""
    try:
        sheets, unread = cells_apart(data, name), formulas(data, name)
    except DocumentError as error:
        raise ReportError(f"{name} 没有导入：{error.text}") from error
    closest: list[str] = []
    for title, rows in sorted(sheets.items(), key=lambda one: one[0] != NAME):
        for number, cells in enumerate(rows[:_HEAD_WITHIN]):
            head: dict[str, int] = {}
            for column, cell in enumerate(cells):
                head.setdefault(str(cell).strip(), column)
            known = [one for one in (CLAUSE, CONDITION, *FILLED) if one in head]
            if len(known) == 2 + len(FILLED):
                return head, [(at, row) for at, row in enumerate(rows[number + 1 :], start=number + 2)], unread.get(title, frozenset())
            closest = max(closest, known, key=len)
    missing = "、".join(one for one in (CLAUSE, CONDITION, *FILLED) if one not in closest)
    raise ReportError(f"{name} 里找不到差距清单的表头，缺少这些列：{missing}；请用导出的“{NAME}”表")


def _entry(gap: Gap, cells: Cells, head: Mapping[str, int], number: int, unread: Places) -> tuple[GapEntry, list[str]]:
    """The entry, and what of it could not be used."""
    faults, refused = [], []

    def refuse(name: str, why: str) -> None:
        refused.append(name)
        faults.append(f"{_cell(head[name], number)}：{why}")

    for name in FILLED:
        if (number, head[name] + 1) in unread and not _text(cells, head[name]):
            refuse(name, f"{name}是公式，读不到算出的内容，没有导入这一格，请改成文字（在 Excel 里可“选择性粘贴为值”）")
    due, fault = _day(cells, head[DUE])
    if fault:
        refuse(DUE, f"{fault}，没有导入这一格，请写成 2026-12-31 这样")
    state = _text(cells, head[STATE])
    if state and state not in words.GAP_STATES:
        refuse(STATE, f"状态“{state}”不在列表里（{'、'.join(words.GAP_STATES)}），没有导入这一格")
        state = ""
    owner, note = _text(cells, head[OWNER]), _text(cells, head[NOTE])
    return GapEntry(gap.clause, gap.condition, owner, due, state, note, number, gap.requirement, tuple(refused)), faults


def _day(cells: Cells, column: int) -> tuple[str, str]:
    """(ISO date, "") or ("", what is wrong with what stands there)."""
    value = cells[column] if column < len(cells) else ""
    text = _text(cells, column)
    if not isinstance(value, date) and text.isascii() and text.isdigit() and len(text) == _SERIAL:
        value = _FIRST_DAY + timedelta(days=int(text))
    if isinstance(value, date):  # a datetime, too
        day = value.date() if isinstance(value, datetime) else value
        number = "，可能填的是一个数字" if day.year < _FIRST_DAY.year + 2 else ""
        return _within(day, f"截止日期读作 {day.isoformat()}{number}")
    if not text:
        return "", ""
    for form in _FORMS:
        try:
            return _within(datetime.strptime(text, form).date(), f"截止日期“{text}”")
        except ValueError:
            continue
    return "", f"截止日期“{text}”不是日期"


def _within(day: date, told: str) -> tuple[str, str]:
    if _YEARS[0] <= day.year <= _YEARS[1]:
        return day.isoformat(), ""
    return "", f"{told}，不在 {_YEARS[0]} 到 {_YEARS[1]} 年之间"


def _changed(cells: Cells, head: Mapping[str, int], number: int, gap: Gap) -> Iterator[str]:
    """Texts of ours that were changed: told, and without effect."""
    for name, own in ((REQUIREMENT, gap.requirement), (REMEDY, gap.do)):
        if name in head and "".join(_text(cells, head[name]).split()) != "".join(own.split()):
            yield f"{_cell(head[name], number)}：“{name}”被改动过，以评分结果为准，这一行其余各格照常导入"


def _text(cells: Cells, column: int) -> str:
    """As it is written; whole numbers without their point."""
    value = cells[column] if column < len(cells) else ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _called(cells: Cells, head: Mapping[str, int]) -> str:
    """As the row itself calls it."""
    return called(*(_text(cells, head[one]) if one in head else "" for one in (CLAUSE, TITLE, REQUIREMENT)))


def _told(cells: Cells, head: Mapping[str, int]) -> str:
    """What stands in the columns people fill in, so that it is not lost."""
    parts = [f"{name} {_text(cells, head[name])}" for name in FILLED if _text(cells, head[name])]
    return "，".join(parts) or "没有填写内容"


def _cell(column: int, number: int) -> str:
    return f"{column_letters(column + 1)}{number}"
