"""Moments that cannot be: days the calendar does not have, work done after the evaluation or before it was asked for.

Such a record never passes by them. Where nearly all records of a register contradict themselves in the same way, it is the
register that cannot be relied on (columns mixed up, times filled in at one stroke): then nobody can tell (rubric §1).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from scoring.calendar import day_of
from scoring.evidence import Row
from scoring.facts.dates import no_such_day
from scoring.facts.role_titles import role_title
from scoring.predicates.plausible import Span, spans
from scoring.rubric import predicates as data
from scoring.verdict import Verdict, unknown

_ENDS = ("respond", "arrive", "finish")
_MOST = Fraction(4, 5)
_FEWEST = 5  # records that tell anything at all
_DAY = 10  # characters of an ISO day
_MIDNIGHT = " 00:00"  # a day, as spreadsheets keep it


def impossible(row: Row, roles: Iterable[str], as_of: date) -> str:
    """Why the moments that these roles tell cannot be; "" if they can."""
    told = [role for role in ("start", "date", *_ENDS) if role in roles and row.get(role)]
    for role in told:
        if role in row.record.unread and no_such_day(row.get(role)):
            return f"{role_title(role, row.table)}是“{row.get(role)}”，没有这一天"
        day = day_of(row.get(role)) if role in _ENDS and len(row.get(role)) >= _DAY else None
        if day is not None and day > as_of:
            return f"{role_title(role, row.table)}是 {row.get(role)}，晚于评定日"
    return next((reversed_text(row.get("start"), row.get(role)) for role in _ENDS if {"start", role} <= {*told} and is_reversed(row, role)), "")


def is_reversed(row: Row, end: str) -> bool:
    return any(_reversed(span) for span in spans([row], ["start"], [end]))


def reversed_text(start: str, end: str) -> str:
    return f"时间前后颠倒（{start} 至 {end}）"


def doubt(tests: Iterable[data.RowTest], rows: Sequence[Row]) -> Verdict | None:
    """Unknown where the times of the register as a whole cannot be relied on; None where they can."""
    for test in tests:
        if isinstance(test, data.Within):
            found = [*spans(rows, test.start, test.ends)]
        elif isinstance(test, data.Filled) and {"start", "finish"} <= asked(test):
            found = [*spans(rows, ["start"], ["finish"])]
        else:
            continue
        verdict = _mixed_up(found) or (_at_one_stroke(found) if isinstance(test, data.Within) else None)
        if verdict is not None:
            return verdict
    return None


def asked(test: data.Filled) -> frozenset[str]:
    """All roles that a test asks for."""
    return frozenset(role for roles in test.roles for role in ((roles,) if isinstance(roles, str) else roles))


def _mixed_up(found: Sequence[Span]) -> Verdict | None:
    wrong = [one for one in found if _reversed(one)]
    if len(wrong) < _FEWEST or len(wrong) < _MOST * len(found):
        return None
    said = f"{len(found)} 条里有 {len(wrong)} 条的时间前后颠倒（如 {wrong[0].start} 至 {wrong[0].end}），像是两栏填反了；核对表头后重新提交"
    return unknown("contradiction", said, [one.row.quote for one in wrong[:3]])


def _at_one_stroke(found: Sequence[Span]) -> Verdict | None:
    """All begun at one minute and all ended at one, for several customers: when the list was filled in, not when things happened."""
    timed = [one for one in found if all(len(iso) > _DAY and not iso.endswith(_MIDNIGHT) for iso in (one.start, one.end))]
    if len(timed) < _FEWEST:
        return None
    (start, end), count = Counter((one.start, one.end) for one in timed).most_common(1)[0]
    same = [one for one in timed if (one.start, one.end) == (start, end)]
    names = {one.row.get("customer") for one in same}
    if count < _FEWEST or count < _MOST * len(found) or (len(names) * 2 < count and names != {""}):
        return None
    said = f"{len(found)} 条里有 {count} 条的时间都是 {start} 至 {end}，像是一次填成的，看不出各条实际用时；按原始单据改正后重新提交"
    return unknown("contradiction", said, [one.row.quote for one in same[:3]])


def _reversed(span: Span) -> bool:
    shared = min(len(span.start), len(span.end))
    return span.end[:shared] < span.start[:shared]
