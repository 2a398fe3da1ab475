"""What a file states: concepts of scoring/lexicon/concepts found in its sentences, with polarity, dates and place."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scoring.facts.concept_lexicon import Concept, Place, Rule, concepts
from scoring.facts.dates import find_dates
from scoring.facts.model import Mention, Polarity, Source
from scoring.facts.polarity import polarity
from scoring.facts.reading import Reading
from scoring.facts.statements import Line, lines

_QUOTE_CHARS = 120
_PER_SECTION = 12  # mentions of one concept in one section; denials are kept beyond that
# What a maxim says of service, not of itself: 不让一人久等, 没有小事, 杜绝推诿, “…”.
_MAXIM = re.compile(
    r"[“\"「『][^“”\"」』\n]{2,40}[”\"」』]|[从决绝永毫]?不(?!(?:是|存在|具备|设|制定|提炼|提出|明确))|拒绝|杜绝|避免|[请切]?勿|[严禁]禁|禁止|缺一|取消|停止"
    r"|(?:没有|没|无|未)(?![^,。;|]{0,12}(?:理念|宗旨|口号|信条|方针|主张|文化|培训|学习|考核|组织|开展|安排|进行|举办|举行|落实|参加|宣讲|提炼|提出|确定|形成|明确|成文))"
)
_TAIL = 2  # characters at the end of a statement that a denial inside it governs
_HEAD = 4  # characters at its beginning, behind which a plan may stand inside it (晋升办法正在起草)


@dataclass(frozen=True)
class _Text:
    """Lines of one place as one text, to be searched at once."""

    text: str
    starts: tuple[int, ...]
    lines: tuple[int, ...]
    topics: frozenset[str]

    def line_at(self, offset: int) -> tuple[int, int]:
        """(number of the line, its start in the text)"""
        index = bisect_right(self.starts, offset) - 1
        return self.lines[index], self.starts[index]


def mentions(reading: Reading) -> tuple[Mention, ...]:
    """One for each concept and sentence, in reading order."""
    all_lines = tuple(lines(reading))
    texts = _texts(all_lines)
    found: dict[tuple[int, str], tuple[int, int, Polarity]] = {}
    for concept in concepts():
        for rule in concept.rules:
            for number, start, end in _hits(rule, texts, all_lines):
                key = (number, concept.id)
                if key in found and found[key][2] == "affirmed":
                    continue
                meaning = _polarity(concept, all_lines[number].sentence.text, start, end)
                if key not in found or meaning == "affirmed":
                    found[key] = (start, end, meaning)
    return tuple(_kept(reading, all_lines, found))


def _texts(all_lines: Sequence[Line]) -> dict[Place, _Text]:
    by_place: dict[Place, list[int]] = defaultdict(list)
    for number, line in enumerate(all_lines):
        by_place[line.place].append(number)
    out: dict[Place, _Text] = {}
    for place, numbers in by_place.items():
        starts, offset = [], 0
        for number in numbers:
            starts.append(offset)
            offset += len(all_lines[number].sentence.text) + 1
        text = "\n".join(all_lines[number].sentence.text.replace("\n", " ") for number in numbers)
        out[place] = _Text(text, tuple(starts), tuple(numbers), frozenset(all_lines[number].topic for number in numbers))
    return out


def _hits(rule: Rule, texts: dict[Place, _Text], all_lines: Sequence[Line]) -> Iterator[tuple[int, int, int]]:
    """(number of the line, start and end in it)"""
    for place in rule.where:
        whole = texts.get(place)
        if whole is None:
            continue
        near = {topic for topic in whole.topics if _is_near(rule, topic)}
        if not near:
            continue
        for match in rule.first.finditer(whole.text):
            number, start = whole.line_at(match.start())
            line = all_lines[number]
            text = line.sentence.text
            if (line.word_list and not rule.bare) or line.topic not in near:
                continue
            if all(other.search(text) for other in rule.others) and not (rule.unless is not None and rule.unless.search(text)):
                yield number, match.start() - start, min(match.end() - start, len(text))


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
    if len(raw) <= _QUOTE_CHARS:
        return raw
    middle = (start + end) // 2 * len(raw) // max(length, 1)
    first = min(max(middle - _QUOTE_CHARS // 2, 0), len(raw) - _QUOTE_CHARS)
    return raw[first : first + _QUOTE_CHARS]


def _dates(reading: Reading, text: str, section: int) -> tuple[str, ...]:
    """Of the sentence; where it names none, of the titles above it."""
    own = _dates_of(text)
    if own:
        return own
    return next((dates for number in reading.lineage(section) if (dates := _dates_of(reading.parts[number].title))), ())


@lru_cache(maxsize=4096)
def _dates_of(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found.iso for found in find_dates(text)))
