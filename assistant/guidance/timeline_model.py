"""data/timeline.yaml as frozen values: what public sources say of each phase, of the whole way and of the certificate."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, Field

from assistant.guidance.cited import Json, Side, Sources, load_data
from assistant.guidance.timeline_durations import Duration, Range, range_of
from assistant.knowledge.model import Confidence, Frozen, Id, Text


def _checked(text: str | None) -> str | None:
    if text is not None:
        range_of(text)
    return text


RangeText = Annotated[Text, AfterValidator(_checked)]


class Told(Frozen):
    """What some sources give as a time. `range` stands literally in the passage; `says` does, too, where it is not the range.

    `up_to` is the end of a range whose beginning is no figure (数月至一年).
    """

    range: RangeText | None = None
    up_to: RangeText | None = None
    says: Text | None = None
    sources: Sources

    @property
    def time(self) -> Range | None:
        return None if self.range is None else range_of(self.range)

    @property
    def longest(self) -> Duration | None:
        """The longest time of it; None where no figure is given."""
        text = self.range or self.up_to
        return None if text is None else range_of(text).high

    @property
    def words(self) -> str:
        return self.says or self.range or ""

    def as_json(self) -> Json:
        return {"says": self.words, "sources": list(self.sources)}


class Least(Frozen):
    """A time that must have passed at least, as some sources say."""

    range: RangeText
    says: Text
    sources: Sources

    @property
    def time(self) -> Duration:
        return range_of(self.range).low

    def as_json(self) -> Json:
        return {"says": self.says, "sources": list(self.sources)}


class Phase(Frozen):
    """One step of the flow. Without sides there is no public figure."""

    id: Id
    title: Text
    passage: Id
    confidence: Confidence
    sides: tuple[Told, ...]


class Span(Frozen):
    """Several phases that sources give together: another way from the first to the last."""

    id: Id
    title: Text
    first: Id
    last: Id
    passage: Id
    confidence: Confidence
    sides: Annotated[tuple[Told, ...], Field(min_length=1)]


class Totals(Frozen):
    passage: Id
    confidence: Confidence
    sides: tuple[Told, ...]


class Gate(Frozen):
    """What must have lasted by the day of application, counted from `since`."""

    id: Id
    title: Text
    since: Text
    passage: Id
    confidence: Confidence
    sides: Annotated[tuple[Least, ...], Field(min_length=1)]
    note: Text


class Validity(Frozen):
    passage: Id
    confidence: Confidence
    says: Text
    sources: Sources


class Surveillance(Frozen):
    """`months` between two of them, by the side that is followed (the first)."""

    passage: Id
    confidence: Confidence
    months: int
    sides: tuple[Side, ...]


class Recertification(Frozen):
    """How long before the end of the certificate to apply again."""

    passage: Id
    confidence: Confidence
    range: RangeText
    sources: Sources
    note: Text

    @property
    def lead(self) -> Duration:
        return range_of(self.range).low


class Certificate(Frozen):
    validity: Validity
    surveillance: Surveillance
    recertification: Recertification


class TimelineData(Frozen):
    flow: Id
    phases: tuple[Phase, ...]
    spans: tuple[Span, ...]
    totals: Totals
    gates: tuple[Gate, ...]
    certificate: Certificate

    def codes(self) -> Iterator[str]:
        """Codes of all sources it names."""
        told: tuple[Phase | Span | Totals, ...] = (*self.phases, *self.spans, self.totals)
        for one in told:
            for side in one.sides:
                yield from side.sources
        for gate in self.gates:
            for least in gate.sides:
                yield from least.sources
        yield from self.certificate.validity.sources
        yield from self.certificate.recertification.sources
        for said in self.certificate.surveillance.sides:
            yield from said.sources


@lru_cache(maxsize=1)
def load_timeline() -> TimelineData:
    return load_data("timeline.yaml", TimelineData)
