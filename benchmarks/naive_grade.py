"""The plain alternative to grading: a clause has its full marks as soon as a file of a kind it asks for is in the pack.

It is given the kinds of files that the engine recognised by their contents, and looks at nothing in them: no date, no enterprise's name, no record.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from scoring.rubric import load_rubric

NAME = "file there = full marks"


def by_presence(result: Mapping[str, Any]) -> dict[str, Any]:
    """A result document, as far as tests.support.agreement reads one, by the presence of files alone."""
    there = {kind for one in result["documents"] for kind in one["kinds"]}
    clauses = [_clause(one, there) for one in result["clauses"]]
    full = sum(Decimal(one["points"]) for one in result["clauses"])
    share = 100 * sum(Decimal(one["earned"]) for one in clauses) / full
    reached = [one.id for one in load_rubric().levels if share >= Decimal(str(one.lower))]
    return {
        "clauses": clauses,
        "level": {"confirmed": reached[-1] if reached else "unqualified"},
        "special_deductions": [],
        "documents": [{"file": one["file"], "why_not": []} for one in result["documents"]],
    }


def _clause(one: Mapping[str, Any], there: set[str]) -> dict[str, str]:
    found = not there.isdisjoint(one["evidence_kinds"])
    return {"id": one["id"], "outcome": "met" if found else "not_met", "earned": one["points"] if found else "0"}
