"""What is denied of a thing, or done to it, against its sources: 不扣分 where they only say 扣分, and the other way about.

Only verbs of words.yaml `verbs` are read, each with the words of its part: another verb's negation may mean the same in other words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.grounded.facts import Text
from assistant.answering.grounded.lexicon import words
from assistant.answering.grounded.pairing import grams_of

_PART = re.compile(r"[^,;:。!?\n()“”\"]+")
_UNABLE = re.compile("不[了上成]")
_REACH = 8


@dataclass(frozen=True, slots=True)
class _Said:
    verb: str
    denied: bool
    beside: frozenset[str]


def turned_verb(plain: str, texts: Sequence[Text]) -> str:
    """The verb of a folded sentence that its sources, speaking of the same, have the other way round; empty where none is."""
    known = words()
    if known.polarity.silence.search(plain) or known.polarity.asked.search(plain):
        return ""
    own = _verbs(plain)
    there = [one for text in texts for one in _verbs(text.text)]
    for said in own:
        if any(one.verb == said.verb and one.denied != said.denied for one in own):
            continue
        same = [one for one in there if one.verb == said.verb]
        if same and all(one.denied != said.denied for one in same) and (not said.beside or any(one.beside & said.beside for one in same)):
            return said.verb
    return ""


@lru_cache(maxsize=2048)
def _verbs(text: str) -> tuple[_Said, ...]:
    return tuple(_read(text))


def _read(text: str) -> Iterator[_Said]:
    known = words()
    for part in _PART.findall(text):
        for match in known.verbs.finditer(part):
            before = known.polarity.idle.sub(" ", part[max(0, match.start() - _REACH) : match.start()])
            denied = bool(known.verb_denied.search(before)) or bool(_UNABLE.match(part, match.end()))
            yield _Said(match[0], denied, grams_of([part.replace(match[0], " ")]))
