"""The three enterprises. Each module has `company()`: profile, record tables, words for the texts, and the truth."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.support.samples.markup import Rows
from tests.support.samples.truth import Truth


@dataclass(frozen=True, slots=True)
class Company:
    folder: str
    profile: str
    tables: Mapping[str, Rows]
    words: Mapping[str, str]
    truth: Truth


def companies() -> Mapping[str, Callable[[], Company]]:
    from tests.support.samples.companies import middling, strong, weak

    return {"strong": strong.company, "middling": middling.company, "weak": weak.company}
