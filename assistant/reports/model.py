"""One report as frozen values: all texts and decimal strings that the views show, so that all show the same.

Scores, points and percentages are the result document's own strings. Texts are cleaned of characters that office files
cannot hold (see `words.clean`); nothing else is changed.
"""

from dataclasses import dataclass

from assistant.reports.model_plan import Plan


@dataclass(frozen=True, slots=True)
class Meta:
    """What the result does not know. `date` is ISO, "" for the evaluation's own; `logo` a PNG or JPEG.

    `rubric` is what people call the rubric where they gave it a name of its own, "" for its title.
    """

    consultant: str = ""
    organisation: str = ""
    date: str = ""
    logo: bytes = b""
    rubric: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    file: str
    locator: str
    text: str


@dataclass(frozen=True, slots=True)
class Remedy:
    do: str
    hand_in: str
    who: str
    days: str
    lead_days: str


@dataclass(frozen=True, slots=True)
class Failure:
    file: str
    locator: str
    why: str


@dataclass(frozen=True, slots=True)
class Sample:
    """`told` says population, drawn and passed in words; `whole` that every record was looked at."""

    population: int
    drawn: int
    passed: int
    unsure: int
    whole: bool
    told: str
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """`failed_samples`: records that were looked at failed it; the clause's sample lists them."""

    id: str
    text: str
    outcome: str
    outcome_title: str
    finding: str
    open: bool
    failed_samples: bool
    evidence: tuple[Quote, ...]
    remedies: tuple[Remedy, ...]


@dataclass(frozen=True, slots=True)
class Automatic:
    """What the machine had found before people decided otherwise."""

    outcome_title: str
    earned: str


@dataclass(frozen=True, slots=True)
class Clause:
    """`open`: something is missing. `mark` is the words of the points' provenance."""

    id: str
    title: str
    indicator: str
    points: str
    mark: str
    mode: str
    mode_title: str
    outcome: str
    outcome_title: str
    earned: str
    possible: str
    lost: str
    gain: str
    open: bool
    sample: Sample | None
    conditions: tuple[Condition, ...]
    on_site: tuple[str, ...]
    excluded_because: str
    contradictions: tuple[str, ...]
    automatic: Automatic | None
    overridden: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """An indicator, a group or the whole. `percent` is "" where everything is excluded."""

    id: str
    title: str
    group: str
    points: str
    applicable: str
    earned: str
    possible: str
    lost: str
    percent: str


@dataclass(frozen=True, slots=True)
class Score:
    """`next_title` and `missing` are "" where no higher line is left; `automatic` where no person decided.

    `blocked` says why there is no level although the score reaches a line; "" otherwise.
    """

    confirmed: str
    confirmed_level: str
    possible: str
    possible_level: str
    without_exclusions: str
    low: str
    high: str
    allocation_note: str
    next_title: str
    missing: str
    blocked: str
    automatic: str
    automatic_level: str


@dataclass(frozen=True, slots=True)
class Line:
    """A level and its lower bound."""

    title: str
    lower: str


@dataclass(frozen=True, slots=True)
class Rules:
    """The rubric's arithmetic, for the sheet with live formulas. `floor_percent` is "" where groups have no floor."""

    full_marks: str
    levels: tuple[Line, ...]
    special_each: str
    fails_at: int
    bonus_each: str
    bonus_at_most: int
    floor_percent: str


@dataclass(frozen=True, slots=True)
class Special:
    """`key` tells this deduction from all others; `counts` is false for a dismissed one."""

    key: str
    code: str
    text: str
    status: str
    status_title: str
    counts: bool
    evidence: tuple[Quote, ...]
    remedy: Remedy


@dataclass(frozen=True, slots=True)
class ContradictionValue:
    value: str
    places: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    title: str
    text: str
    clauses: tuple[str, ...]
    values: tuple[ContradictionValue, ...]


@dataclass(frozen=True, slots=True)
class File:
    """`standing` is 可以作证, 部分可用 or 没算数."""

    name: str
    title: str
    usable: bool
    standing: str
    why_not: tuple[str, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Threshold:
    text: str
    outcome_title: str
    finding: str
    note: str


@dataclass(frozen=True, slots=True)
class Override:
    """A person's decision and whether it counts; `when` is the time in Beijing, `why` says why it does not count."""

    kind: str
    target: str
    decision: str
    who: str
    when: str
    until: str
    reason: str
    state: str
    why: str


@dataclass(frozen=True, slots=True)
class ReportModel:
    """`score` is None for a rubric without points; `gaps` are the open clauses, greatest gain first.

    `points_told` counts the clauses by the provenance of their points, `working` says what working points are worth, "" without any.
    """

    enterprise: str
    uscc: str
    industry: str
    rubric: str
    rubric_id: str
    rubric_version: str
    rubric_sha256: str
    engine: str
    points_told: str
    working: str
    as_of: str
    period: str
    meta: Meta
    score: Score | None
    rules: Rules
    total: Sum
    groups: tuple[Sum, ...]
    indicators: tuple[Sum, ...]
    clauses: tuple[Clause, ...]
    gaps: tuple[Clause, ...]
    special: tuple[Special, ...]
    special_counted: int
    special_confirmed: int
    special_told: str
    bonus_claims: tuple[str, ...]
    bonus_granted: int
    contradictions: tuple[Contradiction, ...]
    files: tuple[File, ...]
    eligibility: tuple[Threshold, ...]
    excluded: tuple[str, ...]
    refused_exclusions: tuple[str, ...]
    overrides: tuple[Override, ...]
    plan: Plan | None
    notices: tuple[str, ...]
    marks: tuple[str, ...]

    @property
    def date(self) -> str:
        """The date on the report: as given, else the day of evaluation."""
        return self.meta.date or self.as_of
