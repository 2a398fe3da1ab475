"""The factors as a bar chart: an SVG that stands alone, readable by screen readers, without script, font or link."""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

_TEMPLATE = Path(__file__).with_name("chart.svg.j2")
_TOP, _STEP, _THICK = 112, 54, 26
_LEFT, _WIDE = 150, 440


def chart(result: Mapping[str, Any]) -> bytes:
    """The result document as SVG, UTF-8; the same bytes for the same result."""
    bars = [
        {
            "title": one["title"],
            "weight": one["weight"],
            "percent": one["percent"],
            "points": one["points"]["shown"] if one["points"] else None,
            "full": one["full"],
            "y": _TOP + n * _STEP,
            "width": f"{float(Fraction(one['rate']['exact']) * _WIDE):.2f}" if one["rate"] else "0",
        }
        for n, one in enumerate(result["factors"])
    ]
    bottom = _TOP + len(bars) * _STEP
    ticks = [{"x": _LEFT + _WIDE * share // 100, "label": f"{share}%"} for share in (0, 25, 50, 75, 100)]
    drawn = _template().render(result=result, bars=bars, ticks=ticks, left=_LEFT, wide=_WIDE, thick=_THICK, top=_TOP, bottom=bottom)
    return (str(drawn).strip() + "\n").encode()


@lru_cache(maxsize=1)
def _template() -> Any:
    from jinja2 import Environment

    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(_TEMPLATE.read_text(encoding="utf-8"))
