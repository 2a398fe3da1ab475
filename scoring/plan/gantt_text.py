"""Room for words in a drawing that no browser has measured: widths by class of letter, rather too wide than too narrow."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_WIDE, _BROAD, _CAPITAL, _OTHER = 1.0, 0.95, 0.74, 0.62  # of the font's size
_BROAD_LETTERS = frozenset("MWmw@%—…")


def clean(text: str) -> str:
    """Without characters that XML cannot hold, and on one line."""
    return " ".join("".join(char for char in text if char.isspace() or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Cn", "Co")).split())


def width(text: str, size: float) -> float:
    """At least as wide as the text is in the usual fonts, in the unit of `size`."""
    return sum(_advance(char) for char in text) * size


def fitting(text: str, room: float, size: float) -> str:
    """The text, or as much of it as has room with an ellipsis; empty where not even that has."""
    text = clean(text)
    if width(text, size) <= room:
        return text
    room -= width("…", size)
    out = ""
    for char in text:
        room -= _advance(char) * size
        if room < 0:
            break
        out += char
    return f"{out.rstrip('，、；：（ ')}…" if out else ""


def wrapped(text: str, room: float, size: float) -> list[str]:
    """The text in lines that have room; every line holds at least one letter."""
    lines, line = [], ""
    for char in clean(text):
        if line and width(line + char, size) > room and char not in "，。；：、）”":
            lines.append(line)
            line = ""
        line += char
    return [*lines, line] if line else lines


@dataclass(frozen=True, slots=True)
class Placed:
    """A text around `at`, from `left` on, in a lane (0: the lowest)."""

    at: float
    text: str
    left: float
    lane: int


def in_lanes(texts: Sequence[tuple[float, str]], size: float, low: float, high: float) -> list[Placed]:
    """Texts centred on their places as far as `low` and `high` let them, each in the lowest lane where it touches no other."""
    ends: list[float] = []  # of each lane, the right end of its last text
    out = []
    for at, text in sorted(texts):
        long = width(text, size)
        left = max(low, min(at - long / 2, high - long))
        lane = next((number for number, end in enumerate(ends) if end + size <= left), len(ends))
        ends[lane : lane + 1] = [left + long]
        out.append(Placed(at, text, left, lane))
    return out


def in_rows(items: Sequence[tuple[float, str]], room: float, size: float, gap: float) -> Iterator[tuple[int, float]]:
    """(row, left) of items that follow each other and begin a new row where there is no room: (width of the sign before it, text)."""
    row, left = 0, 0.0
    for sign, text in items:
        long = sign + width(text, size)
        if left and left + long > room:
            row, left = row + 1, 0.0
        yield row, left
        left += long + gap


def _advance(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WFA":
        return _WIDE
    return _BROAD if char in _BROAD_LETTERS else _CAPITAL if char.isupper() else _OTHER
