"""What a question says, heard by ear: a keyword is found as written or as it sounds (管理湿 is 管理师)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from assistant.answering.numbers import Figure, figures
from scoring.documents.normalise import normalise


@dataclass(frozen=True)
class Heard:
    """A normalised question with its syllables and figures."""

    text: str
    readings: Mapping[str, str]

    @classmethod
    def of(cls, question: str, readings: Mapping[str, str]) -> "Heard":
        return cls(normalise(question), readings)

    @cached_property
    def figures(self) -> list[Figure]:
        return figures(self.text)

    @cached_property
    def _syllables(self) -> str:
        return _sounds(self.text, self.readings)

    def says(self, *keywords: str) -> bool:
        """Whether any keyword stands in the text, or (two characters and more) sounds in it."""
        return any(self.place(keyword) is not None for keyword in keywords)

    def spelt(self, *keywords: str) -> "Heard":
        """The same with each keyword written right where it only sounds (管理狮 becomes 管理师)."""
        text = self.text
        for keyword in keywords:
            sound, sounds = _sounds(keyword, self.readings), _sounds(text, self.readings)
            start = sounds.find(sound)
            while start >= 0:
                place = sounds.count("|", 0, start)
                text = text[:place] + keyword + text[place + len(keyword) :]
                start = sounds.find(sound, start + 1)
        return Heard(text, self.readings)

    def place(self, keyword: str) -> int | None:
        """Where the keyword first stands or sounds."""
        start = self.text.find(keyword)
        if start >= 0 or len(keyword) < 2:
            return start if start >= 0 else None
        start = self._syllables.find(_sounds(keyword, self.readings))
        return self._syllables.count("|", 0, start) if start >= 0 else None

    def matches(self, pattern: str) -> bool:
        return re.search(pattern, self.text) is not None


def _sounds(text: str, readings: Mapping[str, str]) -> str:
    """One syllable a character, each with a bar before and the last with one behind."""
    return "".join(f"|{readings.get(char, char)}" for char in text) + "|"
