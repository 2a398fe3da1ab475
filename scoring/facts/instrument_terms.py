"""When a paper was issued and how long it runs."""

import re
from collections.abc import Sequence
from functools import lru_cache

from scoring.facts.dates import FOREVER, FoundDate, find_dates, find_ranges, first_day, last_day, shift
from scoring.facts.labels import Field
from scoring.facts.paper_lexicon import instrument_words
from scoring.facts.paper_lines import dateless

_NEAR = 14  # a label's date stands this close behind it
_WINDOW = 90
_GENERIC_ISSUED = re.compile(r"日期|出厂日期|检验日期|检测日期|测试日期|(?:初|首)次.*|(?:评价|测评|评估).*|date", re.IGNORECASE)
_CN = {one: n for n, some in enumerate(("一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七", "八", "九", "十"), 1) for one in some}
_DURATION = re.compile(
    rf"(?<![\d第〇零{''.join(_CN)}])(?P<n>\d{{1,3}}|[{''.join(_CN)}]{{1,2}})\s?(?:\([^()]{{1,4}}\)\s?)?"
    r"(?P<u>周年|年|个?月|years?\b|months?\b)(?![度内前后初末底]|\d|\s?\d{1,2}\s?[月日])",
    re.IGNORECASE,
)
_GAP = re.compile(r"(?<=\d)\s+(?=[年月日时号])|(?<=[年月日自至])\s+(?=\d)|(?<=[日时])\s+(?=[起至止零二])")
_TWO_DIGIT_YEAR = re.compile(r"(?<![\d.])([1-4]\d\.(?:0?[1-9]|1[0-2])\.(?:0?[1-9]|[12]\d|3[01]))(?![\d.])")
# Between the two ends of a term that stand in cells of their own, or as 某日起，某日止.
_STAMP = r"(?:(?:\d{1,2}:\d\d(?::\d\d)?|[零〇0-9一二三四五六七八九十]{1,3}[时点](?:整)?)\s*)?"
_BETWEEN = re.compile(
    rf"\s*{_STAMP}(?:\((?:不?含|当日|本日)[^()]{{0,4}}\))?(?:起始日?|起算|起保|起|始|开始|生效)?[\s|,，;:：/]*(?:保险|合同|协议|有效期?)?\s*"
    r"(?P<end>至|到|[~—-]{1,2}|止于|终于|止期?|终止日?期?|截止日?期?|终保日?期?|届满日?期?|结束日?期?|until|to|till|through|expir(?:y|es))?[\s|:：]*",
    re.IGNORECASE,
)
_NOTE = re.compile(r"^\s*\([^()]{1,5}\)")
_STARTS = re.compile(rf"\s*{_STAMP}(?:\([^()]{{1,5}}\))?(?:起|开始|生效|始)")
_UNTIL = re.compile(r"(?:至|到|截止(?:到|于|至)?|until|before)\s*$|止", re.IGNORECASE)
_YEAR_TERM = re.compile(r"(20\d\d)\s*年度")
_MONEY = re.compile(r"额度|提取|计提|安排|金额|万元|元|存入|设立|拨付|预算")
_BREAK = re.compile(r"[。;；\n]")
_FULL_STOP = re.compile(r"[。;；]")


def issued_date(text: str, fields: Sequence[Field]) -> str:
    """A labelled date of issue, else the last date that stands alone or closes a line."""
    named = [one for one in fields if one.key == "issued"]
    for tier in (False, True):
        for one in named:
            if (_GENERIC_ISSUED.fullmatch(one.label) is not None) == tier:
                day = _near(one.after(text, 40))
                if day:
                    return first_day(day)
    return _signature_date(text, fields)


def term(text: str, fields: Sequence[Field], issued: str, *, sentences: bool) -> tuple[str, str]:
    """(starts, expires); "" for what is not written. With `sentences`, terms in running text count as well."""
    starts = next((first_day(day) for one in fields if one.key == "starts" and (day := _near(one.after(text, 40)))), "")
    for one in fields:
        if one.key == "expires":
            window = one.after(text, 40)
            if _forever().match(window.strip(" :|")):
                return starts, FOREVER
            day = _near(window)
            if day:
                return starts, last_day(day)
    for one in fields:
        if one.key == "term":
            found = _term_in(one.after(text, _WINDOW), starts or _begun_before(text, one) or issued)
            if found[1]:
                return found[0] or starts, found[1]
            starts = starts or found[0]
    if sentences:
        for sentence in _BREAK.split(text):
            found = _sentence_term(sentence, starts or issued)
            if found[1]:
                return found[0] or starts, found[1]
    return starts, ""


def year_term(text: str) -> tuple[str, str]:
    """A fund set up for a year (2026 年度额度 50 万元) runs through that year."""
    for sentence in _BREAK.split(text):
        found = _YEAR_TERM.search(sentence)
        if found and _MONEY.search(sentence):
            return f"{found[1]}-01-01", f"{found[1]}-12-31"
    return "", ""


def _sentence_term(sentence: str, issued: str) -> tuple[str, str]:
    words = instrument_words().terms
    if not any(word in sentence for word in words.sentence) or any(word in sentence for word in words.not_sentence):
        return "", ""
    return _term_in(sentence, issued, loose=False)


def _term_in(window: str, base: str, *, loose: bool = True) -> tuple[str, str]:
    window = _closed_up(window)
    ranges = find_ranges(window)
    if ranges:
        return ranges[0]
    dates = find_dates(window)
    ends = _two_ends(window, dates, loose=loose)
    if ends[1]:
        return ends
    if _forever().search(window[:40] if loose else window):
        return (first_day(dates[0].iso) if dates else ""), FOREVER
    duration = _DURATION.search(window)
    if duration and not (dates and dates[0].precision == "year"):
        beside = bool(dates) and not _FULL_STOP.search(window, duration.end(), max(dates[0].start, duration.end()))
        begin = first_day(dates[0].iso) if beside and not _closes(window, dates[0].start, dates[0].end) else base
        return begin, shift(shift(begin, months=_months(duration)), days=-1) if begin else ""
    return _one_end(window, dates[0], loose=loose) if dates and dates[0].precision != "year" else ("", "")


def _one_end(window: str, one: FoundDate, *, loose: bool) -> tuple[str, str]:
    """The end, or the beginning of a term without one: 自某日起."""
    if not (loose or _closes(window, one.start, one.end)):
        return "", ""
    return (first_day(one.iso), "") if _STARTS.match(window, one.end) else ("", last_day(one.iso))


def _begun_before(text: str, field: Field) -> str:
    """自某日起，有效期两年: the beginning stands in front of the label, in its sentence."""
    before = _closed_up(_BREAK.split(text[: field.start])[-1])[-_WINDOW:]
    begun = [one for one in find_dates(before) if one.precision == "day" and _STARTS.match(before, one.end)]
    return first_day(begun[-1].iso) if begun else ""


def _two_ends(window: str, dates: Sequence[FoundDate], *, loose: bool) -> tuple[str, str]:
    """A term whose ends no range word joins: 某日 | 某日 in two cells, 某日起，某日止, 起 某日 止 某日."""
    if len(dates) < 2 or "year" in (dates[0].precision, dates[1].precision):
        return "", ""
    first, second = dates[0], dates[1]
    link = _BETWEEN.fullmatch(window, first.end, second.start)
    begins = _STARTS.match(window, first.end) or window[: first.start].rstrip(" :|").endswith(("起", "始", "自", "从", "于"))
    closes = _NOTE.sub("", window[second.end : second.end + 12]).lstrip().startswith(("止", "终止", "为止", "届满", "到期"))
    if link is None or not (link["end"] or closes or (loose and (begins or "|" in link[0]))):
        return "", ""
    begin, end = first_day(first.iso), last_day(second.iso)
    return (begin, end) if end > begin else ("", "")


def _closes(window: str, start: int, end: int) -> bool:
    return _UNTIL.search(window[max(0, start - 6) : start]) is not None or window[end : end + 3].strip().startswith(("止", "前"))


def _months(match: re.Match[str]) -> int:
    written = match["n"]
    count = int(written) if written.isdecimal() else sum(_CN[one] for one in written)
    if "十" in written and len(written) == 2 and written.endswith("十"):
        count = _CN[written[0]] * 10
    return count if match["u"].lower().endswith(("月", "month", "months")) else count * 12


def _near(window: str) -> str:
    found = next((one for one in find_dates(window) if one.precision != "year"), None)
    return found.iso if found and found.start <= _NEAR else ""


def _signature_date(text: str, fields: Sequence[Field]) -> str:
    terms = [(one.start, _reach(text, one)) for one in fields if one.key in ("expires", "term", "starts")]
    end = len(text)
    for line in reversed(text.split("\n")):
        start = end - len(line)
        dates = [one for one in find_dates(line) if one.precision == "day"]
        if dates and len(line) <= 60 and dates[-1].end >= len(line.rstrip(" )日|")) - 1 and len(dateless(line).strip()) <= 36:
            place = start + dates[-1].start
            if not find_ranges(_closed_up(line)) and not any(first <= place < last for first, last in terms):
                return dates[-1].iso[:10]
        end = start - 1
    return ""


def _reach(text: str, field: Field) -> int:
    """Where the dates of a term end: with its line, or the next one if the label stands alone."""
    window = field.after(text, _WINDOW)
    first = window.find("\n")
    if first >= 0 and window[:first].strip():
        return field.end + first
    return field.end + len(window)


def _closed_up(text: str) -> str:
    """2026 年 3 月 1 日 0 时 and 26.03.01 in the form dates are read in."""
    return _TWO_DIGIT_YEAR.sub(r"20\1", _GAP.sub("", text))


@lru_cache(maxsize=1)
def _forever() -> re.Pattern[str]:
    return re.compile("|".join(instrument_words().terms.forever), re.IGNORECASE)
