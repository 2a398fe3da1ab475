"""Text from elsewhere, set apart as data: between tags that nobody can foresee."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.knowledge.model import Passage

_TAG_BYTES = 6
_ANGLE = str.maketrans("<>", "〈〉")
_MARK = re.compile(r"\[(\d{1,2})\]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def new_tag() -> str:
    """A tag for one request: 12 hexadecimal digits."""
    return secrets.token_hex(_TAG_BYTES)


def plain(text: str) -> str:
    """Text that can neither close a fence nor pass for a citation: no angle brackets, marks or unseen characters."""
    return _MARK.sub(r"（\1）", unfencing(text))


def unfencing(text: str) -> str:
    """Text that cannot close a fence; its marks are meant."""
    return _CONTROL.sub("", text).translate(_ANGLE)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A passage under the number it is cited by."""

    number: int
    passage: Passage
    sources: str

    def fenced(self, tag: str) -> str:
        """The passage as data, with what a reader must know about its standing."""
        passage = self.passage
        about = [plain(passage.title)]
        if passage.clause:
            about.append(f"条款 {plain(passage.clause)}")
        about.append("各来源说法不一" if passage.sides else passage.confidence.label)
        about.append(f"来源：{plain(self.sources)}")
        lines = [f"<资料-{tag} 编号={self.number}>", "；".join(about), plain(passage.text)]
        lines += [f"说法不一·其一：{plain(side.says)}" for side in passage.sides]
        return "\n".join([*lines, f"</资料-{tag}>"])


def fenced(passages: Sequence[Numbered], tag: str) -> str:
    """All passages, a blank line between two."""
    return "\n\n".join(one.fenced(tag) for one in passages)
