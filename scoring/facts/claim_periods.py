"""The period that words name: 2026年前三季度 -> 2026-01-01/2026-09-30. Two ISO days, both included."""

import re

from scoring.facts.dates import find_ranges, first_day, last_day

REVIEW = "review"  # 审核期内: known only where the date of evaluation is

_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_REVIEW = re.compile(r"审核期|近12个月|近一年|过去一年")
_YEAR = re.compile(r"(20\d\d)(?=年|[.\-/ ]?(?:q|h)[1-4]|[上下]半年|\D|$)(?!\d)")
_PART = re.compile(
    r"(?P<half>[上下])半年|h(?P<h>[12])(?!\d)|前(?P<first>[一二三123])个?季度|(?P<qa>[一二三四1-4])(?:季度)?(?:至|到|-|—|~)第?(?P<qb>[一二三四1-4])季度"
    r"|q(?P<q1>[1-4])(?:至|到|-|—|~)q(?P<q2>[1-4])|第?(?P<quarter>[一二三四1-4])季度|q(?P<q>[1-4])(?!\d)"
    r"|(?<!\d)(?P<ma>1[0-2]|0?[1-9])\s?月?份?\s?(?:至|到|-|—|~)\s?(?P<mb>1[0-2]|0?[1-9])\s?月份?(?!\d|初|底)|(?<![\d])(?P<month>1[0-2]|0?[1-9])\s?月份?(?!\d|[初底])"
)
_WHOLE = re.compile(r"全年|年度|(?<=\d)年(?!\d)")


def period_in(text: str, year: str = "") -> str:
    """"start/end", REVIEW, or "" where no period is named; `year` is that of the words around, for 三季度 alone."""
    ranges = find_ranges(text, int(year) if year else None)
    if ranges:
        return f"{ranges[-1][0]}/{ranges[-1][1]}"
    found = _YEAR.search(text)
    year = found[1] if found else year
    part = _PART.search(text)
    if part is not None and year:
        first, last = _months(part)
        return f"{first_day(f'{year}-{first:02d}')}/{last_day(f'{year}-{last:02d}')}" if first <= last else ""
    if part is None and (found or (year and _WHOLE.search(text))):
        return f"{year}-01-01/{year}-12-31"
    return REVIEW if _REVIEW.search(text) else ""


def year_in(text: str) -> str:
    found = _YEAR.search(text)
    return found[1] if found else ""


def without_periods(text: str) -> str:
    """The text without the words that name a period."""
    return _WHOLE.sub("", _PART.sub("", _REVIEW.sub("", _DAYS.sub("", text))))


_DAYS = re.compile(r"(?:20\d\d)年?度?(?:[-./]?\d{1,2}(?:月|[-./]\d{1,2})?(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日")


def _months(part: re.Match[str]) -> tuple[int, int]:
    """First and last month of a part of a year."""
    if part["half"] or part["h"]:
        return (1, 6) if part["half"] == "上" or part["h"] == "1" else (7, 12)
    if part["first"]:
        return 1, 3 * _NUMBERS[part["first"]]
    if part["qa"] or part["q1"]:
        return 3 * _NUMBERS[part["qa"] or part["q1"]] - 2, 3 * _NUMBERS[part["qb"] or part["q2"]]
    if part["quarter"] or part["q"]:
        last = 3 * _NUMBERS[part["quarter"] or part["q"]]
        return last - 2, last
    if part["ma"]:
        return int(part["ma"]), int(part["mb"])
    return int(part["month"]), int(part["month"])
