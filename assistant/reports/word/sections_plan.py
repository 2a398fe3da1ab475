"""The chapter on the plan."""

from itertools import groupby

from assistant.reports.calendar import weeks
from assistant.reports.model_plan import Plan
from assistant.reports.word.writer import Field, Writer, row
from scoring.plan.gantt_text import fitting

_MOST, _LABEL = 26, 52.0  # columns; millimetres
_SMALL = 7.0  # points
_MM = 25.4 / 72  # a point
_HEAD, _CRITICAL, _OTHER, _AUDIT = "D9E5F2", "9A5B00", "2E6DA4", "E9DDF2"


def plan_chapter(out: Writer, plan: Plan) -> None:
    """Target, bundles, actions with dates, what expires, what was left out."""
    for text in plan.headline:
        out.text(text)
    out.note(plan.estimates)
    if plan.bundles:
        out.heading("要补齐的条款", 2)
        rows = [
            row(f"{one.clause} {one.title}", one.outcome, one.gain, one.days, one.lead_days, "、".join(one.actions), one.note)
            for one in plan.bundles
        ]
        out.table(("条款", "现状", "可增分", "人日", "前置天", "行动", "备注"), rows, (30, 12, 10, 9, 9, 15, 15), "lcrrrll")
    if plan.actions:
        out.heading("行动与日期", 2)
        rows = [
            row(
                f"{one.number}{'◆' if one.critical else ''}",
                f"{one.do}\n交付：{one.hand_in}",
                f"{'、'.join(one.targets)}\n{one.who}",
                f"{one.start}\n{one.finish}",
                one.days,
                one.slack,
            )
            for one in plan.actions
        ]
        out.table(("编号", "做什么、交什么", "条款与负责", "起止日期", "人日", "余量天"), rows, (7, 45, 19, 14, 7, 8), "lllcrr")
        _calendar(out, plan)
        out.note("◆ 决定最早日期：这些行动拖一天，完成日就晚一天。余量天＝可以推迟而不影响完成日的天数。")
    if plan.expiring:
        out.heading("到审核日会失效的材料", 2)
        rows = [row(f"{one.clause} {one.title}", one.text, one.on, one.loses) for one in plan.expiring]
        out.table(("条款", "原因", "失效日", "会失分"), rows, (28, 44, 16, 12), "llcr")
    if plan.left_out:
        out.heading("没有列入的条款", 2)
        rows = [row(f"{one.clause} {one.title}", one.gain, one.days, one.why) for one in plan.left_out]
        out.table(("条款", "可增分", "人日", "为什么"), rows, (34, 11, 11, 44), "lrrl")
    for note in plan.notes:
        out.note(f"注：{note}")


def _calendar(out: Writer, plan: Plan) -> None:
    """The actions over the weeks: a table with shaded cells, which every program shows and a reader can change."""
    found = weeks(plan, _MOST)
    if found is None:
        return
    out.heading("甘特图", 2)
    wide = (out.width - _LABEL) / max(len(found.starts), 12)
    months = [(month, len(list(part))) for (_, month), part in groupby(found.starts, lambda day: (day.year, day.month))]
    audited = [found.holds(number, plan.audit_date) for number in range(len(found.starts))]
    named = (Field(f"{month}月" if wide * span >= 7 else str(month), _HEAD, span=span) for month, span in months)
    head = [
        [Field("行动（◆＝决定最早日期，审＝审核日）", _HEAD, left=True), *named],
        [Field(f"每格 {found.step} 天，格内是起始日", _HEAD, left=True)]
        + [Field("审" if audit else str(day.day), _AUDIT if audit else _HEAD) for day, audit in zip(found.starts, audited, strict=True)],
    ]
    rows = []
    for one in plan.actions:
        label = fitting(f"{one.number}　{'、'.join(one.targets)} {one.do}", _LABEL - 2, _SMALL * _MM)
        fill, sign, ink = (_CRITICAL, "◆", "FFFFFF") if one.critical else (_OTHER, "■", _OTHER)
        cells = [
            Field(sign, fill, ink) if filled else Field("", _AUDIT if audit else "")
            for filled, audit in zip(found.filled(one), audited, strict=True)
        ]
        rows.append([Field(label, left=True), *cells])
    out.grid(head, rows, (_LABEL, *[wide] * len(found.starts)), _SMALL)
