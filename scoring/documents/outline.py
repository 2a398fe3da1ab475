"""Where sections begin: styled headings, clause numbers (第三章, 第三条, 一、, （一）, 5.1.2), and plain title lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scoring.documents.model import Block
from scoring.documents.normalise import HAN

_NUMBER = "一二三四五六七八九十百零〇两"
# 3.5 元, 2.5～3 倍, 1.5 人次: quantities, no clauses. With two points (5.1.2) a number is a clause whatever follows.
_UNIT = "元|万|亿|倍|个|小时|分钟|秒|天|千|公|米|吨|台|套|人次|次|星|级|折|年[^度检]|月[^度]|日[^常]|分[^类析级公工]|℃|[%％‰]"
_NOT_RANGE = r"(?![\d.])(?!\s?[%％‰～~—–\-×*/+=])"
_BEFORE_TITLE = rf"(?=[\s、．]?\s*[{HAN}A-Za-z《“])"
# (rank, pattern of the label). Lower ranks enclose higher ones; styled headings have ranks 1 to 9.
_LABELS = (
    (11, re.compile(rf"第[{_NUMBER}\d]{{1,5}}(?:章|篇|部分)(?![的规所])")),
    (12, re.compile(rf"第[{_NUMBER}\d]{{1,5}}节(?![的规所])")),
    (13, re.compile(rf"第[{_NUMBER}\d]{{1,5}}条(?!规定|所|第|的|和|至|、|，|款|中|以)")),
    (14, re.compile(rf"[{_NUMBER}]{{1,3}}(?:、|．|\.(?!\d))(?![{_NUMBER}])")),
    (15, re.compile(rf"[（(][{_NUMBER}]{{1,3}}[）)]")),
    (18, re.compile(rf"\d{{1,2}}(?:\.\d{{1,2}}){{2,4}}{_NOT_RANGE}{_BEFORE_TITLE}")),
    (18, re.compile(rf"\d{{1,2}}\.\d{{1,2}}{_NOT_RANGE}(?!\s?(?:{_UNIT})){_BEFORE_TITLE}")),
)
_SHORT_NUMBERED = re.compile(rf"\d{{1,2}}(?:[、．]|\.(?!\d)|[ \u3000]+(?=[{HAN}]))\s*(?=[{HAN}A-Za-z《“])")
_SHORT_RANK = 30
_DOTTED_RANK = 18
_ENDS_SENTENCE = re.compile(r"[。；;，,！!：:]")
_ENDS_CLAUSE = re.compile(r"[。；;！!：:]")
_TITLE_CHARS = 40
_STYLED_CHARS = 60
_UNNUMBERED_RANK = 9
_PLAIN_RANK = 10
_HEADED_CHARS = 40
_PLAIN_TITLE = re.compile(r"[^。；;，,！!：:？?|]{2,28}[：:？?]?")
_SENTENCE_ENDS = tuple("。！？；!?;：:」”)）")
_CLAUSE_TITLE_CHARS = 22
_ITEM = re.compile(r"[(（]?\d{1,2}[)）、.．]|[a-zA-Z][)）]|[①-⑳●•◆■▪○◇□★☆※*\-–—·]\s*")


@dataclass(frozen=True, slots=True)
class Marker:
    """A section begins here. `bare`: the line is nothing but the heading."""

    rank: int
    title: str
    bare: bool

    @property
    def is_item(self) -> bool:
        """一、 and （一） number the items of an enumeration as often as they number sections."""
        return self.rank in (14, 15)


def section_markers(blocks: Sequence[Block]) -> list[Marker | None]:
    """The section each block opens, if any. Plain title lines count only in a text that has no better outline."""
    found = [_marker(block) for block in blocks]
    if any(marker is not None and marker.rank < _SHORT_RANK and not marker.is_item for marker in found):
        return found
    rank = _PLAIN_RANK
    out: list[Marker | None] = []
    for number, marker in enumerate(found):
        if marker is None and _is_plain_title(blocks, number):
            # A title right above a title encloses it.
            outer = not _is_paragraph(blocks[number + 1])
            marker = Marker(rank - outer, blocks[number].text.strip().rstrip(":："), True)  # noqa: PLW2901
        elif marker is not None and marker.rank == _SHORT_RANK and not any(out):
            rank = _SHORT_RANK + 2  # a text that begins with "1. …" is numbered at the top
        out.append(marker)
    return out


def _marker(block: Block) -> Marker | None:
    if block.kind == "heading":
        title = " ".join(block.text.split())
        return Marker(block.level or _UNNUMBERED_RANK, title[:_STYLED_CHARS], len(title) <= _STYLED_CHARS)
    return section_marker(block.text) if block.kind == "paragraph" else None


def _is_plain_title(blocks: Sequence[Block], number: int) -> bool:
    """A short line without punctuation between the end of a sentence and a longer paragraph."""
    if not _has_title_form(blocks[number]):
        return False
    before = blocks[number - 1] if number else None
    ended = before is None or before.text.rstrip().endswith(_SENTENCE_ENDS) or _has_title_form(before)
    after = blocks[number + 1 : number + 3]
    nested = len(after) == 2 and _has_title_form(after[0]) and _is_paragraph(after[1])
    return ended and (nested or (bool(after) and _is_paragraph(after[0])))


def _has_title_form(block: Block) -> bool:
    return block.kind == "paragraph" and _PLAIN_TITLE.fullmatch(block.text.strip()) is not None


def _is_paragraph(block: Block) -> bool:
    return block.kind == "paragraph" and len(block.text) >= _HEADED_CHARS


def section_marker(line: str) -> Marker | None:
    """The section that a line opens, if it opens one."""
    line = line.strip()
    for rank, pattern in _LABELS:
        found = pattern.match(line)
        if found:
            depth = found.group().count(".") if rank == _DOTTED_RANK else 0
            bare = len(line) <= _TITLE_CHARS and not _ENDS_SENTENCE.search(line[found.end() :])
            return Marker(rank + depth, line if bare else _clause_title(line, found.end()), bare)
    found = _SHORT_NUMBERED.match(line)
    ends = _ENDS_CLAUSE if found and found.group().endswith(". ") else _ENDS_SENTENCE  # "3. 通过之后,能得到什么"
    if found and len(line) <= _TITLE_CHARS and not ends.search(line[found.end() :]):
        return Marker(_SHORT_RANK, line, True)
    return None


def opens_line(line: str) -> bool:
    """Whether a printed line is a beginning of its own: a section, a list item or a bullet."""
    return section_marker(line) is not None or _ITEM.match(line.lstrip()) is not None


def _clause_title(line: str, label_end: int) -> str:
    label, rest = line[:label_end].strip(), line[label_end:].lstrip(" \u3000、.．:：")
    first = _ENDS_SENTENCE.split(rest, maxsplit=1)[0].strip()
    if len(first) > _CLAUSE_TITLE_CHARS:
        first = first[:_CLAUSE_TITLE_CHARS] + "…"
    return f"{label} {first}".strip() if not label.endswith(("、", "）", ")")) else label + first
