"""A result as lines for a terminal. Reads the result document and computes nothing of its own."""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from scoring.locators import shown_place
from scoring.misnamed import CHECK_THE_NAME
from scoring.terminal_overrides import (
    clause_in_full,
    condition_in_full,
    mark,
    on_site,
    overrides,
    score_line,
    special_head,
    status,
)
from scoring.terminal_samples import counted, listed, named_why, summary

Json = Mapping[str, Any]

_OUTCOMES = {"met": "符合", "not_met": "不符合", "partial": "部分符合", "not_applicable": "删减", "unknown": "无法判断", "error": "出错"}
_MARKS = {"met": "✓", "not_met": "✗", "partial": "◐", "not_applicable": "－", "unknown": "？", "error": "！"}
_PROVENANCE = {"working": "工作口径", "confirmed": "公开来源", "official": "正式分值"}
_BAR = 20
_FAILURES = 6


def report(result: Json, clauses: tuple[str, ...] = ()) -> Iterator[str]:
    """The whole report: score, table by indicator, gaps, special deductions, files that did not count. `clauses`: only these, in full."""
    chosen = [one for one in result["clauses"] if one["id"] in clauses]
    if clauses:
        unknown = [name for name in clauses if name not in {one["id"] for one in result["clauses"]}]
        yield from (f"评分表里没有条款 {name}" for name in unknown)
        for one in chosen:
            yield from _clause_in_full(one)
        return
    yield from _head(result)
    yield from _table(result)
    yield from _special(result)
    yield from _gaps(result)
    yield from summary(result["clauses"])
    yield from overrides(result)
    yield from _contradictions(result)
    yield from _files(result)
    yield from _rest(result)


def _head(result: Json) -> Iterator[str]:
    enterprise = result["enterprise"]["name"] or "（企业名称未知）"
    yield f"{enterprise}　{result['rubric']['title']}"
    yield f"评定日 {result['as_of']}　审核期 {result['period']['from']} 至 {result['period']['to']}"
    yield from (f"注意：{notice}" for notice in result["notices"] if notice.endswith(CHECK_THE_NAME))
    if "score" in result:
        score, level = result["score"], result["level_titles"]
        yield ""
        yield f"确认分 {score['confirmed']}　{level['confirmed']}"
        yield from score_line(result)
        if score["possible"] != score["confirmed"]:
            yield f"可能分 {score['possible']}　{level['possible']}（看不清的材料补清、拟定的特别扣分撤销之后）"
        if result["exclusions"]["accepted"]:
            yield f"不删减时 {score['without_exclusions']}"
        if score["next"]:
            yield f"距{score['next']['title']}还差 {score['next']['missing']} 分"
        yield f"分值口径：{score['allocation_note']}"


def _table(result: Json) -> Iterator[str]:
    yield ""
    scored = "score" in result
    for indicator in result["indicators"]:
        title = f"{indicator['id']} {indicator['title']}"
        if scored:
            earned, points = indicator["earned"], indicator["applicable"]
            yield f"{pad(title, 30)} {bar(float(earned), float(points))} {earned:>6} / {points}"
        else:
            yield title
        for one in result["clauses"]:
            if one["indicator"]["id"] != indicator["id"]:
                continue
            tail = f"{one['earned']:>5} / {one['points']}" if scored else ""
            working = "" if one["provenance"] != "working" or not scored else "（工作）"
            named = pad(one["id"] + " " + one["title"], 34)
            yield f"  {_MARKS[one['outcome']]} {named} {pad(_OUTCOMES[one['outcome']], 10)} {tail}{working}{mark(one)}"
    if scored:
        yield "  （工作）＝该条款分值没有公开来源，为工作口径；带字母的编号是工作条目，不是标准条号"
        yield "  得分截取两位小数，不进位；各指标和总分按精确值相加再截取，可能比逐条相加多百分之几分；可增的分按列出的分值减得分计"


def _special(result: Json) -> Iterator[str]:
    if result["special_deductions"]:
        yield ""
        yield special_head(result["special_deductions"], result["rules"]["special_deductions"])
        for one in result["special_deductions"]:
            yield f"  {one['code']}　{one['text']}{status(one)}"
            yield f"      编号 {one['id']}，用 --special 引用"
            yield from (f"      {_place(quote)}" for quote in one["evidence"][:4])
            yield f"      整改：{one['remedy']['do']}"


def _contradictions(result: Json) -> Iterator[str]:
    if result["contradictions"]:
        yield ""
        yield f"材料互相矛盾 {len(result['contradictions'])} 处（请查实后统一；只有影响结论的才记为不符合或无法判断）"
        for one in result["contradictions"]:
            clauses = f"　涉及 {'、'.join(one['clauses'])}" if one["clauses"] else ""
            yield f"  ≠ {one['text']}{clauses}"
            for value in one["values"]:
                yield from (f"      {value['value']}：{_place(place)}" for place in value["places"][:2])


def _gaps(result: Json) -> Iterator[str]:
    open_clauses = [one for one in result["clauses"] if one["outcome"] in ("not_met", "partial", "unknown", "error")]
    if open_clauses:
        yield ""
        yield f"失分与要补的材料（{len(open_clauses)} 条，按可增加的分从多到少）"
        for one in sorted(open_clauses, key=lambda item: (-float(item["gain"]), item["id"])):
            yield from _gap(one)


def _gap(one: Json) -> Iterator[str]:
    sample = one["sample"]
    how_many = f"，{on_site(one)}" if "on_site_result" in one else f"，{counted(sample)}" if sample else ""
    gain = f"　补齐可增 {one['gain']} 分" if float(one["gain"]) else ""
    yield f"  {_MARKS[one['outcome']]} {one['id']} {one['title']}　{_OUTCOMES[one['outcome']]}{how_many}{gain}{mark(one)}"
    for condition in one["conditions"]:
        if condition["outcome"] not in ("not_met", "partial", "unknown", "error"):
            continue
        yield f"      要求：{condition['condition']}。{condition['text']}"
        if condition["outcome"] == "unknown":
            yield from (f"        见 {_place(quote)}" for quote in condition["evidence"][:2])
        for remedy in condition["remedies"]:
            yield f"      补：{remedy['do']}（交：{remedy['hand_in']}；{remedy['who']}；约 {remedy['days']} 人日，前置 {remedy['lead_days']} 天）"
    if sample:
        if sample["failures"] and sample["method"] == "sample":
            yield "        抽中的里不合格的（没有抽中的不知道）："
        for failure in sample["failures"][:_FAILURES]:
            yield f"        {failure['file']} {shown_place(failure['locator'])}　{named_why(failure)}"
        if len(sample["failures"]) > _FAILURES:
            yield f"        …… 另有 {len(sample['failures']) - _FAILURES} 条，用 --clause {one['id']} 看全部"


def _files(result: Json) -> Iterator[str]:
    refused = [one for one in result["documents"] if not one["usable"]]
    partly = [one for one in result["documents"] if one["usable"] and one["why_not"]]
    counted = len(result["documents"]) - len(refused)
    yield ""
    yield f"材料 {len(result['documents'])} 份：{counted} 份可以作证，{len(refused)} 份没算数"
    for one in refused:
        yield f"  ✗ {one['file']}：{'；'.join(why['text'] for why in one['why_not'] if 'section' not in why)}"
    for one in partly:
        yield f"  ◐ {one['file']}：{'；'.join(why['text'] for why in one['why_not'])}"


def _rest(result: Json) -> Iterator[str]:
    for one in result["exclusions"]["accepted"]:
        yield f"已删减 {one['clause']}：{one['reason']}"
    for one in result["exclusions"]["refused"]:
        yield f"删减 {one['clause']} 没有采纳：{one['why']}"
    if result["eligibility"]:
        yield ""
        yield "申请资格（不计分）"
        for one in result["eligibility"]:
            note = f"（{one['note']}）" if one["note"] else ""
            yield f"  {_MARKS[one['outcome']]} {one['text']}{'：' + one['finding'] if one['finding'] else ''}{note}"
    yield from (f"{claim['text']}（编号 {claim['id']}，用 --bonus 引用）" for claim in result["bonus_claims"])
    yield from (f"注：{notice}" for notice in result["notices"])


def _clause_in_full(one: Json) -> Iterator[str]:
    provenance = _PROVENANCE[one["provenance"]]
    yield f"{one['id']} {one['title']}　{_OUTCOMES[one['outcome']]}　得 {one['earned']} / {one['points']}（{provenance}）"
    yield from clause_in_full(one)
    for condition in one["conditions"]:
        yield f"  {_MARKS[condition['outcome']]} {condition['condition']}（编号 {condition['id']}）　{condition['text']}"
        yield from condition_in_full(condition)
        yield from (f"      {_place(quote)}" for quote in condition["evidence"])
        yield from (f"      补：{remedy['do']}（交：{remedy['hand_in']}）" for remedy in condition["remedies"])
    if one["sample"]:
        yield f"  {counted(one['sample'])}"
        yield from (f"      {_place(failure)}　{named_why(failure)}" for failure in one["sample"]["failures"])
        yield from listed(one["sample"])
    yield from (f"  现场：{question}" for question in one["on_site"])
    yield ""


def _place(quote: Json) -> str:
    said = f"“{quote['quote']}”" if quote["quote"] else ""
    return f"{quote['file']} {shown_place(quote['locator'])}{said}"


def bar(part: float, whole: float) -> str:
    """█████░░░ in a fixed width; full only when all is earned."""
    cells = int(_BAR * part / whole) if whole else 0
    return "█" * cells + "░" * (_BAR - cells)


def pad(text: str, width: int) -> str:
    """Filled to a width in which a Chinese character counts two."""
    wide = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
    return text + " " * max(width - wide, 0)
