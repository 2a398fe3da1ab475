"""Derive a stored result again from the facts stored in it, and compare byte by byte."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from scoring.errors import DeclaredError
from scoring.facts.codec import facts_from_json
from scoring.grading import grade_facts
from scoring.profile import Profile
from scoring.result import canonical, with_facts
from scoring.rubric import RubricError, load_rubric
from scoring.rubric.loader import rubric_sha256


class ReplayError(DeclaredError):
    """The stored result cannot be replayed; the text says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Replay:
    """`same`: the bytes are equal. `differences` are the top-level parts and clauses that are not."""

    same: bool
    differences: tuple[str, ...]


def replay(stored: bytes, rubric_id: str | None = None) -> Replay:
    """Raises ReplayError where the file is no result, holds no facts, or its rubric is not at hand."""
    try:
        result = json.loads(stored)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ReplayError("这不是评分结果文件（不是有效的 JSON）") from error
    try:
        basis = result["basis"]
        profile = TypeAdapter(Profile).validate_python(basis["profile"])
        facts = tuple(facts_from_json(one) for one in basis["facts"])
        as_of = date.fromisoformat(result["as_of"])
        fingerprint = str(result["rubric"]["sha256"])
        rubric = load_rubric(rubric_id or str(result["rubric"]["id"]))
    except RubricError as error:
        raise ReplayError(str(error)) from error
    except (KeyError, TypeError, ValueError, ValidationError) as error:
        raise ReplayError("结果文件里缺少重算所需的事实（basis），请用 xingping grade --json 生成的文件") from error
    if rubric_sha256(rubric) != fingerprint:
        raise ReplayError(f"评分表 {rubric.id} 已不是当时那一版（内容指纹不同），不能逐字节比较；请用当时的评分表文件（--rubric）")
    try:
        again = with_facts(grade_facts(facts, profile, as_of, rubric))
        same = canonical(again) == stored
    except (LookupError, ArithmeticError, ValueError) as error:  # facts that no reader makes: a section that is not there
        raise ReplayError("结果文件里的事实前后对不上（被改动过），不能重算") from error
    if same:
        return Replay(True, ())
    return Replay(False, tuple(_differences(result, json.loads(canonical(again)))) or ("字节顺序或格式",))


def _differences(stored: dict[str, Any], again: dict[str, Any]) -> list[str]:
    out = []
    for key in sorted(stored.keys() | again.keys()):
        if key == "clauses":
            listed = stored.get(key)
            old = {one.get("id"): one for one in listed if isinstance(one, dict)} if isinstance(listed, list) else {}
            new = {one["id"]: one for one in again["clauses"]}
            out += [f"条款 {name}" for name in sorted(old.keys() | new.keys(), key=str) if old.get(name) != new.get(name)]
        elif stored.get(key) != again.get(key):
            out.append(key)
    return out
