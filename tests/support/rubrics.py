"""Small rubrics made by hand: `small(group(clause("A", 60, said("research_unit"))), …)`, through the loader as a file would go."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from decimal import Decimal
from typing import Any

import yaml

from scoring.rubric import Rubric
from scoring.rubric.loader import parse_rubric

Data = dict[str, Any]

REMEDY: Data = {"do": "补齐这份材料并盖章", "hand_in": "材料 1 份", "who": "售后部门", "days": 1, "lead_days": 7}
LEVELS: list[Data] = [
    {"id": "pass", "title": "达标级", "from": 70},
    {"id": "three_star", "title": "三星级", "from": 80},
    {"id": "four_star", "title": "四星级", "from": 90},
    {"id": "five_star", "title": "五星级", "from": 95},
]


def said(concept: str, **more: Any) -> Data:
    return {"is": "stated", "concepts": [concept], **more}


def provided(kind: str, **more: Any) -> Data:
    return {"is": "provided", "kinds": [kind], **more}


def passed(record: str, role: str = "result", **more: Any) -> Data:
    """The sample is the records; one passes if the role says yes."""
    return {"is": "sampled", "records": [record], "tests": [{"test": "passed", "roles": [role]}], **more}


def clause(
    name: str,
    points: float | str,
    *predicates: Mapping[str, Any],
    provenance: str = "working",
    excludable: bool = False,
    evidence: Sequence[str] = ("notice",),
) -> Data:
    """A clause with a condition a predicate; a sampling one makes it a sample_ratio clause."""
    sampling = any(one["is"] in ("sampled", "covered") for one in predicates)
    return {
        "id": name,
        "title": f"条款{name}",
        "points": points,
        "provenance": provenance,
        "mode": "sample_ratio" if sampling else "all_or_nothing",
        "excludable": excludable,
        "evidence": list(evidence),
        "on_site": ["请负责人当面说明"],
        "conditions": [
            {"id": f"c{number}", "text": f"要求 {number}", "predicate": dict(one), "missing": "没有找到这份材料", "remedy": dict(REMEDY)}
            for number, one in enumerate(predicates, start=1)
        ],
    }


def group(*clauses: Data, name: str = "1", provenance: str = "confirmed") -> Data:
    points = sum((_exact(one["points"]) for one in clauses), start=_exact(0))
    indicator = {"id": f"{name}.1", "title": f"指标{name}", "clauses": list(clauses)}
    return {"id": name, "title": f"大类{name}", "points": str(points), "provenance": provenance, "indicators": [indicator]}


def rule(code: str, finds: str, **more: Any) -> Data:
    """A rule of special deductions."""
    return {"code": code, "title": "拟定扣分", "finds": finds, "remedy": dict(REMEDY), **more}


def data(*groups: Data, rules: Sequence[Data] = (), **more: Any) -> Data:
    points = sum((_exact(one["points"]) for one in groups), start=_exact(0))
    return {
        "id": "small",
        "version": "1",
        "title": "手写评分表",
        "full_marks": str(points),
        "levels": deepcopy(LEVELS),
        "special_deductions": {"points_each": 1, "fails_at": 5, "rules": list(rules)},
        "special_bonus": {"points_each": 1, "at_most": 1},
        "manager_share_percent": 10,
        "groups": list(groups),
        **more,
    }


def text(content: Data) -> str:
    return yaml.dump(content, allow_unicode=True, sort_keys=False)


def small(*groups: Data, rules: Sequence[Data] = (), **more: Any) -> Rubric:
    """The rubric of these groups."""
    return parse_rubric(text(data(*groups, rules=rules, **more)), "small.yaml")


def _exact(value: Any) -> Decimal:
    return Decimal(str(value))
