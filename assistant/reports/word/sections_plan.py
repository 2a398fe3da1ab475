"""The chapter on the plan."""

from assistant.reports import words
from assistant.reports.model_plan import Plan
from assistant.reports.word.writer import Writer, row


def plan_chapter(out: Writer, plan: Plan) -> None:
    """Target, bundles, actions with dates, what expires, what was left out."""
    for text in plan.headline:
        out.text(text)
    out.note(words.ESTIMATES)
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
        out.note("◆ 为关键路径：这些行动拖一天，完成日就晚一天。余量天＝可以推迟而不影响完成日的天数。")
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
