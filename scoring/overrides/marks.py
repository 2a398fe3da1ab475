"""Where the overrides in force left their mark, for the result document."""

from collections.abc import Iterable, Mapping
from typing import Any

from scoring.override_model import Applied, ConditionOverride, OnSite, target
from scoring.overrides.codec import override_to_json
from scoring.overrides.wording import about, decided

Marks = Mapping[tuple[str, ...], list[str]]


def marks(applied: Iterable[Applied]) -> Marks:
    """Ids of the active overrides by their target (see `target`), and by ("clause", id) for all that touch a clause."""
    out: dict[tuple[str, ...], list[str]] = {}
    for one in applied:
        if one.state == "active":
            out.setdefault(target(one.override), []).append(one.override.id)
            if isinstance(one.override, ConditionOverride | OnSite):
                out.setdefault(("clause", one.override.clause), []).append(one.override.id)
    return out


def marked(found: Marks, *key: str) -> dict[str, Any]:
    """`overridden_by` where there is something to tell; nothing else."""
    return {"overridden_by": found[key]} if key in found else {}


def listed(applied: Iterable[Applied], result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every override as it was given, with its state, and in words what it is about in the result and what it says."""
    return [
        {**given, "about": about(given, result), "decided": decided(given), "state": one.state, "why": one.why}
        for one in applied
        for given in (override_to_json(one.override),)
    ]
