"""Whether a cell holds something, and whether it says yes: the small words of result, status and signature columns."""

import re
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from scoring.documents.normalise import normalise
from scoring.evidence import Row
from scoring.yaml_text import parsed

_FILE = Path(__file__).resolve().parent.parent / "lexicon" / "answers.yaml"


class Answers(BaseModel):
    """Words that say no (未签, 否, N), that say still open (处理中), and that say yes (合格, 已解决, PASS); normalised text.

    `short_yes` are one-letter words that a denial may stand before; `undone_parts` say that nothing was done; `answering`
    are the roles whose cells answer a question.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    denials: frozenset[str]
    denying_parts: tuple[str, ...]
    open_parts: tuple[str, ...]
    yes_parts: tuple[str, ...]
    short_yes: tuple[str, ...]
    undone_parts: tuple[str, ...]
    answering: frozenset[str]


@lru_cache(maxsize=1)
def answers() -> Answers:
    return Answers.model_validate(parsed(_FILE.read_text(encoding="utf-8")))


def says_no(text: str) -> bool:
    """The cell denies: unsigned, unqualified, unsolved."""
    plain = normalise(text)
    return plain in answers().denials or any(part in plain for part in answers().denying_parts) or _denied_yes().search(plain) is not None


@lru_cache(maxsize=1)
def _denied_yes() -> re.Pattern[str]:
    """未修好, 不满意, 没有解决; not 无不满意, 没问题 or 不是很贵."""
    said = answers()
    words = sorted((re.escape(one) for one in said.yes_parts if len(one) > 1 or one in said.short_yes), key=len, reverse=True)
    return re.compile(rf"(?<![无没])(?<!没有)(?:未能?|不[太够能]?|没有?|没能|无法|尚未|并未|not )(?:{'|'.join(words)})")


def undone(text: str) -> bool:
    """The cell says that nothing was done: 未回访, 无; not what was said about it (不满意)."""
    plain = normalise(text)
    return plain in answers().denials or any(part in plain for part in answers().undone_parts)


def is_open(text: str) -> bool:
    """The cell says that the matter is still going on."""
    plain = normalise(text)
    return any(part in plain for part in answers().open_parts)


def says_yes(text: str) -> bool:
    plain = normalise(text)
    return bool(plain) and not says_no(text) and not is_open(text) and any(part in plain for part in answers().yes_parts)


def filled(row: Row, roles: str | tuple[str, ...]) -> bool:
    """Any of the roles holds something that is not a plain no; a signature or a result may deny in more words, a narrative may not."""
    names = (roles,) if isinstance(roles, str) else roles
    return any(row.get(role) and not (says_no if role in answers().answering else undone)(row.get(role)) for role in names)
