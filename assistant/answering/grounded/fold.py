"""One normal form for what is compared, with the way back to the text it came from."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from scoring.documents.normalise import HAN, INVISIBLE, to_simplified

_DASHES = "‐‑‒–—―−─━﹣－"
_TILDES = "〜∼～"
_LAST = 0xFFFF
_LOST = re.compile(
    rf"(?<=[{HAN};:。、；：！？!?%》”」)\d])[ \t]+(?=[{HAN}\d《“「(])"
    rf"|(?<=[{HAN}》”」])[ \t]+(?=[a-z])|(?<=[a-z])[ \t]+(?=[{HAN}])|\*\*|`"
)
_STOPS = re.compile(r"[,、:]*[。;!?\n][,、。;:!?\n]*")
_COMMAS = re.compile(r"[,:](?!\d)|、")
_ASIDE = re.compile(r"[^\w%,.、。;:!?\n+/&~=<>≥≤×÷-]|_")
_DIVIDED, _MULTIPLIED = re.compile("再?除以"), re.compile(r"再?乘以?(?=[\d一二三四五六七八九十百])|\*")
_PUNCTUATION = re.compile(r"[^\w%]|_")


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` in normal form; character i of it came from `places[i]` of the original, which has `length` characters."""

    text: str
    places: tuple[int, ...]
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where text[start:end] stands in the original."""
        if start >= end:
            return (self.places[start], self.places[start]) if start < len(self.places) else (self.length, self.length)
        return self.places[start], self.places[end - 1] + 1


@lru_cache(maxsize=1)
def _table() -> Mapping[int, str]:
    """Character -> its normal form, where that differs. Han one by one, so both sides of a comparison fold alike."""
    table: dict[int, str] = {}
    han = "".join(chr(code) for code in range(0x3400, 0xA000))
    simple = [to_simplified(one) for one in han] if len(to_simplified(han)) != len(han) else list(to_simplified(han))
    table.update({ord(one): other for one, other in zip(han, simple, strict=True) if one != other and len(other) == 1})
    for code in (*range(0x80, 0x3400), *range(0xA000, _LAST + 1)):
        one = chr(code)
        if 0xD800 <= code < 0xE000 or INVISIBLE.match(one):
            table[code] = ""
            continue
        kind = unicodedata.category(one)
        if kind == "Nd":
            table[code] = str(unicodedata.decimal(one))
        elif kind not in ("No", "Nl"):  # ① and Ⅴ are marks of their own: unfolded, they cannot pass for digits
            folded = unicodedata.normalize("NFKC", one).lower()
            if folded != one and not folded.isspace():
                table[code] = "".join(table.get(ord(part), part) for part in folded)
            elif folded != one:
                table[code] = " "
    table |= {ord(one): "-" for one in _DASHES} | {ord(one): "~" for one in _TILDES}
    table |= {code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)} | {0x3000: " "}
    table |= dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127), "") | {0xA0: " ", 0x2028: "\n", 0x2029: "\n"}
    return table


def _squeezed(text: str) -> str:
    """Blanks that a writer may set or leave out."""
    return _LOST.sub(_keep, text)


def _keep(match: re.Match[str]) -> str:
    """Two numbers apart stay apart."""
    before = match.string[match.start() - 1 : match.start()]
    after = match.string[match.end() : match.end() + 1]
    return " " if before.isdigit() and after.isdigit() else ""


def folded(text: str) -> str:
    """The normal form without the way back; for what is only searched."""
    return _squeezed(text.translate(_table()))


def fold(text: str) -> Folded:
    """The normal form with the way back."""
    table = _table()
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for part in table.get(ord(char), char):
            chars.append(part)
            places.append(place)
    plain = "".join(chars)
    kept: list[int] = []
    at = 0
    for match in _LOST.finditer(plain):
        if _keep(match) == "":
            kept.extend(places[at : match.start()])
        else:
            kept.extend((*places[at : match.start()], places[match.start()]))
        at = match.end()
    kept.extend(places[at:])
    return Folded(_squeezed(plain), tuple(kept), len(text))


def phrased(text: str) -> str:
    """Folded text with one sign for every comma, one for every full stop, 乘以 and 除以 as × and ÷, and none
    of the rest: what quotes are compared by."""
    spelt = _MULTIPLIED.sub("×", _DIVIDED.sub("÷", text))
    return _COMMAS.sub(",", _STOPS.sub("|", _ASIDE.sub("", spelt))).strip(",|")


def bare(text: str) -> str:
    """Letters, digits and % of folded text only: what names are compared by."""
    return _PUNCTUATION.sub("", text)
