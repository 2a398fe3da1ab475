"""What the columns of a table mean: headers by lexicon, and the cells below where a header alone does not tell."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from scoring.documents.normalise import HAN, normalise
from scoring.facts.dates import cell_clock, cell_time
from scoring.facts.record_lexicon import FieldRule, labels, record_lexicon

_LABEL_LENGTH = 24
_SAMPLE = 16  # cells of a column that are looked at
_BRACKETS = re.compile(r"[(\[【〔<《]([^()\[\]【】〔〕<>《》]*)[)\]】〕>》]")
_LEADING = re.compile(r"^(?:[*＊★☆※#]+|\d{1,2}[.、)](?!\d)|[一二三四五六七八九十]{1,2}、|20\d\d年?度?(?=[^\d年\-./]))")
_TRAILING = re.compile(r"[::;；,，.。?？*＊★☆※]+$")
_SPACE = re.compile(r"\s+")
_HAN_RUN = re.compile(rf"[{HAN}]+")
_PIECES = re.compile(rf"[/、,|;\n·+&\s_]+|(?<=[{HAN}])(?=[a-z])|(?<=[a-z.])(?=[{HAN}])")
_WORDS = re.compile(r"[^a-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千万两半]")
_NOT_LATIN = re.compile(r"[^a-z0-9#\-]")
_TO_FILL = frozenset({"未填", "未填写", "待填", "待填写", "待补", "待补充", "待录入", "待更新", "tbd"})
_NOTHING = _TO_FILL | {"", "-", "--", "---", "/", "//", "\\", "*", "空", "n/a", "na", "null", "none", "nil", "暂无", "…", ".", "、"}
_SAYS_TIME = re.compile(r"时间|日期|时刻|date|time", re.IGNORECASE)
_DURATION = re.compile(r"[≤<约]?\s*\d{1,4}(?:\.\d+)?\s*(?:个)?(?:工作日|小时|分钟|分|天|日|h|min|hours?|days?)?(?:内|以内)?", re.IGNORECASE)
_OPEN_TERM = re.compile(r"长期(?:有效)?|永久(?:有效)?|终身(?:有效)?|无(?:固定)?期限|不限期?|long[- ]?term|permanent|lifetime", re.IGNORECASE)
_LASTS = re.compile(r"\d{1,4}(?:\.\d{1,2})? ?(?:小时|分钟|分|天|min|hours?|h|days?)", re.IGNORECASE)
_DASHES = {ord(one): "-" for one in "—–－―─"} | {ord("／"): "/"}
_TIME_WORDS = re.compile(
    r"[年月日号点时分秒]|星期.|周[一二三四五六日]|[上下]午|早上|晚上|凌晨|中午|傍晚|当[天日]|次日|左右|前后|第二天|隔天|翌日"
    r"|(?:january|february|march|april|june|july|august|sept?(?:ember)?|october|november|december)"
)
_LATIN_WORD = re.compile(r"[a-z]{4,}")
_CHOICE = re.compile(rf"[{HAN}a-z]{{1,6}}(?:(?:[/或、]|还是)[{HAN}a-z]{{1,6}}?){{1,3}}")
_RELATIVE = re.compile(r"(?:当[天日]|同[天日]|次日|隔天|翌日|第二天|即时|当场)\s*(?:[上下中]午|晚上|早上)?\s*(?:\d{1,2}\s*[:：点时].{0,6})?")


def is_nothing(text: str) -> bool:
    """A cell that states nothing: empty, a dash, N/A. (无 is left to the role.)"""
    short = text.strip()
    return len(short) <= 5 and short.lower().translate(_DASHES) in _NOTHING


@lru_cache(maxsize=8192)
def label_fields(header: str) -> tuple[FieldRule, ...]:
    """The fields a header may stand for, most likely first: the whole header, its Chinese, its Latin part, words inside it."""
    if not header or len(header) > 2 * _LABEL_LENGTH:
        return ()
    whole = _TRAILING.sub("", _LEADING.sub("", normalise(_CAMEL.sub(" ", header))))
    brackets = [one.strip() for one in _BRACKETS.findall(whole)]
    base = _TRAILING.sub("", _BRACKETS.sub("", whole)).strip()
    if len(base) > _LABEL_LENGTH * (1 if _HAN_RUN.search(base) else 2):
        return ()
    tight = _SPACE.sub("", base)
    pieces = [piece for piece in _PIECES.split(base) if piece]
    han = "" if any(map(str.isdigit, base)) else "".join(_HAN_RUN.findall(base))  # 2026年3月1日 is not 年月日
    latin = _NOT_LATIN.sub("", "".join(piece for piece in pieces if not _HAN_RUN.search(piece)))
    out: dict[str, FieldRule] = {}
    tried: set[str] = set()
    for text in (tight, han, *(piece for piece in pieces if _HAN_RUN.search(piece)), latin, *pieces, *brackets):
        if text and text not in tried:
            tried.add(text)
            _collect(text, out)
    if not out and latin and (full := _in_full(base)):
        _collect(full, out)
    if not out:
        for rule in record_lexicon().fields:
            if rule.loose and rule.loose.search(tight):
                out.setdefault(rule.name, rule)
    return tuple(out.values())


def _in_full(base: str) -> str:
    """RO_CRT_DT, FirstResp, CLS TM: the words of a Latin header with those written out that are cut short; "" if none is."""
    short = record_lexicon().short
    words = [word for word in _WORDS.split(base) if word]
    full = [short.get(word, word) for word in words]
    if len(words) == 1 and words[0] not in short:
        word = words[0]
        full = next(([short[word[:n]], short.get(word[n:], word[n:])] for n in range(len(word) - 1, 1, -1) if word[:n] in short), full)
    return "".join(full) if full != words else ""


def _collect(text: str, out: dict[str, FieldRule]) -> None:
    likely = labels().likely(text)
    if not likely:
        return  # most cells are no labels
    fields = record_lexicon().fields
    latin = not _NOT_LATIN.search(text)
    for number in sorted(likely):
        rule = fields[number]
        if (rule.han and rule.han.fullmatch(text)) or (latin and rule.latin and rule.latin.fullmatch(text)):
            out.setdefault(rule.name, rule)


def is_label(text: str) -> bool:
    """Whether a cell reads like the head of a column."""
    return bool(label_fields(text))


def column_field(header: str, cells: Sequence[str]) -> str:
    """The field of a column, "" if neither header nor cells tell."""
    sample = [cell for cell in cells if not is_nothing(cell)][:_SAMPLE]
    if _names_its_values(header, sample):
        return "choice"
    for rule in label_fields(header):
        if _fits(rule, sample, header):
            return rule.name
    if sample:
        for rule in record_lexicon().fields:
            if rule.sniff and _fits_by_cells(rule, sample):
                return rule.name
    return ""


def _names_its_values(header: str, sample: Sequence[str]) -> bool:
    """省内/省外 over 省内 and 省外; not 退/换 or 自建/委托, which are known for what they are."""
    text = _TRAILING.sub("", _SPACE.sub("", normalise(header)))
    if len(sample) < 2 or not _CHOICE.fullmatch(text):
        return False
    rules = record_lexicon().fields
    if any((han := rules[number].han) and han.fullmatch(text) for number in labels().likely(text)):
        return False
    words = re.split(r"[/或、]|还是", text)
    return _share(sample, lambda cell: normalise(cell).strip() in words) >= 0.8


def _fits(rule: FieldRule, sample: Sequence[str], header: str) -> bool:
    """Whether the cells do not speak against the meaning the header suggests."""
    if not sample:
        return True
    if rule.values is not None and not rule.sniff:
        return _share(sample, lambda cell: bool(rule.values and rule.values.fullmatch(normalise(cell)))) >= 0.6
    if rule.holds == "time":
        dated = [cell for cell in sample if not _OPEN_TERM.fullmatch(cell.strip())]  # 长期 below 有效期至 speaks against nothing
        if not dated or len(dated) < len(sample):
            return not dated or _share(dated, looks_like_time) >= 0.5
        if _SAYS_TIME.search(header):  # 报修时间 is a time, even one that cannot be read
            return _share(sample, lambda cell: bool(_DURATION.fullmatch(cell.strip()))) < 0.5
        return _share(sample, looks_like_time) >= 0.5
    return _fits_otherwise(rule, sample)


def _fits_otherwise(rule: FieldRule, sample: Sequence[str]) -> bool:
    if rule.holds == "figure":
        return _share(sample, lambda cell: bool(_FIGURE.search(cell))) >= 0.5
    if rule.holds == "text":
        return _share(sample, lambda cell: is_time_alone(cell) or bool(_LASTS.fullmatch(cell.strip()))) < 0.5
    return True


def _fits_by_cells(rule: FieldRule, sample: Sequence[str]) -> bool:
    if rule.values is not None:
        return _share(sample, lambda cell: bool(rule.values and rule.values.fullmatch(normalise(cell).replace(" ", "")))) >= 0.8
    return _share(sample, lambda cell: cell_time(cell) is not None and is_time_alone(cell) and not cell.strip().isdecimal()) >= 0.8


def looks_like_time(cell: str) -> bool:
    """A date, a date without a year, a time of day, 次日."""
    return len(cell) <= 40 and (cell_time(cell, 2000) is not None or cell_clock(cell) is not None or bool(_RELATIVE.fullmatch(cell.strip())))


def is_time_alone(cell: str) -> bool:
    """A time and hardly a word beside it: 2026.3.5 已回访，满意 is a text with a date."""
    rest = _TIME_WORDS.sub("", normalise(cell))
    return looks_like_time(cell) and len("".join(_HAN_RUN.findall(rest))) <= 1 and not _LATIN_WORD.search(rest)


def _share(sample: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, sample)) / len(sample)
