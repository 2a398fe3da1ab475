"""Survey files of invented companies in the layouts enterprises use: real XLSX and CSV bytes.

    xlsx(wide(rated(40)))          one row a respondent, a title and a scale above the header
    csv_bytes(long(rated(40)))     one row an answer
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO, StringIO
from random import Random
from typing import Any

FACTORS = ("服务启动", "服务顾问", "服务质量", "经销商设施", "服务后交车")
QUESTIONS = {
    "服务启动": ("预约是否方便", "到店后等候时间"),
    "服务顾问": ("顾问态度", "费用讲解清楚程度"),
    "服务质量": ("维修质量", "一次修好"),
    "经销商设施": ("休息区环境",),
    "服务后交车": ("交车时车辆清洁", "结算效率"),
}
WORDS = {5: "非常满意", 4: "满意", 3: "一般", 2: "不满意", 1: "非常不满意"}
ENTERPRISE = "云麓青禾汽车服务有限公司"

Cell = Any
Rows = list[list[Cell]]


@dataclass(frozen=True)
class Sheet:
    """`merged` are ranges such as B2:C2."""

    rows: Rows
    name: str = "答卷"
    merged: tuple[str, ...] = ()
    hidden: bool = False


def rated(count: int, seed: int = 7, *, low: int = 1, high: int = 5, items: int = 5, gaps: int = 0) -> list[list[int | None]]:
    """Marks of `count` respondents, rather good ones; about `gaps` percent are missing."""
    dice = Random(seed)
    return [[None if dice.randrange(100) < gaps else max(low, high - dice.choice((0, 0, 0, 1, 1, 2, 3))) for _ in range(items)] for _ in range(count)]


def days(count: int, first: date = date(2026, 3, 2)) -> list[date]:
    return [first + timedelta(days=n) for n in range(count)]


def wide(marks: Sequence[Sequence[Cell]], head: Sequence[str] = FACTORS, above: str = "评分标准：1–5 分，5 分最满意", dated: bool = True) -> Sheet:
    """A title, the scale, a header, and a row a respondent."""
    lead = ["问卷编号", "调查日期"] if dated else ["问卷编号"]
    rows: Rows = [[f"{ENTERPRISE}售后满意度调查答卷"], [above], [*lead, *head, "意见和建议"]]
    for n, (row, day) in enumerate(zip(marks, days(len(marks)), strict=True), start=1):
        rows.append([f"W{n:03d}", *([day] if dated else []), *row, ""])
    return Sheet(rows)


def stacked(marks: Sequence[Sequence[Cell]]) -> Sheet:
    """Factors in a merged row, several questions under each; marks of nine items."""
    top: list[Cell] = ["序号"]
    below: list[Cell] = [None]
    merged = ["A2:A3"]
    for factor in FACTORS:
        start = len(top)
        for question in QUESTIONS[factor]:
            top.append(factor if len(top) == start else None)
            below.append(question)
        if len(top) - start > 1:
            merged.append(f"{_letter(start)}2:{_letter(len(top) - 1)}2")
    title: list[Cell] = ["顾客满意度调查表（1-10分）"]
    return Sheet([title, top, below, *([n, *row] for n, row in enumerate(marks, start=1))], merged=tuple(merged))


def long(marks: Sequence[Sequence[Cell]], questions: Sequence[str] = FACTORS) -> Sheet:
    """A row an answer."""
    rows: Rows = [["受访者编号", "调查日期", "题目", "得分"]]
    for n, (row, day) in enumerate(zip(marks, days(len(marks)), strict=True), start=1):
        rows += [[f"C{n:03d}", day, question, mark] for question, mark in zip(questions, row, strict=True)]
    return Sheet(rows)


def in_words(marks: Sequence[Sequence[int | None]]) -> list[list[str]]:
    return [["不适用" if mark is None else WORDS[mark] for mark in row] for row in marks]


def xlsx(*sheets: Sheet) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for one in sheets:
        sheet = book.create_sheet(one.name)
        for row in one.rows:
            sheet.append(row)
        for area in one.merged:
            sheet.merge_cells(area)
        sheet.sheet_state = "hidden" if one.hidden else "visible"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def csv_bytes(sheet: Sheet, encoding: str = "utf-8-sig") -> bytes:
    out = StringIO()
    csv.writer(out).writerows([["" if cell is None else cell for cell in row] for row in sheet.rows])
    return out.getvalue().encode(encoding)


def replaced(sheet: Sheet, cells: Mapping[str, Cell]) -> Sheet:
    """Other contents in some cells, by place (C5)."""
    rows = [list(row) for row in sheet.rows]
    for place, value in cells.items():
        letters = place.rstrip("0123456789")
        rows[int(place[len(letters) :]) - 1][ord(letters) - ord("A")] = value
    return Sheet(rows, sheet.name, sheet.merged, sheet.hidden)


def _letter(at: int) -> str:
    return chr(ord("A") + at)
