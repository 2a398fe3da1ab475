"""Whether a paper says of itself that it is no longer good: 证书状态：撤销, 本证书已于…暂停使用, a stamp 已注销."""

import re
from collections.abc import Sequence
from functools import lru_cache

from scoring.facts.dates import find_dates, first_day
from scoring.facts.paper_lexicon import instrument_words

_SENTENCE = re.compile(r"[^。;；\n]+")
_UNTICKED = re.compile(r"[□☐○]\s*[^\s□☐○☑☒√✓✔■●,、/]+")
_TICKED = re.compile(r"[☑☒√✓✔■●]")
_DATE_REACH = 16


def halt(text: str) -> tuple[str, str]:
    """(the word, the day from which on or "") of what a paper in plain text says about its standing; ("", "") if it stands.

    Rules on what would halt it (未接受监督审核的，证书将被暂停), lists to choose from and papers restored do not count.
    """
    words = _words()
    if words["restored"].search(text):
        return "", ""
    for found in words["state"].finditer(text):
        said = _chosen(found["said"])
        state = words["value"].match(said)
        if state is not None:
            return state["word"], _day(said, state.start("word"), state.end("word"))
    for found in words["day"].finditer(text):
        days = [one for one in find_dates(found["said"]) if one.precision != "year"]
        if days:
            return found["word"], first_day(days[0].iso)
    for found in _SENTENCE.finditer(text):
        line = found[0].strip()
        one = next((match for pattern in _stamps() if (match := pattern.fullmatch(line))), None)
        one = one or next((match for pattern in _sentences() if (match := pattern.search(line))), None)
        if one is not None and not words["rule"].search(line):
            return one["word"], _day(one.string, one.start("word"), one.end("word"))
    return "", ""


def _chosen(said: str) -> str:
    """What is ticked, of boxes; nothing, of boxes none of which is."""
    if _TICKED.search(said):
        return _TICKED.sub("", _UNTICKED.sub("", said)).strip()
    return "" if re.search(r"[□☐]", said) else said.strip()


def _day(text: str, start: int, end: int) -> str:
    """The nearest day before the word, else the one right behind it."""
    days = [one for one in find_dates(text) if one.precision != "year"]
    before = [one for one in days if one.end <= start]
    near = before[-1:] or [one for one in days if end <= one.start <= end + _DATE_REACH][:1]
    return first_day(near[0].iso) if near else ""


@lru_cache(maxsize=1)
def _words() -> dict[str, re.Pattern[str]]:
    words = instrument_words().standing
    halted = "|".join(words.halted)
    return {
        "state": re.compile(rf"(?:{'|'.join(words.labels)})(?:\s*[:|]\s*|[ \t]+)(?P<said>[^\n|。;；]{{1,40}})", re.IGNORECASE),
        "value": re.compile(rf"(?:{'|'.join(words.lead)}){{0,8}}(?P<word>{halted})(?!\s?[、/或及和])", re.IGNORECASE),
        "day": re.compile(rf"(?<!效)(?P<word>{'|'.join(words.dated)})(?:生效)?(?:日期|时间|日)\s*[:|]\s*(?P<said>[^\n|。;；]{{6,24}})"),
        "rule": re.compile("|".join(words.rule), re.IGNORECASE),
        "restored": re.compile("|".join(words.restored), re.IGNORECASE),
    }


@lru_cache(maxsize=1)
def _stamps() -> tuple[re.Pattern[str], ...]:
    return _filled(instrument_words().standing.stamp)


@lru_cache(maxsize=1)
def _sentences() -> tuple[re.Pattern[str], ...]:
    return _filled(instrument_words().standing.sentence)


def _filled(patterns: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    word = f"(?P<word>{'|'.join(instrument_words().standing.halted)})"
    return tuple(re.compile(one.replace("<halted>", word), re.IGNORECASE) for one in patterns)
