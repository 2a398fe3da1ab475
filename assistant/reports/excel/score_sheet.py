"""The sheet 评分表: every clause with its outcome, and points by formulas over it; sums by indicator, group and in all.

Columns K and L show points cut to two places, N and O hold them exactly for the sums (binary fractions; what they lose in
the last digits is made good by rounding to nine places before cutting).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assistant.reports import words
from assistant.reports.excel.live import Live, agrees
from assistant.reports.excel.sheet import Sheet, Styles
from assistant.reports.model import Clause, ReportModel, Sum

NAME = "评分表"
HEAD_ROW = 3
_HEAD = (
    "编号", "项目", "分值", "分值口径", "计分方式", "结论", "抽样数", "合格数", "看不清", "涉及分", "得分", "可能分", "说明",
    "得分（精确）", "可能分（精确）",
)  # fmt: skip
_WIDTHS = (10, 24, 7, 10, 12, 10, 8, 8, 8, 8, 9, 9, 44, 13, 13)
_CHOICES = ("符合", "部分符合", "不符合", "无法判断", "删减", "出错")
_NOTE = (
    "改“结论”“抽样数”“合格数”后，得分、等级随公式变化；原结果见“总评”表。"
    "得分截取两位，不进位；合计按精确值相加再截取，可能比逐行相加多百分之几分。"
)
_WORKING = "“工作口径”的分值没有公开来源，不是标准的正式分值。"


@dataclass(frozen=True, slots=True)
class Places:
    """Rows (from 1) of the groups and the total, for the formulas of other sheets."""

    total: int
    groups: Mapping[str, int]


def score_sheet(book: Any, styles: Styles, model: ReportModel, counted: Live) -> Places:
    """Writes the sheet; returns where its sums are."""
    sheet = Sheet(book, NAME, styles, _WIDTHS)
    sheet.title(f"{model.enterprise}　评分表", _NOTE + (_WORKING if model.working else ""))
    sheet.head(HEAD_ROW, _HEAD)
    at = HEAD_ROW + 1
    group_rows: dict[str, int] = {}
    for group in model.groups:
        group_at, at = at, at + 1
        indicator_rows: list[int] = []
        for indicator in (one for one in model.indicators if one.group == group.id):
            own = [one for one in model.clauses if one.indicator == indicator.id]
            indicator_rows.append(at + 1)
            inside = [f"{{}}{at + 2}:{{}}{at + 1 + len(own)}"]
            _sum(sheet, at, indicator, exact=_exact(own, counted), cells=inside, fill="#F3F7FB")
            for number, one in enumerate(own, start=at + 1):
                _clause(sheet, number, one, counted)
            at += 1 + len(own)
        names = {one.id for one in model.indicators if one.group == group.id}
        own = [one for one in model.clauses if one.indicator in names]
        cells = [f"{{}}{row}" for row in indicator_rows]
        _sum(sheet, group_at, group, exact=_exact(own, counted), cells=cells, fill="#EAF1F8")
        group_rows[group.id] = group_at + 1
    cells = [f"{{}}{row}" for row in group_rows.values()]
    _sum(sheet, at, model.total, exact=_exact(model.clauses, counted), cells=cells, fill="#D9E5F2")
    sheet.choice(HEAD_ROW + 1, at - 1, 5, _CHOICES, "可选：" + "、".join(_CHOICES))
    sheet.raw.set_column(13, 14, 13, None, {"level": 1, "hidden": 1})
    return Places(at + 1, group_rows)


def shown(cell: str) -> str:
    """Cut to two places, never rounded up."""
    return f"TRUNC(ROUND({cell}*100,7))/100"


def _clause(sheet: Sheet, at: int, one: Clause, counted: Live) -> None:
    line, made = at + 1, counted.clauses[one.id]
    styles = sheet.styles
    figure, exact, count = styles(num_format="0.00"), styles(num_format="0.000000000", font_color="#777777"), styles(align="center")
    sheet.text(at, 0, one.id)
    sheet.text(at, 1, one.title)
    sheet.number(at, 2, one.points, styles(align="center"))
    sheet.text(at, 3, one.mark, count)
    sheet.text(at, 4, one.mode_title, count)
    sheet.text(at, 5, one.outcome_title, styles(align="center", bold=one.open, font_color="#B03A2E" if one.open else "#000000"))
    numbers = (one.sample.drawn, one.sample.passed, one.sample.unsure) if one.sample else (None, None, None)
    for column, number in enumerate(numbers, start=6):
        if number is None:
            sheet.text(at, column, "", count)
        else:
            sheet.number(at, column, number, count)
    sheet.formula(at, 9, f'=IF(F{line}="删减",0,C{line})', float(made.applicable), count)
    share, hoped = f"C{line}*H{line}/G{line}", f"C{line}*(H{line}+I{line})/G{line}"
    earned = f'=IF(F{line}="符合",C{line},IF(AND(F{line}="部分符合",N(G{line})>0),{share},0))'
    possible = (
        f'=IF(F{line}="无法判断",IF(N(G{line})>0,{hoped},C{line}),'
        f'IF(AND(F{line}="部分符合",N(G{line})>0),{hoped},N{line}))'
    )
    exact_cells = ((13, earned, made.earned, made.live_earned), (14, possible, made.possible, made.live_possible))
    for column, formula, value, is_live in exact_cells:
        if is_live:
            sheet.formula(at, column, formula, float(value), exact)
        else:
            sheet.raw.write_number(at, column, float(value), exact)
    sheet.formula(at, 10, f"={shown(f'N{line}')}", float(one.earned), figure)
    sheet.formula(at, 11, f"={shown(f'O{line}')}", float(one.possible), figure)
    remark = _remark(one, made.live_earned and made.live_possible)
    sheet.text(at, 12, remark, styles(indent=1))
    sheet.fit(at, (one.id, one.title, *[""] * 10, remark))


def _remark(one: Clause, is_live: bool) -> str:
    parts = [
        f"删减：{one.excluded_because}" if one.excluded_because else "",
        "含人工结论" if one.overridden else "",
        f"自动评：{one.automatic.outcome_title} {one.automatic.earned}" if one.automatic else "",
        "" if is_live else "得分按结果录入，不随本行公式变化",
        *(words.short(condition.finding) for condition in one.conditions if condition.open and condition.finding),
    ]
    return "；".join(part for part in parts if part)


def _sum(
    sheet: Sheet, at: int, one: Sum, *, exact: tuple[Fraction, Fraction, Fraction], cells: Sequence[str], fill: str
) -> None:
    """`cells` are patterns of references with the column's letter left open."""
    line = at + 1
    style = {"bold": True, "bg_color": fill}
    plain, figure, count = sheet.styles(**style), sheet.styles(**style, num_format="0.00"), sheet.styles(**style, align="center")
    sheet.text(at, 0, one.id, plain)
    sheet.text(at, 1, one.title, plain)
    for column in (3, 4, 5, 6, 7, 8, 12):
        sheet.text(at, column, "", plain)

    def added(letter: str) -> str:
        return f"=SUM({','.join(cell.format(letter, letter) for cell in cells)})"

    applicable, earned, possible = exact
    sheet.formula(at, 2, added("C"), float(one.points), count)
    sheet.formula(at, 9, added("J"), float(applicable), count)
    sheet.formula(at, 13, added("N"), float(earned), sheet.styles(num_format="0.000000000", font_color="#777777"))
    sheet.formula(at, 14, added("O"), float(possible), sheet.styles(num_format="0.000000000", font_color="#777777"))
    for column, letter, value, told in ((10, "N", earned, one.earned), (11, "O", possible, one.possible)):
        if agrees(value, told):
            sheet.formula(at, column, f"={shown(f'{letter}{line}')}", float(told), figure)
        else:
            sheet.number(at, column, told, figure)


def _exact(clauses: Sequence[Clause], counted: Live) -> tuple[Fraction, Fraction, Fraction]:
    made = [counted.clauses[one.id] for one in clauses]
    return (
        sum((one.applicable for one in made), Fraction(0)),
        sum((one.earned for one in made), Fraction(0)),
        sum((one.possible for one in made), Fraction(0)),
    )
