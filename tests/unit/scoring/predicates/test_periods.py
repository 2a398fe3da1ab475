"""When a record without a date was made, and which scopes are for the rest."""

import pytest

from scoring.predicates.periods import row_dates
from scoring.predicates.places import says_rest
from tests.support.facts import file, table
from tests.support.vectors import evidence


@pytest.mark.parametrize(
    ("path", "title", "years"),
    [("检查.xlsx", "2026年检查", ["2026"]), ("2025年/检查.xlsx", "2026年检查", ["2025", "2026"]), ("检查.xlsx", "检查", [])],
)
def test_a_record_without_a_date_goes_by_the_years_of_its_titles(path: str, title: str, years: list[str]) -> None:
    [row] = evidence([file(path, table("supervision_record", "finding staff", [("工牌未戴", "丁二")], title=title))]).rows(("supervision_record",))
    assert row_dates(row) == years


@pytest.mark.parametrize("scope", ["五环以外", "市区之外", "其他地区", "elsewhere"])
def test_scopes_for_the_rest(scope: str) -> None:
    assert says_rest(scope)


@pytest.mark.parametrize("scope", ["市区", ""])
def test_scopes_of_their_own(scope: str) -> None:
    assert not says_rest(scope)
