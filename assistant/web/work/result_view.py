"""A result as the page shows it: what goes where. Numbers are the result's own."""

from collections.abc import Mapping
from typing import Any

from scoring.facts.kind_titles import kind_titles

Json = Mapping[str, Any]

_OPEN = ("not_met", "partial", "unknown", "error")


def result_view(result: Json) -> dict[str, Any]:
    """Names for the template: gaps by gain, clauses that hold, the heat map by indicator, files that did not count."""
    clauses = result["clauses"]
    gaps = sorted((one for one in clauses if one["outcome"] in _OPEN), key=lambda one: (-float(one["gain"]), one["id"]))
    documents = result["documents"]
    return {
        "result": result,
        "gaps": gaps,
        "held": [one for one in clauses if one["outcome"] not in _OPEN],
        "indicators": [
            {**indicator, "clauses": [one for one in clauses if one["indicator"]["id"] == indicator["id"]]} for indicator in result["indicators"]
        ],
        "refused": [one for one in documents if not one["usable"]],
        "counts": {name: sum(1 for one in clauses if one["outcome"] == name) for name in ("met", "not_met", "partial", "unknown", "error")},
        "kinds": list(kind_titles().items()),
        "named": {one["id"]: _named(one, result) for one in result.get("overrides", ())},
        "partly": [one for one in documents if one["usable"] and one["why_not"]],
    }


def _named(override: Json, result: Json) -> str:
    """What a decision is about, as people call it."""
    kind = override["kind"]
    if kind in ("condition", "on_site"):
        title = next((one["title"] for one in result["clauses"] if one["id"] == override["clause"]), "")
        return f"{override['clause']} {title}{'（现场）' if kind == 'on_site' else ''}"
    if kind == "file_kind":
        return next((f"文件 {one['file']}" for one in result["documents"] if one["sha256"] == override["file"]), "文件（已不在材料里）")
    listed, key = (result["special_deductions"], "deduction") if kind == "special" else (result["bonus_claims"], "claim")
    return next((str(one["text"]) for one in listed if one["id"] == override[key]), "特别扣分或加分（已不在结果里）")
