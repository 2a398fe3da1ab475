"""What a predicate finds: an outcome, why, and the places it rests on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

from scoring.evidence import Evidence, Paper, Quote
from scoring.facts.model import Source
from scoring.sampling import Draw, DrawnRow

Outcome = Literal["met", "not_met", "partial", "not_applicable", "unknown", "error"]

_WORST_FIRST: tuple[Outcome, ...] = ("error", "not_met", "unknown", "partial", "met", "not_applicable")
_QUOTES = 12


@dataclass(frozen=True, slots=True)
class Failure:
    """A sample that did not pass, and why. `gap`: only because the register has no such column at all, for no record.

    `called` is what people find the record by: its number, a name, a region.
    """

    quote: Quote
    why: str
    gap: bool = False
    called: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """`population` records exist in the period, `drawn` were looked at, `passed` hold; `unsure` could not be judged.

    `draw` and `rows` tell how and which records were drawn; None and nothing where all were looked at. `failures`, and
    whatever rests on them, are of the drawn records alone.
    """

    population: int
    drawn: int
    passed: int
    failures: tuple[Failure, ...] = ()
    unsure: int = 0
    draw: Draw | None = None
    rows: tuple[DrawnRow, ...] = ()

    @property
    def share(self) -> Fraction:
        return Fraction(self.passed, self.drawn) if self.drawn else Fraction(0)

    @property
    def possible_share(self) -> Fraction:
        return Fraction(self.passed + self.unsure, self.drawn) if self.drawn else Fraction(0)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reason` is a code (missing, planned, expired, …); `text` says it in Chinese with the figures of this case."""

    outcome: Outcome
    reason: str = ""
    text: str = ""
    evidence: tuple[Quote, ...] = ()
    params: Mapping[str, str] = field(default_factory=dict)
    sample: Sample | None = None


def met(text: str, evidence: Iterable[Quote] = (), **params: object) -> Verdict:
    return _verdict("met", "", text, evidence, params)


def not_met(reason: str, text: str, evidence: Iterable[Quote] = (), **params: object) -> Verdict:
    return _verdict("not_met", reason, text, evidence, params)


def unknown(reason: str, text: str, evidence: Iterable[Quote] = (), **params: object) -> Verdict:
    return _verdict("unknown", reason, text, evidence, params)


def sampled(sample: Sample, text: str, evidence: Iterable[Quote] = (), **params: object) -> Verdict:
    """met, partial or not_met by the share that passed; unknown where nothing but unsure records stand against it."""
    reason = ""
    if sample.drawn == 0:
        outcome: Outcome = "not_met"
        reason = "no_samples"
    elif sample.passed == sample.drawn:
        outcome = "met"
    elif sample.passed + sample.unsure == sample.drawn and sample.passed == 0:
        outcome, reason = "unknown", "unreadable_records"
    else:
        outcome, reason = ("partial" if sample.passed else "not_met"), "failed_samples"
    return replace(_verdict(outcome, reason, text, evidence, params), sample=sample)


def unread_instead(evidence: Evidence, kinds: Iterable[str], verdict: Verdict) -> Verdict:
    """`verdict`, unless a file that could not be read may prove the point by its name (ruling 10): then unknown."""
    if verdict.outcome not in ("not_met", "error"):
        return verdict
    papers = evidence.unread_hinting(kinds)
    if not papers:
        return verdict
    files = "、".join(f"《{paper.facts.path}》{_pages(paper)}" for paper in papers)
    problem = papers[0].facts.problem
    return unknown(
        problem.reason if problem else "low_ocr_quality",
        f"{files}没能读出文字，无法判断；请换成清晰件或文字版重新上传",
        [place for paper in papers for place in unread_places(paper)],
    )


def _pages(paper: Paper) -> str:
    """第 2、5 页, or nothing for a file of which no page could be read."""
    numbers = "、".join(page.locator.removeprefix("p.") for page in paper.facts.unread)
    return f"第 {numbers} 页" if numbers else ""


def unread_places(paper: Paper) -> list[Quote]:
    pages = [paper.quote(Source(page.locator, "")) for page in paper.facts.unread]
    return pages or [whole_file(paper)]


def whole_file(paper: Paper) -> Quote:
    return Quote(paper.facts.path, paper.facts.sha256, "", "")


def worst(verdicts: Sequence[Verdict]) -> Verdict:
    """The one that decides a conjunction."""
    return min(verdicts, key=lambda one: _WORST_FIRST.index(one.outcome))


def best(verdicts: Sequence[Verdict]) -> Verdict:
    """The one that decides an alternative; the first of equals."""
    order: tuple[Outcome, ...] = ("met", "partial", "unknown", "not_met", "error", "not_applicable")
    return min(verdicts, key=lambda one: order.index(one.outcome))


def merged(outcome: Outcome, verdicts: Sequence[Verdict]) -> Verdict:
    """One verdict for several that agree: texts and places joined."""
    quotes = tuple(dict.fromkeys(quote for one in verdicts for quote in one.evidence))
    texts = tuple(dict.fromkeys(one.text for one in verdicts if one.text))
    return Verdict(outcome, next((one.reason for one in verdicts if one.reason), ""), "；".join(texts), quotes[:_QUOTES])


def _verdict(outcome: Outcome, reason: str, text: str, evidence: Iterable[Quote], params: Mapping[str, object]) -> Verdict:
    quotes = tuple(dict.fromkeys(evidence))[:_QUOTES]
    return Verdict(outcome, reason, text, quotes, {key: str(value) for key, value in params.items()})
