"""What a benchmark gives: figures, each beside a named alternative that was measured in the same run."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


class Skipped(Exception):  # noqa: N818  no error
    """A benchmark, or a row of it, has nothing to measure here; the text says what is missing."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table. `value` and `beside_value` are in `unit`; `command` measures the row again, with as little else as possible.

    Without a `value` the `reason` says why there is none. `headline`: one of the few that the README quotes.
    """

    what: str
    value: float | None
    unit: str
    beside: str = ""
    beside_value: float | None = None
    command: str = ""
    reason: str = ""
    headline: bool = False

    @property
    def ratio(self) -> float | None:
        """The figure divided by the one beside it; None where one of them is missing or nothing."""
        return self.value / self.beside_value if self.value and self.beside_value else None


@dataclass(frozen=True, slots=True)
class Done:
    """What a benchmark came to. `fault`: what the product promises and these figures do not bear out; "" where all holds."""

    figures: tuple[Figure, ...]
    fault: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The form in which a part's process hands its rows to the table."""
        return {"figures": [asdict(one) for one in self.figures], "fault": self.fault}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> "Done":
        """The other way round."""
        return cls(tuple(Figure(**one) for one in row["figures"]), row["fault"])


def percent(part: float, whole: float) -> float:
    """A share in percent."""
    return 100 * part / whole
