"""A result as the page shows it: what goes where. Numbers are the result's own."""

from collections.abc import Mapping
from typing import Any

from scoring.facts.kind_titles import kind_titles
from scoring.misnamed import CHECK_THE_NAME

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
        "alarms": [one for one in result["notices"] if CHECK_THE_NAME in one],
        "counts": {name: sum(1 for one in clauses if one["outcome"] == name) for name in ("met", "not_met", "partial", "unknown", "error")},
        "kinds": list(kind_titles().items()),
        "partly": [one for one in documents if one["usable"] and one["why_not"]],
    }
