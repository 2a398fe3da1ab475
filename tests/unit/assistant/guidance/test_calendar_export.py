"""The calendar file, read back by a parser and looked at line by line."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from assistant.guidance.calendar_export import calendar, events
from assistant.guidance.cited import Json
from assistant.guidance.timeline import Asked, timeline
from assistant.guidance.timeline_document import to_json
from assistant.guidance.timeline_durations import range_of
from assistant.knowledge.model import Corpus

MONDAY = date(2026, 11, 23)
WANTED = {"none": None, "slow": date(2027, 9, 1), "quick": date(2027, 3, 15), "late": date(2027, 1, 1)}


@pytest.fixture(params=WANTED)
def line(request: pytest.FixtureRequest, corpus: Corpus) -> Json:
    return to_json(timeline(Asked(MONDAY, WANTED[request.param])), {one.code: one for one in corpus.sources})


def test_a_parser_reads_what_was_meant(line: Json) -> None:
    read = Calendar.from_ical(calendar(line))
    found = {str(one["uid"]): one for one in read.walk("VEVENT")}
    meant = list(events(line))
    assert len(found) == len(meant)
    for one, event in zip(found.values(), meant, strict=True):
        assert str(one["summary"]) == event.title
        assert str(one["description"]) == event.text
        assert one.decoded("dtstart") == event.begin
        assert one.decoded("dtend") == max(event.end, event.begin + timedelta(1))
        assert one["dtstart"].params["VALUE"] == "DATE"
        assert one.decoded("dtstamp").date() == MONDAY
    assert read.errors == []


def test_lines_are_folded_between_characters(line: Json) -> None:
    data = calendar(line)
    assert data.endswith(b"END:VCALENDAR\r\n")
    for one in data.split(b"\r\n"):
        assert len(one) <= 75
        one.decode()  # no character is cut in two
        assert b"\n" not in one


def test_the_same_bytes_again_and_other_names_for_other_days(line: Json) -> None:
    assert calendar(line) == calendar(line)
    names = {str(one["uid"]) for one in Calendar.from_ical(calendar(line)).walk("VEVENT")}
    later = to_json(timeline(Asked(MONDAY + timedelta(1))))
    assert not names & {str(one["uid"]) for one in Calendar.from_ical(calendar(later)).walk("VEVENT")}


def test_no_event_for_what_has_no_figure() -> None:
    plain = {one.id for one in events(to_json(timeline(Asked(MONDAY))))}
    phases = {"prepare", "apply", "documents", "onsite", "report", "decision", "issue"}
    assert plain == phases | {"surveillance-1", "surveillance-2", "recertification", "expiry"}
    filled = to_json(timeline(Asked(MONDAY, own={"rectify": range_of("0 天")})))
    assert {one.id for one in events(filled)} - plain == {"rectify"}


def test_the_days_of_the_slowest_case_that_keeps_the_wanted_day() -> None:
    def ends(wanted: date) -> tuple[str, date]:
        found = {one.id: one for one in events(to_json(timeline(Asked(MONDAY, wanted))))}
        return found["issue"].title, found["issue"].end

    assert ends(date(2027, 6, 1)) == ("颁发证书（按各来源最长的时间）", date(2027, 6, 1))
    assert ends(date(2027, 5, 31)) == ("颁发证书（按各来源最短的时间）", date(2027, 5, 28))
    assert ends(date(2027, 1, 1)) == ("颁发证书（最早开始至最迟结束）", date(2027, 6, 1))


def test_a_phase_of_no_days_is_still_a_day() -> None:
    line = to_json(timeline(Asked(MONDAY, date(2027, 9, 1), {"rectify": range_of("0 天")})))
    none = next(one for one in events(line) if one.id == "rectify")
    assert none.begin == none.end
    for one in Calendar.from_ical(calendar(line)).walk("VEVENT"):
        assert one.decoded("dtstart") < one.decoded("dtend")
