"""为什么丢分: a clause in full, an indicator by its clauses, or where the points went altogether."""

from pydantic import Field

from assistant.answering.opened import Opened
from assistant.answering.tools.reading import (
    Json,
    Writing,
    any_working,
    found_in,
    graded,
    lead,
    listed,
    of_subject,
    open_clauses,
    open_conditions,
    plain,
    ruled,
    sampled,
    scored,
    standing,
    title,
)
from assistant.answering.tools.value import Arguments, ToolAnswer
from assistant.reports.words import OPEN

NAME = "why_lost"
DESCRIPTION = "打开的客户某条款、某指标或全部为什么丢分：结论、缺什么、证据在哪、补什么；不给条款时列失分最多的。"

_MOST = 6
_PLACES = 4


class Asked(Arguments):
    subject: str | None = Field(None, description="条款号或指标号，如 5.2.4-c、5.2.4；不填为全部")


def why_lost(opened: Opened, asked: Asked) -> ToolAnswer:
    result = graded(opened)
    if asked.subject is None:
        return _overall(opened, result)
    found = of_subject(result, asked.subject)
    if len(found) == 1 and found[0]["id"] == asked.subject:
        return _clause(opened, result, found[0])
    return _indicator(opened, result, asked.subject, found)


def _clause(opened: Opened, result: Json, one: Json) -> ToolAnswer:
    out = Writing()
    lost = "" if one["outcome"] in OPEN else "没有丢分：" if scored(result) and one["excluded_because"] is None else ""
    out.say(f"{lead(opened)}里，{title(one)}{lost or '：'}{standing(one, result)}。")
    for line in ruled(one, result):
        out.say(line)
    if one["sample"]:
        out.say(f"记录：{sampled(one)}{out.marks(one['sample']['failures'], one['id'], _PLACES)}。")
    for condition in open_conditions(one):
        marks = out.marks(condition["evidence"], one["id"], 2)
        out.say(f"要求“{plain(condition['condition'])}”：{plain(condition['text'])}{marks}。")
        for remedy in condition["remedies"]:
            told = f"约 {remedy['days']} 人日，前置 {remedy['lead_days']} 天，工作口径"
            out.say(f"要补：{plain(remedy['do'])}（交：{plain(remedy['hand_in'])}；{plain(remedy['who'])}；{told}）。")
    for text in one["contradictions"]:
        out.say(f"材料互相矛盾：{plain(text)}。")
    if one["outcome"] in OPEN and scored(result):
        out.say(f"补齐可增 {one['gain']} 分。")
    elif one["outcome"] == "met":
        out.say(f"依据{_met_by(out, one) or '见“材料预评”里的这一条'}。")
    return ToolAnswer(out.text, tuple(out.places), clauses=(one["id"],), next=("分都丢在哪了", "怎么最快到下一级"))


def _met_by(out: Writing, one: Json) -> str:
    return "".join(out.marks(condition["evidence"], one["id"], 1) for condition in one["conditions"])


def _indicator(opened: Opened, result: Json, subject: str, found: list[Json]) -> ToolAnswer:
    head = next((one for one in (*result["indicators"], *result["groups"]) if one["id"] == subject), None)
    name = f"{subject} {head['title']}" if head else subject
    losing = [one for one in open_clauses(result) if one in found]
    sums = f"得 {head['earned']} / {head['applicable']} 分，失 {head['lost']} 分；" if head and scored(result) else ""
    if not losing:
        return ToolAnswer(f"{lead(opened)}里，{name}没有丢分：{sums}下面 {len(found)} 条都没有差距。", clauses=tuple(one["id"] for one in found))
    out = Writing()
    out.say(f"{lead(opened)}里，{name}：{sums}下面 {len(found)} 条里 {len(losing)} 条有差距。")
    for line in listed([_line(out, one, result) for one in losing[:_MOST]], _MOST, len(losing)):
        out.say(line)
    if scored(result) and any_working(result):
        out.say(any_working(result))
    return ToolAnswer(out.text, tuple(out.places), clauses=tuple(one["id"] for one in losing), next=(f"{losing[0]['id']} 为什么丢分",))


def _overall(opened: Opened, result: Json) -> ToolAnswer:
    losing = open_clauses(result)
    if not losing:
        return ToolAnswer(f"{lead(opened)}里没有失分的条款。")
    out = Writing()
    total = result["total"]
    sums = f"涉及 {total['applicable']} 分，得 {total['earned']} 分，失 {total['lost']} 分；" if scored(result) else ""
    out.say(f"{lead(opened)}：{sums}有差距的条款 {len(losing)} 条，可增加的分多的在前。")
    for line in listed([_line(out, one, result) for one in losing[:_MOST]], _MOST, len(losing)):
        out.say(line)
    if result["special_deductions"]:
        out.say(f"另有特别扣分 {len(result['special_deductions'])} 项，在评分值之外扣。")
    if scored(result) and any_working(result):
        out.say(any_working(result))
    asks = (f"{losing[0]['id']} 为什么丢分", "怎么最快到下一级")
    return ToolAnswer(out.text, tuple(out.places), clauses=tuple(one["id"] for one in losing), next=asks)


def _line(out: Writing, one: Json, result: Json) -> str:
    failures = one["sample"]["failures"] if one["sample"] else []
    evidence = [quote for condition in open_conditions(one) for quote in condition["evidence"]]
    human = "〔人工〕" if one.get("overridden_by") else ""
    return f"· {title(one)}：{standing(one, result)}{human}。{found_in(one)}{out.marks(failures or evidence, one['id'], 1)}"
