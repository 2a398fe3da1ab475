"""The sheet 总评: what the result says, and below it the score and level by formulas over 评分表 and 特别扣分."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assistant.reports import words
from assistant.reports.excel.live import Live, rounded
from assistant.reports.excel.score_sheet import NAME as SCORES
from assistant.reports.excel.score_sheet import Places, shown
from assistant.reports.excel.sheet import Sheet, Styles
from assistant.reports.model import ReportModel
from assistant.reports.tables import summary

NAME = "总评"
SPECIAL = "特别扣分"
FIRST_SPECIAL = 4  # the row, from 1, of the first special deduction on its sheet
_FAILED = "不合格"
_WIDTHS = (24, 22, 60)


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the arithmetic: what its formula gives, and how it is reckoned. No formula: a figure to type over."""

    label: str
    formula: str
    value: float | str
    form: str
    how: str


@dataclass(frozen=True, slots=True)
class Sums:
    """Where the sums are that score and level rest on; `last_special` is the last row (from 1) of the deductions."""

    counted: Live
    places: Places
    last_special: int


def summary_sheet(book: Any, styles: Styles, model: ReportModel) -> Sheet:
    """The title; `fill_summary` follows once the other sheets are there."""
    sheet = Sheet(book, NAME, styles, _WIDTHS, landscape=False)
    sheet.title(f"{model.enterprise}　售后服务体系预评", f"{words.STANDING}。{words.DISCLAIMER}")
    return sheet


def fill_summary(sheet: Sheet, model: ReportModel, sums: Sums | None) -> None:
    """`sums` is None for a rubric without points."""
    styles = sheet.styles
    at = 3
    for label, text in summary(model):
        sheet.text(at, 0, label, styles(bold=True))
        sheet.raw.merge_range(at, 1, at, 2, "", styles())
        sheet.text(at, 1, text)
        sheet.fit(at, (label, "", text))
        at += 1
    if sums is not None:
        at = _arithmetic(sheet, at + 1, model, sums)
    for text in (*model.notices, *words.method(model.score is not None)):
        sheet.raw.merge_range(at, 0, at, 2, "", styles.note)
        sheet.text(at, 0, text, styles.note)
        sheet.raw.set_row(at, 14 * (1 + len(text) // 55))
        at += 1


def _arithmetic(sheet: Sheet, first: int, model: ReportModel, sums: Sums) -> int:
    """From points to level, a step a row; returns the next free row."""
    styles = sheet.styles
    for column, text in enumerate(("计分（公式）", "数值", "怎么算")):
        sheet.text(first, column, text, styles.head)
    steps = list(_steps(model, sums, first + 2))
    for number, step in enumerate(steps, start=first + 1):
        style = styles(align="center", bold=step.form == "0.00", num_format=step.form)
        sheet.text(number, 0, step.label)
        if step.formula:
            sheet.formula(number, 1, step.formula, step.value, style)
        else:
            sheet.raw.write_number(number, 1, float(step.value), style)
        sheet.text(number, 2, step.how)
        sheet.fit(number, (step.label, "", step.how))
    table = first + len(steps) + 2
    for column, text in enumerate(("等级", "分数线（含）")):
        sheet.text(table, column, text, styles.head)
    for number, level in enumerate(model.rules.levels, start=table + 1):
        sheet.text(number, 0, level.title)
        sheet.number(number, 1, level.lower, styles(align="center"))
    return table + len(model.rules.levels) + 2


def _steps(model: ReportModel, sums: Sums, row: int) -> Iterator[Step]:
    """`row` (from 1) is that of the first step; the table of levels stands two rows below the last."""
    rules, score, counted, total = model.rules, model.score, sums.counted, sums.places.total
    assert score is not None
    special, confirmed, bonus, exact, hope = (f"B{row + number}" for number in (3, 4, 5, 6, 9))
    table = row + 12 + 2
    levels = _Levels(model, sums.places, f"$B${table}:$B${table + len(rules.levels) - 1}", f"$A${table}:$A${table + len(rules.levels) - 1}")
    yield Step("涉及项总分", f"={SCORES}!J{total}", float(model.total.applicable), "0.##", "满分减去删减的条款")
    yield Step("实得分", f"={SCORES}!K{total}", float(model.total.earned), "0.00", "各条款得分之和（截取两位）")
    yield Step("可能实得分", f"={SCORES}!L{total}", float(model.total.possible), "0.00", "看不清的材料按补清之后计")
    how = f"“{SPECIAL}”表里没有撤销的项；每项扣 {rules.special_each} 分，满 {rules.fails_at} 项不合格"
    yield Step("特别扣分项数", _held(sums.last_special, "proposed", "confirmed"), float(model.special_counted), "0", how)
    yield Step("其中已确认", _held(sums.last_special, "confirmed"), float(model.special_confirmed), "0", "评审人员确认过的，可能分也扣")
    how = f"由评审人员确认后填写；每项加 {rules.bonus_each} 分，最多 {rules.bonus_at_most} 项（工作口径）"
    yield Step("特别加分项数", "", float(model.bonus_granted), "0", how)
    given = f"MIN({bonus},{rules.bonus_at_most})*{rules.bonus_each}"
    formula = _score("N", total, rules.full_marks, f"-{special}*{rules.special_each}+{given}")
    how = "实得分 ÷ 涉及项总分 × 满分 − 特别扣分 + 特别加分"
    yield _live(Step("最后得分（精确）", formula, float(rounded(counted.confirmed)), "0.000000000", how), counted.live_confirmed, score.confirmed)
    yield Step("确认分", f"={shown(exact)}", float(score.confirmed), "0.00", "截取两位，不进位")
    how = "按精确值对照分数线；特别扣分满项、大类不过线为不合格"
    yield Step("预评等级", levels.formula(exact, "N", special), score.confirmed_level, "0.00", how)
    how = "可能实得分 ÷ 涉及项总分 × 满分 − 已确认的特别扣分 + 特别加分；拟定的按撤销计"
    formula = _score("O", total, rules.full_marks, f"-{confirmed}*{rules.special_each}+{given}")
    yield _live(Step("可能得分（精确）", formula, float(rounded(counted.possible)), "0.000000000", how), counted.live_possible, score.possible)
    yield Step("可能分", f"={shown(hope)}", float(score.possible), "0.00", "截取两位，不进位")
    yield Step("可能等级", levels.formula(hope, "O", confirmed), score.possible_level, "0.00", "同上")


def _live(step: Step, is_live: bool, told: str) -> Step:
    """The step, or the result's own figure where the formula would not give it."""
    return step if is_live else Step(step.label, "", float(told), step.form, "按结果录入，不随公式变化")


def _score(letter: str, total: int, full: str, extra: str) -> str:
    share = f"{SCORES}!{letter}{total}/{SCORES}!J{total}*{full}"
    return f"=IF({SCORES}!J{total}>0,ROUND(MAX(0,MIN({full},{share}{extra})),9),0)"


def _held(last: int, *states: str) -> str:
    """How many deductions are in one of these states; `last` is the last row that holds one."""
    area = f"{SPECIAL}!D{FIRST_SPECIAL}:D{max(last, FIRST_SPECIAL)}"
    return "=" + "+".join(f'COUNTIF({area},"{words.SPECIAL_STATES[state]}")' for state in states)


@dataclass(frozen=True, slots=True)
class _Levels:
    model: ReportModel
    places: Places
    lines: str
    titles: str

    def formula(self, cell: str, letter: str, special: str) -> str:
        """The title of the highest level whose line is reached; `special` is the cell of the number of deductions."""
        rules = self.model.rules
        failed = [f"{cell}<{self.lines.split(':', maxsplit=1)[0]}", f"{special}>={rules.fails_at}"]
        if rules.floor_percent:
            rows = self.places.groups.values()
            failed += [f"ROUND({SCORES}!{letter}{row}-{SCORES}!J{row}*{rules.floor_percent}/100,9)<0" for row in rows]
        return f'=IF(OR({",".join(failed)}),"{_FAILED}",LOOKUP({cell},{self.lines},{self.titles}))'
