"""Derive a stored result again from the facts stored in it, and compare byte by byte."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scoring.engine import ENGINE
from scoring.result import canonical, with_facts
from scoring.stored import StoredError, broken, stored

ReplayError = StoredError  # both say that the stored result cannot be used

# What the words are and how figures are shown; whatever is not named here decides something.
_WORDING = frozenset(
    {"text", "why", "called", "title", "condition", "note", "notices", "finding", "allocation_note", "do", "hand_in", "who", "on_site"}
    | {"lost", "gain", "percent", "engine", "level_titles"}
)
# What no version was without: where it is missing, it was taken out.
_CORE = frozenset({"as_of", "period", "enterprise", "rubric", "clauses", "special_deductions", "bonus_claims", "documents", "eligibility", "basis"})


@dataclass(frozen=True, slots=True)
class Replay:
    """`same`: the bytes are equal. `differences` are the top-level parts and clauses that are not.

    A result of another version of the program (`engine`, "" for this one) may differ without anything having come out
    differently: `added` are fields it did not have yet, `reworded` the parts whose texts or shown figures differ alone.
    """

    same: bool
    differences: tuple[str, ...]
    engine: str = ""
    added: tuple[str, ...] = ()
    reworded: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """One line for people."""
        if self.same:
            return "重算结果与文件逐字节相同"
        if not self.engine:
            return f"重算结果与文件不同：{'、'.join(self.differences)}"
        versions = f"文件由 {self.engine} 写成，现在的程序是 {ENGINE}"
        newer = [f"文件里还没有的字段：{'、'.join(self.added)}"] if self.added else []
        newer += [f"只是文字或显示不同：{'、'.join(self.reworded)}（版本更新会这样，文字被人改过也会这样）"] if self.reworded else []
        if self.differences:
            aside = f"。另外，{'；'.join(newer)}" if newer else ""
            return f"{versions}；重算的结论、得分或依据与文件不同：{'、'.join(self.differences)}{aside}"
        return f"{versions}；重算的结论、得分、等级和特别扣分都与文件相同，但不是逐字节相同。{'；'.join(newer) or '只有版本号、字节顺序或格式不同'}"


def replay(data: bytes, rubric_id: str | None = None) -> Replay:
    """Raises ReplayError where the file is no result, holds no facts, or its rubric is not at hand."""
    kept = stored(data, rubric_id)
    if not kept.same_rubric:
        raise ReplayError(f"评分表 {kept.rubric.id} 已不是当时那一版（内容指纹不同），不能逐字节比较；请用当时的评分表文件（--rubric）")
    try:
        again = with_facts(kept.regraded())
        same = canonical(again) == data
    except (LookupError, ArithmeticError, ValueError) as error:
        raise broken() from error
    if same:
        return Replay(True, ())
    derived = json.loads(canonical(again))
    engine = kept.result.get("engine")
    if engine == ENGINE or not isinstance(engine, str):
        return Replay(False, tuple(dict.fromkeys(part for part, _, _ in _differences(kept.result, derived))) or ("字节顺序或格式",))
    return _of_another_version(kept.result, derived, engine)


def _of_another_version(kept: Mapping[str, Any], again: Mapping[str, Any], engine: str) -> Replay:
    found = list(_differences(kept, again))
    real = tuple(dict.fromkeys(part for part, field, sort in found if sort == "real"))
    added = tuple(dict.fromkeys(field for _, field, sort in found if sort == "added"))
    reworded = tuple(dict.fromkeys(part for part, field, sort in found if sort == "reworded" and part not in real and field != "engine"))
    return Replay(False, real, engine, added, reworded)


def _differences(kept: Mapping[str, Any], again: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(part, field, sort) of every difference; a part is a clause or a top-level key, a sort "real", "added" or "reworded"."""
    for key in sorted(kept.keys() | again.keys()):
        if key == "clauses":
            old, new = _by_id(kept.get(key)), _by_id(again.get(key))
            for name in sorted(old.keys() | new.keys(), key=str):
                if name in old and name in new:
                    yield from ((f"条款 {name}", *rest) for rest in _inside(old[name], new[name], ("clauses",)))
                else:
                    yield f"条款 {name}", "clauses", "real"
        elif key not in kept:
            yield key, key, "real" if key in _CORE else "added"
        elif key not in again:
            yield key, key, "real"
        else:
            yield from ((key, *rest) for rest in _inside(kept[key], again[key], (key,)))


def _inside(old: Any, new: Any, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(field, sort) of the differences between two values; fields that the old one lacks are new in the program."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name in sorted(old.keys() | new.keys()):
            field = (*path, name)
            if name not in new:
                yield ".".join(field), "real"
            elif name not in old:
                yield ".".join(field), "added"
            else:
                yield from _inside(old[name], new[name], field)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new) and not _is_wording(path):
        for one, other in zip(old, new, strict=True):
            yield from _inside(one, other, path)
    elif old != new or type(old) is not type(new):
        yield ".".join(path), "reworded" if _is_wording(path) else "real"


def _is_wording(path: tuple[str, ...]) -> bool:
    return (path[-1] in _WORDING and path[0] != "basis") or path == ("clauses", "contradictions")


def _by_id(listed: Any) -> dict[Any, Any]:
    return {str(one.get("id")): one for one in listed if isinstance(one, dict)} if isinstance(listed, list) else {}
