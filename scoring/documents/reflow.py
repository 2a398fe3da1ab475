"""Printed lines -> paragraphs and texts of cells: a line goes on in the next one if that one's first word had no room left on it."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from scoring.documents.normalise import HAN
from scoring.documents.outline import opens_line

_ENDS = tuple("。！？；：!?;:…”’")
# What cannot be parted by a line's end: opening brackets, a Latin word or one character, closing marks.
_FIRST_WORD = re.compile(r"[（(《“‘【「\[]*(?:[!-~]+|.)[，。、；：！？》”’）】」\])…,.;:!?]*")
_FIELD = re.compile(rf"[{HAN}][{HAN} /()（）]{{0,11}}[：:]")
_SEAL = re.compile(r"[（(](?:盖|公|签|印|签字盖)?章[）)]$")
_CHAPTER = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[章节篇]\s*[^，。；：！？,;:]{1,24}")
_NUMBER_TAIL = re.compile(rf"[{HAN}、，（(] ?\d{{1,3}}$")
_NUMBER_HEAD = re.compile(rf"\d{{1,3}} ?[{HAN}%]")
# 某某服务有 / 限公司评价日期：…: the end of a name was parted, what follows is no label
_TORN = re.compile(r"(?:股\n份|股份\n|责\n任|责任\n)(?:有?限?公司|有限)|(?:有\n限|有限\n|有限(?:责任)?公\n)(?:责任|公|公司|司)|[省市区县]\n公司")
GAP = "  "  # between columns printed side by side; no paragraph has one
_SLACK = 0.6  # of a character: spacing is stretched and shrunk
_SAME_HEIGHT = 0.3  # of a line's
_LARGE_GAP = 2.4  # from line to line, in heights
_OTHER_SIZE = 1.25
_MIN_ENDS = 3  # as many lines that end at one place make an edge
_TEXT_SHARE = 0.6  # of the page's width, at least, is text
_PART = 0.2  # of all text
_MIN_CHARS = 12
_NEW_COLUMN = 3  # heights
_INDENT = 5  # characters; a first line may begin as much further right


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line without blanks around it, in points; `top` grows downwards."""

    text: str
    left: float
    right: float
    top: float
    height: float

    @property
    def character(self) -> float:
        """The width of a full-width character of this line, which is no wider than it is high."""
        return min(2 * (self.right - self.left) / max(_width(self.text), 1), self.height)


    def stands_left_of(self, other: "Line") -> bool:
        """Whether both are printed at one height, this one first."""
        return abs(other.top - self.top) < _SAME_HEIGHT * self.height and other.left >= self.right

    def joined(self, other: "Line") -> "Line":
        return replace(self, text=f"{self.text}{GAP}{other.text}", right=other.right)


@dataclass(frozen=True, slots=True)
class Margins:
    """Where full lines begin and end. `starts` and `edges` are those of columns of text, ascending."""

    left: float
    right: float
    starts: tuple[float, ...] = ()
    edges: tuple[float, ...] = ()

    def begins(self, line: Line) -> bool:
        """Whether a paragraph's lines may begin where this one does."""
        near = line.character
        return line.left <= self.left + _INDENT * near or any(abs(line.left - start) <= near for start in self.starts)

    def end(self, line: Line) -> float:
        """Where this line would end if it were full."""
        reach = line.right - _SLACK * line.character
        return next((edge for edge in self.edges if edge >= reach and edge > line.left), self.right)


def margins(lines: Sequence[Line], page_width: float) -> Margins:
    """The margins of all lines of a document (the last page may be nearly empty): the right one is like the left one."""
    if not lines:
        return Margins(0, page_width)
    left = max(0.0, _left(lines))
    different = {line.text: line for line in lines}.values()  # what every page repeats is no column
    long = [line for line in different if _width(line.text) >= 2 * _MIN_CHARS]
    starts = _common((line.left, line.character) for line in long)
    edges = _common((line.right, line.character) for line in long)
    right = page_width - left
    if right - left < _TEXT_SHARE * page_width:
        right = page_width  # centred lines alone say nothing of margins
    return Margins(left, right, starts, edges)


def _left(lines: Sequence[Line]) -> float:
    """The leftmost place where a good part of the text begins: page furniture may stand further left."""
    ordered = sorted((line.left, line.character, _width(line.text)) for line in lines)
    enough = _PART * sum(width for _, _, width in ordered)
    last, amount = 0, 0.0
    for place, character, width in ordered:
        while last < len(ordered) and ordered[last][0] <= place + character / 2:
            amount += ordered[last][2]
            last += 1
        if amount >= enough:
            return place
        amount -= width
    return ordered[0][0]


def _common(places: Iterable[tuple[float, float]]) -> tuple[float, ...]:
    """Places (with the width of a character) at which several lines begin or end, the furthest of each group."""
    ordered = sorted(places)
    found: list[float] = []
    number = 0
    while number < len(ordered):
        place, character = ordered[number]
        last = number
        while last + 1 < len(ordered) and ordered[last + 1][0] <= place + character:
            last += 1
        if last - number + 1 >= _MIN_ENDS:
            found.append(ordered[last][0])
        number = last + 1
    return tuple(found)


def paragraphs(lines: Iterable[Line], area: Margins) -> list[str]:
    """The paragraphs of one column of lines."""
    out: list[list[str]] = []
    before: Line | None = None
    for line in lines:
        if before is not None and goes_on(before, line, area):
            out[-1].append(line.text)
        else:
            out.append([line.text])
        before = line
    return [join_lines(group) for group in out]


def goes_on(line: Line, following: Line, area: Margins) -> bool:
    """Whether the paragraph of `line` goes on in `following`."""
    # That other lines end where a title does makes no edge for it.
    titled = _CHAPTER.fullmatch(line.text) is not None and line.right < area.right - _INDENT * line.character
    if titled or line.text.endswith(_ENDS) or GAP in line.text or GAP in following.text:
        return False
    torn = _TORN.search(f"{line.text[-8:]}\n{following.text[:8]}") is not None
    if not torn and (opens_line(following.text) or _FIELD.match(following.text) or _SEAL.search(following.text)):
        return False
    step = following.top - line.top
    if step > _LARGE_GAP * line.height or not 1 / _OTHER_SIZE < following.height / max(line.height, 1e-6) < _OTHER_SIZE:
        return False
    if step > 0:
        if not _aligned(line, following, area):
            return False
    elif step > -_NEW_COLUMN * line.height or following.left < line.right:
        return False
    return lacks_room(line, following, area.end(line))


def _aligned(line: Line, following: Line, area: Margins) -> bool:
    """Whether `following` stands where a paragraph goes on: not signed at the right, nor hanging but under an item."""
    shift = following.left - line.left
    if shift > line.character:
        item = opens_line(line.text) or _FIELD.match(line.text) is not None
        centred = abs(shift + following.right - line.right) <= line.character and area.begins(line)
        return item or centred
    return shift >= -_INDENT * line.character and area.begins(following)


def lacks_room(line: Line, following: Line, end: float) -> bool:
    """Whether the first word of `following` would not have fitted on `line`, which could reach to `end`."""
    word = _FIRST_WORD.match(following.text)
    need = _width(word.group()) / 2 * following.character if word else 0.0
    return end - line.right < need + _SLACK * line.character


def join_lines(lines: Sequence[str]) -> str:
    """Lines of one paragraph as one line: a space between Latin words, none inside Chinese."""
    joined = ""
    for line in lines:
        whole = _NUMBER_HEAD.match(line) and _NUMBER_TAIL.search(joined)  # 三圈7 / 2小时: a number was parted
        gap = " " if joined and joined[-1].isascii() and line[:1].isascii() and not whole else ""
        joined += gap + line
    return joined


def cell_text(lines: Iterable[Line], left: float, right: float) -> str:
    """The text of a table's cell between two sides: a line that fills it goes on in the next one; others are parted by a blank."""
    printed = list(lines)
    inner = right - max(0.0, min((line.left for line in printed), default=left) - left)
    groups: list[list[str]] = []
    before: Line | None = None
    for line in printed:
        if before is not None and lacks_room(before, line, inner):
            groups[-1].append(line.text)
        else:
            groups.append([line.text])
        before = line
    return " ".join(" ".join(map(join_lines, groups)).split())


def _width(line: str) -> float:
    return float(sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line))
