"""Gauge and line: the numbers are the result's, the geometry fits them."""

import re
from typing import Any

import pytest

from assistant.web.work.gauge import gauge
from assistant.web.work.shown import assessments_shown, job_shown, size
from assistant.web.work.trend import trend_chart
from assistant.workspace.values import Assessment, Job
from scoring.rubric import load_rubric
from scoring.rubric.loader import rubric_ids
from tests.support.reports import shipped


def scored(confirmed: str, possible: str) -> dict[str, Any]:
    result = shipped()
    return {**result, "score": {**result["score"], "confirmed": confirmed, "possible": possible}}


def arcs(drawn: str) -> list[str]:
    return re.findall(r' d="(M[^"]*)"', drawn)


@pytest.mark.parametrize(("confirmed", "possible"), [("0.00", "0.00"), ("94.99", "100.00"), ("100.00", "100.00"), ("81.75", "81.75")])
def test_a_gauge_says_the_score_and_draws_as_much_of_the_circle(confirmed: str, possible: str) -> None:
    drawn = gauge(scored(confirmed, possible))
    assert confirmed in drawn
    ends = [one.rsplit("1 ", 1)[1] for one in arcs(drawn)]
    assert ends[0].startswith("216.0 ")  # the whole half circle ends at the right
    assert len(arcs(drawn)) == 1 + (confirmed != "0.00") + (possible != confirmed)


def test_names_of_levels_cannot_carry_markup() -> None:
    result = scored("81.75", "83.00")
    result["rules"] = {**result["rules"], "levels": [{**one, "title": "<script>"} for one in result["rules"]["levels"]]}
    result["level_titles"] = {"confirmed": "<script>", "possible": "<script>"}
    assert "<script>" not in gauge(result)


def point(score: str | None, day: str = "2026-11-20") -> dict[str, Any]:
    return {"as_of": day, "confirmed": score, "automatic": score, "level": "pass"}


@pytest.mark.parametrize("points", [[], [point("81.75")], [point(None), point(None)], [point("81.75"), point(None)]])
def test_fewer_than_two_scores_are_no_line(points: list[dict[str, Any]]) -> None:
    assert trend_chart(points) == ""


def test_a_line_goes_from_first_to_last_and_down_to_nothing() -> None:
    drawn = trend_chart([point("0.00"), point(None), point("55.10"), point("100.00")])
    assert all(score in drawn for score in ("0.00", "55.10", "100.00"))
    assert "nan" not in drawn.lower()


@pytest.mark.parametrize(("count", "text"), [(0, "0 B"), (1023, "1023 B"), (1024, "1 KB"), (1024 * 1024, "1.0 MB"), (5 * 10**9, "4768.4 MB")])
def test_sizes_as_people_say_them(count: int, text: str) -> None:
    assert size(count) == text


def job(state: Any, error: str | None = None) -> Job:
    return Job("jb-1", "cl-1", "grade", state, 1, 3, "甲.pdf", None, error, False, "", "", None, None)


def test_only_a_job_that_ended_badly_has_a_problem() -> None:
    assert job_shown(None) is None
    for state, running, problem in [("queued", True, ""), ("running", True, ""), ("done", False, "")]:
        shown = job_shown(job(state))
        assert shown is not None
        assert (shown["running"], shown["problem"]) == (running, problem)
    failed = job_shown(job("failed", "没有可读的材料"))
    stopped = job_shown(job("interrupted"))
    assert failed is not None
    assert stopped is not None
    assert failed["problem"] == "没有可读的材料"
    assert "中断" in stopped["problem"]


@pytest.mark.parametrize("rubric", rubric_ids())
def test_levels_are_called_as_their_rubric_calls_them(rubric: str) -> None:
    for level, title in [(one.id, one.title) for one in load_rubric(rubric).levels] + [("unqualified", "不合格"), ("seven_stars", "seven_stars")]:
        made = Assessment("as-1", "cl-1", "2026-11-20", rubric, "", "", "1.00", "1.00", level, level, "", 0, (), (), "", "", "")
        assert assessments_shown([made], {"as-1": "评分表"})[0]["level_title"] == title
    gone = Assessment("as-1", "cl-1", "2026-11-20", "of-old", "", "", "1.00", "1.00", "pass", None, "", 0, (), (), "", "", "")
    assert assessments_shown([gone], {"as-1": "评分表"})[0]["level_title"] == "pass"
