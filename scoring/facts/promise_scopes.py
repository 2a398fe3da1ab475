"""Whom or what a promise is for: tier of place, grade or gravity; part of the product; way of answering."""

import re
from dataclasses import dataclass

from scoring.facts.promise_lexicon import PromiseWords, promise_words

_BRACKETS = re.compile(r"\([^()]*\)")
_SEGMENT_END = re.compile(r"[,;。:!→>|]")
_SMALL_END = re.compile(r"[,;。:!→>|、/]")
_LABEL = re.compile(r"^(?:[\d.、()·•●◆■\-—*#]|第[一二三四五六七八九十百\d]+[条款项]|[一二三四五六七八九十]+、)*\s*([^:,;。]{1,16}):")
_IN_BRACKETS = re.compile(r"^[^,;。]{0,10}\(([^()]{1,14})\)")
_LISTED = re.compile(r"[、/]|和|及(?!其)|与")
_PLACES = re.compile(r"\(([^()]*、[^()]*)\)")
_NAME = re.compile(r"[\u4e00-\u9fffa-z][\u4e00-\u9fffa-z0-9 \-+]*")
_LIST = re.compile(r"[\u4e00-\u9fff]{2,8}(?:[、,/]| ?[和及与] ?)[\u4e00-\u9fff]{2,8}(?:(?:[、,/]|[和及与])[\u4e00-\u9fff]{2,8}){0,30}")
_LIST_LETTERS = 120
_TIER_SEGMENT = 12  # letters of a clause that does nothing but name a tier: 城区用户，
_TIER_CASE = re.compile(r"\s*(?:[\d.、()]*\s*)?(?:对于?|针对|如遇?|若遇?|遇到?|凡|属于|发生|当|在)")
_BY_TIER = {
    "response", "repair_finish", "delivery", "complaint", "complaint_reply", "tech_reply", "install", "spare_arrival", "return_handling", "warranty",
}  # fmt: skip
_BY_PART = {"warranty", "return_days", "exchange_days"}
_BY_CHANNEL = {"tech_reply", "complaint_reply"}
_BY_PLACE = {"response", "repair_finish", "delivery", "install", "spare_arrival"}
_NEVER = {"no_reason_days", "visit", "feedback_close", "spare_supply"}


@dataclass(frozen=True, slots=True)
class Scopes:
    """`names` are certain ("" when for all); `hint` is a name to use when one section promises several values under the same scope."""

    names: tuple[str, ...] = ("",)
    hint: str = ""


def scopes_of(subject: str, text: str, *, left: int, start: int, end: int, done: int) -> Scopes:
    """Of the number at `text[start:end]`, whose own words begin at `left` and end at `done`."""
    if subject in _NEVER:
        return Scopes()
    words = promise_words()
    before = _BRACKETS.sub("", text[left:start])
    near = _SEGMENT_END.split(before.rstrip().removesuffix(":"))[-1]  # a label may stand there: 压缩机质保：3 年
    hint = "" if subject in _BY_PART and words.whole.search(near) else _hint(words, text, before, near)
    hint = (_list_of_names(words, near) if subject in _BY_PLACE else "") or hint
    for found in (
        _parts(words, subject, near, text[end:done]) if subject in _BY_PART else (),
        _tiers(words, text, before, near, end) if subject in _BY_TIER else (),
        _written(words, near) if subject == "response" else (),
        _channels(words, near if near.strip() or subject != "tech_reply" else before) if subject in _BY_CHANNEL else (),
    ):
        if found:
            return Scopes((*found, *(_places(words, text[left:start]) if subject in _BY_PLACE and len(found) == 1 else ())), hint)
    return Scopes(("",), hint)


def tier_names(text: str) -> tuple[str, ...]:
    """The tiers named in a short text such as a cell or label."""
    words = promise_words()
    clean = words.not_tiers.sub(" ", text)
    found = [one[0] for one in words.tiers.finditer(clean)] or [one[0] for one in words.near_tiers.finditer(clean)]
    return tuple(dict.fromkeys(name.strip() for name in found))


def plain_name(text: str) -> str:
    """A cell or label as a scope: 甲级客户（市区） -> 甲级; "" when it is no name of a tier."""
    words = promise_words()
    name = _trimmed(words, _BRACKETS.sub("", text).strip())
    fits = name and len(name) <= words.lexicon.scopes.most_letters and _NAME.fullmatch(name)
    return name if fits and not words.whole.fullmatch(name) and not words.plain_headers.match(name) and not words.index_headers.match(name) else ""


def listed_names(text: str) -> str:
    """A cell that is a list of short names (江苏、浙江、安徽), as a scope; "" for anything else."""
    return text if len(text) <= _LIST_LETTERS and _LIST.fullmatch(text) and not tier_names(text) else ""


def _parts(words: PromiseWords, subject: str, near: str, after: str) -> tuple[str, ...]:
    last = near.rsplit("、", maxsplit=1)[-1]
    alias = next((name for name, pattern in words.aliases.items() if pattern.search(last)), "") if subject == "warranty" else ""
    if alias:
        return (alias,)
    for place in (last, after):
        found = [one[0].strip() for one in words.parts.finditer(place)]
        if found and not words.whole.search(place):
            return (found[-1].removesuffix("后"),)
        if words.whole.search(place):
            return ()
    return ()


def _tiers(words: PromiseWords, text: str, before: str, near: str, end: int) -> tuple[str, ...]:
    found = _strict_tiers(words, near) or _strict_tiers(words, _trimmed(words, near))
    if found:
        return found
    for segment in reversed(_SEGMENT_END.split(before)[:-1]):
        found = _strict_tiers(words, segment) if len(segment.strip()) <= _TIER_SEGMENT or _TIER_CASE.match(segment) else ()
        if len(found) == 1:
            return found
    bracket = _IN_BRACKETS.match(text[end:])
    return tier_names(bracket[1]) if bracket else ()


def _strict_tiers(words: PromiseWords, text: str) -> tuple[str, ...]:
    clean = words.not_tiers.sub(" ", text)
    return tuple(dict.fromkeys(one[0].strip() for one in words.tiers.finditer(clean)))


def _channels(words: PromiseWords, near: str) -> tuple[str, ...]:
    found = [one[0] for one in words.channels.finditer(near)]
    return (found[-1],) if found else ()


def _written(words: PromiseWords, near: str) -> tuple[str, ...]:
    """群消息 1 小时内答 is no first response to a fault."""
    found = [one[0] for one in words.written.finditer(near)]
    return (found[-1],) if found else ()


def _hint(words: PromiseWords, text: str, before: str, near: str) -> str:
    name = _trimmed(words, _SMALL_END.split(near)[-1])
    if _is_name(words, name):
        return name
    label = _LABEL.match(text)
    if label and before.startswith(text[: label.end()]):
        name = _trimmed(words, label[1])
        if _is_name(words, name):
            return name
    return ""


def _list_of_names(words: PromiseWords, text: str) -> str:
    """安徽、江苏、浙江 as one scope: a row that names one of them is meant. "" if any of them is no name."""
    names = [_trimmed(words, one) for one in _LISTED.split(text)]
    return "、".join(names) if len(names) > 1 and all(_is_name(words, one) for one in names) else ""


def _places(words: PromiseWords, text: str) -> tuple[str, ...]:
    """一圈（安徽、江苏、浙江）: the rows may name the province rather than the tier."""
    found = [one[1] for one in _PLACES.finditer(text)]
    names = _list_of_names(words, found[-1]) if found else ""
    return (names,) if names else ()


def _is_name(words: PromiseWords, name: str) -> bool:
    fits = name and len(name) <= words.lexicon.scopes.most_letters and _NAME.fullmatch(name)
    return bool(fits) and not words.not_names.search(name) and not words.whole.fullmatch(name)


def _trimmed(words: PromiseWords, text: str) -> str:
    before = None
    while before != text:
        before = text
        text = words.trim.sub("", text).strip()
    return text
