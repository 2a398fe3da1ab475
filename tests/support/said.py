"""Messages to a model, for tests."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Part:
    speaker: Literal["system", "user", "assistant"]
    text: str


PROMPT = "客户的机密问题"
ASKED = (Part("system", "你是顾问"), Part("user", PROMPT))


def never() -> bool:
    return False
