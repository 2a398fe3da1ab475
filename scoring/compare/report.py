"""A comparison as lines for a terminal. Reads its JSON document and computes nothing."""

from collections.abc import Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]

_OUTCOMES = {"met": "符合", "not_met": "不符合", "partial": "部分符合", "not_applicable": "删减", "unknown": "无法判断", "error": "出错", "": "没有"}
_CAUSES = {"evidence": "材料", "rubric": "评分表", "override": "人工结论", "date": "评定日", "profile": "档案", "program": "程序"}
_FILES = {"added": "＋ 新增", "removed": "－ 撤下", "changed": "≠ 改动", "renamed": "→ 改名"}
_SPECIAL = {"appeared": "＋ 出现", "gone": "－ 消除", "confirmed": "人工确认", "dismissed": "人工撤销", "proposed": "恢复为拟定"}
_OVERRIDES = {"added": "＋ 新增", "ended": "－ 不再计入", "changed": "≠ 改动"}


def report(comparison: Json) -> Iterator[str]:
    """Scores, levels, clauses with their reasons, deductions, files, conclusions."""
    yield f"{comparison['enterprise'] or '（企业名称未知）'}　{comparison['rubric_title']}"
    yield from _scores(comparison["before"], comparison["after"])
    yield from (f"注：{note}" for note in comparison["notes"])
    if comparison["empty"]:
        yield "两份结果没有不同"
        return
    yield from (f"★ {one['text']}" for one in comparison["crossings"])
    if comparison["rubric_changed"]:
        yield "评分表内容有改动（内容指纹不同）"
    if comparison["profile_changed"]:
        yield f"企业档案有改动：{'、'.join(comparison['profile_changed'])}"
    yield from _section("条款", comparison["clauses"], _clause)
    yield from _section("特别扣分", comparison["special"], lambda one: iter([f"  {_SPECIAL.get(one['state'], one['state'])}　{one['text']}"]))
    yield from _section("人工结论", comparison["overrides"], _override)
    yield from _section("材料", comparison["files"], _file)
    yield from _section("能不能作证变了的材料", comparison["usable"], _usable)


def _scores(before: Json, after: Json) -> Iterator[str]:
    yield f"评定日　　　{before['as_of']} → {after['as_of']}"
    if before["score"] is not None and after["score"] is not None:
        yield f"确认分　　　{before['score']} {before['level_title']} → {after['score']} {after['level_title']}"
        if (before["automatic"], after["automatic"]) != (before["score"], after["score"]):
            yield f"其中自动评　{before['automatic']} {before['automatic_level_title']} → {after['automatic']} {after['automatic_level_title']}"
        yield f"可能分　　　{before['possible']} → {after['possible']}"


def _section(title: str, items: Any, lines: Any) -> Iterator[str]:
    if items:
        yield ""
        yield f"{title}（{len(items)}）"
        for one in items:
            yield from lines(one)


def _clause(one: Json) -> Iterator[str]:
    yield f"  {one['id']} {one['title']}　{_standing(one['before'])} → {_standing(one['after'])}"
    for cause in one["causes"]:
        doubt = "" if cause["certain"] else "可能是"
        yield f"      原因：{doubt}{_CAUSES[cause['kind']]}——{cause['text']}"
    for condition in one["conditions"]:
        yield f"      {condition['condition']}：{_outcome(condition['before'])} → {_outcome(condition['after'])}"
        yield from (f"        {word}：{text}" for word, text in (("前", condition["text_before"]), ("后", condition["text_after"])) if text)


def _standing(one: Json | None) -> str:
    if one is None:
        return "没有这一条"
    mark = "〔人工〕" if one["overridden_by"] else ""
    return f"{_outcome(one['outcome'])} {one['earned']}/{one['points']}{mark}"


def _outcome(name: str) -> str:
    return _OUTCOMES.get(name, name)


def _override(one: Json) -> Iterator[str]:
    yield f"  {_OVERRIDES[one['state']]}　{one['text']}" + (f"：{one['why']}" if one["why"] else "")


def _file(one: Json) -> Iterator[str]:
    yield f"  {_FILES[one['state']]}　{one['was'] + ' → ' if one['was'] else ''}{one['file']}"


def _usable(one: Json) -> Iterator[str]:
    why = f"（{'原来' if one['usable'] else ''}{one['why']}）" if one["why"] else ""
    yield f"  {'✓ 现在可以作证' if one['usable'] else '✗ 不再作证'}　{one['file']}{why}"
