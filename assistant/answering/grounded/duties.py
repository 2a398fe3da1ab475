"""Duties turned round: 不得转让 in the source, 可以转让 in the answer.

A sentence is read as (modality, what it is said of). Where the sources say the same of the same thing under a modality that excludes
the answer's one, and nowhere under one that goes with it, the sentence is turned round. Words and what excludes what: words.yaml.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.grounded.facts import Text
from assistant.answering.grounded.lexicon import group_of, words

_OBJECT = re.compile(r"[^,;:。!?\n“”《》()]*")
_SENTENCE_START = re.compile(r"[。!?\n]")
_GRAM = re.compile(r"[\u4e00-\u9fff]{2,}")
_ASKED = re.compile("(?:多少|多久|几(?:[个份次天家]|小时))(?![都也])[一-龥]{0,4}$")  # 要达到多少 binds nobody
_SAID, _THERE = 10, 18  # characters of what a modality is said of, in the answer and in a source
_SHORT = 4  # an object of fewer characters tells too little: the words before it must agree too
_SHARE = 0.6
_NEARER = 3


@dataclass(frozen=True, slots=True)
class Duty:
    """`name` is the modality, `word` how it is put, `object` what follows it, `subject` what precedes it in its sentence,
    `condition` what precedes it between two commas, or stands between the two before."""

    name: str
    word: str
    object: str
    subject: frozenset[str]
    condition: frozenset[str]
    sentence: int


@lru_cache(maxsize=2048)
def duties(text: str) -> tuple[Duty, ...]:
    """Of folded text, in order. What asks (能不能, 要多少) or is a word of its own (只要) is none."""
    return tuple(_duties(text))


def _duties(text: str) -> Iterator[Duty]:
    known = words().duties
    begins = read = 0
    for match in known.words.finditer(text):
        name = known.names[group_of(match)]
        if name == known.no_duty:
            continue
        found = _OBJECT.match(text, match.end())
        following = known.fillers.sub("", found[0] if found else "", count=1)
        if _ASKED.search(following):
            continue
        for one in _SENTENCE_START.finditer(text, read, match.start()):
            begins = one.end()
        read = match.start()
        before = text[begins : match.start()]
        last, _, own = before.rpartition(",")
        yield Duty(name, match[0], following, _grams(before), _grams(own) or _grams(last.rpartition(",")[2]), begins)


def turned_duty(plain: str, texts: Sequence[Text]) -> tuple[str, str] | None:
    """The words of the answer and those of the source that exclude them; None where nothing is turned.

    Where sources have both, each under its condition (多个场所的要提交，一个场所的不需要), the nearer condition decides.
    """
    said = [one for one in duties(plain) if _grams(one.object)]
    if not said:
        return None
    there = [duties(text.text) for text in texts]
    for one in said:
        matches = [other for found in there for other in found if _same(one, other, found)]
        against = [other for other in matches if words().duties.excludes(one.name, other.name)]
        nearest = max(against, key=lambda other: len(one.condition & other.condition), default=None)
        if nearest is None:
            continue
        along = [len(one.condition & other.condition) for other in matches if other not in against]
        if not along or len(one.condition & nearest.condition) >= max(along) + _NEARER:
            return one.word + one.object[:_SAID], nearest.word + nearest.object[:_SAID]
    return None


def _same(one: Duty, other: Duty, around: Sequence[Duty]) -> bool:
    """Whether both are said of the same thing. A source's modality without words of its own (只有一个的不需要) is said of what another
    one of its sentence is said of."""
    if not _grams(other.object):
        return any(mate.sentence == other.sentence and _grams(mate.object) and _same(one, mate, ()) for mate in around)
    said, there = one.object[:_SAID], other.object[:_THERE]
    grams, known = _grams(said), _grams(there)
    if len(grams & known) < _SHARE * len(grams) or not (said[:2] in there or there[:2] in said):
        return False
    return len(said) >= _SHORT or bool(one.subject & other.subject - words().common)


@lru_cache(maxsize=4096)
def _grams(text: str) -> frozenset[str]:
    return frozenset(run[n : n + 2] for run in _GRAM.findall(text) for n in range(len(run) - 1))
