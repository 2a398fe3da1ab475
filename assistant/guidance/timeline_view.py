"""A timeline document as lines for a terminal. Computes nothing of its own."""

from collections.abc import Iterator, Mapping
from typing import Any

from assistant.guidance.cited import said
from scoring.terminal import pad

Json = Mapping[str, Any]

_OUTCOMES = {"met": "满", "only_later": "晚些申请才满", "not_met": "不满"}


def report(line: Json) -> Iterator[str]:
    """The phases, the reckoning back, the whole way as sources give it, what must have lasted, what follows, notes."""
    if line["verdict"]:
        yield f"希望 {line['wanted']} 拿证：{line['verdict']}"
        yield ""
    yield f"从 {line['ready']} 起：申请 {_window(line['applying'])}，拿证 {_window(line['finish'])}"
    yield from _phases(line)
    for one in line["backward"]:
        yield ""
        yield f"倒排（{one['title']}）：最迟 {one['latest_begin']} 开始，{_spare(one)}"
        yield from (f"  {step['begin']} 至 {step['end']}　{step['title']}" for step in one["phases"])
    yield ""
    yield "各来源直接说的总时长（起算点不同，只作对照）"
    yield from (f"  {_total(one, line)}" for one in line["totals"]["sides"])
    yield ""
    yield "申请那天应已满的时间（来源说法不一，以认证机构为准）"
    for gate in line["gates"]:
        yield f"  {gate['title']}{'（从 ' + gate['since'] + ' 算）' if gate['since'] else ''}：{gate['note']}"
        yield from (f"    {_gate(side, gate, line)}" for side in gate["sides"])
    yield ""
    yield "拿证以后"
    for one in line["later"]:
        yield f"  {pad(one['title'], 26)} {_window(one['due'])}　{'；'.join(said(side, line) for side in one['sides'])}"
        yield f"      {one['note']}"
    yield ""
    yield from (f"注：{note}" for note in line["notes"])
    if line["uncounted"]:
        yield f"自己填天数：--days {line['uncounted'][-1]}=14，或 --days {line['uncounted'][-1]}=10-14"


def _phases(line: Json) -> Iterator[str]:
    for one in line["phases"]:
        yield f"  {pad(one['title'], 22)} {pad(one['takes'], 30)} 开始 {_window(one['begin'])}，结束 {_window(one['end'])}"
        if one["basis"] == "figures":
            yield from (f"      {said(side, line)}" for side in one["sides"])
    for one in line["spans"]:
        told = "；".join(said(side, line) for side in one["sides"])
        yield f"  ※ {one['title']}另有说法：{told}{'，早晚两头都按它放宽' if one['used'] else '（已自填，没有用）'}"


def _total(one: Json, line: Json) -> str:
    certificate, until = one["certificate"], ""
    if certificate["latest"]:
        until = f"：拿证 {_window(certificate)}" if certificate["earliest"] else f"：最迟 {certificate['latest']} 拿证"
    back = one["apply_by"]
    if back and back["longest"]:
        until += f"；照最长的算最迟 {back['longest']} 申请"
    return f"{said(one, line)}{until}"


def _gate(side: Json, gate: Json, line: Json) -> str:
    if side["outcome"]:
        return f"{said(side, line)}：{_OUTCOMES[side['outcome']]}，{side['possible_from']} 起可申请"
    return f"{said(side, line)}：{gate['counted_from']}不晚于 {_window(side['begun_by'])}"


def _spare(one: Json) -> str:
    return f"还有 {one['spare_days']} 天" if one["in_time"] else f"已经晚了 {-one['spare_days']} 天"


def _window(window: Json) -> str:
    early, late = window["earliest"], window["latest"]
    return str(early) if early == late else f"{early} 至 {late}"
