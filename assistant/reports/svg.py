"""Geometry of the HTML report's charts. Only lengths and angles are made here; every figure shown is the model's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from assistant.reports.model import Sum
from assistant.reports.words import short

_STEP, _THICK, _LEFT, _WIDE, _TOP = 26, 16, 132, 240, 8
_RADIUS, _CENTRE = 108, (235, 165)
_APART = 20  # more for those above and below, which stand close together
_LABEL = 15  # letters
_OUT = 16  # from the outermost ring to its labels


@dataclass(frozen=True, slots=True)
class Bar:
    title: str
    earned: str
    applicable: str
    y: int
    earned_width: str
    whole_width: str


@dataclass(frozen=True, slots=True)
class Bars:
    rows: tuple[Bar, ...]
    height: int
    left: int = _LEFT
    thick: int = _THICK


@dataclass(frozen=True, slots=True)
class Spoke:
    """An axis of the radar: its end, its point, and its label."""

    title: str
    percent: str
    end: tuple[str, str]
    point: tuple[str, str]
    label: tuple[str, str]
    anchor: str


@dataclass(frozen=True, slots=True)
class Radar:
    spokes: tuple[Spoke, ...]
    rings: tuple[tuple[str, str], ...]
    """(share in percent, points of the ring)."""
    outline: str
    centre: tuple[int, int] = _CENTRE


def bars(indicators: Sequence[Sum]) -> Bars:
    """One bar an indicator, as long as its points; those wholly excluded have none."""
    shown = [one for one in indicators if one.percent]
    most = max((float(one.applicable) for one in shown), default=1.0) or 1.0
    rows = tuple(
        Bar(
            short(f"{one.id} {one.title}", _LABEL), one.earned, one.applicable, _TOP + number * _STEP,
            f"{float(one.earned) / most * _WIDE:.1f}", f"{float(one.applicable) / most * _WIDE:.1f}",
        )
        for number, one in enumerate(shown)
    )  # fmt: skip
    return Bars(rows, _TOP * 2 + len(rows) * _STEP)


def radar(indicators: Sequence[Sum]) -> Radar | None:
    """Earned percent by indicator; None for fewer than three, which make no area."""
    shown = [one for one in indicators if one.percent]
    if len(shown) < 3:
        return None
    angles = [2 * pi * number / len(shown) - pi / 2 for number in range(len(shown))]
    spokes = tuple(
        Spoke(
            short(f"{one.id} {one.title}", _LABEL), one.percent, _at(angle, _RADIUS), _at(angle, _RADIUS * float(one.percent) / 100),
            _at(angle, _RADIUS + _OUT + _APART * sin(angle) ** 2), _side(angle),
        )
        for one, angle in zip(shown, angles, strict=True)
    )  # fmt: skip
    rings = tuple(
        (str(share), " ".join(",".join(_at(angle, _RADIUS * share / 100)) for angle in angles)) for share in (25, 50, 75, 100)
    )
    return Radar(spokes, rings, " ".join(",".join(one.point) for one in spokes))


def _at(angle: float, distance: float) -> tuple[str, str]:
    return f"{_CENTRE[0] + cos(angle) * distance:.1f}", f"{_CENTRE[1] + sin(angle) * distance:.1f}"


def _side(angle: float) -> str:
    across = cos(angle)
    return "middle" if abs(across) < 0.15 else "start" if across > 0 else "end"
