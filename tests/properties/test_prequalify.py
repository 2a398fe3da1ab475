"""Prequalification for any applicant: never raises, always cited, and waiting or staffing up never makes it worse."""

from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.guidance.applicant import ACTIVITIES, WANTED, Applicant
from assistant.guidance.cited import read_sources
from assistant.guidance.prequalify import Prequalification, prequalify
from assistant.guidance.prequalify_document import read_passages, summary, to_json
from assistant.guidance.prequalify_view import report
from scoring.profile import KIND_TITLES
from scoring.rubric import load_rubric

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
PASSAGES, SOURCES, RUBRIC = read_passages(CORPUS), read_sources(CORPUS), load_rubric()
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
RANK = {"not_met": 0, "contested": 1, "unclear": 1, "met": 2}
OUT = ("likely", "perhaps")


@st.composite
def applicants(draw: st.DrawFn) -> Applicant:
    people = draw(st.integers(1, 1_000_000))
    years = draw(st.floats(0, 200, allow_nan=False))
    return Applicant(
        kind=draw(st.sampled_from(list(KIND_TITLES))),
        industry=draw(st.sampled_from(["", "家电销售", "电梯维保", "食品", "软件开发", "{kind}", "医疗器械"])),
        years=years,
        outlets=draw(st.integers(0, 1_000_000)),
        people=people,
        service_managers=draw(st.none() | st.integers(0, people)),
        managers=draw(st.integers(0, people)),
        certificates=tuple(draw(st.lists(st.sampled_from(["ISO 9001", "", "{names}"]), max_size=3))),
        system_months=draw(st.integers(0, int(years * 12))),
        activities=draw(st.none() | st.lists(st.sampled_from(list(ACTIVITIES)), max_size=4).map(tuple)),
        wanted=draw(st.none() | st.sampled_from(list(WANTED))),
    )


def judged(who: Applicant, today: date) -> Prequalification:
    return prequalify(who, RUBRIC, today)


def ranks(found: Prequalification) -> list[int]:
    return [RANK[one.verdict] for one in found.eligibility]


@given(applicants(), DAYS)
@settings(max_examples=20)
def test_it_never_raises_and_everything_is_cited(who: Applicant, today: date) -> None:
    document = to_json(judged(who, today), PASSAGES, SOURCES)
    assert all(one["passages"] for one in (*document["eligibility"], *document["first"]))
    assert today.isoformat() <= document["time"]["applying"]["earliest"] <= document["time"]["applying"]["latest"]
    assert document["time"]["applying"]["earliest"] < document["time"]["finish"]["earliest"] <= document["time"]["finish"]["latest"]
    assert summary(document)
    assert list(report(document))


@given(applicants(), DAYS, st.integers(1, 24))
@settings(max_examples=20)
def test_waiting_makes_nothing_worse(who: Applicant, today: date, months: int) -> None:
    older = who.model_copy(update={"years": who.years + months / 12 + 0.01, "system_months": who.system_months + months})
    before, after = judged(who, today), judged(older, today)
    assert all(new >= old for old, new in zip(ranks(before), ranks(after), strict=True))
    assert after.times.applying.earliest <= before.times.applying.earliest
    assert after.times.applying.latest <= before.times.applying.latest
    assert after.times.finish.latest <= before.times.finish.latest


@given(applicants(), st.integers(1, 50))
@settings(max_examples=20)
def test_more_certified_managers_make_nothing_worse(who: Applicant, more: int) -> None:
    staffed = who.model_copy(update={"managers": who.managers + more})
    before, after = judged(who, date(2026, 11, 23)), judged(staffed, date(2026, 11, 23))
    assert all(new >= old for old, new in zip(ranks(before), ranks(after), strict=True))
    assert {one.step.id for one in after.first} <= {one.step.id for one in before.first}


@given(applicants(), st.sampled_from(list(ACTIVITIES)))
@settings(max_examples=20)
def test_what_is_done_is_never_left_out(who: Applicant, activity: str) -> None:
    doing = who.model_copy(update={"activities": (*(who.activities or ()), activity)})
    assert all(one.state == "done" for one in judged(doing, date(2026, 11, 23)).leaving if one.rule.id == activity)
    assert [one.state in OUT for one in judged(doing, date(2026, 11, 23)).leaving].count(True) < len(ACTIVITIES)
