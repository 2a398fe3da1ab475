"""What a day's requests came to, counted before they are sent: one small SQLite file in the data folder.

A file of its own, not tables of the workspace: questions are answered where there is no workspace, its log and backups are of what people
did and must never change, and counting must not wait for a grading that is being saved. Processes that share the data folder count together.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from pathlib import Path

from assistant.llm.endpoint import DailyLimits, Prices
from assistant.llm.faults import BudgetFault, UsageFault
from assistant.llm.tokens import Tokens

FILE = "llm-usage.db"
_BUSY = 5.0  # seconds that a writer waits for its turn
_SCHEMA = 1
_MICRO = Decimal(1_000_000)
_TABLE = """CREATE TABLE IF NOT EXISTS usage (
    day TEXT NOT NULL, model TEXT NOT NULL, purpose TEXT NOT NULL,
    requests INTEGER NOT NULL DEFAULT 0, faults INTEGER NOT NULL DEFAULT 0,
    chars_in INTEGER NOT NULL DEFAULT 0, chars_out INTEGER NOT NULL DEFAULT 0,
    tokens_in INTEGER NOT NULL DEFAULT 0, tokens_out INTEGER NOT NULL DEFAULT 0,
    cost INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (day, model, purpose))"""
_ADD = """INSERT INTO usage VALUES (:day, :model, :purpose, :requests, :faults, :chars_in, :chars_out, :tokens_in, :tokens_out, :cost)
ON CONFLICT DO UPDATE SET requests = requests + :requests, faults = faults + :faults, chars_in = chars_in + :chars_in,
    chars_out = chars_out + :chars_out, tokens_in = tokens_in + :tokens_in, tokens_out = tokens_out + :tokens_out, cost = cost + :cost"""


@dataclass(frozen=True, slots=True)
class UsageRow:
    """One day, model and purpose. `cost` is an estimate in millionths of a yuan; tokens are of answers that told them only."""

    day: str
    model: str
    purpose: str
    requests: int = 0
    faults: int = 0
    chars_in: int = 0
    chars_out: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: int = 0

    @property
    def yuan(self) -> str:
        return str((Decimal(self.cost) / _MICRO).quantize(Decimal("0.0001"), ROUND_CEILING))


class UsageBook:
    """The file; opened for each entry, so that threads and processes need nothing in common."""

    def __init__(self, data_dir: Path) -> None:
        self.file = data_dir / FILE

    def reserve(self, row: UsageRow, limits: DailyLimits) -> None:
        """Enter a request before it is sent. Raises BudgetFault when the day has no room for it, UsageFault.

        An answer's own length is not known yet: answers under way may pass the limits of characters and spend by themselves.
        """
        with self._writing() as connection:
            found = connection.execute("SELECT TOTAL(requests), TOTAL(chars_in + chars_out), TOTAL(cost) FROM usage WHERE day = ?", (row.day,))
            requests, chars, cost = (int(one) for one in found.fetchone())
            if limits.requests and requests + row.requests > limits.requests:
                raise BudgetFault(f"今天的大模型请求已到上限 {limits.requests} 次（XINGPING_LLM_DAILY_REQUESTS），明天恢复")
            if limits.chars and chars + row.chars_in > limits.chars:
                raise BudgetFault(f"今天的大模型字符用量已到上限 {limits.chars} 字（XINGPING_LLM_DAILY_CHARS），明天恢复")
            if limits.spend and cost + row.cost > limits.spend * _MICRO:
                raise BudgetFault(f"今天的大模型费用估算已到上限 {limits.spend} 元（XINGPING_LLM_DAILY_SPEND），明天恢复")
            connection.execute(_ADD, _values(row))

    def add(self, row: UsageRow) -> None:
        """What became of a reserved request. Raises UsageFault."""
        with self._writing() as connection:
            connection.execute(_ADD, _values(row))

    def rows(self, since: date | None = None) -> list[UsageRow]:
        """Latest day first. Raises UsageFault. No file is made."""
        if not self.file.exists():
            return []
        with self._open() as connection:
            found = connection.execute(
                "SELECT * FROM usage WHERE day >= ? ORDER BY day DESC, model, purpose", (since.isoformat() if since else "",)
            )
            return [UsageRow(*one) for one in found]

    def forget(self, before: date) -> int:
        """Remove the rows of earlier days; how many. Raises UsageFault. No file is made."""
        if not self.file.exists():
            return 0
        with self._writing() as connection:
            return connection.execute("DELETE FROM usage WHERE day < ?", (before.isoformat(),)).rowcount

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """All or nothing; a writer takes its turn before it reads."""
        with self._open() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.file, timeout=_BUSY, isolation_level=None)) as connection:
                version = connection.execute("PRAGMA user_version").fetchone()[0]
                if version > _SCHEMA:
                    raise UsageFault("大模型用量记录是更新版本的程序写的，没有发出请求；请升级本程序")
                if version < _SCHEMA:
                    connection.execute(_TABLE)
                    connection.execute(f"PRAGMA user_version = {_SCHEMA}")
                yield connection
        except (sqlite3.Error, OSError) as error:
            raise UsageFault from error


def cost_of(prices: Prices, chars_in: int, chars_out: int, tokens: Tokens | None) -> int:
    """Millionths of a yuan, rounded up. Without the server's count a character is taken for a token, which is rarely too few."""
    sent, written = (tokens.sent, tokens.written) if tokens else (chars_in, chars_out)
    return int((prices.token_in * sent + prices.token_out * written).to_integral_value(ROUND_CEILING))


def per_day(rows: Sequence[UsageRow]) -> list[UsageRow]:
    """One row a day, its model and purpose empty; in the order of the rows."""
    days: dict[str, UsageRow] = {}
    for row in rows:
        before = days.get(row.day, UsageRow(row.day, "", ""))
        days[row.day] = UsageRow(row.day, "", "", *(a + b for a, b in zip(_numbers(before), _numbers(row), strict=True)))
    return list(days.values())


def usage_view(rows: Sequence[UsageRow]) -> list[dict[str, object]]:
    """What a table shows, row by row; nothing is left to be computed."""
    return [{**_values(row), "cost": row.yuan} for row in rows]


def since_days(today: date, days: int) -> date:
    """The first of the last `days` days, today among them."""
    return today - timedelta(days=days - 1)


def _values(row: UsageRow) -> dict[str, object]:
    return {name: getattr(row, name) for name in UsageRow.__slots__}


def _numbers(row: UsageRow) -> tuple[int, ...]:
    return (row.requests, row.faults, row.chars_in, row.chars_out, row.tokens_in, row.tokens_out, row.cost)
