"""A plan as lines for a terminal. Reads the plan document and computes nothing of its own."""

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.plan import saying
from scoring.terminal import pad

Json = Mapping[str, Any]

_OUTCOMES = {"not_met": "不符合", "partial": "部分符合", "unknown": "无法判断", "error": "出错"}
_PROVENANCE = {"working": "（工作）", "confirmed": "", "official": ""}


def report(plan: Json) -> Iterator[str]:
    """The whole plan: verdict, clauses, special deductions, dated actions, what expires, what is left alone, notes."""
    yield from _head(plan)
    yield from _bundles(plan)
    yield from _special(plan)
    yield from _actions(plan)
    yield from _expiring(plan)
    yield from _left_out(plan)
    yield from _what_if(plan)
    yield ""
    yield from (f"注：{one}" for one in plan["notes"])


def _head(plan: Json) -> Iterator[str]:
    before, after = plan["before"], plan["after"]
    given = "" if plan["audit_given"] else "（没有给，按计划推定）"
    yield f"{plan['enterprise']['name'] or '（企业名称未知）'}　达星计划　{plan['rubric']['title']}"
    yield f"评定日 {plan['as_of']}　开始 {plan['from']}　审核日 {plan['audit_date']}{given}"
    yield ""
    yield saying.target(plan)
    if not plan["reachable"]:
        yield f"  {saying.instead(plan)}"
    yield f"现在 {_standing(before)} → 计划之后 {_standing(after)}"
    yield f"不整改，到审核日 {_standing(plan['at_audit'])}；能补的全部补齐 {_standing(plan['best'])}"
    if plan["nothing_to_do"]:
        yield saying.nothing(plan)
        return
    points = "、分值均" if saying.working(plan) else ""
    doing = f"（其中在做的 {plan['under_way_days']}）" if plan["under_way_days"] != "0" else ""
    yield f"工作量约 {plan['effort_days']} 人日{doing}，最早 {plan['earliest_date']} 完成（人日、天数{points}为工作口径的估计）"


def _standing(one: Json) -> str:
    return f"{one['score']} 分 {one['title']}"


def _bundles(plan: Json) -> Iterator[str]:
    if plan["bundles"]:
        yield ""
        yield f"要补齐的条款（{len(plan['bundles'])} 条；一条里的行动全部做完才得分；（工作）＝分值为工作口径）"
    for one in plan["bundles"]:
        marks = [
            *(["缺它不可"] if one["mandatory"] else []),
            *(["在做"] if one["lock"] == "doing" else []),
            *([one["gain_told"] or "到审核日会失效"] if one["expires"] else []),
        ]
        tail = f"　{'，'.join(marks)}" if marks else ""
        name, outcome = pad(f"{one['clause']} {one['title']}", 34), pad(_OUTCOMES.get(one["outcome"], one["outcome"]), 8)
        yield f"  {name} {outcome} {_gain(one)}　{one['days']} 人日　{one['lead_days']} 天{tail}"


def _gain(one: Json) -> str:
    return f"+{one['gain']} 分{_PROVENANCE[one['provenance']]}"


def _special(plan: Json) -> Iterator[str]:
    if plan["special"]:
        yield ""
        yield f"必须整改的特别扣分（{len(plan['special'])} 项，每项整改后收回扣分；可由评审人员带理由撤销）"
    for one in plan["special"]:
        yield f"  {one['action']}　{one['text']}{'　到审核日才出现' if one['expires'] else ''}"


def _actions(plan: Json) -> Iterator[str]:
    if plan["actions"]:
        yield ""
        yield f"行动（{len(plan['actions'])} 项，先完成的在前，编号同甘特图和报告；◆＝决定最早日期）"
    for number, one in sorted(enumerate(plan["actions"], start=1), key=lambda item: (item[1]["finish"], item[1]["id"])):
        mark = "◆" if one["id"] in plan["critical"] else "·"
        slack = f"，可推迟 {one['slack']} 天" if one["slack"] else ""
        doing = "，在做" if one["lock"] == "doing" else ""
        name = "、".join(one["clauses"]) or one["id"]
        yield f"  {mark} {number:>2}　{one['start']} → {one['finish']}　{name}　{one['who']}　约 {one['days']} 人日{slack}{doing}"
        yield f"      {one['do']}（交：{one['hand_in']}）"


def _expiring(plan: Json) -> Iterator[str]:
    if plan["expiring"]:
        yield ""
        yield f"到审核日会失效（{len(plan['expiring'])} 条，已算进计划；抽样条款是审核期后移，合格的旧记录移了出去）"
    for one in plan["expiring"]:
        yield f"  {one['clause']} {one['title']}　到 {one['on']} {one['loses_text']}：{one['text']}"


def _left_out(plan: Json) -> Iterator[str]:
    if plan["left_out"]:
        yield ""
        yield f"没有列入的差距（{len(plan['left_out'])} 条）"
    for one in plan["left_out"]:
        why = "；".join(part for part in (one["why"], one["gain_told"]) if part)
        yield f"  {pad(one['clause'] + ' ' + one['title'], 34)} {_gain(one)}　{one['days']} 人日　{why}"


def _what_if(plan: Json) -> Iterator[str]:
    found = plan["what_if"]
    if found:
        yield ""
        parts = [f"{'、'.join(found[key])} {said}" for key, said in (("on", "算符合"), ("off", "算不符合")) if found[key]]
        yield f"假设{'，'.join(parts)}：现在 {_standing(found)}（只看分数，计划不按这个假设编排）"
