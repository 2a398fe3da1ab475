"""What must hold for every timeline: order, ranges, weekends, and that reckoning back and forth agree."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assistant.guidance.timeline import Asked, Timeline, timeline
from assistant.guidance.timeline_document import to_json
from assistant.guidance.timeline_durations import Duration, Range
from assistant.guidance.timeline_model import load_timeline
from assistant.guidance.timeline_plan import Prepared

DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
UNITS = ("day", "workday", "week", "month", "year")
DURATIONS = st.builds(Duration, st.integers(0, 40).map(Fraction), st.sampled_from(UNITS))
HALVES = st.builds(Duration, st.integers(0, 30).map(lambda n: Fraction(n, 2)), st.sampled_from(("month", "year")))
PHASES = [phase.id for phase in load_timeline().phases]


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    unit = draw(st.sampled_from(("day", "workday", "week", "month")))
    low, high = sorted(draw(st.tuples(st.integers(0, 30), st.integers(0, 30))))
    return Range("自填", Duration(Fraction(low), unit), Duration(Fraction(high), unit))


OWN = st.dictionaries(st.sampled_from(PHASES[1:]), ranges(), max_size=4)
PLANS = st.none() | st.builds(Prepared, DAYS, st.just("五星级"), st.booleans())
ASKED = st.builds(Asked, DAYS, st.none() | DAYS, OWN, PLANS)


@given(DAYS, DURATIONS | HALVES)
def test_a_later_beginning_ends_no_earlier(day: date, lasts: Duration) -> None:
    assert day <= lasts.after(day) <= lasts.after(day + timedelta(1))


@given(DAYS, DURATIONS | HALVES)
def test_the_latest_beginning_is_in_time_and_the_next_day_is_not(day: date, lasts: Duration) -> None:
    begin = lasts.before(day)
    assert lasts.after(begin) <= day < lasts.after(begin + timedelta(1))


@given(DAYS, st.integers(1, 60))
def test_working_days_are_counted_one_by_one(day: date, count: int) -> None:
    end = Duration(Fraction(count), "workday").after(day)
    assert end.weekday() < 5
    between = [day + timedelta(n) for n in range(1, (end - day).days + 1)]
    assert sum(1 for one in between if one.weekday() < 5) == count


@given(ASKED)
def test_windows_are_ranges_and_phases_are_in_order(asked: Asked) -> None:
    line = timeline(asked)
    assert [one.phase.id for one in line.phases] == PHASES
    for one, following in zip(line.phases, [*line.phases[1:], None], strict=True):
        assert one.begin.earliest <= one.begin.latest
        assert one.end.earliest <= one.end.latest
        assert one.begin.earliest <= one.end.earliest
        assert one.begin.latest <= one.end.latest
        if following is not None:
            assert one.end == following.begin
    assert line.phases[0].begin.earliest == asked.start
    document = to_json(line)
    assert all(one["due"]["earliest"] <= one["due"]["latest"] for one in document["later"])
    assert set(document["uncounted"]) == {one.phase.title for one in line.phases if one.basis == "none"}


@given(ASKED.filter(lambda one: one.wanted is not None))
def test_back_and_forth_agree(asked: Asked) -> None:
    """From the latest beginning the day is kept, from a day later it is not; and whether it is kept from today says the same."""
    line = timeline(asked)
    assert asked.wanted is not None
    worst, best = line.backward
    assert worst.latest_begin <= best.latest_begin
    for one in line.backward:
        assert one.steps[0][1] == one.latest_begin
        assert one.steps[-1][2] <= asked.wanted
        assert all(begin <= end for _, begin, end in one.steps)
        assert all(before[2] == after[1] for before, after in zip(one.steps, one.steps[1:], strict=False))
        assert one.in_time == (_end(line, one.case) <= asked.wanted)
        assert one.spare == (one.latest_begin - line.ready).days
        assert _begun(asked, one.latest_begin, one.case) <= asked.wanted < _begun(asked, one.latest_begin + timedelta(1), one.case)


def _end(line: Timeline, case: str) -> date:
    return line.finish.earliest if case == "best" else line.finish.latest


def _begun(asked: Asked, day: date, case: str) -> date:
    """The end of the chain that begins on `day`; with a plan, the one that follows it."""
    plan = None if asked.plan is None else Prepared(day, asked.plan.target, True)
    return _end(timeline(Asked(day, None, asked.own, plan)), case)


@given(ASKED.filter(lambda one: one.plan is None), st.sampled_from(("contract", "rectify")), st.integers(1, 60))
def test_more_days_never_end_earlier(asked: Asked, phase: str, days: int) -> None:
    time = Duration(Fraction(days), "day")
    without = {name: one for name, one in asked.own.items() if name != phase}
    before = timeline(Asked(asked.start, asked.wanted, without))
    after = timeline(Asked(asked.start, asked.wanted, {**without, phase: Range("", time, time)}))
    assert before.finish.earliest <= after.finish.earliest
    assert before.finish.latest <= after.finish.latest
    for one, other in zip(before.backward, after.backward, strict=True):
        assert other.latest_begin <= one.latest_begin
