"""Overrides <-> JSON, strictly: every fault is one Chinese line that names the entry."""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from scoring.errors import DeclaredError
from scoring.facts.kinds import kinds
from scoring.override_model import SCHEMA, FileKindOverride, Override, in_order

_AT_MOST = 10_000
_SHOWN = 40
_FIELDS = {
    "who": "姓名",
    "when": "时间",
    "reason": "理由",
    "until": "有效期",
    "clause": "条款",
    "condition": "要求",
    "outcome": "结论",
    "passed": "合格数",
    "drawn": "抽查数",
    "deduction": "特别扣分",
    "claim": "特别加分",
    "decision": "决定",
    "file": "文件",
    "kinds": "材料种类",
    "id": "编号",
    "basis": "依据",
}
_CHOICES = {"met": "符合", "not_met": "不符合", "unknown": "无法判断", "dismiss": "撤销", "confirm": "确认"}
_FORMS = {  # of faults of an entry as a whole; files are told in the names of their fields
    "on_site_nothing": "现场结论要选符合或不符合，或同时写合格数和抽查数",
    "on_site_both": "现场结论写了符合或不符合，就不要再写合格数和抽查数",
    "kinds_twice": "材料种类有重复",
}


class OverrideError(DeclaredError):
    """Overrides that cannot be used. `faults` has a line for each; the text is the first and how many more there are."""

    def __init__(self, *faults: str) -> None:
        more = f"（另有 {len(faults) - 1} 处）" if len(faults) > 1 else ""
        super().__init__(f"{faults[0]}{more}")
        self.faults = faults


def parse_overrides(data: bytes, source: str = "人工结论文件") -> tuple[Override, ...]:
    """The overrides of a file's bytes. Raises OverrideError."""
    try:
        values = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise OverrideError(f"{source}不是有效的 JSON") from error
    if not isinstance(values, dict) or values.get("schema") != SCHEMA or "overrides" not in values:
        raise OverrideError(f'{source}应是 {{"schema": "{SCHEMA}", "overrides": [...]}} 的形式')
    if unknown := sorted(values.keys() - {"schema", "overrides"}):
        raise OverrideError(f"{source}有不认识的项：{'、'.join(name[:_SHOWN] for name in unknown)}")
    return overrides_from_json(values["overrides"], source)


def overrides_from_json(values: object, source: str = "人工结论") -> tuple[Override, ...]:
    """The overrides of a list of plain values, in the order of `when`. Raises OverrideError."""
    if not isinstance(values, list):
        raise OverrideError(f"{source}的 overrides 应是列表")
    if len(values) > _AT_MOST:
        raise OverrideError(f"{source}里有 {len(values)} 项，最多 {_AT_MOST} 项")
    out: list[Override] = []
    faults: list[str] = []
    seen: set[str] = set()
    for number, value in enumerate(values, start=1):
        where = f"{source}第 {number} 项{_name(value)}"
        try:
            one = _checked(value, for_people=False)
        except OverrideError as error:
            faults.append(f"{where}：{error}")
            continue
        if one.id in seen:
            faults.append(f"{where}：编号与前面的一项重复")
        else:
            out.append(one)
        seen.add(one.id)
    if faults:
        raise OverrideError(*faults)
    return tuple(sorted(out, key=in_order))


def override_of(value: Mapping[str, Any]) -> Override:
    """One that a person makes now. Raises OverrideError in words for that person, who knows no names of fields."""
    return _checked(value, for_people=True)


def overrides_to_json(overrides: Iterable[Override]) -> list[dict[str, Any]]:
    """The same objects as plain values, in the order of `when`."""
    return [override_to_json(one) for one in sorted(overrides, key=in_order)]


def override_to_json(one: Override) -> dict[str, Any]:
    return one.model_dump(mode="json", exclude_none=True)


def overrides_file(overrides: Iterable[Override]) -> bytes:
    """A file of overrides, laid out for people."""
    return (json.dumps({"schema": SCHEMA, "overrides": overrides_to_json(overrides)}, ensure_ascii=False, indent=2) + "\n").encode()


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Override]:
    return TypeAdapter(Annotated[Override, Field(discriminator="kind")])


def _checked(value: object, *, for_people: bool) -> Override:
    try:
        one = _adapter().validate_python(value)
    except ValidationError as error:
        raise OverrideError(_said(error, for_people)) from error
    if isinstance(one, FileKindOverride) and (odd := [kind for kind in one.kinds if kind not in kinds()]):
        raise OverrideError(f"{'' if for_people else 'kinds 里'}没有“{'、'.join(odd)[:_SHOWN]}”这种材料")
    return one


def _name(value: object) -> str:
    """（ov-…）, where the entry says who it is."""
    name = value.get("id") if isinstance(value, dict) else None
    return f"（{name[:_SHOWN]}）" if isinstance(name, str) and name.isprintable() and name else ""


def _said(error: ValidationError, for_people: bool) -> str:
    """The first fault; the name of the field as files have it, or as people do."""
    first = error.errors()[0]
    parts = [str(part) for part in first["loc"][1:]]
    if for_people and first["type"] in _FORMS:
        return _FORMS[first["type"]]
    where = _FIELDS.get(parts[0], parts[0]) if for_people and parts else ".".join(parts)
    choices = str(first.get("ctx", {}).get("expected", "")).replace(" or ", "、").replace(", ", "、")
    if for_people:
        for name, word in _CHOICES.items():
            choices = choices.replace(f"'{name}'", word)
    told = {
        "union_tag_not_found": "缺少 kind（condition、on_site、special、file_kind 或 bonus）",
        "union_tag_invalid": "kind 应是 condition、on_site、special、file_kind 或 bonus",
        "model_attributes_type": "应是一个对象",
        "dict_type": "应是一个对象",
    }
    if first["type"] in told:
        return told[first["type"]]
    what = {
        "missing": "缺少这一项",
        "extra_forbidden": "不认识这一项",
        **dict.fromkeys(_FORMS, str(first["msg"])),
        "value_error": str(first["msg"]).removeprefix("Value error, "),
        "literal_error": f"只能是 {choices}",
        "string_pattern_mismatch": "写法不对（编号为 ov- 加 12 位十六进制，basis 和 file 为 64 位十六进制）",
        "string_type": "应是文字",
        "string_too_long": "太长",
        "too_short": "不能是空的",
        "too_long": "太多",
        "int_type": "应是整数",
        "greater_than_equal": f"不能小于 {first.get('ctx', {}).get('ge')}",
        "less_than_equal": f"不能大于 {first.get('ctx', {}).get('le')}",
    }.get(first["type"], "写法不对")
    return f"{where}{what}" if for_people else f"{where} {what}".strip()
