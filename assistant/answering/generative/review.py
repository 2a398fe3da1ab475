"""What a written answer is held to: the gate over the passages of the request, and the attribution of users' documents."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from assistant.answering.compose import LIMIT
from assistant.answering.generative.material import Material
from assistant.answering.grounding import Checked as Sentence
from assistant.answering.grounding import (
    Fault,
    Gate,
    Grounding,
    bridging,
    check,
    courtesy,
    ground_of,
    hosts_in,
    mended,
    repaired,
    runs,
)
from assistant.answering.model import Checked
from assistant.answering.sentences import bigrams, overlap, sentence_ends
from assistant.knowledge.model import Confidence

_LEAST = 4  # bigrams; a shorter sentence without a citation states nothing
_KNOWN = 0.6  # the least share of a sentence without a citation that the passages or the question must have in words
_HEARD = 0.35  # the same where a mark further on may be meant for it, or a list follows
_AS_MUCH = 0.75  # of the words of the extracted answer; numbers may stand in another form
_TIMES = 3  # leaving a sentence out may leave another without its other half
_ATTRIBUTED = re.compile(r"贵方|贵司|贵公司|贵企业|您的|你们的|您加入|您上传|《[^》]+》|“[^”]+”")
# A document that says of its own enterprise how it was graded: no result, whoever wrote it.
_GRADED = re.compile(r"(?:已经?|正式)?被?(?:评|认定|判定)(?:为|上|成|定为)(?:[^，。；]{0,6})[一二三四五六七八九十\d]星")


@dataclass(frozen=True, slots=True)
class Tended:
    """A written text as code has put it right, the sentences that it cost (bridges) and the places that were mended."""

    text: str
    trimmed: int = 0
    mended: int = 0


@dataclass(frozen=True)
class Review:
    """The gate of one request. `given` counts without a citation; nothing of `prompts` may be repeated."""

    material: Material
    given: Sequence[str]
    prompts: Sequence[str]
    _drafted: Mapping[int, frozenset[str]] = field(init=False)  # what the extracted answer says by each citation, which entries say in fewer words
    _gate: Gate = field(init=False)
    _last: dict[str, Grounding] = field(init=False, default_factory=dict)  # of the text asked about last, which is asked about again
    _own: frozenset[int] = field(init=False)
    _known: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        passages = self.material.passages
        grounds = tuple(ground_of(one.number, one.passage, (one.sources,)) for one in passages)
        drafted = _by_citation((one.text, one.cited) for one in runs(self.material.draft))
        object.__setattr__(self, "_drafted", {number: bigrams(said) for number, said in drafted.items()})
        told = tuple(replace(one, texts=(*one.texts, drafted.get(one.number, ""))) for one in grounds)
        object.__setattr__(self, "_gate", Gate(told, self.given, self.prompts))
        known = bigrams("".join([*self.given, self.material.draft, *(text for one in grounds for text in (*one.texts, *one.sides))]))
        object.__setattr__(self, "_known", known)
        own = (one.number for one in passages if one.passage.confidence is Confidence.USER)
        object.__setattr__(self, "_own", frozenset(own))

    @cached_property
    def hosts(self) -> frozenset[str]:
        """The addresses that the corpus names; a user's document may be anybody's."""
        return frozenset(host for one in self._gate.grounds if one.number not in self._own for text in one.texts for host in hosts_in(text))

    def grounding(self, text: str) -> Grounding:
        """What was found in each sentence."""
        known = self._last.get(text)
        if known is None:
            known = self._judged(text)
            self._last.clear()
            self._last[text] = known
        return known

    def _judged(self, text: str) -> Grounding:
        found = self._gate.check(text)
        if any(fault.kind == "one_sided" for fault in found.faults):
            told = frozenset(number for number, said in self._drafted.items() if _tells(found, number, said))
            found = Grounding(tuple(_fair(one, told) for one in found.sentences))
        return Grounding(tuple(self._held(number, one) for number, one in enumerate(found.sentences)))

    def _held(self, number: int, one: Sentence) -> Sentence:
        """The sentence with what the gate, which knows nothing of whose document it is, cannot see."""
        if one.cited and self._own.issuperset(one.cited) and not _ATTRIBUTED.search(one.text):
            return replace(one, faults=(*one.faults, _unattributed(number)))
        if one.cited and self._own.issuperset(one.cited) and _GRADED.search(one.text):
            return replace(one, faults=(*one.faults, _own_result(number)))
        if not one.own_marks and all(fault.kind == "direction" for fault in one.faults) and not courtesy(one.text) and not self._bridge(one):
            said = bigrams(one.text)
            if len(said) >= _LEAST and overlap(said, self._known) < (_HEARD if one.cited or one.lead else _KNOWN):
                return replace(one, faults=(*one.faults, _unheard(number)))
        return one

    def _bridge(self, one: Sentence) -> bool:
        """Whether it only leads on, in words of talk and of the material: no figure, no name, no promise. What holds a
        claim, and rests on the [n] that closes its run, was held to that."""
        return bridging(one.text, one.claims, self._known.__contains__) or (bool(one.claims) and bool(one.cited))

    def tended(self, text: str, *, ended: bool = True) -> "Tended":
        """The text without its bridges and put right as far as code can. `ended`: nothing follows it."""
        short, trimmed = self.trimmed(text)
        whole, places = mended(short, self.grounding(short), ended=ended)
        if places:
            whole, more = self.trimmed(whole)
            trimmed += more
        return Tended(whole, trimmed, places)

    def trimmed(self, text: str) -> tuple[str, int]:
        """The text without sentences that cite nothing and hold nothing to check, and how many those were: bridges, promises, asides.

        They are no fault worth asking the model about, and nothing of fact is lost with them.
        """
        found = self.grounding(text)
        loose = [one for one in found.sentences if one.faults and not one.claims and {fault.kind for fault in one.faults} == {"uncited"}]
        if not loose:
            return text, 0
        only = Grounding(tuple(one if one in loose else replace(one, faults=()) for one in found.sentences))
        return repaired(text, only) or "", len(loose)

    def kept(self, text: str) -> tuple[str, int]:
        """The text without what does not hold, and how many sentences that cost; empty when nothing of fact is left."""
        dropped = 0
        for _ in range(_TIMES):
            found = self.grounding(text)
            if found.ok:
                return (text, dropped) if any(one.substance for one in found.sentences) else ("", dropped)
            dropped += found.counts.dropped
            text = repaired(text, found) or ""
        return "", dropped

    def shortened(self, text: str) -> str:
        """A text that holds, without its last sentences where it is longer than an answer may be; whole where those belong."""
        if len(text) <= LIMIT:
            return text
        ends = [end for end in sentence_ends(text) if end <= LIMIT]
        short = text[: ends[-1]].rstrip() if ends else text
        return short if self.grounding(short).ok else text

    def checked(self, text: str, tended: Tended, *, dropped: int, repaired: bool) -> Checked:
        """The figures to show with a text that holds."""
        found = self.grounding(text)
        kinds = tuple((kind, checked) for kind, (checked, _) in found.counts.by_kind.items())
        return Checked(len(found.sentences), found.counts.checked, dropped, repaired, kinds, tended.trimmed, tended.mended)


def _by_citation(sentences: Iterable[tuple[str, Sequence[int]]]) -> dict[int, str]:
    """The sentences (text, what it rests on) that rest on each citation, together."""
    said: dict[int, list[str]] = {}
    for text, cited in sentences:
        for number in cited:
            said.setdefault(number, []).append(text)
    return {number: "".join(texts) for number, texts in said.items()}


def _tells(found: Grounding, number: int, drafted: frozenset[str]) -> bool:
    """Whether a text says by a citation as much as the extracted answer does."""
    said = "".join(one.text for one in found.sentences if number in one.cited)
    return overlap(drafted, bigrams(said)) >= _AS_MUCH


def _fair(one: Sentence, told: frozenset[int]) -> Sentence:
    """The sentence without the fault of one side where all is told that the curated answer tells: it has weighed the accounts."""
    if not told.issuperset(one.cited):
        return one
    return replace(one, faults=tuple(fault for fault in one.faults if fault.kind != "one_sided"))


def adds_claims(text: str, given: Sequence[str]) -> bool:
    """Whether a text has figures, dates, clauses or names that nobody gave."""
    return any(fault.claim is not None for fault in check(text, (), given).faults)


def _unheard(sentence: int) -> Fault:
    return Fault("uncited", "没有写出处，说的也不是资料和问题里的事", sentence)


def _own_result(sentence: int) -> Fault:
    return Fault("grade", "用户文档里写的星级不是评分结果，不能当作结果写进回答", sentence)


def _unattributed(sentence: int) -> Fault:
    return Fault("unattributed", "只依据用户自己的文档，要写明是“贵方资料”里的说法，或用引号引原话", sentence)
