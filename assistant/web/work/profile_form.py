"""The enterprise's profile as a form, and back to the fields a client is stored with; what does not hold is refused there."""

from collections.abc import Mapping
from typing import Any

from assistant.errors import UsageError
from scoring.facts.credit_code import valid_credit_code
from scoring.profile import Profile


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


def fields_of(values: Mapping[str, str]) -> dict[str, Any]:
    """The fields as typed. Raises UsageError for what does not hold, in the form's own words."""
    months, code = values.get("period_months", "").strip() or "12", values.get("uscc", "").strip().upper()
    if not months.isdecimal() or len(months) > 4 or int(months) not in range(12, 37):
        raise UsageError(f"审核期“{months[:20]}”不对，应是 12 到 36 之间的整数（月）")
    if code and not valid_credit_code(code):
        raise UsageError(f"统一社会信用代码 {code[:30]} 不成立（应为 18 位且校验位正确），请照营业执照核对")
    return {
        **{name: values.get(name, "").strip() for name in ("name", "uscc", "industry")},
        **{name: _lines(values.get(name, "")) for name in ("branches", "entrusted_outlets")},
        "kind": values.get("kind") or None,
        "period_months": int(months),
        "exclusions": [_exclusion(line) for line in _lines(values.get("exclusions", ""))],
    }


def _exclusion(line: str) -> dict[str, str]:
    clause, *reason = line.split(maxsplit=1)
    return {"clause": clause, "reason": reason[0] if reason else ""}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
