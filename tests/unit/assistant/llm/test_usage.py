"""The day's count: kept durably, by all processes together, held against its limits first."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.llm.endpoint import DailyLimits, Prices
from assistant.llm.faults import BudgetFault, UsageFault
from assistant.llm.tokens import Tokens
from assistant.llm.usage import FILE, UsageBook, UsageRow, cost_of, per_day, since_days, usage_view

FREE = DailyLimits(requests=0)


def entry(day: str = "2026-11-20", purpose: str = "answer", **numbers: int) -> UsageRow:
    return UsageRow(day, "m", purpose, **{"requests": 1, **numbers})


def test_nothing_was_used_and_no_file_is_made(tmp_path: Path) -> None:
    assert UsageBook(tmp_path).rows() == []
    assert not (tmp_path / FILE).exists()


def test_entries_add_up(tmp_path: Path) -> None:
    book = UsageBook(tmp_path)
    book.reserve(entry(chars_in=10, cost=5), FREE)
    book.add(entry(requests=0, faults=1, chars_out=3, tokens_in=7, tokens_out=2, cost=-1))
    book.reserve(entry(purpose="title", chars_in=1), FREE)
    assert UsageBook(tmp_path).rows() == [
        UsageRow("2026-11-20", "m", "answer", 1, 1, 10, 3, 7, 2, 4),
        UsageRow("2026-11-20", "m", "title", 1, 0, 1, 0, 0, 0, 0),
    ]


@pytest.mark.parametrize(
    "limits", [DailyLimits(requests=2), DailyLimits(requests=0, chars=29), DailyLimits(requests=0, spend=Decimal("0.000014"))]
)
def test_a_full_day_takes_no_more_and_the_next_does(tmp_path: Path, limits: DailyLimits) -> None:
    book = UsageBook(tmp_path)
    for purpose in ("answer", "title"):
        book.reserve(entry(purpose=purpose, chars_in=10, cost=5), limits)
    with pytest.raises(BudgetFault):
        book.reserve(entry(chars_in=10, cost=5), limits)
    assert sum(row.requests for row in book.rows()) == 2
    book.reserve(entry(day="2026-11-21", chars_in=10, cost=5), limits)


def test_a_limit_may_be_reached_exactly(tmp_path: Path) -> None:
    book = UsageBook(tmp_path)
    limits = DailyLimits(requests=2, chars=20, spend=Decimal("0.000010"))
    for _ in range(2):
        book.reserve(entry(chars_in=10, cost=5), limits)
    assert book.rows()[0].requests == 2


def test_threads_do_not_overdraw(tmp_path: Path) -> None:
    book = UsageBook(tmp_path)

    def one(_: int) -> bool:
        try:
            book.reserve(entry(), DailyLimits(requests=10))
        except BudgetFault:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(40))) == 10


def test_two_processes_count_together(tmp_path: Path, root: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from assistant.llm.usage import *\n"
        "book, let = UsageBook(Path(sys.argv[1])), 0\n"
        "for _ in range(30):\n"
        "    try: book.reserve(UsageRow('2026-11-20', 'm', 'answer', 1), DailyLimits(requests=40)); let += 1\n"
        "    except BudgetFault: pass\n"
        "print(let)"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=root, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    assert sum(int(one.communicate(timeout=60)[0]) for one in both) == 40
    assert UsageBook(tmp_path).rows()[0].requests == 40


def test_a_file_of_a_later_program_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("PRAGMA user_version = 2")
    with pytest.raises(UsageFault, match="升级"):
        UsageBook(tmp_path).reserve(entry(), FREE)


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageFault):
        UsageBook(tmp_path / "file").reserve(entry(), FREE)


@pytest.mark.parametrize(
    ("tokens", "cost"), [(None, 10 * 2 + 4 * 8), (Tokens(1000, 300), 4400), (Tokens(1, 0), 2), (Tokens(0, 0), 0)]
)
def test_what_an_answer_costs(tokens: Tokens | None, cost: int) -> None:
    assert cost_of(Prices(Decimal(2), Decimal(8)), 10, 4, tokens) == cost


def test_parts_of_a_millionth_are_rounded_up() -> None:
    assert cost_of(Prices(Decimal("0.1"), Decimal(0)), 0, 0, Tokens(11, 0)) == 2


def test_days_are_summed_and_shown(tmp_path: Path) -> None:
    rows = [entry("2026-11-21", chars_in=1), entry(chars_in=2, cost=1_234_567), entry(purpose="title", chars_in=3, faults=1)]
    days = per_day(rows)
    assert [(one.day, one.requests, one.chars_in, one.faults) for one in days] == [("2026-11-21", 1, 1, 0), ("2026-11-20", 2, 5, 1)]
    assert usage_view(days)[1]["cost"] == "1.2346"


def test_rows_since_a_day(tmp_path: Path) -> None:
    book = UsageBook(tmp_path)
    for day in ("2026-11-18", "2026-11-19", "2026-11-20"):
        book.reserve(entry(day), FREE)
    assert since_days(date(2026, 11, 20), 2) == date(2026, 11, 19)
    assert [row.day for row in book.rows(date(2026, 11, 19))] == ["2026-11-20", "2026-11-19"]
