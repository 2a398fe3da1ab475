"""The words of promises (lexicon/promises.yaml), strictly loaded and compiled once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from pydantic import model_validator

from scoring.strict_yaml import LEXICON, Frozen, load_strict

_NOTHING = re.compile(r"(?!)")

UnitName = Literal["hour", "day", "workday", "month", "text"]


class SubjectWords(Frozen):
    """What a promise can be about, with the units and sizes that make sense for it."""

    title: str
    units: tuple[UnitName, ...]
    least_days: float = 0
    most_days: float = 100_000


class Outcome(Frozen):
    """What is done within the time; `near` limits how far behind the number it may stand, `own` wants the topic in the sentence itself.

    `asked`: verbs that make a label together with a question of time (多久送到, 上门要等几天).
    """

    after: tuple[str, ...]
    before: tuple[str, ...]
    asked: tuple[str, ...] = ()
    units: tuple[UnitName, ...]
    subjects: dict[str, str]
    default: str
    near: int = 40
    own: bool = False

    @cached_property
    def behind(self) -> re.Pattern[str]:
        return any_of(self.after)

    def ahead(self, asking: str) -> re.Pattern[str]:
        """Labels ahead of the number; `asking` are the words of a question of time."""
        gap = r"[^,;。:?\d]"
        first = (rf"(?:{asking}){gap}{{0,5}}?(?:{verb}){gap}{{0,2}}[?:]*" for verb in self.asked)
        last = (rf"(?:{verb}){gap}{{0,5}}?(?:{asking})[?:]*" for verb in self.asked)
        return any_of((*self.before, *first, *last))


class Rejects(Frozen):
    before: tuple[str, ...]
    after: tuple[str, ...]
    undone: tuple[str, ...]
    clause: tuple[str, ...]
    sentence: tuple[str, ...]
    disaster: tuple[str, ...]
    grave: tuple[str, ...]
    closed: tuple[str, ...]
    titles: tuple[str, ...]
    titles_unless: tuple[str, ...]
    narration: tuple[str, ...]
    narration_unless: tuple[str, ...]


class Scopes(Frozen):
    tiers: tuple[str, ...]
    near_tiers: tuple[str, ...]
    not_tiers: tuple[str, ...]
    parts: tuple[str, ...]
    aliases: dict[str, tuple[str, ...]]
    whole: tuple[str, ...]
    channels: tuple[str, ...]
    written: tuple[str, ...]
    reply: tuple[str, ...]
    trim: tuple[str, ...]
    not_names: tuple[str, ...]
    most_letters: int


class Revision(Frozen):
    titles: tuple[str, ...]
    between: tuple[str, ...]
    before: tuple[str, ...]
    headers: tuple[str, ...]


class TableWords(Frozen):
    record_headers: tuple[str, ...]
    index_headers: tuple[str, ...]
    plain_headers: tuple[str, ...]


class HotlineWords(Frozen):
    words: tuple[str, ...]
    strong: tuple[str, ...]
    mobile: tuple[str, ...]
    unless: tuple[str, ...]
    stopped: tuple[str, ...]
    old: tuple[str, ...]
    public: tuple[str, ...]
    purposes: dict[str, tuple[str, ...]]


class PromiseLexicon(Frozen):
    subjects: dict[str, SubjectWords]
    outcomes: dict[str, Outcome]
    asking: tuple[str, ...]
    topics: dict[str, tuple[str, ...]]
    bare: dict[str, str]
    reject: Rejects
    scopes: Scopes
    refused: tuple[str, ...]
    plans: tuple[str, ...]
    handling: tuple[str, ...]
    revision: Revision
    tables: TableWords
    hotline: HotlineWords

    @model_validator(mode="after")
    def _names_exist(self) -> "PromiseLexicon":
        named = {subject for one in self.outcomes.values() for subject in (*one.subjects.values(), one.default)}
        unknown = sorted((named | set(self.bare.values())) - set(self.subjects) - {""})
        unknown += sorted(({topic for one in self.outcomes.values() for topic in one.subjects} | set(self.bare)) - set(self.topics))
        if unknown:
            raise ValueError(f"unknown names: {', '.join(unknown)}")
        return self


def any_of(patterns: Iterable[str], ends: str = "", begins: str = "") -> re.Pattern[str]:
    """One pattern of alternatives; nothing at all matches an empty list."""
    joined = "|".join(patterns)
    return re.compile(f"{begins}(?:{joined}){ends}") if joined else _NOTHING


@dataclass(frozen=True)
class PromiseWords:
    """The lexicon and its patterns, compiled once."""

    lexicon: PromiseLexicon
    ahead: dict[str, re.Pattern[str]]
    topics: dict[str, re.Pattern[str]]
    reject_before: re.Pattern[str]
    reject_after: re.Pattern[str]
    undone: re.Pattern[str]
    reject_clause: re.Pattern[str]
    reject_sentence: re.Pattern[str]
    disaster: re.Pattern[str]
    grave: re.Pattern[str]
    closed: re.Pattern[str]
    reject_titles: re.Pattern[str]
    allowed_titles: re.Pattern[str]
    narration: re.Pattern[str]
    narration_unless: re.Pattern[str]
    refused: re.Pattern[str]
    plans: re.Pattern[str]
    handling: re.Pattern[str]
    revised_titles: re.Pattern[str]
    revised_between: re.Pattern[str]
    revised_before: re.Pattern[str]
    revised_headers: re.Pattern[str]
    tiers: re.Pattern[str]
    near_tiers: re.Pattern[str]
    not_tiers: re.Pattern[str]
    parts: re.Pattern[str]
    aliases: dict[str, re.Pattern[str]]
    whole: re.Pattern[str]
    channels: re.Pattern[str]
    written: re.Pattern[str]
    reply: re.Pattern[str]
    trim: re.Pattern[str]
    not_names: re.Pattern[str]
    record_headers: re.Pattern[str]
    index_headers: re.Pattern[str]
    plain_headers: re.Pattern[str]


@lru_cache(maxsize=1)
def promise_words() -> PromiseWords:
    """Raises LexiconError."""
    one = load_strict(LEXICON / "promises.yaml", PromiseLexicon)
    reject, scopes, revision, tables = one.reject, one.scopes, one.revision, one.tables
    return PromiseWords(
        lexicon=one,
        ahead={name: outcome.ahead("|".join(one.asking)) for name, outcome in one.outcomes.items()},
        topics={topic: any_of(words) for topic, words in one.topics.items()},
        reject_before=any_of(reject.before, r"\s*$"),
        reject_after=any_of(reject.after, begins=r"\s*"),
        undone=any_of(reject.undone),
        reject_clause=any_of(reject.clause),
        reject_sentence=any_of(reject.sentence),
        disaster=any_of(reject.disaster),
        grave=any_of(reject.grave),
        closed=any_of(reject.closed),
        reject_titles=any_of(reject.titles),
        allowed_titles=any_of(reject.titles_unless),
        narration=any_of(reject.narration),
        narration_unless=any_of(reject.narration_unless),
        refused=any_of(one.refused, r"\s*$"),
        plans=any_of(one.plans),
        handling=any_of(one.handling, "$"),
        revised_titles=any_of(revision.titles),
        revised_between=any_of(revision.between, r"\s*[“\"「]?\s*(?:不超过|最长)?\s*$", r"^[”\"」]?"),
        revised_before=any_of(revision.before, r"\s*[“\"「]?\s*$"),
        revised_headers=any_of(revision.headers),
        tiers=any_of((*scopes.tiers, *(f"{tier}(?=.{{0,6}}$)" for tier in scopes.near_tiers))),
        near_tiers=any_of(scopes.near_tiers),
        not_tiers=any_of(scopes.not_tiers),
        parts=any_of(scopes.parts),
        aliases={name: any_of(patterns) for name, patterns in scopes.aliases.items()},
        whole=any_of(scopes.whole),
        channels=any_of(scopes.channels),
        written=any_of(scopes.written),
        reply=any_of(scopes.reply),
        trim=any_of(scopes.trim),
        not_names=any_of(scopes.not_names),
        record_headers=any_of(tables.record_headers),
        index_headers=any_of(tables.index_headers, "$", "^"),
        plain_headers=any_of(tables.plain_headers, r"\s*(?:\([^)]*\))?$", "^"),
    )
