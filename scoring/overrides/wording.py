"""What a person concluded and about what, in the words of the result: for every view, so that none shows ids."""

from collections.abc import Iterable, Mapping
from typing import Any

from scoring.facts.kind_titles import kind_title

Json = Mapping[str, Any]

_OUTCOMES = {"met": "符合", "not_met": "不符合", "unknown": "无法判断", "partial": "部分符合"}
_SPECIAL = {"dismiss": "撤销", "confirm": "确认成立"}


def about(override: Json, result: Json) -> str:
    """5.1.6.2 疑难问题研究：<要求>, 5.2.4-b …（现场）, 特别扣分：<情形>, 特别加分：<主张> or 文件 <文件名>.

    `override` and `result` are the JSON values. What the result no longer has is called by what is known of it.
    """
    match override["kind"]:
        case "condition":
            clause = _one(result["clauses"], "id", override["clause"])
            asked = _one(clause["conditions"], "id", override["condition"]) if clause else None
            return f"{_titled(clause, override)}：{asked['condition'] if asked else '一项现在没有的要求'}"
        case "on_site":
            return f"{_titled(_one(result['clauses'], 'id', override['clause']), override)}（现场）"
        case "special":
            found = _one(result["special_deductions"], "id", override["deduction"])
            return f"特别扣分：{found['text'] if found else '一项现在没有的情形'}"
        case "bonus":
            found = _one(result["bonus_claims"], "id", override["claim"])
            return f"特别加分：{found['text'] if found else '一项现在没有的主张'}"
        case _:
            found = _one(result["documents"], "sha256", override["file"])
            return f"文件 {found['file']}" if found else "一份材料里已没有的文件"


def decided(override: Json) -> str:
    """符合, 现场 18 / 20 合格, 撤销, 确认成立, 确认加分 or 认作 维修记录、…"""
    match override["kind"]:
        case "special":
            return _SPECIAL[override["decision"]]
        case "bonus":
            return "确认加分"
        case "file_kind":
            return f"认作 {'、'.join(kind_title(kind) for kind in override['kinds'])}"
        case _ if override.get("outcome") is not None:
            return _OUTCOMES[override["outcome"]]
        case _:
            return f"现场 {override['passed']} / {override['drawn']} 合格"


def _titled(clause: Json | None, override: Json) -> str:
    return f"{clause['id']} {clause['title']}" if clause else f"条款 {override['clause']}"


def _one(listed: Iterable[Json], key: str, name: str) -> Json | None:
    return next((one for one in listed if one.get(key) == name), None)
