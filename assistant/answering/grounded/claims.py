"""A text -> its claims: everything in it that can be held against a source."""

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from assistant.answering.grounded.fold import Folded, fold, folded, phrased
from assistant.answering.grounded.model import Claim, Direction, Kind
from assistant.answering.grounded.names import Named, clauses, codes, hosts, organisations, standards, titles
from assistant.answering.grounded.quantities import quantities
from assistant.answering.numbers import parse
from scoring.facts.dates import find_dates

MARK = re.compile(r"\[\s*(\d{1,2}(?:\s*[,、;]\s*\d{1,2})*)\s*\](?!\s*第?\s*\d+\s*号)|【\s*(\d{1,2})\s*】")
_ITEM = re.compile(
    r"^[ \t]*(?:[-*•·#>]+[ \t]*)?"
    r"(?:[(（]?\d{1,2}[)）、]|\d{1,2}\.(?!\d)|[(（]?[一二三四五六七八九十]{1,2}[)）、]|[\u2460-\u24ff\u2776-\u2793])?[ \t]*",
    re.MULTILINE,
)
_QUOTE = re.compile(r"“([^“”\n]{2,400})”|「([^「」\n]{2,400})」|『([^『』\n]{2,400})』|\"([^\"\n]{2,400})\"")
_STAR_NUMBERS = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,2})"
_STAR = re.compile(rf"(?P<n>{_STAR_NUMBERS}(?:\s*(?:、|和|与|及|或|到|至|-|~|,|/)\s*{_STAR_NUMBERS})*)\s*个?颗?星(?!期|评)(?:级)?")
_STAR_NUMBER = re.compile(_STAR_NUMBERS)
_DAY = r"\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_MONTH_DAY = re.compile(rf"(?<!\d)(?<!\d年)({_DAY})月(?:({_DAY})[日号])?(?!份?内)")
_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)(?=\s*(?:版|年|修订|起|以来))")
_EVERY = re.compile(
    r"每隔?(?P<n>\d{1,3}|[一两二三四五六七八九十]{1,2}|半)?个?(?P<u>年度|年|季度|月|周|星期|天|日(?!常))(?!龄|级)"
    r"|(?<=元)(?:/|[一1]个?)(?P<per>年|季度|月|周|天)(?![一-龥]?期)|(?<![\d第个上下近满])[一1](?P<each>年|个月|天)(?=(?:大[约概]|差不多|约|收|交|要|得?花)*[\d一二两三四五六七八九十百千万]+元)"
    r"|(?P<yearly>[一1]年(?=[一-龥]{0,4}[一1]次)|年度(?=监督|审核|检查|评审|复查|监审)|逐年)|(?P<monthly>[一1]个?月(?=[一-龥]{0,4}[一1]次))"
)
_EVERY_UNITS = {
    **dict.fromkeys(("年度", "年"), (12, "月")),
    "季度": (3, "月"),
    "月": (1, "月"),
    **dict.fromkeys(("周", "星期"), (7, "天")),
    **dict.fromkeys(("天", "日"), (1, "天")),
}
_PROSE = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)* [a-z]+(?: [A-Za-z]+)*")  # words on end, not all of them names
_TIMES = frozenset({"月", "天", "小时", "工作日", "人日"})


@lru_cache(maxsize=512)
def claims_of(sentence: str) -> tuple[Claim, ...]:
    """The claims of a text in the order of their places; spans are those of `sentence`."""
    form = fold(sentence)
    placed = [_placed(claim, form) for claim in claims_in(sentence)]
    prose = [match.span() for match in _PROSE.finditer(sentence)]
    return tuple(claim for claim in placed if not (prose and _plain_word(claim, sentence, prose)))


def _plain_word(claim: Claim, sentence: str, prose: Sequence[tuple[int, int]]) -> bool:
    """A Latin word among others that is no name: in small letters, or the first one (Short answer, but not Bureau Veritas)."""
    if claim.kind != "organisation" or not claim.said.isascii():
        return False
    first, last = claim.span
    word = sentence[first:last]
    return any(start <= first < end and (word.islower() or (first == start and word[1:].islower())) for start, end in prose)


@lru_cache(maxsize=4096)
def claims_in(text: str) -> tuple[Claim, ...]:
    """The claims of a text that is only searched; spans are those of the folded text."""
    return tuple(found(folded(text)))


def found(text: str) -> list[Claim]:
    """The claims of folded text. What is read once is blanked out, so that no digit is read twice."""
    out: list[Claim] = []
    rest = _ITEM.sub(_blank, text)
    for match in MARK.finditer(rest):
        numbers = re.findall(r"\d+", match[0])
        out.extend(Claim("citation", number, match[0], match.span()) for number in numbers)
    rest = MARK.sub(_blank, rest)
    for match in _QUOTE.finditer(text):
        said = next(group for group in match.groups() if group is not None)
        out.append(Claim("quote", said, match[0], match.span()))
    named: tuple[tuple[Kind, Iterable[Named]], ...] = (("standard", titles(text)), ("organisation", hosts(rest)))
    for kind, names in named:
        out.extend(_named(kind, names, text))
    rest = _without(rest, (claim for claim in out if claim.kind == "organisation"))
    for kind, read in (("standard", standards), ("clause", clauses), ("standard", codes)):
        fresh = list(_named(kind, read(rest), text))
        out.extend(fresh)
        rest = _without(rest, fresh)
    out.extend(_named("organisation", organisations(rest), text))
    for reader in (_dates, _every, _levels, _stars):
        fresh = list(reader(rest))
        out.extend(fresh)
        rest = _without(rest, fresh)
    out.extend(_quantities(rest, text))
    return sorted(out, key=lambda claim: (claim.span, claim.kind, claim.value))


def shown(value: Fraction) -> str:
    """An exact number as plain text: 18, 0.5, 200/3."""
    if value.denominator == 1:
        return str(value.numerator)
    decimal = f"{float(value):.6f}".rstrip("0")
    return decimal if Fraction(decimal) == value else f"{value.numerator}/{value.denominator}"


def _dates(text: str) -> Iterator[Claim]:
    taken: list[tuple[int, int]] = []
    for date in find_dates(text):
        taken.append((date.start, date.end))
        yield Claim("date", date.iso, text[date.start : date.end], (date.start, date.end))
    free = list(text)
    for start, end in taken:
        free[start:end] = " " * (end - start)
    rest = "".join(free)
    for match in _MONTH_DAY.finditer(rest):
        month, day = _small(match[1]), _small(match[2]) if match[2] else 0
        if 1 <= month <= 12 and day <= 31:
            yield Claim("date", f"--{month:02d}" + (f"-{day:02d}" if day else ""), match[0], match.span())
    for match in _YEAR.finditer(rest):
        yield Claim("date", match[1], match[0], match.span())


def _every(text: str) -> Iterator[Claim]:
    """每年, 每半年, 每两个月: how often, as a length of time."""
    for match in _EVERY.finditer(text):
        per = match["per"] or (match["each"] or "").removeprefix("个")
        if per:
            number, (count, unit) = Fraction(1), _EVERY_UNITS[per]
        elif match["u"]:
            number = Fraction(1, 2) if match["n"] == "半" else Fraction(_small(match["n"])) if match["n"] else Fraction(1)
            count, unit = _EVERY_UNITS[match["u"]]
        else:
            number, (count, unit) = Fraction(1), (12, "月") if match["yearly"] else (1, "月")
        yield Claim("duration", shown(number * count), match[0], match.span(), "每" + unit)


def _levels(text: str) -> Iterator[Claim]:
    """达标级 is a level; 达标 by itself is a word."""
    for match in re.finditer("达标级", text):
        yield Claim("star", "达标", match[0], match.span())


def _stars(text: str) -> Iterator[Claim]:
    for match in _STAR.finditer(text):
        numbers = [_small(one[0]) for one in _STAR_NUMBER.finditer(match["n"])]
        if re.search(r"[到至~-]", match["n"]) and len(numbers) == 2 and numbers[0] < numbers[1]:
            yield Claim("star", f"{numbers[0]}~{numbers[1]}", match[0], match.span())
        else:
            for number in numbers:
                yield Claim("star", str(number), match[0], match.span())


def _quantities(rest: str, text: str) -> Iterator[Claim]:
    for one in quantities(rest):
        value = shown(one.low) if one.low == one.high else f"{shown(one.low)}~{shown(one.high)}"
        direction: Direction = one.direction
        yield Claim(_kind(one.unit), value, text[one.start : one.end], (one.start, one.end), one.unit, direction)


def _kind(unit: str) -> Kind:
    if unit == "%":
        return "percentage"
    if unit == "元":
        return "amount"
    return "duration" if unit in _TIMES else "number"


def _named(kind: Kind, names: Iterable[Named], text: str) -> Iterator[Claim]:
    for name in names:
        yield Claim(kind, name.value, text[name.start : name.end], (name.start, name.end))


def _without(text: str, claims: Iterable[Claim]) -> str:
    parts: list[str] = []
    at = 0
    for start, end in sorted(claim.span for claim in claims):
        if start >= at:
            parts += [text[at:start], " " * (end - start)]
            at = end
    return "".join([*parts, text[at:]])


def _placed(claim: Claim, form: Folded) -> Claim:
    span = form.span(*claim.span)
    return Claim(claim.kind, claim.value, claim.said, span, claim.unit, claim.direction)


def _small(text: str) -> int:
    if text.isdecimal():
        return int(text)
    value = parse(text)
    return int(value) if value is not None else 0


def _blank(match: re.Match[str]) -> str:
    return " " * (match.end() - match.start())


def bare_quote(value: str) -> tuple[str, ...]:
    """The parts of a quote that must stand in a source: an ellipsis leaves something out."""
    return tuple(part for part in (phrased(piece) for piece in re.split(r"…+|\.{3,}|。{2,}", value)) if part)


