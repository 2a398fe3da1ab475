"""Why a file cannot be read, as one Chinese line."""

import re


class ReadError(Exception):
    """Raised by a reader: the reason alone, since a reader knows bytes and not the file's name."""


class DocumentError(Exception):
    """A file cannot be used. The text is one line: file name, what is wrong, what to do."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = one_line(name)
        self.reason = one_line(reason)
        super().__init__(f"{self.name}：{self.reason}")


def one_line(text: str) -> str:
    """Without line breaks and control characters, so that a hostile file name cannot forge output."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]+", " ", text).strip()
