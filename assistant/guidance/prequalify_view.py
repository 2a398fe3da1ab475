"""A prequalification document as lines for a terminal. Computes nothing of its own."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.guidance.cited import names, said

Json = Mapping[str, Any]

_MARKS = {"met": "✓", "not_met": "✗", "contested": "≠", "unclear": "？"}
_HOLDS = {True: "　时间已满", False: "　时间没有满", None: ""}


def report(found: Json) -> Iterator[str]:
    """What was filled in, the conditions with both sides, what may be left out, managers, time, what first, materials, notes, sources."""
    yield from found["applicant"]["told"]
    yield ""
    yield "申请条件"
    for one in found["eligibility"]:
        yield f"  {_MARKS[one['verdict']]} {one['title']}　{one['verdict_title']}：{one['text']}"
        yield f"      说法：{one['rule']}{_of(one)}"
        yield from (f"      · {said(side, found)}{side_state(side)}" for side in one["sides"])
        if one["note"]:
            yield f"      注：{one['note']}"
    if found["questions"]:
        yield "  要问认证机构的"
        yield from (f"      {one['ask']}" for one in found["questions"])
    yield ""
    yield from _exclusions(found)
    yield ""
    yield f"售后服务管理师：{found['managers']['text']}{_of(found['managers'])}"
    yield f"已获认证：{found['certificates']['text']}{_of(found['certificates'])}"
    if found["level"]:
        yield f"希望的级别：{found['level']['text']}{_of(found['level'])}"
    yield ""
    time = found["time"]
    yield f"时间：{_span(time['applying'])} 可申请，{_span(time['finish'])} 拿证{_of(time)}"
    yield f"  {time['text']}；没有公开数字、没有计入的：{'、'.join(time['uncounted']) or '无'}"
    for one in time["spans"]:
        yield f"  {one['title']}另有说法：{'；'.join(said(side, found) for side in one['sides'])}，早晚两头都按它放宽"
    yield f"  各来源直接说的总时长：{'；'.join(said(side, found) for side in time['totals'])}"
    yield ""
    yield "先准备"
    for number, one in enumerate(found["first"], start=1):
        yield f"  {number}. {one['title']}：{one['why']}{_of(one)}"
    yield ""
    yield "申请材料"
    yield from _materials(found["materials"])
    yield ""
    yield from (f"注：{note}" for note in found["notes"])
    yield ""
    yield "出处"
    for name, one in found["passages"].items():
        yield f"  [{name}] {one['title']}｜{one['confidence']['label']}｜来源：{names(one['sources'], found) or '无'}"


def side_state(side: Json) -> str:
    """Whether a time one side asks for has passed, and from when on it will have."""
    if not side["counted"]:
        return "　（说的是另一种认证，不算在内）"
    until = f"，到 {side['possible_from']} 才满" if side["holds"] is False else ""
    return f"{_HOLDS[side['holds']]}{until}"


def _exclusions(found: Json) -> Iterator[str]:
    out = found["exclusions"]
    yield f"可能删减的条款{_of(out)}"
    for one in out["items"]:
        clauses = "、".join(f"{clause['id']} {clause['title']}" for clause in one["clauses"])
        yield f"  {one['title']}　{one['state_title']}：{one['reason']}（{clauses}）"
    if out["points"]:
        yield f"  {out['points']}"
    yield f"  {out['caveat']}"


def _materials(classes: Sequence[Json]) -> Iterator[str]:
    for one in classes:
        yield f"  {one['title']}"
        for item in one["items"]:
            some = "　只有部分机构要" if item["asked_by"] == "some" else ""
            yield f"      {item['title']}：{item['do']}（{item['confidence']['label']}）{some}"


def _of(one: Json) -> str:
    """How well it is supported, and the passages."""
    return f"（{one['confidence']['label']}　{' '.join(f'[{name}]' for name in one['passages'])}）"


def _span(window: Json) -> str:
    return f"{window['earliest']} 至 {window['latest']}"
