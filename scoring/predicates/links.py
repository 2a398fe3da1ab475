"""Which records refer to which: by number, else by customer and date."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from scoring.calendar import day_of
from scoring.documents.normalise import normalise
from scoring.evidence import Row
from scoring.predicates.filling import says_no

_WINDOW = timedelta(days=60)


@dataclass(frozen=True)
class Links:
    """Records that refer to others, e.g. visits: their references, and the dates of each customer's."""

    references: frozenset[str]
    by_customer: Mapping[str, tuple[date, ...]]

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "Links":
        references: set[str] = set()
        customers: dict[str, list[date]] = defaultdict(list)
        for row in rows:
            if says_no(row.get("status")) or says_no(row.get("result")):
                continue
            references |= {_plain(row.get(role)) for role in ("ref", "id") if row.get(role)}
            day = day_of(row.date)
            if day is not None and row.get("customer"):
                customers[_plain(row.get("customer"))].append(day)
        return cls(frozenset(references), {name: tuple(days) for name, days in customers.items()})

    def refer_to(self, row: Row) -> bool:
        """By the record's number; a record without a number by its customer, within two months after it."""
        number = _plain(row.get("id"))
        if number:
            return number in self.references
        day = day_of(row.get("finish") or row.date)
        days = self.by_customer.get(_plain(row.get("customer")), ())
        return day is not None and any(day <= one <= day + _WINDOW for one in days)


def _plain(text: str) -> str:
    return normalise(text).replace(" ", "")
