"""Which clause, indicator or level a question names: by number, by title, by an everyday word, or as it sounds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.answering.grade_cues import GradeCues
from assistant.answering.hearing import Heard
from scoring.documents.normalise import normalise
from scoring.rubric import load_rubric

_NUMBER = re.compile(r"(?<![\d.])(\d\.\d{1,2}(?:\.\d{1,2}){0,2})(?:\s*[-—–(]?\s*([a-h])(?![a-z])\)?)?(?![\d.]*\d)")
_BY_EAR = 4  # characters; shorter names are found as written only


@dataclass(frozen=True, slots=True)
class Subjects:
    """Names by which clauses and indicators may be called, longest first, with their ids."""

    ids: frozenset[str]
    names: tuple[tuple[str, str], ...]

    def of(self, heard: Heard) -> tuple[str, ...]:
        """Ids in the order they stand in the question; a number that no clause has is given as it was written."""
        text, found = heard.text, dict[int, str]()
        for match in _NUMBER.finditer(text):
            found[match.start()] = self._numbered(match)
            text = _hidden(text, match.start(), match.end())
        for name, subject in self.names:
            place = _place(Heard(text, heard.readings), name)
            while place is not None:
                found[place] = subject
                text = _hidden(text, place, place + len(name))
                place = _place(Heard(text, heard.readings), name)
        return tuple(dict.fromkeys(found[place] for place in sorted(found)))

    def by_number(self, heard: Heard) -> tuple[str, ...]:
        """Those told by number alone."""
        return tuple(dict.fromkeys(self._numbered(match) for match in _NUMBER.finditer(heard.text)))

    def _numbered(self, match: re.Match[str]) -> str:
        whole = f"{match[1]}-{match[2]}" if match[2] else match[1]
        return whole if whole in self.ids or match[1] not in self.ids else match[1]

    @classmethod
    def of_result(cls, result: Mapping[str, Any]) -> "Subjects":
        clauses = {one["id"]: one["title"] for one in result["clauses"]}
        above = {one["id"]: one["title"] for one in (*result["indicators"], *result["groups"])}
        return cls.made(above | clauses)

    @classmethod
    @lru_cache(maxsize=1)
    def of_standard(cls) -> "Subjects":
        """Those of the standard's own rubric, where no client is open."""
        rubric = load_rubric()
        above = {one.id: one.title for one in rubric.groups} | {one.id: one.title for one in rubric.indicators()}
        return cls.made(above | {one.id: one.title for one in rubric.clauses()})

    @classmethod
    def made(cls, titles: Mapping[str, str]) -> "Subjects":
        aliases = GradeCues.load().aliases
        names = {normalise(name): subject for subject in titles for name in aliases.get(subject, ())}
        names |= {normalise(title): subject for subject, title in titles.items()}
        return cls(frozenset(titles), tuple(sorted(names.items(), key=lambda one: (-len(one[0]), one[0]))))


def level_in(heard: Heard) -> str | None:
    """The last level named: 三星不行，四星呢 asks for four."""
    places = [(heard.text.rfind(word), level) for level, words in GradeCues.load().levels.items() for word in words]
    named = [one for one in places if one[0] >= 0]
    return max(named)[1] if named else None


def _place(heard: Heard, name: str) -> int | None:
    if len(name) >= _BY_EAR:
        return heard.place(name)
    start = heard.text.find(name)
    return start if start >= 0 else None


def _hidden(text: str, start: int, end: int) -> str:
    return text[:start] + "\0" * (end - start) + text[end:]
