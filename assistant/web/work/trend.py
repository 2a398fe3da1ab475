"""The scores of one enterprise over time as a line; geometry only."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from assistant.web.render import environment

_WIDE, _HIGH, _LEFT, _TOP, _FULL = 640, 150, 40, 14, 100.0


def trend_chart(points: Sequence[Mapping[str, Any]]) -> Markup:
    """SVG of two points or more that have a score; nothing for fewer."""
    scored = [one for one in points if one["confirmed"] is not None]
    if len(scored) < 2:
        return Markup("")
    step = _WIDE / (len(scored) - 1)
    low = min(60.0, *(float(one["confirmed"]) for one in scored))

    def high(score: float) -> float:
        return _TOP + _HIGH * (_FULL - score) / (_FULL - low)

    dots = [{**one, "x": f"{_LEFT + at * step:.1f}", "y": f"{high(float(one['confirmed'])):.1f}"} for at, one in enumerate(scored)]
    lines = [{"label": str(level), "y": f"{high(level):.1f}"} for level in (70, 80, 90, 95, 100) if level >= low]
    drawn = environment().get_template("work/trend.svg").render(dots=dots, lines=lines, left=_LEFT, right=_LEFT + _WIDE, bottom=_TOP + _HIGH)
    return Markup(drawn)  # the template escapes what it is given
