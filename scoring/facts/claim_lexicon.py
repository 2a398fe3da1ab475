"""scoring/lexicon/claims.yaml: numbers that running text states, and what each is compared with."""

import re
from dataclasses import dataclass
from functools import lru_cache

from scoring.strict_yaml import LEXICON, Frozen, compile_pattern, load_strict

_PATH = LEXICON / "claims.yaml"
_GROUP = re.compile(r"\(\?P<([nus])>")


class ClaimSubject(Frozen):
    """A subject as written in the lexicon, whose head says what each key means."""

    id: str
    title: str
    unit: str
    patterns: tuple[str, ...]
    about: tuple[str, ...]
    records: tuple[str, ...] = ()
    opposed: tuple[str, ...] = ()
    standing: bool = False
    closed: bool = False
    survey: bool = False
    money: bool = False
    distinct: str = ""
    priced: str = ""


class _File(Frozen):
    hedges: str
    lead: str
    charged: str
    other_survey: str
    declaring: str
    hotline_kinds: tuple[str, ...]
    subjects: tuple[ClaimSubject, ...]


@dataclass(frozen=True)
class ClaimWords:
    """Patterns, compiled; `subjects` by id, in the order of the file."""

    subjects: dict[str, ClaimSubject]
    patterns: dict[str, re.Pattern[str]]
    priced: dict[str, re.Pattern[str]]
    hedges: re.Pattern[str]
    lead: re.Pattern[str]
    charged: re.Pattern[str]
    other_survey: re.Pattern[str]
    declaring: re.Pattern[str]
    hotline_kinds: tuple[str, ...]


@lru_cache(maxsize=1)
def claim_words() -> ClaimWords:
    """Raises LexiconError."""
    file = load_strict(_PATH, _File)

    def one(*patterns: str) -> re.Pattern[str]:
        return compile_pattern("|".join(f"(?:{pattern})" for pattern in patterns), {}, _PATH.name)

    return ClaimWords(
        subjects={subject.id: subject for subject in file.subjects},
        patterns={subject.id: _each(subject) for subject in file.subjects},
        priced={subject.id: one(subject.priced) for subject in file.subjects if subject.priced},
        hedges=one(file.hedges),
        lead=one(file.lead),
        charged=one(file.charged),
        other_survey=one(file.other_survey),
        declaring=one(file.declaring),
        hotline_kinds=file.hotline_kinds,
    )


def _each(subject: ClaimSubject) -> re.Pattern[str]:
    """The patterns of a subject as one; the groups of the number, unit and scope have other names in each."""
    parts = [
        _GROUP.sub(rf"(?P<\g<1>{number}>", pattern)
        for number, pattern in enumerate(subject.patterns)
    ]
    return compile_pattern("|".join(f"(?:{part})" for part in parts), {}, f"{_PATH.name} {subject.id}")
