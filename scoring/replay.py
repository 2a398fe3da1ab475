"""Derive a stored result again from the facts stored in it, and compare byte by byte."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scoring.result import canonical, with_facts
from scoring.stored import StoredError, broken, stored

ReplayError = StoredError  # both say that the stored result cannot be used


@dataclass(frozen=True, slots=True)
class Replay:
    """`same`: the bytes are equal. `differences` are the top-level parts and clauses that are not."""

    same: bool
    differences: tuple[str, ...]


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
    return Replay(False, tuple(_differences(kept.result, json.loads(canonical(again)))) or ("字节顺序或格式",))


def _differences(kept: Mapping[str, Any], again: dict[str, Any]) -> list[str]:
    out = []
    for key in sorted(kept.keys() | again.keys()):
        if key == "clauses":
            listed = kept.get(key)
            old = {one.get("id"): one for one in listed if isinstance(one, dict)} if isinstance(listed, list) else {}
            new = {one["id"]: one for one in again["clauses"]}
            out += [f"条款 {name}" for name in sorted(old.keys() | new.keys(), key=str) if old.get(name) != new.get(name)]
        elif kept.get(key) != again.get(key):
            out.append(key)
    return out
