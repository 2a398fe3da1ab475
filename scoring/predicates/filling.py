"""Whether a cell holds something, and whether it says yes: the small words of result, status and signature columns."""

from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from scoring.documents.normalise import normalise
from scoring.evidence import Row

_FILE = Path(__file__).resolve().parent.parent / "lexicon" / "answers.yaml"


class Answers(BaseModel):
    """Words that say no (未签, 否, N), that say still open (处理中), and that say yes (合格, 已解决, PASS); normalised text."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    denials: frozenset[str]
    denying_parts: tuple[str, ...]
    open_parts: tuple[str, ...]
    yes_parts: tuple[str, ...]


@lru_cache(maxsize=1)
def answers() -> Answers:
    return Answers.model_validate(yaml.safe_load(_FILE.read_text(encoding="utf-8")))


def says_no(text: str) -> bool:
    """The cell denies: unsigned, unqualified, unsolved."""
    plain = normalise(text)
    return plain in answers().denials or any(part in plain for part in answers().denying_parts)


def is_open(text: str) -> bool:
    """The cell says that the matter is still going on."""
    plain = normalise(text)
    return any(part in plain for part in answers().open_parts)


def says_yes(text: str) -> bool:
    plain = normalise(text)
    return bool(plain) and not says_no(text) and not is_open(text) and any(part in plain for part in answers().yes_parts)


def filled(row: Row, roles: str | tuple[str, ...]) -> bool:
    """Any of the roles holds something that is not a plain no."""
    return any(row.get(role) and not says_no(row.get(role)) for role in ((roles,) if isinstance(roles, str) else roles))
