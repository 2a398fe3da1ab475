"""What the texts of a citation say, laid out for look-up."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from assistant.answering.grounded.claims import claims_in
from assistant.answering.grounded.fold import bare, folded, phrased
from assistant.answering.grounded.model import Claim
from assistant.answering.grounded.names import clauses_between

_SENTENCE = re.compile(r"[^。!?;\n]+")
_SEGMENT = re.compile(r"[^,;:。!?\n“”《》/]+")
_PIECE = re.compile(r"[^、]+")
_GRAM = re.compile(r"[\u4e00-\u9fff]{2}")
_FIRST = re.compile(r"第?[一二三四五六七八九十\d]{1,2}(?:是|类|步|条|种|[、.])")
_FEWEST, _MOST = 2, 10


@dataclass(frozen=True, slots=True)
class Place:
    """A claim where it stands: its segment (between two commas) and its sentence, both folded."""

    claim: Claim
    segment: tuple[int, int]
    sentence: tuple[int, int]


@dataclass(frozen=True)
class Text:
    """One folded text and its claims."""

    text: str
    claims: tuple[Claim, ...]

    @cached_property
    def bare(self) -> str:
        return bare(self.text)

    @cached_property
    def phrased(self) -> str:
        return phrased(self.text)

    @cached_property
    def blanked(self) -> str:
        """The text without its figures, dates and names: what they are said of is left."""
        chars = list(self.text)
        for claim in self.claims:
            if claim.kind not in ("quote", "citation") and not claim.said.startswith("《"):
                start, end = claim.span
                chars[start:end] = " " * (end - start)
        return "".join(chars)

    @cached_property
    def segments(self) -> tuple[tuple[int, int], ...]:
        """Between two commas; of a list each item, where every item has words of its own."""
        out: list[tuple[int, int]] = []
        for match in _SEGMENT.finditer(self.blanked):
            pieces = [piece.span() for piece in _PIECE.finditer(self.blanked, *match.span())]
            out.extend(pieces if all(_GRAM.search(self.blanked, *piece) for piece in pieces) else [match.span()])
        return tuple(out)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        return tuple(match.span() for match in _SENTENCE.finditer(self.text))

    @cached_property
    def places(self) -> tuple[Place, ...]:
        return tuple(_placed(self.claims, self.segments, self.sentences))

    @cached_property
    def list_lengths(self) -> frozenset[int]:
        """How many items the lists of the text have: 甲、乙和丙 has three."""
        lengths: set[int] = set()
        for start, end in self.sentences:
            for part in re.split("[,:]", self.text[start:end]):
                lengths.add(part.count("、") + 1)
                lengths.add(part.count("、") + 1 + len(re.findall("[和及与](?=[^、]+$)", part)))
            lengths.add(len(_FIRST.findall(self.text[start:end])))
        lengths.add(len(_FIRST.findall(self.text)))
        lengths.update(line.count(";") + 1 for line in re.split("[。\n:]", self.text))
        return frozenset(n for n in lengths if _FEWEST <= n <= _MOST)


def _placed(
    claims: Sequence[Claim], segments: Sequence[tuple[int, int]], sentences: Sequence[tuple[int, int]]
) -> Iterator[Place]:
    at = in_sentence = 0
    for claim in claims:
        start = claim.span[0]
        while at + 1 < len(segments) and segments[at][1] <= start:
            at += 1
        while in_sentence + 1 < len(sentences) and sentences[in_sentence][1] <= start:
            in_sentence += 1
        if segments and sentences:
            yield Place(claim, segments[at], sentences[in_sentence])


@dataclass(frozen=True)
class Facts:
    """Several texts taken together."""

    texts: tuple[Text, ...]
    sides: int = 0
    figures: dict[tuple[str, str], list[Claim]] = field(default_factory=dict)
    dates: set[str] = field(default_factory=set)
    clauses: set[str] = field(default_factory=set)
    standards: set[str] = field(default_factory=set)
    stars: set[str] = field(default_factory=set)

    @cached_property
    def bare(self) -> str:
        return "\n".join(text.bare for text in self.texts)

    @cached_property
    def list_lengths(self) -> frozenset[int]:
        lengths = {n for text in self.texts for n in text.list_lengths}
        return frozenset(lengths | {self.sides} if self.sides >= _FEWEST else lengths)


@lru_cache(maxsize=4096)  # the corpus has some 1400 texts, and every request reads other ones
def text_of(text: str) -> Text:
    return Text(folded(text), claims_in(text))


@lru_cache(maxsize=256)
def facts_of(texts: tuple[str, ...], sides: int = 0) -> Facts:
    """The facts of texts that support the same statements."""
    facts = Facts(tuple(text_of(text) for text in texts), sides)
    for text in facts.texts:
        facts.clauses.update(clauses_between(text.text))
        for claim in text.claims:
            if claim.kind == "date":
                facts.dates.add(claim.value)
            elif claim.kind == "clause":
                facts.clauses.add(claim.value)
            elif claim.kind == "standard":
                facts.standards.add(claim.value)
            elif claim.kind == "star":
                facts.stars.add(claim.value)
            elif claim.kind not in ("organisation", "citation", "quote"):
                facts.figures.setdefault(claim.key, []).append(claim)
    return facts
