"""Figures with their units: 95 分, 百分之七十, 两万元, 一年半, 3～6 个月, 三分之二, 不少于 10%."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from assistant.answering.grounded.lexicon import group_of, words
from assistant.answering.grounded.model import Direction
from assistant.answering.numbers import parse

_HAN_DIGITS = "零〇一二两俩三四五六七八九"
_HAN_NUMBER = rf"[{_HAN_DIGITS}十百千万亿]+(?:点[零〇一二三四五六七八九]+)?"
_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = re.compile(rf"(?:{_ARABIC})[千百万亿]*|{_HAN_NUMBER}|(?<!个)半(?=个?[年月天日小周])|[\u00bc-\u00be\u2150-\u218b\u2460-\u24ff\u2776-\u2793]")
_FRACTION = re.compile(rf"(?P<d>\d+|[{_HAN_DIGITS}十百]+)分之(?P<n>{_ARABIC}|{_HAN_NUMBER})|(?P<tn>\d{{1,2}})/(?P<td>[2-9]|1\d)(?![\d/.版])")
_BETWEEN = re.compile("(?:该项|其|单项|总分|总数|总额|分值|得分|满分|基数)+的?$")  # 不低于该项 50%
_REACH = 6
_OVER = re.compile("[也就后不便即]")
_TENTHS = re.compile(r"(?P<n>[\d一二两三四五六七八九]|[1-9]\.\d)成(?P<half>半)?(?![为立员本果都功就套品交熟对长分])")
_HALF_OF = re.compile(r"一半|半数|过半")
_HALF_AFTER = re.compile(r"半(?![天年月个小日径])")
_HALF_INSIDE = re.compile(r"个半(?=月|小时|工作)")
_RANGE = re.compile(r"\s*(?:-{1,2}|~{1,2}|到|至|或)\s*")
_LIST = re.compile(r"\s*(?:、|,|/|和|与|及|或|以及|还是|\+)\s*")
_ABOUT = re.compile(r"[一二两三四五六七八九]{2,3}[十百千万]?")  # 两三, 七八十: nobody says how many
_SCALES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_MONEY = re.compile(r"[¥$￥]\s*$|(?:人民币|rmb)\s*$")
_BEFORE = 14
_TIME_UNITS = frozenset("年月天周季小时分钟") | {"小时", "分钟", "工作日"}
_PARTED = "半"


@dataclass(frozen=True, slots=True)
class Quantity:
    """`low` and `high` differ for a range. The span is one of the folded text."""

    low: Fraction
    high: Fraction
    unit: str
    start: int
    end: int
    direction: Direction = ""
    han: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    value: Fraction
    unit: str
    start: int
    end: int
    han: bool


def quantities(text: str) -> Iterator[Quantity]:
    """The figures of folded text in which other kinds of claims are blanked out."""
    known = words()
    hidden = known.no_numbers.sub(_blank, text)
    out: list[Quantity] = []
    for pattern, read in ((_FRACTION, _fraction), (_TENTHS, _tenths), (_HALF_OF, lambda _: Fraction(1, 2))):
        for match in pattern.finditer(hidden):
            value = read(match)
            if value is not None:
                out.append(Quantity(value * 100, value * 100, "%", *match.span(), han=True))
                hidden = hidden[: match.start()] + " " * (match.end() - match.start()) + hidden[match.end() :]
    tokens = _shared_units(list(_tokens(hidden)), hidden)
    out.extend(_ranges(_joined(tokens, hidden), hidden))
    for one in sorted(out, key=lambda found: found.start):
        if not _no_claim(one, hidden):
            yield replace(one, direction=_direction(text, one))


def _tokens(text: str) -> Iterator[_Token]:
    known = words()
    for match in _NUMBER.finditer(text):
        value = _value(match[0])
        if value is None:
            continue
        end = match.end()
        inside = _HALF_INSIDE.match(text, end)
        if inside:
            value, end = value + Fraction(1, 2), inside.end()
        blank = len(text) > end and text[end] == " "
        found = known.unit.match(text, end + blank)
        if found is None and inside:
            found = re.compile("月|小时").match(text, end)
            unit = found[0] if found else ""
        elif found is None and match[0] == _PARTED:
            found = re.compile("个?(?:年|月|天|日|小时|周)").match(text, end)
            unit = found[0].removeprefix("个") if found else ""
            unit = "天" if unit == "日" else unit
        else:
            unit = known.unit_names[group_of(found)] if found else ""
        stop = found.end() if found else end
        if found and unit in ("年", "天", "分", "月", "小时", "倍"):
            half = _HALF_AFTER.match(text, stop)
            if half:
                value, stop = value + Fraction(1, 2), half.end()
        if not unit and _MONEY.search(text, max(0, match.start() - 5), match.start()):
            unit = "元"
        yield _Token(value, unit, match.start(), stop, not match[0][0].isascii())


def _value(token: str) -> Fraction | None:
    """None for what is no number: 两三, 千."""
    if token == _PARTED:
        return Fraction(1, 2)
    if not token[0].isdecimal():
        if token[0] not in _HAN_DIGITS + "十百千万亿" or _ABOUT.fullmatch(token):
            return None
        return parse(token) if token[-1] != "亿" else _times(parse(token[:-1]) if token[:-1] else None, 100_000_000)
    digits = token.rstrip("百千万亿")
    value = Fraction(digits.replace(",", ""))
    for scale in token[len(digits) :]:
        value *= _SCALES[scale]
    return value


def _times(value: Fraction | None, factor: int) -> Fraction | None:
    return None if value is None else value * factor


def _shared_units(tokens: list[_Token], text: str) -> list[_Token]:
    """70、80、90 分 and 3～6 个月: the unit said last holds for all of them."""
    out = list(tokens)
    for n in range(len(out) - 2, -1, -1):
        one, following = out[n], out[n + 1]
        if one.unit or not following.unit:
            continue
        between = text[one.end : following.start]
        if _RANGE.fullmatch(between) or _LIST.fullmatch(between):
            out[n] = replace(one, unit=following.unit)
    return out


def _joined(tokens: list[_Token], text: str) -> list[_Token]:
    """1 年 6 个月 is one length of time, in months; every unit becomes the one it is compared in."""
    out: list[_Token] = []
    for token in tokens:
        last = out[-1] if out else None
        one = _converted(token)
        if (
            last is not None
            and last.end == token.start
            and last.unit == one.unit
            and text[last.end - 1] in "年时"
            and text[token.end - 1] in "月钟分"
        ):
            out[-1] = replace(last, value=last.value + one.value, end=one.end)
        else:
            out.append(one)
    return out


def _converted(token: _Token) -> _Token:
    known = words().converted.get(token.unit)
    return replace(token, unit=known[0], value=token.value * known[1]) if known else token


def _ranges(tokens: list[_Token], text: str) -> Iterator[Quantity]:
    waiting: _Token | None = None
    for token in tokens:
        if waiting is not None:
            between = text[waiting.end : token.start]
            if waiting.unit == token.unit and waiting.value < token.value and _RANGE.fullmatch(between) and "或" not in between:
                yield Quantity(waiting.value, token.value, token.unit, waiting.start, token.end, han=waiting.han and token.han)
                waiting = None
                continue
            yield _single(waiting)
        waiting = token
    if waiting is not None:
        yield _single(waiting)


def _single(token: _Token) -> Quantity:
    return Quantity(token.value, token.value, token.unit, token.start, token.end, han=token.han)


def _no_claim(one: Quantity, text: str) -> bool:
    """An article (一家公司, not 至多一家), a bare Chinese numeral that stands in a word, or the number of an item at the start of a line."""
    if one.han and one.low == one.high:
        if not one.unit:
            return one.low < 11 or one.end - one.start < 2
        if one.low == 1 and one.unit in words().articles and text[one.start] in "一1":
            often = one.unit == "次" and re.search(r"[年月季周天日度]$", text[: one.start])
            return not often and not _direction(text, one)
    return False


def _direction(text: str, one: Quantity) -> Direction:
    bounds = words().bounds
    behind = text[one.end : one.end + _BEFORE].lstrip()
    after = bounds.after.match(behind)
    before = bounds.before.search(_BETWEEN.sub("", text[max(0, one.start - _BEFORE - _REACH) : one.start].rstrip()))
    if before and before[0] == "满" and _OVER.match(behind):
        return ""  # 满三年不会自动延续: when it ends
    if before and after and before[0].startswith("达") and after.lastgroup:
        return _as_direction(after.lastgroup)  # 达到 95% 以下
    if before and before.lastgroup:
        return _as_direction(before.lastgroup)
    if after and after.lastgroup:
        return _as_direction(after.lastgroup)
    verbs = bounds.verbs.search(text[max(0, one.start - _BEFORE) : one.start].rstrip())
    return _as_direction(verbs.lastgroup) if verbs and verbs.lastgroup else ""


def _as_direction(name: str) -> Direction:
    table: dict[str, Direction] = {"least": "least", "most": "most", "over": "over", "under": "under"}
    return table.get(name, "")


def _fraction(match: re.Match[str]) -> Fraction | None:
    if match["tn"]:
        return Fraction(int(match["tn"]), int(match["td"]))
    whole, part = parse(match["d"]), _value(match["n"])
    if match["d"] == "百":
        whole = Fraction(100)
    return part / whole if whole and part is not None else None


def _tenths(match: re.Match[str]) -> Fraction | None:
    value = Fraction(match["n"]) if match["n"][0].isdecimal() else parse(match["n"])
    if value is None:
        return None
    return (value + (Fraction(1, 2) if match["half"] else 0)) / 10


def _blank(match: re.Match[str]) -> str:
    return " " * (match.end() - match.start())
