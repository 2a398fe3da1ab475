"""Limits that the enterprise's own records show to be about another step."""

import pytest

from scoring.facts.model import FileFacts
from scoring.predicates.limits import limits_on
from scoring.predicates.plausible import settled, spans, told_aside, without_other_steps
from tests.support.facts import file, promise, table
from tests.support.vectors import evidence

SUBJECT = "return_handling"


def rows(late: int, total: int = 10, days: int = 5) -> FileFacts:
    """Returns that took so many days, and as many late ones that took twenty."""
    found = [(f"T{n}", "2026-03-01", f"2026-03-{21 if n < late else 1 + days:02}") for n in range(total)]
    return file("退货台账.xlsx", table("return_record", "id start finish", found))


def left(*files: FileFacts) -> tuple[list[int], str]:
    """The limits in days that stay for the records, and what is told of the others."""
    seen = evidence(list(files))
    found = seen.rows(["return_record"])
    limits = settled(limits_on((SUBJECT,), seen), spans(found, ("start",), ("finish",)))
    return [int(one.hours) // 24 for one in limits.of(found[0])[0]], told_aside(limits)


def policy(*days: int, path: str = "规矩.docx") -> FileFacts:
    return file(path, *(promise(SUBJECT, value, "day") for value in days))


def test_a_limit_that_nearly_all_records_break_beside_one_that_they_keep_is_about_another_step() -> None:
    days, told = left(policy(1, 7), rows(late=1))
    assert days == [7]
    assert "《规矩.docx》第 3 段“1 天”" in told


@pytest.mark.parametrize(
    ("files", "days"),
    [
        ([policy(1), rows(late=1)], [1]),  # the only one is never dropped
        ([policy(1, 7), rows(late=5)], [1, 7]),  # the wider one is not kept either
        ([policy(4, 7), rows(late=1, days=3)], [4, 7]),  # both are kept
        ([policy(1, 7), rows(late=0, total=3)], [1, 7]),  # too few records
        ([policy(4), policy(7, path="网页.html"), rows(late=0)], [4, 7]),  # two versions of one promise
        ([policy(1), policy(7, path="网页.html"), rows(late=0)], [7]),  # too far apart to be two versions
        ([policy(4, 7), rows(late=0)], [7]),  # one paper makes both
    ],
)
def test_otherwise_they_contradict_each_other(files: list[FileFacts], days: list[int]) -> None:
    assert left(*files)[0] == days


def test_such_a_limit_makes_no_contradiction_either() -> None:
    seen = evidence([policy(1, 7), rows(late=1)])
    assert [one.promise.value for one in without_other_steps(SUBJECT, seen.commitments((SUBJECT,)), seen)] == ["7"]
