"""A follow-up that only gives another number: 要是有 260 个呢 after 有 50 个服务管理人员，要几名管理师."""

import re
from collections.abc import Sequence

from assistant.answering.hearing import Heard
from assistant.answering.model import Turn
from assistant.answering.numbers import Figure

# days, people and things counted one by one, papers, points
_UNITS = (r"人[日天]", r"(?:个|名|位|号|口)?人|[个名位项]", r"[份张条次件单]", r"分")
_UNIT = "|".join(_UNITS)
_ROLES = ("实得", "涉及", "抽", "坏", "错", "缺", "不合格", "得", "拿", "扣", "删")
_LEAD = re.compile(
    r"(?:那|要是|如果|假如|假设|换成|改成|变成|我们?|咱们?|公司|单位|这边|只?有|只?是|就|才|一共|总共|了|项"
    rf"|{'|'.join(_ROLES)}|(?:and|what|how|about|if|we|have|with)\b|\s)*"
)
_TAIL = re.compile(rf"\s*(?:{_UNIT})?\s*(?:的话)?[,?。]?\s*(?:呢|咋算|怎么算|要几个|要几名|几个|几名|多少|几星|算几星)?[?。]?")


def carried(heard: Heard, history: Sequence[Turn]) -> Heard | None:
    """The earlier question with the number that this one gives; None where this one says more or its number fits no place."""
    current: Heard | None = None
    changed = False
    for text in (*(text for role, text in history if role == "user"), heard.text):
        asked = Heard.of(text, heard.readings)
        figure = _only_figure(asked)
        joined = _with(current, asked, figure) if current and figure else None
        current, changed = joined or asked, joined is not None
    return current if changed else None


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
        return Heard(f"{earlier.text.rstrip('?。')},{asked.text}", earlier.readings)
    unit, role = _unit(asked, figure), _role(asked, figure)
    meant = [
        old for old in earlier.figures if unit in (None, _unit(earlier, old)) and role in (None, _role(earlier, old))
    ]
    if len(meant) != 1:
        return None
    (old,) = meant
    return Heard(earlier.text[: old.start] + asked.text[figure.start : figure.end] + earlier.text[old.end :], earlier.readings)


def _unit(heard: Heard, figure: Figure) -> int | None:
    behind = heard.text[figure.end :].lstrip()
    return next((number for number, unit in enumerate(_UNITS) if re.match(unit, behind)), None)


def _role(heard: Heard, figure: Figure) -> str | None:
    """What the figure is for: 实得 of 实得 78, 坏 of 坏了 4 份."""
    ahead = heard.text[max(0, figure.start - 8) : figure.start].rstrip("了到 项分是有")
    return next((role for role in _ROLES if ahead.endswith(role)), None)
