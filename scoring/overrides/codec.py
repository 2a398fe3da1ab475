"""Overrides <-> JSON, strictly: every fault is one Chinese line that names the entry."""

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from scoring.errors import DeclaredError
from scoring.facts.kinds import kinds
from scoring.overrides.model import SCHEMA, FileKindOverride, Override, in_order

_AT_MOST = 10_000
_SHOWN = 40


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
            one = _adapter().validate_python(value)
        except ValidationError as error:
            faults.append(f"{where}：{_said(error)}")
            continue
        if one.id in seen:
            faults.append(f"{where}：编号与前面的一项重复")
        elif isinstance(one, FileKindOverride) and (odd := [kind for kind in one.kinds if kind not in kinds()]):
            faults.append(f"{where}：kinds 里没有“{'、'.join(odd)[:_SHOWN]}”这种材料")
        else:
            out.append(one)
        seen.add(one.id)
    if faults:
        raise OverrideError(*faults)
    return tuple(sorted(out, key=in_order))


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


def _name(value: object) -> str:
    """（ov-…）, where the entry says who it is."""
    name = value.get("id") if isinstance(value, dict) else None
    return f"（{name[:_SHOWN]}）" if isinstance(name, str) and name.isprintable() and name else ""


def _said(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:])
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
        "value_error": str(first["msg"]).removeprefix("Value error, "),
        "literal_error": f"只能是 {str(first.get('ctx', {}).get('expected', '')).replace(' or ', '、')}",
        "string_pattern_mismatch": "写法不对（编号为 ov- 加 12 位十六进制，basis 和 file 为 64 位十六进制）",
        "string_type": "应是文字",
        "string_too_long": "太长",
        "too_short": "不能是空的",
        "too_long": "太多",
        "int_type": "应是整数",
        "greater_than_equal": f"不能小于 {first.get('ctx', {}).get('ge')}",
        "less_than_equal": f"不能大于 {first.get('ctx', {}).get('le')}",
    }.get(first["type"], "写法不对")
    return f"{where} {what}".strip()
