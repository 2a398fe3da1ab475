"""A comparison as frozen values. Points and scores are the decimal strings of the results; nothing is computed anew."""

from dataclasses import dataclass
from typing import Literal

from scoring.errors import DeclaredError

# program: the same bytes were read or judged otherwise by another version of the product.
CauseKind = Literal["evidence", "rubric", "override", "date", "profile", "program"]
FileState = Literal["added", "removed", "changed", "renamed"]
OverrideState = Literal["added", "ended", "changed"]


class CompareError(DeclaredError):
    """The two documents cannot be compared; the text says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """`file` is the path after (before, where it is gone), `was` its former path; hashes are "" where there is none."""

    file: str
    state: FileState
    before: str
    after: str
    was: str = ""


@dataclass(frozen=True, slots=True)
class UsableChange:
    """The same bytes, which count now and did not, or the other way; `why` are the reasons of the side where they do not."""

    file: str
    sha256: str
    usable: bool
    why: str


@dataclass(frozen=True, slots=True)
class OverrideChange:
    """A conclusion that began, ended or says something else. `text` describes it, `why` tells why one ended."""

    id: str
    state: OverrideState
    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a clause changed. `certain` is False where several things changed and the results do not tell which it was."""

    kind: CauseKind
    text: str
    files: tuple[str, ...] = ()
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Standing:
    """How a clause stands in one result; `overridden_by` are the conclusions in force on it."""

    outcome: str
    earned: str
    possible: str
    points: str
    overridden_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConditionChange:
    """A condition with its outcome and text in both results; "" where the rubric of one has no such condition."""

    id: str
    condition: str
    before: str
    after: str
    text_before: str
    text_after: str


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """`before` or `after` is None where the rubric of that result has no such clause."""

    id: str
    title: str
    before: Standing | None
    after: Standing | None
    conditions: tuple[ConditionChange, ...]
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One result in short. `automatic` is the score without people's conclusions; scores are None in a checklist."""

    as_of: str
    period_from: str
    period_to: str
    score: str | None
    possible: str | None
    automatic: str | None
    level: str | None
    level_title: str | None
    automatic_level: str | None
    automatic_level_title: str | None
    special: int


@dataclass(frozen=True, slots=True)
class Crossing:
    """A level that was reached or lost. `of`: the score with people's conclusions (confirmed), or without (automatic)."""

    of: Literal["confirmed", "automatic"]
    before: str
    after: str
    up: bool
    text: str


@dataclass(frozen=True, slots=True)
class SpecialChange:
    id: str
    state: Literal["appeared", "gone", "confirmed", "dismissed", "proposed"]
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Only what differs. `notes` tell what makes the comparison itself doubtful."""

    enterprise: str
    rubric: str
    rubric_title: str
    before: Side
    after: Side
    crossings: tuple[Crossing, ...]
    clauses: tuple[ClauseChange, ...]
    special: tuple[SpecialChange, ...]
    files: tuple[FileChange, ...]
    usable: tuple[UsableChange, ...]
    overrides: tuple[OverrideChange, ...]
    rubric_changed: bool
    profile_changed: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        parts = (self.crossings, self.clauses, self.special, self.files, self.usable, self.overrides, self.profile_changed, self.notes)
        return self.before == self.after and not self.rubric_changed and not any(parts)
