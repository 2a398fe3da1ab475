"""The sheet 总评: what the result says, and beside it the score and level by formulas over 评分表 and 特别扣分."""

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
_FAILED = "不合格"


def summary_sheet(book: Any, styles: Styles, model: ReportModel) -> Sheet:
    """The texts; formulas follow once the other sheets are there."""
    sheet = Sheet(book, NAME, styles, (24, 22, 60), landscape=False)
    sheet.title(f"{model.enterprise}　售后服务体系预评", f"{words.STANDING}。{words.DISCLAIMER}")
    return sheet


def fill_summary(sheet: Sheet, model: ReportModel, counted: Live | None, places: Places | None, last_special: int) -> None:
    """`last_special` is the last row (from 1) of the special deductions, which begin in row 4."""
    styles = sheet.styles
    at = 3
    for label, text in summary(model):
        sheet.text(at, 0, label, styles(bold=True))
        sheet.raw.merge_range(at, 1, at, 2, "", styles())
        sheet.text(at, 1, text)
        if len(text) > 45:
            sheet.raw.set_row(at, 15 * (1 + len(text) // 45))
        at += 1
    if counted is not None and places is not None:
        at = _arithmetic(sheet, at + 1, model, counted, places, last_special)
    for text in (*model.notices, *(words.method(model.score is not None))):
        sheet.raw.merge_range(at, 0, at, 2, "", styles.note)
        sheet.text(at, 0, text, styles.note)
        sheet.raw.set_row(at, 14 * (1 + len(text) // 60))
        at += 1


def _arithmetic(sheet: Sheet, first: int, model: ReportModel, counted: Live, places: Places, last_special: int) -> int:
    """From points to level, a step a row; returns the next free row."""
    styles, rules, score = sheet.styles, model.rules, model.score
    assert score is not None
    plain, figure = styles(align="center"), styles(align="center", num_format="0.00", bold=True)
    exact = styles(align="center", num_format="0.000000000", font_color="#777777")
    for column, text in enumerate(("计分（公式）", "数值", "怎么算")):
        sheet.text(first, column, text, styles.head)
    table = first + 14
    lines = {name: first + 2 + number for number, name in enumerate(("applicable", "earned", "possible", "special", "bonus", "exact", "score", "level"))}
    total, full = places.total, rules.full_marks
    levels = f"$B${table + 1}:$B${table + len(rules.levels)}", f"$A${table + 1}:$A${table + len(rules.levels)}"
    held = sum(1 for one in model.special if one.counts)
    rows: list[tuple[str, str, float | str, Any, str]] = [
        ("涉及项总分", f"={SCORES}!J{total}", float(model.total.applicable), plain, "满分减去删减的条款"),
        ("实得分", f"={SCORES}!K{total}", float(model.total.earned), figure, "各条款得分之和（截取两位）"),
        ("可能实得分", f"={SCORES}!L{total}", float(model.total.possible), figure, "看不清的材料按补清之后计"),
        ("特别扣分项数", _special_count(last_special), float(held), plain, f"“{SPECIAL}”表里没有撤销的项；每项扣 {rules.special_each} 分，满 {rules.fails_at} 项不合格"),
        ("特别加分项数", "", float(model.bonus_granted), plain, f"由评审人员确认，每项加 {rules.bonus_each} 分，最多 {rules.bonus_at_most} 项（工作口径）"),
    ]  # fmt: skip
    for number, (label, formula, value, style, how) in enumerate(rows, start=first + 1):
        sheet.text(number, 0, label)
        if formula:
            sheet.formula(number, 1, formula, value, style)
        else:
            sheet.raw.write_number(number, 1, float(value), style)
        sheet.text(number, 2, how)
    each, given = f"B{lines['special']}*{rules.special_each}", f"MIN(B{lines['bonus']},{rules.bonus_at_most})*{rules.bonus_each}"
    share = f"{SCORES}!N{total}/{SCORES}!J{total}*{full}"
    hoped = f"{SCORES}!O{total}/{SCORES}!J{total}*{full}"
    cell, hope = f"B{lines['exact']}", f"B{lines['exact'] + 3}"
    steps: list[tuple[str, str, float | str, Any, str, bool]] = [
        ("最后得分（精确）", f"=ROUND(MAX(0,MIN({full},{share}-{each}+{given})),9)", float(rounded(counted.confirmed)), exact, "实得分 ÷ 涉及项总分 × 满分 − 特别扣分 + 特别加分", counted.live_confirmed),
        ("确认分", f"={shown(cell)}", float(score.confirmed), figure, "截取两位，不进位", True),
        ("预评等级", _level(cell, lines["special"], model, places, "N", levels), score.confirmed_level, figure, "按精确值对照分数线；满特别扣分项数或大类不过线为不合格", True),
        ("可能得分（精确）", f"=ROUND(MAX(0,MIN({full},{hoped}+{given})),9)", float(rounded(counted.possible)), exact, "可能实得分 ÷ 涉及项总分 × 满分；拟定的特别扣分按撤销计", counted.live_possible),
        ("可能分", f"={shown(hope)}", float(score.possible), figure, "截取两位，不进位", True),
        ("可能等级", _level(hope, 0, model, places, "O", levels), score.possible_level, figure, "同上", True),
    ]  # fmt: skip
    for number, (label, formula, value, style, how, is_live) in enumerate(steps, start=first + 6):
        sheet.text(number, 0, label)
        if is_live:
            sheet.formula(number, 1, formula, value, style)
        else:
            told = score.confirmed if number == first + 6 else score.possible
            sheet.number(number, 1, told, style)
        sheet.text(number, 2, how if is_live else "按结果录入，不随公式变化")
    sheet.text(table - 1, 0, "等级", styles.head)
    sheet.text(table - 1, 1, "分数线（含）", styles.head)
    for number, level in enumerate(rules.levels, start=table):
        sheet.text(number, 0, level.title)
        sheet.number(number, 1, level.lower, plain)
    return table + len(rules.levels) + 1


def _special_count(last: int) -> str:
    if last < 4:
        return "=0"
    return f'=COUNTIF({SPECIAL}!D4:D{last},"拟定")+COUNTIF({SPECIAL}!D4:D{last},"已确认")'


def _level(cell: str, special: int, model: ReportModel, places: Places, letter: str, levels: tuple[str, str]) -> str:
    """The title of the highest level whose line is reached; `special` is the row of the number of deductions, 0 for none."""
    rules = model.rules
    if not rules.levels:
        return f'="{_FAILED}"'
    failed = [f"{cell}<{levels[0].split(':')[0]}"]
    if special:
        failed.append(f"B{special}>={rules.fails_at}")
    if rules.floor_percent:
        for row in places.groups.values():
            failed.append(f"ROUND({SCORES}!{letter}{row}-{SCORES}!J{row}*{rules.floor_percent}/100,9)<0")
    return f'=IF(OR({",".join(failed)}),"{_FAILED}",LOOKUP({cell},{levels[0]},{levels[1]}))'
