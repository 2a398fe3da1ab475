"""Clauses that changed, and why: what the results prove first; else all that changed and may have been it."""

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.compare.model import Cause, ClauseChange, ConditionChange, OverrideChange, Standing
from scoring.compare.world import World

Json = Mapping[str, Any]
_STANDING = ("outcome", "earned", "possible")
_FILES_SHOWN = 4
_NOTHING = "材料、评分表、档案、日期都没有变，是读取或判断的程序有更新"
_NOTHING_SEEN = "材料、评分表、日期和结果里记下的档案内容都没有变，是读取或判断的程序有更新，或结果里没有记下的档案内容有改动"
_WORDS = {"changed": "改动", "added": "新增", "removed": "撤下"}


def clause_changes(world: World) -> Iterator[ClauseChange]:
    """In the order of the later rubric; clauses that it no longer has come last."""
    old = {one["id"]: one for one in world.before["clauses"]}
    new = {one["id"]: one for one in world.after["clauses"]}
    for name in (*new, *(name for name in old if name not in new)):
        before, after = old.get(name), new.get(name)
        conditions = tuple(_conditions(before, after))
        overrides = tuple(world.overrides_on(name))
        was, now = _standing(before), _standing(after)
        if conditions or overrides or _plain(was) != _plain(now):
            some = after or before or {}
            causes = tuple(_causes(world, before, after, overrides))
            yield ClauseChange(name, some["title"], was, now, conditions, causes)


def _standing(one: Json | None) -> Standing | None:
    if one is None:
        return None
    return Standing(one["outcome"], one["earned"], one["possible"], one["points"], tuple(one.get("overridden_by", ())))


def _plain(one: Standing | None) -> tuple[str, ...]:
    return () if one is None else (one.outcome, one.earned, one.possible, one.points)


def _conditions(before: Json | None, after: Json | None) -> Iterator[ConditionChange]:
    old = {one["id"]: one for one in before["conditions"]} if before else {}
    new = {one["id"]: one for one in after["conditions"]} if after else {}
    for name in (*new, *(name for name in old if name not in new)):
        was, now = old.get(name), new.get(name)
        if was is None or now is None or was["outcome"] != now["outcome"]:
            yield ConditionChange(name, (now or was or {})["condition"], *_pair(was, now, "outcome"), *_pair(was, now, "text"))


def _pair(was: Json | None, now: Json | None, key: str) -> tuple[str, str]:
    return (was[key] if was else ""), (now[key] if now else "")


# ---- why


def _causes(world: World, before: Json | None, after: Json | None, overrides: tuple[OverrideChange, ...]) -> Iterator[Cause]:
    if before is None or after is None:
        yield Cause("rubric", f"评分表{'增加' if before is None else '去掉'}了这个条款")
        return
    proved = [*_by_rubric(before, after), *_by_exclusion(before, after)]
    kinds = tuple(world.overrides_on(kind="file_kind"))
    seen = _papers(world.before, before) != _papers(world.after, after) or _found(before) != _found(after)
    named = seen and _automatic(world.before, before) == _automatic(world.after, after)  # only how the files were named can differ
    if overrides or (named and kinds):
        proved.append(Cause("override", "；".join(_said(one) for one in (*overrides, *(kinds if named else ())))))
    if seen:
        proved += _by_evidence(world, before, after)
    yield from proved
    explained = {one.kind for one in proved} - ({"override"} if seen and not (named and kinds) else set())
    if not explained:
        yield from _possible(world, kinds)


def _by_rubric(before: Json, after: Json) -> Iterator[Cause]:
    if before["points"] != after["points"]:
        yield Cause("rubric", f"评分表里这一条的分值由 {before['points']} 改为 {after['points']}")
    elif _asks(before) != _asks(after):
        yield Cause("rubric", "评分表里这一条的要求有改动")


def _asks(one: Json) -> Any:
    return one["mode"], [(item["id"], item["condition"]) for item in one["conditions"]]


def _by_exclusion(before: Json, after: Json) -> Iterator[Cause]:
    was, now = before["excluded_because"], after["excluded_because"]
    if (was is None) != (now is None):
        yield Cause("profile", f"档案里删减了这一条：{now}" if was is None else "档案里不再删减这一条")


def _by_evidence(world: World, before: Json, after: Json) -> Iterator[Cause]:
    """Files that the findings rest on and that only one of the packs holds in that state."""
    quoted = {file for file, sha256 in _quoted(after) if sha256 in world.new_hashes}
    quoted |= {file for file, sha256 in _quoted(before) if sha256 in world.gone_hashes}
    parts = [(word, [one.file for one in world.files if one.state == state and one.file in quoted]) for state, word in _WORDS.items()]
    if any(files for _, files in parts):
        yield Cause("evidence", "；".join(f"{word} {_names(files)}" for word, files in parts if files), tuple(sorted(quoted)))


def _possible(world: World, kinds: tuple[OverrideChange, ...]) -> Iterator[Cause]:
    """All that changed and may have been it."""
    found: list[tuple[Any, str, tuple[str, ...]]] = []
    if world.date_moved:
        found.append(("date", f"评定日由 {world.before['as_of']} 改为 {world.after['as_of']}，审核期和证书有效期随之变化", ()))
    profile = [f"企业档案有改动：{'、'.join(world.profile)}"] if world.profile else []
    if world.period_moved and not world.date_moved:
        profile.append(f"审核期由 {_period(world.before)} 改为 {_period(world.after)}")
    if profile:
        found.append(("profile", "；".join(profile), ()))
    if world.rubric_changed:
        found.append(("rubric", "评分表内容有改动", ()))
    if world.new_hashes or world.gone_hashes:
        files = tuple(one.file for one in world.files if one.state != "renamed")
        found.append(("evidence", f"材料有增减，但这一条的结论没有引用它们：{_names(files)}", files))
    if kinds:
        found.append(("override", "；".join(_said(one) for one in kinds), ()))
    if not found:
        found.append(("program", _NOTHING if world.profile_told else _NOTHING_SEEN, ()))
    for kind, text, files in found:
        yield Cause(kind, text, files, certain=len(found) == 1 and world.profile_told)


def _period(result: Json) -> str:
    return f"{result['period']['from']} 至 {result['period']['to']}"


def _said(one: OverrideChange) -> str:
    word = {"added": "新的人工结论", "ended": "人工结论不再计入", "changed": "人工结论改了"}[one.state]
    return f"{word} {one.text}" + (f"（{one.why}）" if one.why else "")


def _automatic(result: Json, clause: Json) -> Any:
    """How the clause stands by the files as they were read, without any conclusion."""
    told = result["automatic"]["clauses"][clause["id"]] if "automatic" in result else clause
    return [told[key] for key in _STANDING]


def _papers(result: Json, clause: Json) -> Any:
    """How it stands without conclusions on it; files named by people count as they named them."""
    return _automatic(result, clause) if clause.get("overridden_by") else [clause[key] for key in _STANDING]


def _found(clause: Json) -> Any:
    return [(one["id"], one["automatic"]["outcome"] if "automatic" in one else one["outcome"]) for one in clause["conditions"]]


def _quoted(clause: Json) -> Iterator[tuple[str, str]]:
    """Files with their hashes that the findings rest on."""
    for condition in clause["conditions"]:
        yield from ((one["file"], one["sha256"]) for one in condition["evidence"])
    sample = clause["sample"] or {}
    for part in ("failures", "rows"):
        yield from ((one["file"], one["sha256"]) for one in sample.get(part, ()))


def _names(files: tuple[str, ...] | list[str]) -> str:
    more = f"等 {len(files)} 份" if len(files) > _FILES_SHOWN else ""
    return "、".join(files[:_FILES_SHOWN]) + more
