"""Numbers that running text states of a subject, scope and period: 2026年上半年共受理投诉 12 件. Only exact, affirmed, present ones."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from scoring.documents.normalise import normalise
from scoring.facts.claim_lexicon import ClaimSubject, claim_words
from scoring.facts.claim_periods import period_in, without_periods, year_in
from scoring.facts.model import Claim, Source
from scoring.facts.polarity import polarity
from scoring.facts.quoting import one_line
from scoring.facts.reading import Reading, Sentence

_CELLS = " | "
_CLAUSE = re.compile(r"[。;!?|]|(?<!\d),|,(?!\d)|(?<=[^\d\s]):")
_TAIL = re.compile(r"\s?(?:以上|以下|左右|上下|多|余|起(?!,)|/(?!次)|或|[-~—至到]\s?\d)")
_FEE_TAIL = re.compile(r"\s?(?:以上|左右|起|/(?!次)|或|[-~—至到]\s?\d)")
_BRACKET = re.compile(r"(?:/次)?\(([^()]{1,12})\)")  # 上门费40元(市区)
_MOST_SCOPE = 16


def claims(reading: Reading) -> tuple[Claim, ...]:
    """In reading order; the same claim is given once a section."""
    found = (claim for sentence in reading.sentences for claim in _of_sentence(sentence, reading))
    return tuple({(one.subject, one.scope, one.value, one.unit, one.period, one.section): one for one in found}.values())


def _of_sentence(sentence: Sentence, reading: Reading) -> Iterator[Claim]:
    if not any(char.isdigit() for char in sentence.text):
        return
    words = claim_words()
    if sentence.table_row and sentence.text.count(_CELLS) == 1:  # a label and its value: 有效问卷 | 186 份
        sentence = replace(sentence, text=sentence.text.replace(_CELLS, ":"))
    for subject, pattern in words.patterns.items():
        for match in pattern.finditer(sentence.text):
            claim = _claim(words.subjects[subject], match, sentence, reading)
            if claim is not None:
                yield claim


def _claim(subject: ClaimSubject, match: re.Match[str], sentence: Sentence, reading: Reading) -> Claim | None:
    words = claim_words()
    text = sentence.text
    start = max((cut.end() for cut in _CLAUSE.finditer(text, 0, match.start())), default=0)
    cut_behind = _CLAUSE.search(text, match.end())
    clause = text[start : cut_behind.start() if cut_behind else len(text)]
    tail = _FEE_TAIL if subject.money and subject.standing else _TAIL
    if words.hedges.search(clause) or tail.match(text, match.end()) or polarity(text, match.start(), match.end()) != "affirmed":
        return None
    if subject.survey and words.other_survey.search(text + _titles(sentence.section, reading)[0]):
        return None
    lead = text[start : match.start()]
    groups = {name[0]: value for name, value in match.groupdict().items() if value}
    if subject.priced:
        behind = _BRACKET.match(text, match.end())
        lead = words.charged.sub("", f"{lead}{groups.get('s', '')}{behind[1] if behind else ''}")
    scope = words.lead.sub("", without_periods(lead)).strip("()“”\"' ")
    if len(scope) > _MOST_SCOPE:
        return None
    number, unit = groups["n"], f"万{subject.unit}" if "u" in groups else subject.unit
    period = "" if subject.standing else _period(text[: match.end()], sentence.section, reading)
    if subject.standing and subject.distinct and year_in(text[start : match.end()]):
        return None  # how many there were at a day of their own
    quote = one_line(sentence.raw)
    return Claim(subject.id, scope, number.replace(",", ""), unit, period, sentence.section, Source(sentence.locator, quote))


def _period(said: str, section: int, reading: Reading) -> str:
    """That of the words before the number, else of the titles above, innermost first."""
    titles = _titles(section, reading)
    year = year_in(said) or next((year for title in titles if (year := year_in(title))), "")
    own = period_in(said, year)
    return own or next((period for title in titles if (period := period_in(title, year))), "")


def _titles(section: int, reading: Reading) -> tuple[str, ...]:
    stem = PurePath(reading.path.replace("\\", "/")).stem
    return tuple(dict.fromkeys((*(normalise(reading.parts[number].title) for number in reading.lineage(section)), normalise(stem))))
