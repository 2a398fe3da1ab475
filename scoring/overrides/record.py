"""A person's conclusion on a result document -> an override that rests on what the document shows today."""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from scoring.override_model import Override
from scoring.overrides.codec import OverrideError, override_of

Json = Mapping[str, Any]

_NEVER_READ = frozenset({"unsupported", "wrong_type", "empty"})


def recorded(result: Json, said: Json, *, who: str, when: str, reason: str, until: str, today: date | None = None, whose: str = "") -> Override:
    """The override for what was `said`: its kind and the fields of that kind, without id, basis and the ones given here.

    Raises OverrideError where the result has no such clause, condition, file, deduction or claim, or a value is not one;
    with `today`, also where the last day it is to hold on is over. `whose` names the client where there are several: the same
    words on two of them within one second are two conclusions.
    """
    content = {**said, "who": who, "when": when, "reason": reason, "until": until, "basis": basis_in(result, said)}
    told = {**content, "whose": whose} if whose else content
    name = "ov-" + sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:12]
    one = override_of({"id": name, **content})
    if today is not None and one.until < today:
        raise OverrideError(f"有效至 {one.until} 已经过去，请写今天以后的日期")
    return one


def basis_in(result: Json, said: Json) -> str:
    """The fingerprint in the result that such an override must hold today. Raises OverrideError where there is no target."""
    try:
        match said.get("kind"):
            case "condition" | "on_site":
                return _of_clause(result, said)
            case "special":
                return _fingerprint(result["special_deductions"], "id", said["deduction"], "特别扣分")
            case "bonus":
                return _fingerprint(result["bonus_claims"], "id", said["claim"], "特别加分主张")
            case "file_kind":
                found = _fingerprint(result["documents"], "sha256", said["file"], "文件（按内容指纹）")
                _readable(next(one for one in result["documents"] if one["sha256"] == said["file"]))
                return found
            case other:
                raise OverrideError(f"没有“{other}”这种人工结论")
    except (KeyError, TypeError, AttributeError) as error:
        raise OverrideError("这份结果里没有记下人工结论所需的指纹，请用现在的 xingping grade --json 重新生成") from error


def _of_clause(result: Json, said: Json) -> str:
    name = said["clause"]
    found = [one for one in result["clauses"] if one["id"] == name]
    if not found:
        raise OverrideError(f"结果里没有条款 {name}")
    clause = found[0]
    if clause["excluded_because"] is not None:
        raise OverrideError(f"条款 {name} 已删减，不能再下人工结论")
    if said["kind"] == "condition" and said["condition"] not in (ids := [one["id"] for one in clause["conditions"]]):
        raise OverrideError(f"条款 {name} 里没有条件 {said['condition']}，可用：{'、'.join(ids)}")
    if said["kind"] == "on_site" and said.get("outcome") is None and clause["mode"] != "sample_ratio":
        raise OverrideError(f"条款 {name} 不是按抽样比例计分的，现场结论只能是符合或不符合")
    return str(clause["fingerprint"])


def _readable(document: Json) -> None:
    """What holds no text that a better copy could show (a program, an empty file) is no paper, whatever one names it."""
    for one in document["why_not"]:
        if one["reason"] in _NEVER_READ and "section" not in one:
            raise OverrideError(f"《{document['file']}》读不了（{one['text']}），改认种类不起作用，请换成能读的文件再上传")


def _fingerprint(listed: list[Json], key: str, name: str, what: str) -> str:
    found = [one for one in listed if one[key] == name]
    if not found:
        known = "、".join(str(one[key]) for one in listed[:6]) if key == "id" else ""
        raise OverrideError(f"结果里没有这项{what}：{name}" + (f"（现有 {known}）" if known else ""))
    return str(found[0]["fingerprint"])
