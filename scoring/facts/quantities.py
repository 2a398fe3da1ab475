"""Lengths of time in a text: 24 小时, 三个工作日, 一年半, 48—72 小时, 当日. Pure arithmetic of words; what they promise is not asked here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Unit = Literal["hour", "day", "workday", "month"]
# within: a limit (24 小时内, 不超过 3 天); least: 不少于 12 个月, 三年以上; over: 超过 48 小时; "" when nothing is said.
Bound = Literal["", "within", "least", "over"]


@dataclass(frozen=True, slots=True)
class Duration:
    """`value` is decimal text in `unit`; minutes are fractions of an hour, weeks are days, years are months. The end of a range."""

    value: str
    unit: Unit
    start: int
    end: int
    bound: Bound = ""


_DIGIT_CHARS = ("零〇", "一壹", "二两贰俩", "三叁仨", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_DIGITS = {char: n for n, chars in enumerate(_DIGIT_CHARS) for char in chars}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100}
_WRITTEN_TENS = {"廿": 20, "卄": 20, "卅": 30, "卌": 40}  # tens in one character: 廿四 is 24
_HAN_NUMBER = "".join([*_DIGITS, *_TENS, *_WRITTEN_TENS])
# Digits that a converter has set apart: 时限 2 4小时. Before a space and a unit they are one number only where 内 follows.
_APART = r"(?:(?<=[\u4e00-\u9fff:])|(?<=[\u4e00-\u9fff:] ))\d(?: \d){1,2}(?=[^\s\d.]| [^\s\d.]{1,4}?内)"
_NUMBER = rf"(?:{_APART}|\d+(?:\.\d+)?|[{_HAN_NUMBER}]+|半)"
_UNITS: tuple[tuple[str, str, Unit, Decimal], ...] = (
    ("workday", r"个?\s*(?:工作日|工作天|working\s*days?\b|business\s*days?\b|workdays?\b)", "workday", Decimal(1)),
    ("minute", r"分钟|minutes?\b|mins?\b", "hour", Decimal(1) / 60),
    ("quarter", r"刻钟", "hour", Decimal("0.25")),
    ("hour", r"个?\s*(?:工作)?(?:小时|钟头)|(?:business\s*|working\s*)?hours?\b|hrs?\b|h(?![a-z])", "hour", Decimal(1)),
    ("week", r"个?\s*(?:星期|礼拜)(?![一二三四五六日天])|周(?![年边末期报会一二三四五六日])|weeks?\b", "day", Decimal(7)),
    ("month", r"个月|months?\b", "month", Decimal(1)),
    ("bare_month", r"月(?![初底末份报结均薪租\d])", "month", Decimal(1)),
    ("year", r"周年|年(?![级度终初底末报检审会费代龄轻前版均月])|years?\b|yrs?\b", "month", Decimal(12)),
    ("day", r"个?\s*(?:自然|日历)[日天]|天(?!然|气|津|花|前)|日(?![常报期记志用均历前元\d])|days?\b|d(?=[内之以])", "day", Decimal(1)),
)
_UNIT = "|".join(f"(?P<{name}>{words})" for name, words, _, _ in _UNITS)
_ANY_UNIT = "|".join(words for _, words, _, _ in _UNITS)
_DURATION = re.compile(
    rf"(?<![\d.a-z/+×*])(?P<low>{_NUMBER})(?:\s*\({_NUMBER}\))?\s*"
    rf"(?:(?P<half_before>个半\s*)|(?:{_ANY_UNIT})?\s*(?:[-–—~至到]|或者?)+\s*(?P<high>{_NUMBER})\s*)?"
    rf"(?:{_UNIT})(?P<half_after>半(?![天日月年个小]))?"
)
# 次日 12:00 前, 当天下班前: an hour of that day may be named
_SAME_DAY = re.compile(
    r"(?:(?P<same>当[日天]|同日)|(?P<next>次日|翌日|隔[天日]|第二天))"
    r"(?:的?\s*(?:[上下中]午|晚上?|傍晚|早上?)?\s*(?:[0-2]?\d\s*(?:[:点时]\s*(?:[0-5]\d|半)?\s*分?)?|[一二三四五六七八九十]{1,3}点(?:半|钟)?|[上下中]午|下班|打烊|收工|闭店)?\s*(?:之|以)?前(?!后))?"
)
_T_PLUS = re.compile(r"(?<![a-z\d])t ?\+ ?(?P<days>\d{1,2})(?![\d.])(?: ?(?:日|天|days?))?")
_SAME_DAY_ENDS = re.compile(r"(?:起|前|早|晚|上午|下午|凌晨|中午|零时|算|\s*\d)")
_ALWAYS = re.compile(
    r"\d+\s*[天日]?\s*[×x*✕]\s*\d+\s*(?:个?小时|h\b|天)?(?:\s*[×x*✕]\s*\d+\s*天?)?|24\s*(?:小时|h)\s*[×x*✕,]?\s*(?:365|7)\s*天?"
    r"|(?:全天候?|昼夜|每天|每日|全年(?:无休)?|日夜|一天|365\s*天)\s*(?:24|二十四)\s*(?:小时|h\b)(?!之?以?内)"
    r"|(?:24|二十四)\s*(?:小时|h\b|hours?\b)(?!\s*[之以]?内)\s*(?:/7|都|均|皆|全程|的)?\s*"
    r"(?:全天候|不间断|不断|不打烊|值守|值班|在线|开通|开放|营业|待命|有人|人工|畅通|受理|接听|接单|接报|监控|客服|热线|电话|"
    r"(?:售后|技术|客户|客服|应急|报修|咨询|免费|统一|全国)*(?:服务|支持|咨询|报修|投诉)*"
    r"(?:热线|电话|专线|手机|邮箱|窗口|平台)|hotline|online|on[- ]?call)"
)
_EVERY = re.compile(r"(?:每|每隔|每个|间隔)\s*$")
_ORDINAL = re.compile(r"(?<!最迟)(?<!最晚)(?<!不晚于)(?<!不迟于)(?<!顶多)(?<!至多)(?<!最多)(?<!拖到)第\s*$")
_DATE_BEFORE = re.compile(r"(?:[\d一二三四五六七八九十]\s*月\s*|[每次当本上下]月\s*|月底|[月年]\s*(?:的\s*)?|\d[/.\-])$")
_WITHIN_BEFORE = re.compile(
    r"(?:不超过|不得超过|不大于|最长不?超?过?|最迟第?|最晚第?|不晚于第?|不迟于第?|不多于|≤|<=?|within|不应超过|(?:至多|最多|顶多)(?:拖到)?第?|限)\s*(?:为\s*)?$"
)
_LEAST_BEFORE = re.compile(r"(?:不少于|不低于|不短于|至少|最少|≥|>=|不小于|满)\s*(?:为\s*)?$")
_OVER_BEFORE = re.compile(r"(?:超过|超出|逾|超期|超时|>|晚于|延误)\s*$")
_WITHIN_AFTER = re.compile(r"\s*(?:之内|以内|内|之前)")
_LEAST_AFTER = re.compile(r"\s*(?:\(?含\)?)?(?:以上|及以上|起步)")
_MONTH_CONTEXT = re.compile(r"(?:质保|保修|包修|担保|保固|三包|维护|有效|保质|期)[^,。;、]{0,8}$")
_YEAR_MONTH = re.compile(r"\s*\d{1,2}\s*月")
_BIG_YEAR = 100


def find_durations(text: str) -> tuple[Duration, ...]:
    """In order of place, on normalised text. Frequencies (每 2 小时), dates (3月5日, 2026年), 7×24 and 24 小时值守 are none."""
    always = [found.span() for found in _ALWAYS.finditer(text)]
    found = [one for one in _numbered(text) if not any(begin < one.end and one.start < end for begin, end in always)]
    taken = [(one.start, one.end) for one in found]
    found.extend(one for one in _same_days(text) if not any(begin < one.end and one.start < end for begin, end in taken))
    return tuple(_joined(sorted(found, key=lambda one: one.start), text))


def number(text: str) -> Decimal | None:
    """12, 3.5, 2 4, 二十四, 廿四, 两, 叁拾, 半, 三五 (three to five: the larger); None for anything else."""
    if text == "半":
        return Decimal("0.5")
    if text[:1].isdigit() and text[:1].isascii():
        return Decimal(text.replace(" ", ""))
    if not text or any(char not in _HAN_NUMBER for char in text):
        return None
    if not any(char in _TENS or char in _WRITTEN_TENS for char in text):
        digits = [_DIGITS[char] for char in text]
        if len(digits) == 2 and 0 < digits[0] < digits[1]:
            return Decimal(digits[1])
        return Decimal("".join(map(str, digits)))
    total = last = 0
    for char in text:
        if char in _DIGITS:
            last = _DIGITS[char]
        elif char in _WRITTEN_TENS:
            total, last = total + _WRITTEN_TENS[char], 0
        else:
            total += (last or 1) * _TENS[char]
            last = 0
    return Decimal(total + last)


def _numbered(text: str) -> Iterator[Duration]:
    for match in _DURATION.finditer(text):
        name = next(name for name, *_ in _UNITS if match[name])
        if name == "bare_month" and match["half_before"]:
            name = "month"  # 一个半月
        start, end = match.span()
        before = text[:start]
        value = number(match["high"] or match["low"])
        if value is None or _EVERY.search(before) or _ORDINAL.search(before) or not _is_length(name, value, match, before):
            continue
        if not match["high"] and start == 0:
            value = _without_item_number(match["low"], value)
        value += Decimal("0.5") if match["half_before"] or match["half_after"] else 0
        unit, factor = next((unit, factor) for key, _, unit, factor in _UNITS if key == name)
        yield Duration(decimal_text(value * factor), unit, start, end, _bound(before, text[end : end + 8]))


def _is_length(name: str, value: Decimal, match: re.Match[str], before: str) -> bool:
    """Not a date and not a name of a month or day."""
    if name == "year":
        return value < _BIG_YEAR and not _YEAR_MONTH.match(match.string, match.end()) and not before.endswith("第")
    if name == "bare_month":
        return value > 12 or _MONTH_CONTEXT.search(before) is not None or match.string.startswith(("内", "以内"), match.end())
    if name == "day" and match.string[match.end() - 1] == "日":
        return not _DATE_BEFORE.search(before)
    return True


def _without_item_number(written: str, value: Decimal) -> Decimal:
    """A line that begins with 1.24 小时 is item 1 and 24 hours; 1.5 小时 is what it says."""
    _, point, fraction = written.partition(".")
    return Decimal(fraction) if point and fraction not in ("5", "25", "75") and int(fraction) > 0 else value


def _bound(before: str, after: str) -> Bound:
    if _WITHIN_AFTER.match(after) or _WITHIN_BEFORE.search(before):
        return "within"
    if _LEAST_AFTER.match(after) or _LEAST_BEFORE.search(before):
        return "least"
    return "over" if _OVER_BEFORE.search(before) else ""


def _same_days(text: str) -> Iterator[Duration]:
    """当日 is one day, 次日 two: the end of the next day is at most 48 hours off. So are T+0 and T+1."""
    for match in _T_PLUS.finditer(text):
        yield Duration(str(int(match["days"]) + 1), "day", *match.span(), "within")
    for match in _SAME_DAY.finditer(text):
        if not _SAME_DAY_ENDS.match(text, match.end()):
            yield Duration("1" if match["same"] else "2", "day", *match.span(), "within")


def _joined(found: list[Duration], text: str) -> Iterator[Duration]:
    """1 年 6 个月 and 1 小时 30 分钟 are one length."""
    waiting: Duration | None = None
    for one in found:
        if waiting is not None:
            adjoins = one.unit == waiting.unit and one.unit in ("month", "hour") and not text[waiting.end : one.start].strip()
            if adjoins and _smaller(one, waiting, text):
                total = decimal_text(Decimal(waiting.value) + Decimal(one.value))
                one = Duration(total, one.unit, waiting.start, one.end, one.bound or waiting.bound)  # noqa: PLW2901
            else:
                yield waiting
        waiting = one
    if waiting is not None:
        yield waiting


def _smaller(one: Duration, waiting: Duration, text: str) -> bool:
    first, second = text[waiting.start : waiting.end], text[one.start : one.end]
    return ("年" in first and "月" in second) or ("时" in first and "分" in second)


def decimal_text(value: Decimal) -> str:
    """At most four places, no exponent, no trailing zeros."""
    text = format(round(value, 4), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
