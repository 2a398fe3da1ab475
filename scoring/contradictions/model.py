"""A contradiction: several values for one subject, scope, unit and period, each with the places it is written at."""

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.evidence import Quote


@dataclass(frozen=True, slots=True)
class Value:
    """One of the values as people read it (24 小时, 台账 52 件). `counted`: what the rows of a list come to, not what is written."""

    shown: str
    quotes: tuple[Quote, ...]
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Contradiction:
    """`subject` is an id, `title` its Chinese; `period` two ISO days joined by /, or "".

    `about` are the names a condition may ask for (record kinds, kinds of papers, concepts, subjects of promises): a
    condition that asks for one of them is concerned. `amounts` are the values as bare numbers, dates or text, in the order
    of `values`; `key` is the number of the certificate or whatever else the values are of.
    """

    subject: str
    title: str
    scope: str
    unit: str
    period: str
    values: tuple[Value, ...]
    about: frozenset[str]
    amounts: tuple[str, ...] = ()
    key: str = ""

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """A place for each value first, then the others."""
        firsts = [value.quotes[0] for value in self.values if value.quotes]
        return tuple(dict.fromkeys([*firsts, *(quote for value in self.values for quote in value.quotes)]))

    @property
    def text(self) -> str:
        """One line: what is said differently, and where each is said."""
        of = "，".join(part for part in (self.scope, self.period.replace("/", " 至 ")) if part)
        said = "；".join(f"{_place(value)}{'数得' if value.counted else '写'}“{value.shown}”" for value in self.values)
        return f"{self.title}{f'（{of}）' if of else ''}前后不一：{said}"


def _place(value: Value) -> str:
    first = value.quotes[0]
    more = f"等 {len(value.quotes)} 处" if len(value.quotes) > 1 else ""
    return f"{first.place}{more}"


def ordered(found: Sequence[Contradiction]) -> tuple[Contradiction, ...]:
    """In an order that does not depend on that of the files."""
    return tuple(sorted(found, key=lambda one: (one.subject, one.scope, one.period, one.key, one.text)))
