"""Dates, times and numbers as people write them, and their normal forms.

ISO text throughout: 2026-03-05, 2026-03-05 12:30, and 2026-03 or 2026 where no more is written (`first_day` and
`last_day` turn those into days). Offsets are those of the given text: folding never changes its length.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal

Precision = Literal["day", "month", "year"]

FOREVER = "9999-12-31"  # 长期, 无固定期限


@dataclass(frozen=True, slots=True)
class FoundDate:
    """`text[start:end]` names the date `iso`: 2026-03-05 to the day, 2026-03 to the month, 2026 to the year."""

    iso: str
    start: int
    end: int
    precision: Precision


_FOLD: dict[int, int] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_FOLD |= {ord(one): 0x2D for one in "‐‑‒–—―−─━"} | {ord(one): 0x7E for one in "〜∼"}  # dash-like → "-"

_CN_DIGITS = {one: str(n) for n, one in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0", "o": "0", "O": "0", "两": "2"}
_CN_YEAR = "[一二][〇零○oO一二三四五六七八九]{3}"
_CN_SMALL = "[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_MONTH_NAMES = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTHS = {one: n for n, one in enumerate(_MONTH_NAMES.split("|"), 1)}
_MONTH_WORD = rf"(?:{_MONTH_NAMES})[a-z]{{0,6}}"

# A date inside a serial number (WX-2026-03-05-01) is no date of its own: a letter and a dash before it rule it out.
_CLEAN = r"(?<![0-9A-Za-z])(?<![A-Za-z][-_.])"
_DATE = re.compile(
    rf"""(?=[\d'〇一二三四五六七八九十jfmasond])(?:
    (?P<han>(?<!\d)(?P<hy>(?:19|20)\d\d|'?[1-4]\d|{_CN_YEAR})\s*年\s*(?P<hm>\d{{1,2}}|{_CN_SMALL})\s*月
        (?:\s*(?P<hd>\d{{1,2}}|{_CN_SMALL})\s*(?:[日号]|(?=\s*(?:$|[-~至到,，;。)\]\n]|\d{{1,2}}:\d\d))))?)
    |(?P<han_bare>(?<![\d年])(?P<bm>\d{{1,2}}|{_CN_SMALL})\s*月\s*(?P<bd>\d{{1,2}}|{_CN_SMALL})\s*[日号])
    |(?P<year>(?<!\d)(?P<yy>(?:19|20)\d\d|{_CN_YEAR})\s*(?:年|财年))
    |(?P<ymd>{_CLEAN}(?P<ny>(?:19|20)\d\d)\s?(?P<s>[-/._])\s?(?P<nm>\d{{1,2}})\s?(?P=s)\s?(?P<nd>\d{{1,2}})(?!\d))
    |(?P<mdy>(?<![\dA-Za-z./-])(?P<am>\d{{1,2}})(?P<t>[-/.])(?P<ad>\d{{1,2}})(?P=t)(?P<ay>20\d\d)(?![\d./-]))
    |(?P<compact>{_CLEAN}(?:(?<!-)|(?<=\d{{8}}-))(?P<cy>(?:19|20)\d\d)(?P<cm>0[1-9]|1[0-2])(?P<cd>0[1-9]|[12]\d|3[01])
        (?![\dA-Za-z])(?!-\d{{1,4}}(?!\d)))
    |(?P<ym>{_CLEAN}(?P<my>20\d\d)\s?[-/.]\s?(?P<mm>0?[1-9]|1[0-2])(?!\d)(?!\s?[-/.]\s?\d{{1,3}}(?!\d))(?!\s*[元万亿%号条款]))
    |(?P<dmon>(?<![\dA-Za-z])(?P<ed>\d{{1,2}})(?:st|nd|rd|th)?[\s-]{{0,2}}(?P<em>{_MONTH_WORD})\.?,?[\s-]{{0,2}}(?P<ey>20\d\d)(?!\d))
    |(?P<ymond>(?<!\d)(?P<gy>20\d\d)[\s-](?P<gm>{_MONTH_WORD})[\s-](?P<gd>\d{{1,2}})(?!\d))
    |(?P<mond>(?<![A-Za-z])(?P<fm>{_MONTH_WORD})\.?\s*(?:(?P<fd>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*|\s+))?(?P<fy>20\d\d)(?!\d)))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FIELDS = {
    "han": ("hy", "hm", "hd"),
    "han_bare": ("", "bm", "bd"),
    "year": ("yy", "", ""),
    "ymd": ("ny", "nm", "nd"),
    "compact": ("cy", "cm", "cd"),
    "ym": ("my", "mm", ""),
    "dmon": ("ey", "em", "ed"),
    "ymond": ("gy", "gm", "gd"),
    "mond": ("fy", "fm", "fd"),
}
_CARRY = re.compile(r"[^。;；\n]{0,12}")  # 2026年3月4日至3月8日: the year reaches this far

_CLOCK = re.compile(
    rf"""
    (?:(?P<half>凌晨|清晨|早上|早晨|上午|早|中午|正午|午后|下午|傍晚|晚上|夜里|夜间|晚|夜|[ap]\.?m\.?)\s*)?
    (?<![\d.])(?P<h>\d{{1,2}}|{_CN_SMALL}|两|零)\s*
    (?::\s*(?P<m>[0-5]\d)(?!\d)(?:\s*:\s*[0-5]\d(?:\.\d+)?)?
      |[点时](?!间|效|限)(?:\s*(?P<mm>[0-5]?\d)\s*分?|(?P<part>半|一刻|三刻|整|钟))?)
    \s*(?P<after>[ap]\.?m\b\.?)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PERIOD = re.compile(
    r"(?:(?P<y>20\d\d)\s*年?[-/.]?\s*)?(?:第?(?P<q>[一二三四1-4])\s*季度?|Q(?P<qn>[1-4])(?!\d)|(?P<half>[上下])半年|H(?P<h>[12])(?!\d))",
    re.IGNORECASE,
)
_AFTERNOON = ("中午", "正午", "下午", "午后", "傍晚", "晚上", "晚", "夜里", "夜间", "夜")
_SERIAL = re.compile(r"[345]\d{4}(?:\.\d+)?")  # Excel's days since 1899-12-30, 1982 to 2064
_COMPACT_TIME = re.compile(r"(20\d{6})[ T_-]?([01]\d|2[0-3])([0-5]\d)(?:[0-5]\d)?")
_SHORT_YEAR = re.compile(r"'?(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?![\d./-])")
_NO_YEAR = re.compile(
    r"(?P<m>\d{1,2})\s?[-/.]\s?(?P<d>\d{1,2})(?![\d./%-])"
    r"|(?P<hm>\d{1,2}|十[一二]?|[一二三四五六七八九])\s*月\s*(?P<hd>\d{1,2})(?!\d)"
)

_NUMBER = re.compile(r"(?<![\dA-Za-z.])[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d.]*\d)")
_SCALE = re.compile(r"\s*(亿|百万|万|w(?![a-z])|千(?!克|米|瓦|伏|帕|卡)|k(?![a-z])|%)?", re.IGNORECASE)
_SCALES = {"亿": 10**8, "百万": 10**6, "万": 10**4, "w": 10**4, "千": 1000, "k": 1000}
_LEAP = 2024  # a day without a year exists if any year has it
_PRESENT = re.compile(r"(?:实到|实际|到场|参加|出席|签到)[^\d]{0,4}(?=\d)")  # 应到 20 实到 18
_CN_COUNT = re.compile(rf"(?:共|约|计)?({_CN_SMALL}|两|零)(?=[\u4e00-\u9fff]{{0,2}}$)")

_STAMP = r"(?:(?:\d{1,2}:\d\d(?::\d\d)?|[零〇0-9一二三四五六七八九十]{1,3}[时点])\s*)?"
_LINK = re.compile(
    rf"\s*(?:[(（][^()（）]{{1,6}}[)）])?\s*{_STAMP}(?:[(（][^()（）]{{1,6}}[)）])?\s*(?:起始|起算|起|开始|始|生效)?\s*[,，]?\s*"
    r"(?:(?:有效期?|截止|届满)?\s*(?:至|到|-{1,4}|~{1,2}|\bto\b|\bthrough\b|\buntil\b|\btill\b))\s*",
    re.IGNORECASE,
)
_TAIL_DAY = re.compile(r"(?P<d>\d{1,2})\s*[日号]")
_TAIL_MONTH_DAY = re.compile(r"(?P<m>\d{1,2})\s?[-/.]\s?(?P<d>\d{1,2})(?![\d:./-])")
_TAIL_BARE_DAY = re.compile(r"(?P<d>\d{1,2})(?=\s*(?:$|[)\],，。;；日号]))")
_TAIL_MONTH = re.compile(r"(?P<m>\d{1,2})\s*月(?!\s*\d)")
_FOREVER = re.compile(r"长期|永久|无固定期限|无期限|long[- ]?term|permanent", re.IGNORECASE)
_SPAN = r"(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})\s*(?P<u>周年|年|个?月)(?!\s*\d{0,2}\s*[月日])"
_TERM_AFTER = re.compile(
    r"\s*(?:起算?|开始|生效)(?:之日)?(?:起)?\s*(?:计算?)?[,，]?\s*(?:有效期?限?|期限|合同期|服务期|为期|共|计|至)?\s*(?:为|是|:)?\s*" + _SPAN
)
_TERM_BEFORE = re.compile(r"(?:有效期?限?|期限|合同期|服务期|为期)\s*(?:为|是|:)?\s*" + _SPAN + r"[,，(\s]*(?:即)?(?:自|从|由)\s*$")


@lru_cache(maxsize=8192)
def find_dates(text: str, year: int | None = None) -> tuple[FoundDate, ...]:
    """All dates, in order. 3月5日 takes the year of a date right before it, or `year`; without either it is no date."""
    return tuple(_dates(_folded(text), year))


def find_ranges(text: str, year: int | None = None) -> tuple[tuple[str, str], ...]:
    """Terms with both ends, as days: A至B, 自A起至B止, 3月4日至8日, 自A起三年, 有效期三年,自A起, A至长期."""
    folded = _folded(text)
    dates = list(_dates(folded, year))
    out: list[tuple[str, str]] = []
    taken = -1
    for n, one in enumerate(dates):
        if n == taken or one.precision == "year":
            continue
        begin = first_day(one.iso)
        following = dates[n + 1] if n + 1 < len(dates) else None
        end, used = _range_end(folded, one, following)
        if used:
            taken = n + 1
        if end is not None and end >= begin:
            out.append((begin, end))
    return tuple(out)


def cell_time(text: str, year: int | None = None) -> str | None:
    """The date or date-time a cell states, else None. A month alone is given as 2026-03."""
    folded = _folded(text).strip()
    if _SERIAL.fullmatch(folded):
        return _from_serial(folded)
    compact = _COMPACT_TIME.fullmatch(folded)
    if compact:
        day = _iso(*_split(compact[1]))
        return f"{day} {compact[2]}:{compact[3]}" if day else None
    found, end = _cell_day(folded, year)
    if found is None or len(found) == 7:
        return found
    clock = _clock(folded, end)
    if clock is None:
        return found
    hour, minute = clock
    if hour == 24:
        return f"{shift(found, days=1)} 00:{minute:02d}"
    return f"{found} {hour:02d}:{minute:02d}"


def no_such_day(text: str) -> bool:
    """Whether a cell writes a whole date out and the calendar has no such day: 2026-02-31, 2026年13月5日, 4月31日."""
    match = _DATE.search(_folded(text))
    if match is None or match.lastgroup in ("year", "ym"):
        return False
    names = _FIELDS.get(match.lastgroup or "", ())
    whole = not names or match[names[2]] is not None
    return whole and _found(match, _LEAP) is None


def cell_clock(text: str) -> str | None:
    """A time of day without a date: 9:30, 下午3点半. None if there is none or a date stands beside it."""
    folded = _folded(text).strip()
    match = _CLOCK.search(folded)
    if match is None or _cell_day(folded, 2000)[0] is not None:
        return None
    clock = _clock(folded, 0)
    return f"{clock[0]:02d}:{clock[1]:02d}" if clock and clock[0] < 24 else None


def cell_number(text: str) -> str | None:
    """The number a cell states, as plain decimal text: "1,200 元" is 1200, 3.5万 is 35000, 应到20实到18 is 18."""
    folded = _folded(text).strip()
    if _cell_day(folded, None)[0] is not None:
        return None
    present = _PRESENT.search(folded)
    match = _NUMBER.search(folded, present.end() if present else 0)
    if match is None:
        count = _CN_COUNT.match(folded)
        return str(_small(count[1])) if count else None
    try:
        value = Decimal(match[0].replace(",", ""))
    except InvalidOperation:
        return None
    scale = _SCALE.match(folded, match.end())
    if scale and scale[1]:
        value *= _SCALES.get(scale[1].lower(), 1)
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def cell_period(text: str, year: int | None = None) -> str | None:
    """The last month of the quarter or half-year a cell names: 2026Q1 is 2026-03, with a year 三季度 is 2026-09."""
    match = _PERIOD.search(_folded(text).strip())
    if match is None:
        return None
    number = int(match["y"]) if match["y"] else year
    if number is None:
        return None
    half = match["half"] or match["h"]
    if half:
        return f"{number:04d}-{6 if half in '上1' else 12:02d}"
    return f"{number:04d}-{3 * _small(match['q'] or match['qn']):02d}"


def first_day(iso: str) -> str:
    """2026-03 -> 2026-03-01, 2026 -> 2026-01-01; a time of day is dropped."""
    return f"{iso[:10]}-01-01"[:10] if len(iso) == 4 else f"{iso[:10]}-01"[:10]


def last_day(iso: str) -> str:
    """2026-02 -> 2026-02-28, 2026 -> 2026-12-31; a time of day is dropped."""
    if len(iso) == 4:
        return f"{iso}-12-31"
    if len(iso) == 7:
        return f"{iso}-{monthrange(int(iso[:4]), int(iso[5:]))[1]:02d}"
    return iso[:10]


def shift(iso: str, days: int = 0, months: int = 0) -> str:
    """A day moved by months, then by days; the 31st of a short month is its last day. The time of day is dropped."""
    day = date.fromisoformat(first_day(iso))
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    if not 1 <= year <= 9998:
        return FOREVER
    moved = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return (moved + timedelta(days=days)).isoformat()


def _folded(text: str) -> str:
    """Full-width characters and dashes in their plain form, character by character."""
    return text.translate(_FOLD)


def _dates(text: str, year: int | None) -> Iterator[FoundDate]:
    last: FoundDate | None = None
    for match in _DATE.finditer(text):
        known = year
        if last is not None and _CARRY.fullmatch(text, last.end, match.start()):
            known = int(last.iso[:4])
        found = _found(match, known)
        if found is not None:
            yield found
            last = found


def _found(match: re.Match[str], year: int | None) -> FoundDate | None:
    form = match.lastgroup or ""
    if form == "mdy":
        first, second = int(match["am"]), int(match["ad"])
        # 3/5/2026 is how spreadsheets print 5 March; 25/3/2026 and 25.3.2026 can only be day first.
        month, day = (second, first) if first > 12 or match["t"] == "." else (first, second)
        iso = _iso(int(match["ay"]), month, day)
        return FoundDate(iso, match.start(), match.end(), "day") if iso else None
    names = _FIELDS[form]
    years, months, days = (match[name] if name else None for name in names)
    number = _year(years) if years else year
    if number is None:
        return None
    if months is None:
        return FoundDate(f"{number:04d}", match.start(), match.end(), "year")
    month = _MONTHS.get(months[:3].lower()) or _small(months)
    if days is None:
        return FoundDate(f"{number:04d}-{month:02d}", match.start(), match.end(), "month") if 1 <= month <= 12 else None
    iso = _iso(number, month, _small(days))
    return FoundDate(iso, match.start(), match.end(), "day") if iso else None


def _range_end(text: str, begin: FoundDate, following: FoundDate | None) -> tuple[str | None, bool]:
    """The end of the range that starts with `begin`, and whether it is the following date."""
    link = _LINK.match(text, begin.end)
    if link:
        if following is not None and following.start == link.end() and following.precision != "year":
            return _not_before(begin.iso, last_day(following.iso), text[following.start : following.end]), True
        return _short_end(text, link.end(), begin), False
    term = _TERM_AFTER.match(text, begin.end) or _TERM_BEFORE.search(text, max(0, begin.start - 30), begin.start)
    if term:
        count = _small(term["n"]) * (1 if "月" in term["u"] else 12)
        return shift(shift(begin.iso, months=count), days=-1), False
    return None, False


def _short_end(text: str, at: int, begin: FoundDate) -> str | None:
    """The end where it repeats less than a whole date: 至8日, -3.8, 至3月, 至长期."""
    if _FOREVER.match(text, at):
        return FOREVER
    year, month = int(begin.iso[:4]), int(begin.iso[5:7])
    for pattern in (_TAIL_DAY, _TAIL_MONTH_DAY, _TAIL_MONTH, _TAIL_BARE_DAY):
        match = pattern.match(text, at)
        if match is None:
            continue
        if pattern is _TAIL_MONTH:
            return last_day(f"{year:04d}-{int(match['m']):02d}") if 1 <= int(match["m"]) <= 12 else None
        if begin.precision != "day":
            return None
        other = int(match["m"]) if pattern is _TAIL_MONTH_DAY else month
        iso = _iso(year, other, int(match["d"]))
        return _not_before(begin.iso, iso, match[0]) if iso else None
    return None


def _not_before(begin: str, end: str, written: str) -> str:
    """12月29日至1月3日 ends in the next year, if no year is written."""
    if end < first_day(begin) and not re.search(r"\d{4}|年", written):
        return shift(end, months=12)
    return end


def _cell_day(text: str, year: int | None) -> tuple[str | None, int]:
    """The day (or month) a cell states and where the words for it end."""
    match = _DATE.search(text)
    if match is not None and match.lastgroup != "year":
        found = _found(match, year)
        if found is None:
            return None, 0
        day = next((one for one in _dates(text, year) if one.precision == "day"), found)
        return day.iso, day.end
    short = _SHORT_YEAR.match(text)
    if short:
        first, second, third = int(short[1]), int(short[3]), int(short[4])
        iso = _iso(2000 + first, second, third) if 15 <= first <= 45 else None
        if iso is None and 15 <= third <= 45:
            iso = _iso(2000 + third, first, second)
        return iso, short.end()
    bare = _NO_YEAR.match(text)
    if bare and year is not None:
        iso = _iso(year, _small(bare["m"] or bare["hm"]), int(bare["d"] or bare["hd"]))
        return iso, bare.end()
    return None, 0


def _clock(text: str, start: int) -> tuple[int, int] | None:
    match = _CLOCK.search(text, start)
    if match is None:
        return None
    hour = _small(match["h"])
    minute = int(match["m"] or match["mm"] or {"半": 30, "一刻": 15, "三刻": 45}.get(match["part"] or "", 0))
    half = (match["half"] or match["after"] or "").lower()
    if hour < (10 if half in ("中午", "正午") else 12) and (half[:1] == "p" or half in _AFTERNOON):
        hour += 12
    elif half[:1] == "a" and hour == 12:
        hour = 0
    return (hour, minute) if hour < 24 or (hour == 24 and minute == 0) else None


def _from_serial(text: str) -> str:
    value = Decimal(text)
    minutes = int((value % 1 * 1440).to_integral_value())
    moment = datetime(1899, 12, 30) + timedelta(days=int(value), minutes=minutes)
    return moment.strftime("%Y-%m-%d %H:%M") if minutes else moment.strftime("%Y-%m-%d")


def _split(compact: str) -> tuple[int, int, int]:
    return int(compact[:4]), int(compact[4:6]), int(compact[6:8])


def _year(text: str) -> int:
    digits = "".join(_CN_DIGITS.get(one, one) for one in text.strip("'"))
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _small(text: str) -> int:
    """A number below 100, in digits or Chinese."""
    if text.isdecimal():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return int(_CN_DIGITS.get(tens, "1")) * 10 + int(_CN_DIGITS.get(ones, "0"))
    return int("".join(_CN_DIGITS[one] for one in text))


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
