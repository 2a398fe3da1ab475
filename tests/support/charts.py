"""What a Gantt chart says, read from its SVG."""

from dataclasses import dataclass
from typing import Any

from lxml import etree

from scoring.plan.gantt_text import width

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Row:
    """`left`, `right` and `work` (where its dark part ends) are of the bar; `texts` are the words beside it, `full` its title."""

    full: str
    texts: tuple[str, ...]
    classes: frozenset[str]
    left: float
    right: float
    work: float
    spare: float | None
    diamond: bool
    top: float
    ends: tuple[float, ...]
    """Where the words end at the latest."""


@dataclass(frozen=True)
class Chart:
    width: float
    height: float
    rows: tuple[Row, ...]
    days: tuple[tuple[str, float, float], ...]
    """(text, left, y) of the marked days."""
    root: Any


def read(drawn: bytes) -> Chart:
    root = etree.fromstring(drawn)
    _, _, width, height = (float(one) for one in root.get("viewBox").split())
    rows = tuple(_row(one) for one in root.iter(f"{SVG}g") if "g-row" in one.get("class", "").split())
    days = tuple((one.text, float(one.get("x")), float(one.get("y"))) for one in root.iter(f"{SVG}text") if "g-day" in one.get("class", ""))
    return Chart(width, height, rows, days, root)


def _row(one: Any) -> Row:
    bars = {bar.get("class"): bar for bar in one.findall(f"{SVG}rect")}
    lead, work, spare = bars["g-lead"], bars["g-work"], one.find(f"{SVG}line")
    left = float(lead.get("x"))
    return Row(
        full=one.findtext(f"{SVG}title"),
        texts=tuple("".join(text.itertext()) for text in one.findall(f"{SVG}text")),
        classes=frozenset(one.get("class").split()),
        left=left,
        right=left + float(lead.get("width")),
        work=left + float(work.get("width")),
        spare=None if spare is None else float(spare.get("x2")),
        diamond=one.find(f"{SVG}path[@class='g-diamond']") is not None,
        top=float(lead.get("y")),
        ends=tuple(
            float(text.get("x")) + (0 if text.get("text-anchor") else width("".join(text.itertext()), float(text.get("font-size"))))
            for text in one.findall(f"{SVG}text")
        ),
    )
