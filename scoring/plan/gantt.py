"""The plan's actions over the calendar: an SVG without script, font or link, for light and dark pages and for paper.

It takes the colours of the page that holds it, and has its own where it stands alone. What a colour tells, a sign tells too:
◆ an action that decides the earliest date, ▽ a clause that holds today and no longer does at the audit.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from scoring.plan import saying
from scoring.plan.gantt_scale import LABEL, Scale, bands
from scoring.plan.gantt_text import Placed, clean, fitting, in_lanes, in_rows, width, wrapped

Json = Mapping[str, Any]

_TEMPLATE = Path(__file__).with_name("gantt.svg.j2")
_BAND, _LANE, _LINE = 20.0, 17.0, 17.0
_SMALL = 12.0  # letters of what stands beside an action
_LEAST = 4.0  # a bar's width
YEAR_ROOM = 40.0  # what a year before a month takes
_MOST_DAYS = 5000  # plans of the engine are far shorter
_SPECIAL = "特别扣分"
_NOTE = "人日、天数和没有公开来源的条款分值均为工作口径的估计；日期按日历日，各项互不等待。预评计划，不是认证结论。"


@dataclass(frozen=True, slots=True)
class Layout:
    """Lengths in pixels. `left` to `right`: the calendar. `stacked`: an action's words stand above its bar, not beside it."""

    name: str
    width: float
    left: float
    right: float
    row: float
    thick: float
    size: float
    stacked: bool = False
    headed: bool = False

    @property
    def bar(self) -> float:
        """From the top of a row to its bar."""
        return 44 if self.stacked else (self.row - self.thick) / 2

    def spans(self, top: float, rows: int) -> list[tuple[float, float]]:
        """Where the calendar's lines run down: through all rows, or past the bars alone where words stand above them."""
        if not self.stacked:
            return [(top, top + rows * self.row)]
        bars = [top + number * self.row + self.bar for number in range(rows)]
        return [(bar - 4, bar + self.thick + 4) for bar in bars]


SHEET = Layout("sheet", 1000, 336, 852, 28, 14, 13, headed=True)
WIDE = Layout("wide", 1000, 336, 852, 28, 14, 13)
NARROW = Layout("narrow", 328, 8, 320, 62, 12, 13, stacked=True)


def gantt(plan: Json, layout: Layout = SHEET, today: date | None = None) -> bytes:
    """The plan document as SVG, UTF-8; the same bytes for the same plan, layout and day. Rows are numbered in the plan's order.

    `today` is marked where it lies within the plan. Raises KeyError, TypeError or ValueError where the document is not whole.
    """
    layout = _with_years(plan, layout)
    scale = _scale(plan, layout)
    head = list(_head(plan, layout))
    rows = [_row(number, one, plan, layout, scale) for number, one in enumerate(plan["actions"], start=1)]
    marks = in_lanes(list(_marks(plan, scale, today)), LABEL, 0, layout.width) if rows else []
    fading = in_lanes(list(_fading(plan, scale)), LABEL, 0, layout.width) if rows else []
    upper, lower = bands(scale) if rows else ([], [])
    lanes = max((one.lane for one in marks), default=0)
    calendar = 12 + len(head) * 22 + ((lanes + 1) * _LANE if rows else 0)
    top = calendar + (2 * _BAND if rows else 0)
    bottom = top + len(rows) * layout.row
    ends = bottom + (max((one.lane for one in fading), default=-1) + 1) * _LANE
    signs = list(_legend(plan, layout, ends + 22))
    below = max((one["y"] for one in signs), default=bottom)
    notes = wrapped(_NOTE, layout.width - 8, LABEL)
    drawn = _template().render(
        plan=plan, layout=layout, rows=rows, head=head, notes=notes, upper=upper, lower=lower, band=_BAND, line=_LINE, label=LABEL, small=_SMALL,
        calendar=calendar, spans=layout.spans(top, len(rows)), top=top, bottom=bottom, below=below, signs=signs,
        height=below + 14 + len(notes) * _LINE,
        marks=[_mark(one, calendar) for one in marks], fading=[(one, bottom + 12 + one.lane * _LANE) for one in fading],
        title=clean(plan["enterprise"]["name"] or ""), said=_said(plan),
    )  # fmt: skip
    return (str(drawn).strip() + "\n").encode()


def _scale(plan: Json, layout: Layout) -> Scale:
    """From the first day to the last of which the plan speaks."""
    first = min([_day(plan["from"]), *(_day(one["start"]) for one in plan["actions"])])
    days = [_day(one["finish"]) + timedelta(days=max(one["slack"], 0)) for one in plan["actions"]]
    days += [_day(plan["earliest_date"]), *_audit(plan), *_waiting(plan), *_expiries(plan)]
    last = max(first + timedelta(days=7), *days)
    if (last - first).days > _MOST_DAYS:
        raise ValueError(f"a plan from {first} to {last}")
    return Scale(first, last, layout.left, layout.right)


def _with_years(plan: Json, layout: Layout) -> Layout:
    """The layout, with room for years in the dates beside the bars where the days are not of one year."""
    scale = _scale(plan, layout)
    return layout if layout.stacked or scale.one_year else replace(layout, right=layout.right - YEAR_ROOM)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _audit(plan: Json) -> list[date]:
    """The day of the audit where the user gave one."""
    return [_day(plan["audit_date"])] if plan.get("audit_given", True) else []


def _waiting(plan: Json) -> list[date]:
    """The day by which conclusions are confirmed anew, where that waits for the audit."""
    return [_day(plan["reconfirm_date"])] if plan.get("reconfirm_date") else []


def _expiries(plan: Json) -> list[date]:
    return [_day(one["on"]) for one in plan["expiring"] if one["on"]]


def _said(plan: Json) -> str:
    nothing = saying.nothing(plan)
    return nothing or f"约 {plan['effort_days']} 人日，{plan['from']} 开始，{saying.finish(plan)}"


def _head(plan: Json, layout: Layout) -> Iterator[str]:
    """Title and standing, where the drawing stands alone."""
    room, before, after = layout.width - 16, plan["before"], plan["after"]
    if layout.headed:
        yield fitting(f"{plan['enterprise']['name'] or ''}　到{plan['target']['title']}的计划", room, 18)
        yield fitting(f"{before['score']} 分 {before['title']} → {after['score']} 分 {after['title']}　{_said(plan)}", room, 14)
    if layout.headed and not plan["reachable"]:
        yield from wrapped(f"达不到{plan['target']['title']}。{saying.instead(plan)}", room, 13)


def _row(number: int, one: Json, plan: Json, layout: Layout, scale: Scale) -> dict[str, Any]:
    """An action's bar and words. The bar is as long as it takes by the calendar, its dark part as long as the work itself."""
    start, finish, slack = _day(one["start"]), _day(one["finish"]), max(one["slack"], 0)
    left = min(scale.at(start), scale.right - _LEAST)
    long = max(scale.at(finish) - left, _LEAST)
    work = min(float(Fraction(str(one["days"]))) * scale.day, long)
    critical, doing = one["id"] in plan["critical"], one["lock"] == "doing"
    clauses = "、".join(one["clauses"]) or _SPECIAL
    fades = any(bundle["expires"] for bundle in plan["bundles"] if bundle["clause"] in one["clauses"])
    ends = [f"{one['start']} 至 {one['finish']}", f"约 {one['days']} 人日", *(["在做"] if doing else [])]
    waits = plan.get("reconfirm_date") is not None and one["finish"] > plan["earliest_date"]
    spare = "决定最早日期" if critical else "等到审核日前" if waits else f"可晚 {slack} 天"
    lasts = f"{scale.named(start, scale.first.year)} 至 {scale.named(finish, start.year)}"
    long_dates = f"{lasts}，{one['days']} 人日，{spare}"
    dates = long_dates if width(f"◆ {long_dates}", _SMALL) <= layout.width - 4 else f"{lasts}，{spare}"  # the title of the row has all
    named = fitting(clauses, 96 if layout.stacked else 66, layout.size)
    taken = width(f"{number} {'▽ ' if fades else ''}{named}　", layout.size) + 6
    room = layout.width - taken if layout.stacked else layout.left - 132
    return {
        "number": number, "critical": critical, "doing": doing, "fades": fades,
        "full": clean(f"{number}　{clauses}：{one['do']}；{one['who']}；{'；'.join(ends)}；{spare}"),
        "clauses": named, "do": fitting(("在做：" if doing else "") + one["do"], room, layout.size),
        "dates": dates, "tail": f"{one['days']} 人日 {scale.named(finish)}",
        "left": left, "long": long, "work": work, "end": left + long,
        "spare": scale.at(finish + timedelta(days=slack)) if slack else None,
    }  # fmt: skip


def _marks(plan: Json, scale: Scale, today: date | None) -> Iterator[tuple[float, str]]:
    """Days that are told apart by a line; a day with several names has one line."""
    days: dict[date, list[str]] = {}
    for name, day in (
        ("今天", today), ("开始", _day(plan["from"])), ("最早完成", _day(plan["earliest_date"])),
        *(("审核日", one) for one in _audit(plan)), *(("重新确认", one) for one in _waiting(plan)),
    ):  # fmt: skip
        if day is not None and scale.first <= day <= scale.last:
            days.setdefault(day, []).append(name)
    return ((scale.at(day), f"{'、'.join(names)} {scale.named(day)}") for day, names in days.items())


def _mark(one: Placed, calendar: float) -> dict[str, Any]:
    return {"x": one.at, "text": one.text, "left": one.left, "y": calendar - 6 - one.lane * _LANE, "audit": "审核日" in one.text}


def _fading(plan: Json, scale: Scale) -> Iterator[tuple[float, str]]:
    """What expires, counted by day."""
    days = _expiries(plan)
    return ((scale.at(day), f"▽ {scale.named(day)} 前失效 {days.count(day)} 条") for day in sorted(set(days)))


def _legend(plan: Json, layout: Layout, y: float) -> Iterator[dict[str, Any]]:
    """The signs that occur, each with its meaning."""
    actions, critical = plan["actions"], frozenset(plan["critical"])
    signs = [
        ("critical", "◆ 决定最早日期", any(one["id"] in critical for one in actions)),
        ("free", "有余量", any(one["id"] not in critical for one in actions)),
        ("doing", "虚线框：在做", any(one["lock"] == "doing" for one in actions)),
        ("work", "深色：人日（按一人一天）；浅色：前置等待", bool(actions)),
        ("spare", "可推迟", any(one["slack"] > 0 for one in actions)),
        ("fades", "现在有，到审核日会失效", any(one["expires"] for one in plan["bundles"]) or bool(plan["expiring"])),
    ]
    shown = [(sign, text) for sign, text, there in signs if there and actions]
    places = in_rows([(32.0, text) for _, text in shown], layout.width - 8, LABEL, 16)
    for (sign, text), (row, left) in zip(shown, places, strict=True):
        yield {"sign": sign, "text": text, "x": left + 4, "y": y + row * _LINE}


@lru_cache(maxsize=1)
def _template() -> Any:
    from jinja2 import Environment

    made = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made.filters["n"] = lambda value: f"{value:.1f}"
    return made.from_string(_TEMPLATE.read_text(encoding="utf-8"))
