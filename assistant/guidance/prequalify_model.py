"""data/prequalify.yaml as frozen values: what is asked of an applicant, what it may exclude, what it does first."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field

from assistant.guidance.applicant import Activity
from assistant.guidance.cited import Contested, load_data
from assistant.knowledge.model import Frozen, Id, Text
from scoring.profile import Kind

Verdict = Literal["met", "not_met", "contested", "unclear"]
Check = Literal["always", "not_asked", "domain", "gate", "trained", "stars"]
When = Literal["always", "managers_short", "not_running", "outlets", "open", "exclusions"]
State = Literal["likely", "perhaps", "done", "unsaid"]
Passages = Annotated[tuple[Id, ...], Field(min_length=1)]

VERDICTS: dict[Verdict, str] = {"met": "满足", "not_met": "不满足", "contested": "说法不一，看听谁的", "unclear": "没有问到，请自查"}


class Rule(Frozen):
    """One condition. `says` has a text for each verdict it can have; `gate` names a gate of timeline.yaml.

    `elsewhere`: sources in the gate that speak of another certification. `note_of`: an eligibility of the rubric.
    """

    id: Id
    title: Text
    rule: Text
    passages: Passages
    check: Check
    says: dict[Verdict, Text]
    contested: Contested | None = None
    gate: Id | None = None
    elsewhere: tuple[Text, ...] = ()
    note_of: Text | None = None
    ask: Text | None = None


class Said(Frozen):
    """A text and the passages it rests on."""

    passages: Passages
    says: Text


class PermitRule(Said):
    title: Text
    rule: Text


class ActivityRule(Frozen):
    """`kinds` of enterprise that may do without it."""

    id: Activity
    clauses: Annotated[tuple[Text, ...], Field(min_length=1)]
    kinds: tuple[Kind, ...]


class Caveat(Said):
    points: Text


class ExclusionRules(Frozen):
    passages: Passages
    activities: tuple[ActivityRule, ...]
    says: dict[State, Text]
    caveat: Caveat


class CertificateTexts(Frozen):
    some: Said
    none: Said


class LevelText(Said):
    short: Said


class Step(Frozen):
    """What to prepare, and why now."""

    id: Id
    when: When
    title: Text
    why: Text
    passages: Passages


class PrequalifyData(Frozen):
    eligibility: tuple[Rule, ...]
    permit: PermitRule
    exclusions: ExclusionRules
    certificates: CertificateTexts
    level: LevelText
    first: tuple[Step, ...]

    def passages(self) -> Iterator[str]:
        """Ids of all passages it rests on."""
        rules = self.exclusions
        said: tuple[Rule | Said | Step, ...] = (
            *self.eligibility, self.permit, rules.caveat, self.certificates.some, self.certificates.none, self.level, self.level.short, *self.first,
        )  # fmt: skip
        for one in said:
            yield from one.passages
        yield from rules.passages


@lru_cache(maxsize=1)
def load_prequalify() -> PrequalifyData:
    return load_data("prequalify.yaml", PrequalifyData)
