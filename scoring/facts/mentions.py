"""What a file states: concepts of scoring/lexicon/concepts found in its sentences, with polarity, dates and place."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from scoring.facts.concept_lexicon import Concept, Place, Rule, concepts
from scoring.facts.dates import find_dates
from scoring.facts.gates import Gate, GateMaker, Gates, Lines, numbers, opens, through
from scoring.facts.kept import remembered
from scoring.facts.model import Mention, Polarity, Source
from scoring.facts.polarity import polarity
from scoring.facts.quoting import around
from scoring.facts.reading import Reading
from scoring.facts.statements import Line, lines

_PER_SECTION = 12  # mentions of one concept in one section; denials are kept beyond that
# What a maxim says of service, not of itself: 不让一人久等, 没有小事, 杜绝推诿, “…”.
_MAXIM = re.compile(
    r"[“\"「『][^“”\"」』\n]{2,40}[”\"」』]|[从决绝永毫]?不(?!(?:是|存在|具备|设|制定|提炼|提出|明确))|拒绝|杜绝|避免|[请切]?勿|[严禁]禁|禁止|缺一|取消|停止"
    r"|(?:没有|没|无|未)(?![^,。;|]{0,12}(?:理念|宗旨|口号|信条|方针|主张|文化|培训|学习|考核|组织|开展|安排|进行|举办|举行|落实|参加|宣讲|提炼|提出|确定|形成|明确|成文))"
)
_TAIL = 2  # characters at the end of a statement that a denial inside it governs
_HEAD = 4  # characters at its beginning, behind which a plan may stand inside it (晋升办法正在起草)


@dataclass(frozen=True, slots=True)
class _Gated:
    """A rule with what its patterns need: `gate` of the line where all of them stand, `anywhere` of the text of its first one."""

    concept: Concept
    rule: Rule
    gate: Gate
    anywhere: Gate
    in_line: bool
    first: int | None  # a choice of words without which the gate is shut


class _Search:
    """The lines of a file, and sets of them by what rules ask for."""

    def __init__(self, all_lines: Sequence[Line]) -> None:
        self._lines = all_lines
        self._texts = [line.sentence.text.replace("\n", " ") for line in all_lines]
        self._met = _gates()[0].met(self._texts)
        self._topics: dict[str, Lines] = defaultdict(int)
        self._places: dict[Place, Lines] = defaultdict(int)
        self._stating: Lines = 0
        for number, line in enumerate(all_lines):
            self._topics[line.topic] |= 1 << number
            self._places[line.place] |= 1 << number
            self._stating |= (not line.word_list) << number
        self._asked: dict[tuple[tuple[Place, ...], bool], Lines] = {}

    def hits(self) -> Iterator[tuple[str, Concept, int, int, int]]:
        """(the line's text, the concept, the number of the line, start and end in it), rule by rule"""
        met = self._met
        for one in _gates()[1]:
            if one.first is not None and not met[one.first]:
                continue
            rule = one.rule
            lines = through(one.gate, met, self._within(rule.where, rule.bare))
            if not lines:
                continue
            lines = self._near(rule, lines)
            found = self._in_lines(rule, lines) if one.in_line else self._over_lines(one, lines)
            for number, start, end in found:
                yield self._lines[number].sentence.text, one.concept, number, start, end

    def _within(self, where: tuple[Place, ...], bare: bool) -> Lines:
        lines = self._asked.get((where, bare))
        if lines is None:
            lines = sum(self._places.get(place, 0) for place in dict.fromkeys(where))
            lines = self._asked[where, bare] = lines if bare else lines & self._stating
        return lines

    def _near(self, rule: Rule, lines: Lines) -> Lines:
        if rule.near is not None or rule.not_near is not None:
            for topic, below in self._topics.items():
                if lines & below and not _is_near(rule, topic):
                    lines &= ~below
        return lines

    def _in_lines(self, rule: Rule, lines: Lines) -> Iterator[tuple[int, int, int]]:
        for number in numbers(lines):
            matches = list(rule.first.finditer(self._texts[number]))
            if matches and _is_met(rule, self._lines[number].sentence.text):
                yield from ((number, match.start(), match.end()) for match in matches)

    def _over_lines(self, one: _Gated, lines: Lines) -> Iterator[tuple[int, int, int]]:
        """Of a pattern that may run over the end of a line: the lines of a place are one text."""
        if not lines or not opens(one.anywhere, self._met):
            return
        for place in one.rule.where:
            of_place = list(numbers(self._places.get(place, 0)))
            starts = [0, *accumulate(len(self._texts[number]) + 1 for number in of_place)]
            for match in one.rule.first.finditer("\n".join(self._texts[number] for number in of_place)):
                index = bisect_right(starts, match.start()) - 1
                number, start = of_place[index], starts[index]
                text = self._lines[number].sentence.text
                if lines >> number & 1 and _is_met(one.rule, text):
                    yield number, match.start() - start, min(match.end() - start, len(text))


def mentions(reading: Reading) -> tuple[Mention, ...]:
    """One for each concept and sentence, in reading order."""
    all_lines = lines(reading)
    found: dict[tuple[int, str], tuple[int, int, Polarity]] = {}
    for text, concept, number, start, end in _Search(all_lines).hits():
        key = (number, concept.id)
        if key in found and found[key][2] == "affirmed":
            continue
        meaning = _polarity(concept, text, start, end)
        if key not in found or meaning == "affirmed":
            found[key] = (start, end, meaning)
    return tuple(_kept(reading, all_lines, found))


@lru_cache(maxsize=1)
def _gates() -> tuple[Gates, tuple[_Gated, ...]]:
    """Every rule of every concept, in order."""
    pairs, gates = remembered("gates of concepts", _made_gates)
    rules = [(concept, rule) for concept in concepts() for rule in concept.rules]
    return Gates(pairs), tuple(
        _Gated(concept, rule, gate, anywhere, in_line, next((one for one in gate if isinstance(one, int)), None))
        for (concept, rule), (gate, anywhere, in_line) in zip(rules, gates, strict=True)
    )


def _made_gates() -> tuple[Sequence[Sequence[str]], Sequence[tuple[Gate, Gate, bool]]]:
    maker = GateMaker()
    gates: list[tuple[Gate, Gate, bool]] = []
    for concept in concepts():
        for rule in concept.rules:
            first = rule.first.factors()
            others = tuple(need for other in rule.others for need in other.factors().needs)
            if first.in_line:
                gates.append((maker.gate((*first.needs, *others)), (), True))
            else:
                gates.append((maker.gate(others), maker.gate(first.needs), False))
    return maker.pairs(), gates


def _is_met(rule: Rule, text: str) -> bool:
    """Whether a line in which the first pattern stands fulfils the rest."""
    return all(other.search(text) for other in rule.others) and not (rule.unless is not None and rule.unless.search(text))


def _is_near(rule: Rule, topic: str) -> bool:
    if rule.near is not None and not rule.near.search(topic):
        return False
    return rule.not_near is None or not rule.not_near.search(topic)


def _polarity(concept: Concept, text: str, start: int, end: int) -> Polarity:
    if concept.slogan:
        text = _MAXIM.sub(lambda found: "·" * len(found[0]), text)
    meaning = polarity(text, start, end)
    if meaning == "affirmed" and not concept.negative and end - start > _TAIL:
        meaning = polarity(text, end - _TAIL, end)
    if meaning == "affirmed" and not concept.negative and end - start > _HEAD and polarity(text, start, start + _HEAD) == "planned":
        meaning = "planned"
    return "affirmed" if meaning == "planned" and concept.planned_counts else meaning


def _kept(
    reading: Reading, all_lines: Sequence[Line], found: dict[tuple[int, str], tuple[int, int, Polarity]]
) -> Iterator[Mention]:
    seen: Counter[tuple[str, int]] = Counter()
    for (number, concept), (start, end, meaning) in sorted(found.items()):
        sentence = all_lines[number].sentence
        place = (concept, sentence.section)
        seen[place] += 1
        if seen[place] > _PER_SECTION and meaning == "affirmed":
            continue
        source = Source(sentence.locator, _quote(sentence.raw, start, end, len(sentence.text)))
        yield Mention(concept, sentence.section, meaning, source, _dates(reading, sentence.text, sentence.section))


def _quote(raw: str, start: int, end: int, length: int) -> str:
    """The raw words around the statement, whose place in them is known only about (normal forms differ in length)."""
    raw = raw.strip()
    return around(raw, (start + end) // 2 * len(raw) // max(length, 1))


def _dates(reading: Reading, text: str, section: int) -> tuple[str, ...]:
    """Of the sentence; where it names none, of the titles above it."""
    own = _dates_of(text)
    if own:
        return own
    return next((dates for number in reading.lineage(section) if (dates := _dates_of(reading.parts[number].title))), ())


@lru_cache(maxsize=4096)
def _dates_of(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found.iso for found in find_dates(text)))
