"""A plan document made by hand for a result, in the shape of "xingping-plan/1"."""

from typing import Any

Json = dict[str, Any]


def plan_for(result: Json, target: str = "five_star") -> Json:
    """Every open clause a bundle with an action a remedy; the last clause is left out. Dates are made up."""
    level = next(one for one in result["rules"]["levels"] if one["id"] == target)
    open_clauses = [one for one in result["clauses"] if one["outcome"] in ("not_met", "partial", "unknown")]
    bundles, actions = [], []
    for one in open_clauses[:-1]:
        ids = []
        for condition in one["conditions"]:
            for remedy in condition["remedies"]:
                ids.append(f"a{len(actions) + 1}")
                actions.append(_action(ids[-1], [one["id"]], None, remedy))
        bundles.append({
            "clause": one["id"], "title": one["title"], "gain": one["gain"], "days": "3", "lead_days": 14, "outcome": one["outcome"],
            "mandatory": False, "lock": "doing" if not bundles else None, "expires": len(bundles) == 1, "actions": ids,
        })  # fmt: skip
    special = []
    for one in result["special_deductions"]:
        special.append({"id": one["id"], "code": one["code"], "text": one["text"], "action": f"a{len(actions) + 1}", "expires": False})
        actions.append(_action(f"a{len(actions) + 1}", [], one["code"], one["remedy"]))
    left = open_clauses[-1:]
    return {
        "schema": "xingping-plan/1",
        "rubric": {key: result["rubric"][key] for key in ("id", "title", "sha256")},
        "enterprise": {"name": result["enterprise"]["name"]},
        "target": {"level": target, "title": level["title"], "lower": level["from"]},
        "as_of": result["as_of"],
        "from": result["as_of"],
        "audit_date": "2027-03-01",
        "reachable": True,
        "why_not": None,
        "before": {"score": result["score"]["confirmed"], "level": "three_star", "title": "三星级"},
        "after": {"score": "96.20", "level": "five_star", "title": "五星级"},
        "best": {"score": "98.00", "level": "five_star", "title": "五星级"},
        "effort_days": "31.5",
        "earliest_date": "2027-01-05",
        "critical": [actions[0]["id"]] if actions else [],
        "bundles": bundles,
        "actions": actions,
        "left_out": [{"clause": one["id"], "title": one["title"], "gain": one["gain"], "days": "2", "why": "不做也够"} for one in left],
        "special": special,
        "expiring": [
            {"clause": "5.1.6.3", "title": "管理体系认证", "text": "证书到 2027-02-01 到期", "on": "2027-02-01", "loses": "1.00"}
        ],
        "what_if": None,
        "notes": ["日期按日历天计，人日和天数是工作口径的估计"],
    }


def _action(name: str, clauses: list[str], special: str | None, remedy: Json) -> Json:
    return {
        "id": name, "clauses": clauses, "special": special, "do": remedy["do"], "hand_in": remedy["hand_in"], "who": remedy["who"],
        "days": remedy["days"], "lead_days": remedy["lead_days"], "start": "2026-11-20", "finish": "2026-12-20", "slack": 16, "lock": None,
    }  # fmt: skip
