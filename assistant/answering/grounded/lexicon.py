"""words.yaml, read once and compiled."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from scoring.yaml_text import parsed

# A word with a numeral in it begins with one of these: a look at one character saves a try of them all.
_NUMERAL_START = "一二三四五六七八九十百千万两几数上好成之同单唯统逐进第双\\d"
_VERBS = r"(?:{})(?![^,;:。!?]*(?:[,;:。!?]|[和或且]))[一-龥]{{1,6}}$"
_FILE = Path(__file__).resolve().parent / "words.yaml"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Which way a figure is meant: the words before and behind it, by direction."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    verbs: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Organisations:
    """What names of organisations look like."""

    ending: re.Pattern[str]
    stops: re.Pattern[str]
    generic: re.Pattern[str]
    names: re.Pattern[str]
    aliases: Mapping[str, tuple[str, ...]]
    latin: frozenset[str]
    reach: int
    framed: re.Pattern[str]
    persons: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Duties:
    """The words of duty and leave: `names` are their modalities by the group of `words`, `no_duty` the one that says nothing."""

    words: re.Pattern[str]
    names: tuple[str, ...]
    exclusive: frozenset[tuple[str, str]]
    fillers: re.Pattern[str]
    no_duty: str = "none"

    def excludes(self, one: str, other: str) -> bool:
        return (one, other) in self.exclusive


@dataclass(frozen=True, slots=True)
class Stronger:
    """Words that say more than a source may have said, and what else in a source bears them."""

    said: re.Pattern[str]
    borne: re.Pattern[str]
    near: re.Pattern[str] | None = None  # bears it in a sentence of the same words only


@dataclass(frozen=True, slots=True)
class Polarity:
    """Negations, what only looks like one, and where none is compared."""

    idle: re.Pattern[str]
    negations: re.Pattern[str]
    silence: re.Pattern[str]
    asked: re.Pattern[str]
    nature: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Words:
    """All patterns are for folded text (see `fold`)."""

    unit: re.Pattern[str]
    unit_names: tuple[str, ...]
    converted: Mapping[str, tuple[str, Fraction]]
    articles: frozenset[str]
    counted_by_lists: frozenset[str]
    bounds: Bounds
    no_numbers: re.Pattern[str]
    levels: re.Pattern[str]
    level_names: tuple[str, ...]
    subject_standards: frozenset[str]
    subject_titles: frozenset[str]
    subject_texts: tuple[str, ...]
    organisations: Organisations
    no_facts: re.Pattern[str]
    absence: re.Pattern[str]
    talk: re.Pattern[str]
    weighty: re.Pattern[str]
    facts: re.Pattern[str]
    owner: re.Pattern[str]
    outcome: re.Pattern[str]
    goal: re.Pattern[str]
    opposites: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    echoed: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    duties: Duties
    common: frozenset[str]
    tenure: re.Pattern[str]
    refused: re.Pattern[str]
    lost: re.Pattern[str]
    away: re.Pattern[str]
    otherwise: re.Pattern[str]
    roles: frozenset[str]
    overstated: tuple[Stronger, ...]
    denying: re.Pattern[str]
    denied: re.Pattern[str]
    polarity: Polarity
    prompt: re.Pattern[str]
    public: re.Pattern[str]
    verbs: re.Pattern[str]
    verb_denied: re.Pattern[str]
    undisputed: re.Pattern[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The lexicon; a fault in the file is a fault of the installation and surfaces as such."""
    data: dict[str, Any] = parsed(_FILE.read_text(encoding="utf-8"))
    level_names = tuple(data["level"])
    return Words(
        unit=_named(data["units"]),
        unit_names=tuple(data["units"]),
        converted={name: (to, Fraction(factor)) for name, (to, factor) in data["converted"].items()},
        articles=frozenset(data["articles"]),
        counted_by_lists=frozenset(data["counted_by_lists"]),
        bounds=Bounds(
            _directed(data["before"], r"(?:{})(?:[一-龥]{{0,8}}的)?[为是到约:]?$"),
            _directed(data["after"], r"(?:{})"),
            _directed(data["before_verbs"], _VERBS),
        ),
        no_numbers=re.compile(f"(?=[{_NUMERAL_START}])(?:{_any(data['no_numbers']).pattern})"),
        levels=_named(data["level"]),
        level_names=level_names,
        subject_standards=frozenset(data["subject"]["standards"]),
        subject_titles=frozenset(data["subject"]["titles"]),
        subject_texts=tuple(data["subject"]["texts"]),
        organisations=_organisations(data["organisations"]),
        no_facts=_any([data["no_facts"]["greeting"], data["no_facts"]["advice"], data["no_facts"]["absence"]]),
        absence=re.compile(data["no_facts"]["absence"]),
        talk=_longest(data["talk"]),
        weighty=re.compile(data["weighty"]),
        facts=re.compile(data["facts"]),
        owner=re.compile(data["grade"]["owner"]),
        outcome=re.compile(data["grade"]["outcome"]),
        goal=re.compile(data["grade"]["goal"]),
        opposites=tuple((re.compile(one), re.compile(other)) for one, other in data["opposites"]),
        echoed=tuple((re.compile(one), re.compile(other)) for one, other in data["echoed"]),
        duties=_duties(data["duties"]),
        common=frozenset(data["common"].split("|")),
        tenure=re.compile(data["tenure"]),
        refused=re.compile(data["refused"]),
        lost=re.compile(data["lost"]),
        away=re.compile(data["away"]),
        otherwise=re.compile(data["otherwise"]),
        roles=frozenset(data["roles"].split("|")),
        overstated=tuple(Stronger(**{name: re.compile(pattern) for name, pattern in one.items()}) for one in data["overstated"].values()),
        denying=re.compile(data["denying"]),
        denied=re.compile(data["denied"]),
        polarity=Polarity(**{name: re.compile(pattern) for name, pattern in data["polarity"].items()}),
        prompt=re.compile(data["prompt"]),
        public=re.compile(data["public"]),
        verbs=re.compile(data["verbs"]),
        verb_denied=re.compile(data["verb_denied"]),
        undisputed=re.compile(data["undisputed"]),
    )


def _duties(data: dict[str, Any]) -> Duties:
    pairs = frozenset((one, other) for one, others in data["exclusive"].items() for other in others)
    wordings = re.compile(f"(?=[{data['starts']}])(?:{_named(data['words']).pattern})")
    return Duties(wordings, tuple(data["words"]), pairs, re.compile(data["fillers"]))


def _organisations(data: dict[str, Any]) -> Organisations:
    aliases = {other: tuple({name, *others}) for name, others in data["aliases"].items() for other in (name, *others)}
    names = sorted({*data["names"], *aliases}, key=lambda one: (-len(one), one))
    endings = sorted(data["endings"], key=lambda one: (-len(one), one))
    return Organisations(
        ending=_any(endings),
        stops=re.compile(data["stops"]),
        generic=re.compile(data["generic"]),
        names=re.compile("|".join(re.escape(name) for name in names)),
        aliases=aliases,
        latin=frozenset(data["latin"]),
        reach=data["reach"],
        framed=_framed(data["framed"]),
        persons=re.compile(data["persons"]),
    )


def _framed(data: dict[str, Any]) -> re.Pattern[str]:
    """A name behind a frame: up to `reach` characters with no other frame among them, then an ending."""
    inside = f"(?!{data['frames']}|{data['never']})[一-龥]"
    return re.compile(f"(?:{data['frames']})(?P<name>(?P<left>(?:{inside}){{2,{data['reach']}}}?)(?:{data['endings']}))")


def _named(table: Mapping[str, str]) -> re.Pattern[str]:
    """One pattern with a group g0, g1, … for each entry; longer wordings are tried first."""
    branches = [(pattern, number) for number, patterns in enumerate(table.values()) for pattern in patterns.split()]
    branches.sort(key=lambda one: -len(re.sub(r"\(\?[!<:].*", "", one[0])))
    merged = [f"(?P<g{number}_{n}>{pattern})" for n, (pattern, number) in enumerate(branches)]
    return re.compile("|".join(merged))


def group_of(match: re.Match[str]) -> int:
    """Which entry of a `_named` table was met."""
    return int((match.lastgroup or "g0_0")[1:].split("_")[0])


def _directed(table: Mapping[str, str], form: str) -> re.Pattern[str]:
    merged = []
    for name, patterns in table.items():
        longest = sorted(patterns.split(), key=lambda one: (-len(one), one))
        merged.append(f"(?P<{name}>{form.format('|'.join(longest))})")
    return re.compile("|".join(merged))


def _longest(patterns: str) -> re.Pattern[str]:
    """One pattern for words parted by blanks; at a place the longest in writing is tried first."""
    return _any(sorted(patterns.split(), key=lambda one: (-len(one), one)))


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
