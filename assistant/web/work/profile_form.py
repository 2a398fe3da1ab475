"""The enterprise's profile as a form, and back. The form is told to scoring as profile.yaml would be: one reader, one set of faults."""

from collections.abc import Mapping
from typing import Any

import yaml

from scoring.profile import Profile, parse_profile

_SOURCE = "企业档案"


def form_of(profile: Profile | None) -> dict[str, str]:
    """What the fields show."""
    one = profile or Profile()
    return {
        "name": one.name,
        "uscc": one.uscc,
        "kind": one.kind or "",
        "industry": one.industry,
        "period_months": str(one.period_months),
        "branches": "\n".join(one.branches),
        "entrusted_outlets": "\n".join(one.entrusted_outlets),
        "exclusions": "\n".join(f"{item.clause} {item.reason}" for item in one.exclusions),
    }


def profile_of(values: Mapping[str, str]) -> Profile:
    """The profile typed; what is wrong with a field is among its notices. Raises ProfileError."""
    months = values.get("period_months", "12").strip() or "12"
    told: dict[str, Any] = {
        "enterprise": {
            **{name: values.get(name, "").strip() for name in ("name", "uscc", "industry")},
            **{name: _lines(values.get(name, "")) for name in ("branches", "entrusted_outlets")},
            **({"kind": values["kind"]} if values.get("kind") else {}),
        },
        "period_months": int(months) if months.isdecimal() and len(months) < 4 else months,
        "exclusions": [_exclusion(line) for line in _lines(values.get("exclusions", ""))],
    }
    return parse_profile(yaml.safe_dump(told, allow_unicode=True), _SOURCE)


def _exclusion(line: str) -> dict[str, str]:
    clause, _, reason = line.partition(" ")
    return {"clause": clause, "reason": reason.strip()}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
