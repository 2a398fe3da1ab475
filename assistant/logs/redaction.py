"""What must not stand in a log line, taken out of it: known secrets by their value, others by how they look."""

import re
from collections.abc import Iterable
from urllib.parse import quote

HIDDEN = "***"
_SHORTEST = 4  # a value of fewer letters is found in any text
_LOOKS = (
    (re.compile(r"(?i)\b((?:proxy-)?authorization|(?:set-)?cookie|x-api-key)(['\"]?\s*[:=,]\s*)[^\r\n]+"), rf"\1\2{HIDDEN}"),
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{6,}"), rf"\1 {HIDDEN}"),
    (re.compile(r"(?<=://)[^\s/@]*:[^\s@]*@"), f"{HIDDEN}@"),
    (
        re.compile(r"(?i)\b(\w*(?:password|passwd|secret|token|session|api_?key)\w*)(['\"]?\s*[=:]\s*['\"]?)(?!Secret)[^\s'\"&,;)]+"),
        rf"\1\2{HIDDEN}",
    ),
    (re.compile(r"\b[sp]k-[\w-]{8,}"), HIDDEN),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), HIDDEN),  # e-mail
    (re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"), HIDDEN),  # mobile number
)


class Redactor:
    """Over the secrets of the settings; as they are and as they stand in an address."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        forms = {form for one in secrets for form in (one, quote(one, safe="")) if len(one) >= _SHORTEST}
        longest_first = sorted(forms, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def clean(self, text: str) -> str:
        """The text without them."""
        if self._known is not None:
            text = self._known.sub(HIDDEN, text)
        for look, instead in _LOOKS:
            text = look.sub(instead, text)
        return text
