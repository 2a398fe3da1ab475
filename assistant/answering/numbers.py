"""Numbers in spoken Chinese: 八十三点五, 83.5, 两个, 1.5万 — with their places."""

import re
from dataclasses import dataclass
from fractions import Fraction

_CHINESE = "零〇一二两俩仨三四五六七八九十百千万"
_ENGLISH = {
    word: value
    for value, word in enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"))
}
_NUMBER = re.compile(
    rf"\d+(?:,\d{{3}}(?!\d))*(?:\.\d+)*万?|[{_CHINESE}]+(?:点[零〇一二三四五六七八九]+)?|\b(?:{'|'.join(_ENGLISH)})\b"
)
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "仨": 3}
_SCALES = {"十": 10, "百": 100, "千": 1000}
# Numbers that name something and count nothing: standards, clauses, years in a name.
_NAMES = re.compile(
    r"gb/?t?\s*\d+(?:-\d+)?|sb/?t?\s*\d+(?:-\d+)?|27922(?:-2011)?|10401(?:-2006)?|iso\s*\d+|cteas\s*\d+(?:-\d+)?"
    r"|(?<![\d.])\d+\.\d+\.\d+(?:\.\d+)*(?:-[a-d])?"
)
# Words that contain a numeral and no number.
_WORDS = re.compile(
    r"[一二三四五七两]+个?星级?|七星|十二星|一般|一共|一下|一些|一起|一样|一定|统一|第[一二三四五六]方|一次性|万一"
    r"|(?<![一二三四五六七八九百])十分(?!之)|千万|(?<![一二三四五六七八九])百分"
)

_VAGUE = re.compile("来[个号名人家]|多[个号名人家年]|出头|[几余]")
_HOW_MANY = re.compile("几[分星级][?。]?")
_HALF = re.compile("[分个天]半|半[分人天个]")  # 六十九分半, 三个半人日
_TENTH = re.compile(r"分([1-9一二三四五六七八九])(?![\d一二三四五六七八九十百分.个条项星名])")
_ONE = re.compile("[名位人项分家]|个特别")  # 一条、一下、一回 count nothing


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text: exact value and the span [start, end)."""

    value: Fraction
    start: int
    end: int


def figures(text: str) -> list[Figure]:
    """The counting numbers of a normalised text in order; names of standards, clauses and stars are none."""
    hidden = _WORDS.sub(_blank, _NAMES.sub(_blank, text))
    found = []
    for match in _NUMBER.finditer(hidden):
        if _vague(hidden, match) or (match.group() == "一" and not _ONE.match(hidden, match.end())):
            continue
        value = parse(match.group())
        if value is not None:
            found.append(Figure(value + _rest(hidden, match.end()), match.start(), match.end()))
    return found


def _vague(text: str, number: re.Match[str]) -> bool:
    """三百来号人, 八十几; but 涉及 80 几分? asks how many points."""
    if number.group()[-1].isdigit() and _HOW_MANY.fullmatch(text, number.end()):
        return False
    return _VAGUE.match(text, number.end()) is not None


def _rest(text: str, end: int) -> Fraction:
    """The half or tenth said behind the unit: 六十九分半, 七十九分九."""
    if _HALF.match(text, end):
        return Fraction(1, 2)
    tenth = _TENTH.match(text, end)
    return (parse(tenth[1]) or Fraction(0)) / 10 if tenth else Fraction(0)


def parse(token: str) -> Fraction | None:
    """'83.5', '1,200', '八十三点五', '两' -> exact value; None for what is no number."""
    if token in _ENGLISH:
        return Fraction(_ENGLISH[token])
    if token[0].isdigit():
        if token.endswith("万"):
            return Fraction(token[:-1].replace(",", "")) * 10_000
        plain = re.sub(r",(?=\d{3}(?!\d))", "", token)
        try:
            return Fraction(plain)
        except ValueError:
            return None
    whole, _, decimals = token.partition("点")
    value = _whole(whole)
    if value is None or not decimals:
        return value
    return value + Fraction(int("".join(str(_DIGITS[char]) for char in decimals)), 10 ** len(decimals))


def _whole(token: str) -> Fraction | None:
    if not token:
        return None
    if all(char not in _DIGITS and char != "十" for char in token):
        return None  # 千字, 百分 count nothing
    if len(token) > 1 and all(char in _DIGITS for char in token):
        return Fraction(int("".join(str(_DIGITS[char]) for char in token)))
    total, section, digit = 0, 0, 0
    for char in token:
        if char in _DIGITS:
            if digit:  # 七十六七 is a range, not a number
                return None
            digit = _DIGITS[char]
        elif char in _SCALES:
            section += (digit or 1) * _SCALES[char]
            digit = 0
        else:  # 万
            total = (total + section + digit) * 10_000 if section + digit else 0
            section = digit = 0
    return Fraction(total + section + digit)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
