"""Which records refer to which: by number, else by customer and date."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from scoring.calendar import day_of
from scoring.documents.normalise import normalise
from scoring.evidence import Row
from scoring.predicates.filling import undone

_WINDOW = timedelta(days=60)
_OWN_NUMBER = re.compile(r"回访|访问|随访|visit|call|^(?:编号|记录编号|no\.?|id)$")  # the number of the visit, not of what it refers to
_CODE = re.compile(r"[A-Za-z][\w\-/]*\d{3}|\d{6}")  # the number of one record: a visit that names it is about no other
_ORDINAL = 4  # digits


@dataclass(frozen=True)
class Links:
    """Records that refer to others, e.g. visits: their references, and the dates of each customer's."""

    references: frozenset[str]
    by_number: bool  # they name the records they refer to
    by_customer: Mapping[str, tuple[date, ...]]

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "Links":
        references: set[str] = set()
        by_number = False
        customers: dict[str, list[date]] = defaultdict(list)
        for row in rows:
            if undone(row.get("status")) or undone(row.get("result")):
                continue
            references |= {_plain(row.get(role)) for role in ("ref", "id") if row.get(role)}
            names_another = bool(row.get("ref")) and not _OWN_NUMBER.search(normalise(row.table.columns.get("ref", "")))
            by_number |= names_another
            day = day_of(row.date)
            if day is not None and row.get("customer") and not (names_another and _CODE.search(row.get("ref"))):
                customers[_plain(row.get("customer"))].append(day)
        return cls(frozenset(references), by_number, {name: tuple(days) for name, days in customers.items()})

    def refer_to(self, row: Row) -> bool:
        """By the record's number; a record without one that the others could name by its customer, within two months after it."""
        number = _plain(row.get("id"))
        if number and (number in self.references or (self.by_number and not _ordinal(number))):
            return number in self.references
        day = day_of(row.get("finish") or row.date)
        days = self.by_customer.get(_plain(row.get("customer")), ())
        return day is not None and any(day <= one <= day + _WINDOW for one in days)


def _ordinal(number: str) -> bool:
    """A line number, which other lists have as well."""
    return number.isdecimal() and len(number) <= _ORDINAL


def _plain(text: str) -> str:
    return normalise(text).replace(" ", "")
