"""怎么最快到某一星: the least-effort plan, told from its document."""

from pydantic import Field

from assistant.answering.opened import Opened
from assistant.answering.tools.planning import moved, planned, points
from assistant.answering.tools.reading import Json, Writing, graded, lead, listed, plain, scored, working
from assistant.answering.tools.value import Arguments, ToolAnswer
from scoring.plan import Wish, saying

NAME = "fastest_way"
DESCRIPTION = "打开的客户到某一等级最省的整改办法：补哪些条款、能增多少分、多少人日、最早哪天完成。"

_MOST = 8


class Asked(Arguments):
    target: str | None = Field(None, description="目标等级：pass、three_star、four_star、five_star；不填为下一级")


def fastest_way(opened: Opened, asked: Asked) -> ToolAnswer:
    """Raises DeclaredError where there is no plan."""
    result = graded(opened)
    plan = planned(opened, Wish(asked.target or following(result), opened.start))
    out = Writing()
    out.say(f"{lead(opened)}：{saying.target(plan)}。")
    if said := saying.instead(plan):
        out.say(plain(said))
    if said := moved(result, plan):
        out.say(said)
    out.say(f"现在 {points(plan['before'])}；照计划之后 {points(plan['after'])}。")
    if said := saying.premise(plan):
        out.say(f"{plain(said)}。")
    if said := saying.nothing(plan):
        out.say(f"{said}。")
    else:
        _steps(out, plan)
    out.say(f"审核日按 {plan['audit_date']} 看{'' if plan['audit_given'] else '（没有给，按计划推定）'}；人日、天数都是工作口径的估计。")
    return ToolAnswer(out.text, clauses=tuple(one["clause"] for one in plan["bundles"]), next=("分都丢在哪了", "现在几星"))


def _steps(out: Writing, plan: Json) -> None:
    out.say(f"工作量约 {plan['effort_days']} 人日，{saying.finish(plan)}。")
    lines = [
        f"· {one['clause']} {one['title']}：+{one['gain']} 分{working(one)}，约 {one['days']} 人日，前置 {one['lead_days']} 天"
        f"{'，缺它不可' if one['mandatory'] else ''}"
        for one in plan["bundles"]
    ]
    for line in listed(lines, _MOST):
        out.say(line)
    for one in plan["special"]:
        out.say(f"· 特别扣分必须整改：{plain(one['text'])}")
    first = next((one for one in plan["actions"] if one["id"] in plan["critical"]), None)
    if first is not None:
        out.say(f"决定最早日期的一项：{plain(first['do'])}（{first['start']} 至 {first['finish']}，{plain(first['who'])}）。")


def following(result: Json) -> str | None:
    """The level after the one reached, the highest where that is the last."""
    if not scored(result):
        return None
    after = result["score"]["next"]
    return str(after["level"] if after else result["rules"]["levels"][-1]["id"])
