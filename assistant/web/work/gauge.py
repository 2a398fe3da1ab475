"""A score on a half circle from 0 to full marks, with the levels marked. Geometry only: all numbers are the result's."""

from collections.abc import Mapping
from math import cos, pi, sin
from typing import Any

from markupsafe import Markup

from assistant.web.render import environment

_RADIUS, _CENTRE, _THICK = 96, (120, 116), 14


def gauge(result: Mapping[str, Any]) -> Markup:
    """SVG of a scored result."""
    full = float(result["rules"]["full_marks"])
    levels = result["rules"]["levels"]
    confirmed, possible = float(result["score"]["confirmed"]), float(result["score"]["possible"])
    ticks = [{"inner": _at(float(one["from"]) / full, -_THICK / 2), "outer": _at(float(one["from"]) / full, _THICK / 2), **one} for one in levels]
    drawn = environment().get_template("work/gauge.svg").render(
        arc=_arc(0, 1), earned=_arc(0, confirmed / full), hoped=_arc(confirmed / full, possible / full), ticks=ticks, result=result, thick=_THICK
    )  # fmt: skip
    return Markup(drawn)  # the template escapes what it is given


def _at(share: float, out: float = 0) -> tuple[str, str]:
    angle = pi * (1 - share)
    return f"{_CENTRE[0] + (_RADIUS + out) * cos(angle):.1f}", f"{_CENTRE[1] - (_RADIUS + out) * sin(angle):.1f}"


def _arc(start: float, end: float) -> str:
    if end <= start:
        return ""
    (x0, y0), (x1, y1) = _at(start), _at(end)
    return f"M{x0} {y0}A{_RADIUS} {_RADIUS} 0 0 1 {x1} {y1}"
