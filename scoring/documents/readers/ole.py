"""Old Office files are sectors chained by a table ([MS-CFB] 2.2 to 2.4). A library follows the chains: one that runs in a circle has no end."""

import sys
from array import array
from collections.abc import Sequence

_LAST = 0xFFFFFFF9  # above it are marks: free, end of a chain, and the like
_HEADER = 512


def sound_chains(data: bytes) -> bool:
    """Whether every chain of sectors in the file has an end."""
    shift = int.from_bytes(data[0x1E:0x20], "little")
    if len(data) < _HEADER or shift not in (9, 12):
        return False
    size = 1 << shift

    def sector(number: int) -> "array[int]":
        start = (number + 1) * size
        return _numbers(data[start : start + size])

    tables = _numbers(data[0x4C:_HEADER])
    seen: set[int] = set()
    more = _number(data, 0x44)
    while more <= _LAST and (page := sector(more)):
        if more in seen:
            return False
        seen.add(more)
        tables.extend(page[:-1])
        more = page[-1]
    fat = array("I")
    for number in dict.fromkeys(tables):
        if number <= _LAST:
            fat.extend(sector(number))
    if _circle(fat):
        return False
    small = array("I")
    number = _number(data, 0x3C)
    while number < len(fat):
        small.extend(sector(number))
        number = fat[number]
    return not _circle(small)


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little")


def _numbers(data: bytes) -> "array[int]":
    out = array("I", data[: len(data) // 4 * 4])
    if sys.byteorder == "big":
        out.byteswap()
    return out


def _circle(follows: Sequence[int]) -> bool:
    """Whether somewhere one comes back to where one was, going from each number to the one that stands at its place."""
    walk = [0] * len(follows)  # the walk that came by
    for start in range(len(follows)):
        at = start
        while at < len(follows) and not walk[at]:
            walk[at] = start + 1
            at = follows[at]
        if at < len(follows) and walk[at] == start + 1:
            return True
    return False
