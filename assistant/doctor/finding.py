"""What a check found."""

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warn", "bad"]  # usable, to be looked at, broken


@dataclass(frozen=True, slots=True)
class Finding:
    """`check` names it for machines, `title` for people; `todo` is empty where there is nothing to do."""

    check: str
    title: str
    state: State
    text: str
    todo: str = ""
