"""整改计划 with its dates as dates, and 甘特图, which draws whatever dates stand there: formulas and their colours, no picture."""

from datetime import date
from typing import Any

from assistant.reports.calendar import EPOCH, Weeks, weeks
from assistant.reports.excel.sheet import Sheet, Styles
from assistant.reports.model_plan import Action, Plan

PLAN, CHART = "整改计划", "甘特图"
_FIRST = 3  # row of the first action in 整改计划, from 0
_START, _FINISH = 7, 8  # its columns of dates
_TOP, _LEFT = 4, 7  # of the weeks in 甘特图
_MOST = 56  # columns
_DAY = "yyyy-mm-dd"


def plan_sheet(book: Any, styles: Styles, plan: Plan) -> None:
    sheet = Sheet(book, PLAN, styles, (10, 18, 52, 40, 20, 8, 10, 12, 12, 10, 8))
    sheet.title(PLAN, "　".join(plan.headline) + plan.estimates)
    sheet.head(2, ("编号", "条款", "做什么", "交什么", "负责", "人日", "前置天", "开始", "完成", "余量天", "关键"))
    at = sheet.rows(_FIRST, [_cells(one) for one in plan.actions]) + 1
    for row, one in enumerate(plan.actions, start=_FIRST):
        for column, day in ((_START, one.start), (_FINISH, one.finish)):
            if day:
                sheet.day(row, column, date.fromisoformat(day), styles(num_format=_DAY))
    bundles = [
        (f"{one.clause} {one.title}", f"可增 {one.gain} 分，{one.days} 人日；行动 {'、'.join(one.actions)}", one.note) for one in plan.bundles
    ]
    for title, more in (
        ("要补齐的条款", bundles),
        ("到审核日会失效", [(f"{one.clause} {one.title}", one.text, f"{one.on}，{one.loses}") for one in plan.expiring]),
        ("没有列入", [(f"{one.clause} {one.title}", f"可增 {one.gain} 分，{one.days} 人日", one.why) for one in plan.left_out]),
        ("注", [("", note, "") for note in plan.notes]),
    ):
        if more:
            sheet.text(at, 0, title, styles.head)
            for number, cells in enumerate(more, start=at + 1):
                for column, text in enumerate(cells, start=1):
                    sheet.text(number, column, text)
                sheet.fit(number, ("", *cells))
            at += len(more) + 2
    found = weeks(plan, _MOST)
    if found is not None:
        _chart(book, styles, plan, found)


def _cells(one: Action) -> tuple[str, ...]:
    mark = "是" if one.critical else ""
    return (
        one.number, "、".join(one.targets), one.do, one.hand_in, one.who, one.days, one.lead_days, one.start, one.finish, one.slack, mark,
    )  # fmt: skip


def _chart(book: Any, styles: Styles, plan: Plan, calendar: Weeks) -> None:
    """Every cell looks at the dates of 整改计划: who moves a date there moves the bar here."""
    from xlsxwriter.utility import xl_col_to_name

    count, last = len(calendar.starts), _TOP + len(plan.actions) - 1
    sheet = Sheet(book, CHART, styles, (6, 13, 34, 6, 11, 11, 6, *[2.9] * count))
    sheet.title(CHART, f"照“{PLAN}”里的日期画，改那里的日期，这里随着变。◆＝决定最早日期（拖一天完成日就晚一天），■＝其余，审＝审核日所在的一格。")
    named = styles(bold=True, border=0, align="right")
    sheet.text(2, 0, "一格几天", named)
    sheet.number(2, 1, calendar.step, styles(align="left"))
    sheet.text(2, 3, "审核日", named)
    if plan.audit_date:
        sheet.day(2, 4, date.fromisoformat(plan.audit_date), styles(num_format=_DAY))
    sheet.head(_TOP - 1, ("编号", "条款", "做什么", "人日", "开始", "完成", "关键"))
    sheet.raw.freeze_panes(_TOP, 3)
    sheet.raw.set_row(_TOP - 1, 36)
    narrow = styles(align="center", font_size=8, text_wrap=False)
    begins = f"MIN(E{_TOP + 1}:E{last + 1})"
    for column, start in enumerate(calendar.starts, start=_LEFT):
        name, before = xl_col_to_name(column), xl_col_to_name(column - 1)
        formula = f"={begins}-WEEKDAY({begins},2)+1" if column == _LEFT else f"={before}${_TOP}+$B$3"
        sheet.formula(_TOP - 1, column, formula, (start - EPOCH).days, styles(num_format="m/d", rotation=90, align="center", font_size=8))
        audited = f"=IF(AND($E$3>={name}${_TOP},$E$3<{name}${_TOP}+$B$3),\"审\",\"\")"
        sign = "审" if calendar.holds(column - _LEFT, plan.audit_date) else ""
        sheet.formula(2, column, audited, sign, styles(border=0, align="center", font_size=8))
    for row, one in enumerate(plan.actions, start=_TOP):
        source = _FIRST + row - _TOP + 1
        for column, (origin, value) in enumerate((("A", one.number), ("B", "、".join(one.targets)), ("C", one.do), ("F", one.days))):
            style = styles(text_wrap=False) if origin in "BC" else styles(align="center")
            sheet.formula(row, column, f"={PLAN}!{origin}{source}", value, style)
        for column, origin, day in ((4, "H", one.start), (5, "I", one.finish)):
            sheet.formula(row, column, f"={PLAN}!{origin}{source}", (date.fromisoformat(day) - EPOCH).days, styles(num_format=_DAY))
        sheet.formula(row, 6, f"={PLAN}!K{source}&\"\"", "是" if one.critical else "", styles(align="center"))
        sheet.raw.set_row(row, 16)
        for column, filled in enumerate(calendar.filled(one), start=_LEFT):
            name = xl_col_to_name(column)
            inside = f"AND($E{row + 1}<{name}${_TOP}+$B$3,$F{row + 1}>={name}${_TOP})"
            sign = ("◆" if one.critical else "■") if filled else ""
            sheet.formula(row, column, f"=IF({inside},IF($G{row + 1}=\"是\",\"◆\",\"■\"),\"\")", sign, narrow)
    _colours(book, sheet, last, _LEFT + count - 1, f"{xl_col_to_name(_LEFT)}$3")


def _colours(book: Any, sheet: Sheet, last: int, right: int, above: str) -> None:
    """By what the cells say, so that they follow it."""
    area = (_TOP, _LEFT, last, right)
    for sign, fill, ink in (("◆", "#9A5B00", "#FFFFFF"), ("■", "#2E6DA4", "#2E6DA4")):
        style = book.add_format({"bg_color": fill, "font_color": ink})
        sheet.raw.conditional_format(*area, {"type": "cell", "criteria": "==", "value": f'"{sign}"', "format": style, "stop_if_true": True})
    style = book.add_format({"bg_color": "#E9DDF2"})
    sheet.raw.conditional_format(2, _LEFT, last, right, {"type": "formula", "criteria": f'={above}="审"', "format": style})
