"""Moments as they are shown."""

from scoring.beijing import moment


def test_times_are_those_of_the_place_whatever_the_server_wrote() -> None:
    assert moment("2026-11-21T18:28:20.123+00:00") == "2026-11-22 02:28"
    assert moment("2026-11-22T02:28:20+08:00") == "2026-11-22 02:28"


def test_what_is_no_moment_stays_and_seconds_are_told_on_request() -> None:
    assert moment("昨天") == "昨天"
    assert moment("2026-11-20T17:30:07.000001+00:00", seconds=True) == "2026-11-21 01:30:07"
