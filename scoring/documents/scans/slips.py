"""Characters that were taken for one another, put right where the words around leave no doubt."""

import re
from collections.abc import Sequence

Slips = Sequence[tuple[re.Pattern[str], str]]


def mended(text: str, slips: Slips) -> str:
    """The text without known slips; its letters keep their number and places."""
    for pattern, meant in slips:
        text = pattern.sub(meant, text)
    return text
