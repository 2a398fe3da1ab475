"""The date of evaluation where none is typed: the latest the evidence gives."""

from datetime import date

from scoring.facts.model import FileFacts, Marks
from scoring.latest import latest_date
from tests.support.facts import file, table, unreadable


def issued(path: str, day: str) -> FileFacts:
    return file(path, marks=Marks(issued=day))


def test_the_latest_of_records_and_issues() -> None:
    records = file("维修.xlsx", table("repair_record", "id start", [("R1", "2026-03-02 09:00"), ("R2", "2026-02-01")]))
    assert latest_date([issued("a.docx", "2026-01-05"), records]) == date(2026, 3, 2)
    assert latest_date([issued("a.docx", "2026-03-05"), records]) == date(2026, 3, 5)


def test_a_slip_of_the_pen_far_ahead_is_left_out() -> None:
    assert latest_date([issued("a.docx", "2026-03-05"), issued("b.docx", "2062-03-05")]) == date(2026, 3, 5)


def test_dates_that_others_keep_company_stay() -> None:
    assert latest_date([issued("a.docx", "2026-03-05"), issued("b.docx", "2026-07-02")]) == date(2026, 7, 2)


def test_hidden_tables_and_unreadable_files_say_nothing() -> None:
    hidden = file("旧.xlsx", table("repair_record", "id start", [("R1", "2026-03-02")], hidden=True))
    assert latest_date([hidden, unreadable("b.pdf"), file("c.docx")]) is None


def test_a_month_counts_by_its_last_day() -> None:
    assert latest_date([issued("a.docx", "2026-02")]) == date(2026, 2, 28)
    assert latest_date([issued("a.docx", "2026-02-30"), issued("b.docx", "约三月")]) is None
