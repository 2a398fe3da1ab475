"""The plan's actions over the calendar: an SVG that stands alone, without script, font or link, for light and dark pages."""

import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

_TEMPLATE = Path(__file__).with_name("gantt.svg.j2")
_TOP, _STEP, _THICK = 132, 34, 16
_LEFT, _WIDE, _RIGHT = 350, 520, 110
_LABEL, _TITLE = 46, 100  # half-width characters
_TICKS = (1, 2, 7, 14, 30, 60, 90, 180, 365)
_MOST_TICKS = 7


def gantt(plan: Mapping[str, Any]) -> bytes:
    """The plan document as SVG, UTF-8; the same bytes for the same plan."""
    first = date.fromisoformat(plan["from"])
    last = max([date.fromisoformat(plan["earliest_date"]), *(_audit(plan)), first + timedelta(days=1)])
    whole = (last - first).days
    scale = _WIDE / whole
    rows = [
        {
            "label": _fitting(f"{'、'.join(one['clauses']) or '特别扣分'} {one['do']}", _LABEL),
            "full": f"{'、'.join(one['clauses']) or '特别扣分'}：{one['do']}；{one['who']}；{one['start']} 至 {one['finish']}；约 {one['days']} 人日",
            "who": _fitting(one["who"], _LABEL),
            "finish": one["finish"],
            "sort": "critical" if one["id"] in plan["critical"] else ("doing" if one["lock"] == "doing" else "free"),
            "x": f"{_LEFT + (date.fromisoformat(one['start']) - first).days * scale:.2f}",
            "width": f"{max((date.fromisoformat(one['finish']) - date.fromisoformat(one['start'])).days * scale, 3):.2f}",
            "end": f"{_LEFT + (date.fromisoformat(one['finish']) - first).days * scale + 6:.2f}",
            "y": _TOP + number * _STEP,
        }
        for number, one in enumerate(sorted(plan["actions"], key=lambda item: (item["finish"], item["id"])))
    ]
    every = next((step for step in _TICKS if whole / step <= _MOST_TICKS), whole)
    ticks = [
        {"x": f"{_LEFT + days * scale:.2f}", "label": (first + timedelta(days=days)).isoformat()[5 if whole < 180 else 2 :]}
        for days in range(0, whole + 1, every)
    ]
    bottom = _TOP + max(len(rows), 1) * _STEP
    drawn = _template().render(
        plan=plan, rows=rows, ticks=ticks, left=_LEFT, width=_LEFT + _WIDE + _RIGHT, top=_TOP, bottom=bottom, thick=_THICK,
        audit=[f"{_LEFT + (day - first).days * scale:.2f}" for day in _audit(plan)], title=_fitting(plan["enterprise"]["name"] or "", 40),
        why=_fitting(plan["why_not"], _TITLE), nothing="不用整改" if plan["reachable"] else "没有能列入的行动",
    )  # fmt: skip
    return (str(drawn).strip() + "\n").encode()


def _audit(plan: Mapping[str, Any]) -> list[date]:
    """The day of the audit where the user gave one."""
    return [date.fromisoformat(plan["audit_date"])] if plan["audit_given"] else []


def _fitting(text: str, width: int) -> str:
    """Cut to a width in which a Chinese character counts two, with …; characters that XML cannot hold are left out."""
    out, used = "", 0
    for char in text:
        if unicodedata.category(char) in ("Cc", "Cs", "Cn"):
            continue
        used += 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if used > width:
            return out + "…"
        out += char
    return out


@lru_cache(maxsize=1)
def _template() -> Any:
    from jinja2 import Environment

    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(_TEMPLATE.read_text(encoding="utf-8"))
