"""A follow-up that gives another number or level, 要是有 260 个呢, or asks on about the clause, 它的证据呢."""

import re
from collections.abc import Sequence

from assistant.answering.hearing import Heard
from assistant.answering.model import Turn
from assistant.answering.numbers import Figure
from assistant.knowledge.named import CLAUSE

# days, people and things counted one by one, papers, points
_PAPERS = 2  # which of them
_UNITS = (r"个?人[日天]", r"(?:个|名|位|号|口)?人|[个名位项]", r"[份张条次件单]", r"分")
_UNIT = "|".join(_UNITS)
_ROLES = ("实得", "涉及", "抽", "坏", "错", "缺", "不合格", "得", "拿", "扣", "删")
_LEAD = re.compile(
    r"(?:那|按|要是|如果|假如|假设|换成|改成|变成|我们?|咱们?|公司|单位|这边|只?有|只?是|就|才|一共|总共|了|项"
    rf"|{'|'.join(_ROLES)}|(?:and|what|how|about|if|we|have|with)\b|\s)*"
)
_LEVEL = re.compile("[三四五]星级?|达标级?")
_ONLY_A_LEVEL = re.compile("(?:那|要是|如果|想|到|离|上|评|要|呢|的话|差多少|差几分|多少分?|几分|,|\\s|[?。])*")
_ASPECT = re.compile(
    "(?:那|它的?|其|这一?条|该条|那一?条|这个|要|需要|的)*"
    "(?:证据|谁负责|谁来|负责人|扣几分|扣多少|怎么扣|咋扣|怎么查|查什么|查啥|抽什么|抽多少|怎么抽|没有的话|没做|不做|缺了?|少了|能删|可以删|删减"
    "|怎么证明|拿什么证明|哪些记录|什么记录|啥记录|怎么举证|什么材料|哪些材料|不一致|留什么|留哪些|要留|准备什么|一年几次|多久一次)"
)
_ONLY_A_CLAUSE = re.compile("(?:那|要是|如果|换成|再看|还有|条|这条|呢|的话|,|\\s|[?。])*")
_ONE_MORE = re.compile(r"那?[^,。;?\d]{1,5}呢[?。]?")
_PART = re.compile(r"(?<![\d.])5\.[123](?:\.\d){0,2}(?!\.?\d)")
_WHY = re.compile("(?:那|这)?(?:是|又)?(?:为什么|为啥|为何|凭什么|凭啥|什么原因|(?:有)?(?:什么|啥)?依据(?:是什么)?)(?:呢|啊|这样)?[?。]?")
_LOSS = re.compile("[扣丢得拿](?:几|多少)分?|怎么扣|咋扣")
_SHORT = 14  # characters
_TO_A_LEVEL = re.compile("(?:那|要是|如果)?(?:离|到|上|评)?(?:[三四五]星级?|达标级?)(?:呢|还?差多少|还?差几分)[?。]?")
_MORE = re.compile("(?:那|如果|要是)?(?:(?:再|另外|另|又|还)(?:被)?(?:加|扣|有|删|减)|连|(?:现在|手上|目前)?已经?有|现有|手上有)")
_TAIL = re.compile(
    rf"\s*(?:{_UNIT})?\s*(?:不合格|不符合|不行)?(?:的话)?[,?。]?\s*"
    "(?:呢|咋算|怎么算|要几个|要几名|几个|几名|多少|几星|算几星|算呢?|计呢?)?[?。]?"
)


def carried(heard: Heard, history: Sequence[Turn]) -> Heard | None:
    """The earlier question with the number that this one gives; None where this one says more or its number fits no place."""
    current: Heard | None = None
    changed = False
    for text in (*_asked(history), heard.text):
        asked = Heard.of(text, heard.readings)
        joined = _joined(current, asked) if current else None
        current, changed = joined or asked, joined is not None
    return current if changed else None


def beside(heard: Heard, history: Sequence[Turn]) -> Heard | None:
    """The question behind the one before it, where only one of the two has numbers: 我们有 20 个网点, then 最少几个人天."""
    *_, last = ("", *_asked(history))
    earlier = Heard.of(last, heard.readings)
    return _behind(earlier, heard) if last and bool(earlier.figures) != bool(heard.figures) else None


def one_more(heard: Heard, history: Sequence[Turn]) -> Heard | None:
    """那酒店呢 behind the question before it: what it asks cannot be told from itself."""
    *_, last = ("", *_asked(history))
    return _behind(Heard.of(last, heard.readings), heard) if last and _ONE_MORE.fullmatch(heard.text) else None


def _asked(history: Sequence[Turn]) -> list[str]:
    return [text for role, text in history if role == "user"]


def _joined(earlier: Heard, asked: Heard) -> Heard | None:
    if _MORE.match(asked.text) and earlier.figures:
        return _behind(earlier, asked)
    if _WHY.fullmatch(asked.text):
        return _behind(earlier, asked)
    other_clause = _with_clause(earlier, asked)
    if other_clause is not None:
        return other_clause
    figure = _only_figure(asked)
    return _with(earlier, asked, figure) if figure else _with_level(earlier, asked) or _on_the_clause(earlier, asked)


def _with_clause(earlier: Heard, asked: Heard) -> Heard | None:
    """The earlier question with its clause (or indicator, or group) exchanged for the one that this one names and nothing else."""
    now, old = _PART.findall(asked.text), set(_PART.findall(earlier.text))
    if len(now) != 1 or len(old) != 1 or not _ONLY_A_CLAUSE.fullmatch(_PART.sub("", asked.text)):
        return None
    return Heard(earlier.text.replace(old.pop(), now[0]), earlier.readings)


def _on_the_clause(earlier: Heard, asked: Heard) -> Heard | None:
    """The question with the one clause that the earlier one names, where it asks for one more thing about it."""
    named = set(CLAUSE.findall(earlier.text))
    if len(named) == 1 and len(asked.figures) == 2 and "分" in earlier.text and not CLAUSE.search(asked.text):
        return Heard(f"{named.pop()} {asked.text},得几分", earlier.readings)
    if len(named) != 1 or CLAUSE.search(asked.text) or len(asked.text) > _SHORT or not (_ASPECT.match(asked.text) or _LOSS.search(asked.text)):
        return None
    return Heard(f"{named.pop()} {asked.text}", earlier.readings)


def _behind(earlier: Heard, asked: Heard) -> Heard:
    return Heard(f"{earlier.text.rstrip('?。')},{asked.text}", earlier.readings)


def _with_level(earlier: Heard, asked: Heard) -> Heard | None:
    """The earlier question with its level exchanged for the one that this one names, or with what is missing to that level."""
    now, old = _LEVEL.findall(asked.text), _LEVEL.findall(earlier.text)
    if len(now) != 1 or len(old) > 1 or not _ONLY_A_LEVEL.fullmatch(asked.text.replace(now[0], "")):
        return None
    if not old:  # 86 分几星, then 离五星呢
        fits = earlier.figures and _TO_A_LEVEL.fullmatch(asked.text)
        return Heard(f"{earlier.text.rstrip('?。')},离{now[0]}差多少", earlier.readings) if fits else None
    return Heard(earlier.text.replace(old[0], now[0]), earlier.readings)


def _only_figure(heard: Heard) -> Figure | None:
    """The number of a question that says nothing else."""
    if len(heard.figures) != 1:
        return None
    (figure,) = heard.figures
    alone = _LEAD.fullmatch(heard.text, 0, figure.start) and _TAIL.fullmatch(heard.text, figure.end)
    return figure if alone else None


def _with(earlier: Heard, asked: Heard, figure: Figure) -> Heard | None:
    """The earlier question with the one number exchanged that can be meant, or with this one behind it where it has none."""
    if not earlier.figures:
        return _behind(earlier, asked)
    unit, role = _unit(asked, figure), _role(asked, figure)
    meant = [
        old for old in earlier.figures if unit in (None, _unit(earlier, old)) and role in (None, _role(earlier, old))
    ]
    if not meant or (len(meant) > 1 and unit != _PAPERS):
        return None
    old = meant[-1]  # of 抽 10 份有 2 份不合格 the latter is what 3 份呢 means
    return Heard(earlier.text[: old.start] + asked.text[figure.start : figure.end] + earlier.text[old.end :], earlier.readings)


def _unit(heard: Heard, figure: Figure) -> int | None:
    behind = heard.text[figure.end :].lstrip()
    return next((number for number, unit in enumerate(_UNITS) if re.match(unit, behind)), None)


def _role(heard: Heard, figure: Figure) -> str | None:
    """What the figure is for: 实得 of 实得 78, 坏 of 坏了 4 份."""
    ahead = heard.text[max(0, figure.start - 8) : figure.start].rstrip("了到 项分是有改换变成为")
    return next((role for role in _ROLES if ahead.endswith(role)), None)
