"""Why a file cannot be read, as one Chinese line and a code."""

import re
from typing import Literal

from scoring.errors import DeclaredError

Reason = Literal[
    "unreadable", "encrypted", "no_text", "low_ocr_quality", "wrong_type", "empty", "too_large", "too_slow", "crashed", "unsupported", "missing"
]


class ReadError(Exception):
    """Raised by a reader: what is wrong alone, since a reader knows bytes and not the file's name."""

    def __init__(self, text: str, reason: Reason = "unreadable") -> None:
        self.reason: Reason = reason
        super().__init__(text)


class DocumentError(DeclaredError):
    """A file cannot be used. The text is one line: file name, what is wrong, what to do. `reason` is for programs."""

    def __init__(self, name: str, text: str, reason: Reason = "unreadable") -> None:
        self.name = one_line(name)
        self.text = one_line(text)
        self.reason: Reason = reason
        super().__init__(f"{self.name}：{self.text}")

    def __reduce__(self) -> tuple[type["DocumentError"], tuple[str, str, Reason]]:
        """So that it passes from process to process."""
        return DocumentError, (self.name, self.text, self.reason)


def one_line(text: str) -> str:
    """Without line breaks and control characters, so that a hostile file name cannot forge output."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]+", " ", text).strip()
