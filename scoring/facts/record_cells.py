"""Cells by role in their normal form: times in ISO, plain numbers, text as written; what states nothing is left out."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from scoring.documents.normalise import normalise
from scoring.facts.dates import (
    FOREVER,
    cell_clock,
    cell_number,
    cell_period,
    cell_time,
    find_dates,
    find_ranges,
    last_day,
    no_such_day,
    shift,
)
from scoring.facts.record_columns import is_nothing
from scoring.facts.record_lexicon import RoleTypes

_PAST_END = re.compile(r"(20\d\d)[年./\-](\d{1,2})[月./\-](?:29|3[01])(?!\d)")
_NONE = re.compile(r"(?:暂?无|没有?|未填写?|不详|缺|待补|未知)[。.]?")
_SAID_NO = re.compile(r"(?:否|未|没有?|无|未?回访?|未做|不|n|no|×|x|✗|✘|未回访|没回访|未签到|未进行)[。.]?")
_FOREVER = re.compile(r"长期|永久|无固定期限|long[- ]?term|permanent|lifetime", re.IGNORECASE)
_SAME_DAY = re.compile(r"当[天日]|同[天日]|即日|当场|即时")
_NEXT_DAY = re.compile(r"次日|第二天|隔天|翌日")
_BOXES = re.compile(r"([□☐◻○〇])|([☑☒■✅✔√])")
_BOX_ITEM = re.compile(r"([□☐◻○☑☒■✅✔√])\s*([^□☐◻○☑☒■✅✔√]*)")
_TICKED = "☑☒■✅✔√"
_LISTS = frozenset({"attendance"})  # may be names instead of a number
_EVENING, _MORNING = "18:00", "09:00"
_NUMBERING = frozenset({"serial", "id"})
_OTHER = 60  # characters that tell a cell apart
_TIME_ORDER = ("date", "start", "respond", "arrive", "finish", "deadline", "expires")


@dataclass(frozen=True, slots=True)
class Years:
    """The year of dates that are written without one: from a title that names a term or a year."""

    begin: str = ""
    end: str = ""
    year: int | None = None

    @staticmethod
    def of(texts: Iterable[str]) -> "Years":
        for text in texts:
            ranges = find_ranges(text)
            if ranges and ranges[0][1] != FOREVER:
                return Years(ranges[0][0], ranges[0][1], int(ranges[0][1][:4]))
            dates = find_dates(text)
            if dates:
                return Years(year=int(dates[0].iso[:4]))
            bare = re.search(r"(?<!\d)20[1-4]\d(?!\d)", text)
            if bare:
                return Years(year=int(bare[0]))
        return Years()

    def time(self, text: str) -> str | None:
        """The date or time in a cell; a short one falls into the term, if there is one."""
        value = cell_time(text, self.year)
        if value and self.begin and self.year and not re.search(r"\d{4}", text) and value[:10] > self.end:
            return cell_time(text, self.year - 1)
        return value


def read_row(cells: Mapping[str, str], types: RoleTypes, years: Years, raw: bool) -> tuple[dict[str, str], tuple[str, ...]]:
    """Role -> value, and the roles that could not be read. `cells` are as written."""
    out: dict[str, str] = {}
    unread: list[str] = []
    for role, text in cells.items():
        said = _ticked(" ".join(text.split()) if "\n" in text else text.strip())
        if not said or is_nothing(said) or (role not in types.keep and _NONE.fullmatch(said)):
            continue
        if role in types.said_no and said_no(said):
            continue
        out[role] = said
    if raw:
        return out, ()
    _read_times(out, unread, types, years)
    for role in types.number:
        if role in out:
            number = cell_number(out[role])
            if number is not None:
                out[role] = number
            elif any(map(str.isdigit, out[role])) or role not in _LISTS:
                unread.append(role)
    if "agreement" in out and "expires" not in out:
        ranges = find_ranges(out["agreement"])
        if ranges:
            out["expires"] = ranges[0][1]
    return out, tuple(sorted(unread))


def column_names(headers: Sequence[str], fields: Sequence[str]) -> list[str]:
    """What tells the columns apart whose cells play no role: field or header; "" for running numbers and columns without either."""
    return ["" if field in _NUMBERING else field or normalise(header) for header, field in zip(headers, fields, strict=True)]


def others(names: Sequence[str], cells: Sequence[str], taken: Collection[int]) -> dict[str, str]:
    """The cells without a role, by name, as far as they say something; of columns of one name all are kept."""
    out: dict[str, str] = {}
    for column, (name, text) in enumerate(zip(names, cells, strict=False)):
        if name and column not in taken and not is_nothing(text):
            out[name] = out.get(name, "") + normalise(text).replace(" ", "")[:_OTHER]
    return out


def said_no(text: str) -> bool:
    """否, 未签到, ×."""
    return _SAID_NO.fullmatch(normalise(text)) is not None


def _read_times(cells: dict[str, str], unread: list[str], types: RoleTypes, years: Years) -> None:
    """Times of a row, in the order things happen: a lone time of day and 次日 count from the day known so far."""
    before = ""
    for role in _TIME_ORDER:
        if role not in cells or role not in types.time:
            continue
        text = cells[role]
        value = _last(text, years) if role in types.last else None
        value = value or years.time(text) or _relative(text, before) or cell_period(text, years.year)
        if value is None and role == "expires":
            value = _past_end(text)
        if value is None:
            unread.append(role)
            continue
        cells[role] = value
        if len(value) >= 10 and value != FOREVER and role not in {"deadline", "expires"}:
            before = value


def _last(text: str, years: Years) -> str | None:
    """The end of a term; 长期 never ends."""
    ranges = find_ranges(text, years.year)
    if ranges:
        return ranges[0][1]
    return FOREVER if _FOREVER.search(text) and years.time(text) is None else None


def _past_end(text: str) -> str | None:
    """2028.2.30: the last day of that month was meant."""
    found = _PAST_END.search(text)
    return last_day(f"{found[1]}-{int(found[2]):02d}") if found and 1 <= int(found[2]) <= 12 else None


def _relative(text: str, before: str) -> str | None:
    """A time told from the moment before it: 次日 9:00, 10:30; 0:40 after 22:30 is in the same night."""
    day, late = before[:10], before[11:]
    clock = cell_clock(text)
    if not day or no_such_day(text):
        return None
    if _NEXT_DAY.search(text):
        return shift(day, days=1) + (f" {clock}" if clock else "")
    if _SAME_DAY.search(text):
        return day + (f" {clock}" if clock else "")
    if clock and late >= _EVENING and clock <= _MORNING:
        return f"{shift(day, days=1)} {clock}"
    return f"{day} {clock}" if clock else None


def _ticked(text: str) -> str:
    """☑合格 □不合格 says 合格; boxes none of which is ticked say nothing."""
    boxes = _BOXES.findall(text)
    if not any(box for box, _ in boxes) or (len(boxes) == 1 and len(text) > 6):
        return text
    ticked = [word.strip() for box, word in _BOX_ITEM.findall(text) if box in _TICKED]
    if ticked:
        return " ".join(word or "√" for word in ticked)
    return "" if _BOX_ITEM.match(text) else text
