"""TXT and Markdown in UTF-8, UTF-16 or GB18030. Locators: 第12行; in a Markdown table 表2!B7."""

import codecs
import re
from collections.abc import Iterator

from scoring.documents.errors import ReadError
from scoring.documents.grid import Cell, grid, row_blocks
from scoring.documents.model import Block, Page, Table
from scoring.documents.reflow import join_lines

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LINE = re.compile(r"\r\n|[\r\n\f\v\x85\u2028\u2029]")
_MAX_CONTROL_SHARE = 0.02
_MAX_BAD_SHARE = 0.002

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?$")
_RULE = re.compile(r"-{3,}|\+{3,}")
_KEY = re.compile(r"-\s|#|[^\s:：=][^:：=]{0,30}\s*[:：=]")
_TITLE_KEY = re.compile(r"(?:title|name|标题|题名|文件名称?|名称)\s*[:：=]\s*", re.IGNORECASE)
_TOML = re.compile(r"^([\w.-]{1,30})\s*=\s*\"?([^\"]*)\"?$")
_FRONT_LINES = 30
_BAR = re.compile(r"(?<!\\)\|")
_ITEM = re.compile(r"(?:[-*+]|\d{1,3}[.)、]|[>|])\s*\S")


def decode(data: bytes) -> str:
    """The text. Raises ReadError for another encoding and for text full of control characters."""
    text = _decoded(data)
    if text is None:
        raise ReadError("认不出文字编码，请另存为 UTF-8 后再试")
    if len(_CONTROL.findall(text)) > _MAX_CONTROL_SHARE * len(text):
        raise ReadError("内容不是文字（控制字符太多），请确认文件没有损坏")
    return text


def read_text(data: bytes) -> tuple[Page, ...]:
    """A block a line that is not blank."""
    return (Page(1, tuple(Block("paragraph", line, f"第{number}行") for number, line in _lines(decode(data)) if line)),)


def read_markdown(data: bytes) -> tuple[Page, ...]:
    """# headings, table rows, and paragraphs of joined lines; code between fences is plain text. Rows: 表2!B7."""
    blocks: list[Block] = []
    tables: list[Table] = []
    for one in _markdown(decode(data)):
        if isinstance(one, Block):
            blocks.append(one)
            continue
        table = grid(f"表{len(tables) + 1}", (Cell(row, column, text) for row, cells in enumerate(one) for column, text in enumerate(cells)))
        tables.append(table)
        blocks.extend(row_blocks(table))
    return (Page(1, tuple(blocks), tables=tuple(tables)),)


def _markdown(text: str) -> Iterator[Block | list[list[str]]]:
    """Blocks, and tables as rows of cells."""
    waiting: list[tuple[int, str]] = []
    rows: list[list[str]] = []
    fence = ""

    def paragraph() -> Iterator[Block]:
        if waiting:
            yield Block("paragraph", join_lines([line for _, line in waiting]), f"第{waiting[0][0]}行")
            waiting.clear()

    def table() -> Iterator[list[list[str]]]:
        if any(map(any, rows)):
            yield rows.copy()
        rows.clear()

    numbered = list(_lines(text))
    end = _front_matter(numbered)
    front = [Block("paragraph", _TOML.sub(r"\1: \2", line), f"第{number}行") for number, line in numbered[:end] if line and not _RULE.fullmatch(line)]
    named = next((block for block in front if _TITLE_KEY.match(block.text)), None)
    opening = next((found[2] for _, line in numbered[end:] if (found := _HEADING.match(line))), "")
    if named is not None and (name := _TITLE_KEY.sub("", named.text).strip("\"' ")) and name != opening:
        yield Block("heading", name, named.locator, 1)
        opening = ""
    if not opening:  # else what the paper says of itself comes behind its title
        yield from front
        front = []
    for number, line in numbered[end:]:
        mark = _FENCE.match(line)
        heading = None if fence else _HEADING.match(line)
        row = not fence and not mark and line.startswith("|") and line.count("|") > 1
        if not row:
            yield from table()
        if mark and (not fence or line.startswith(fence)):
            yield from paragraph()
            fence = "" if fence else mark.group(1)
            continue
        if fence or heading or row or not line or _ITEM.match(line):
            yield from paragraph()
        if heading and heading.group(2):
            yield Block("heading", heading.group(2), f"第{number}行", len(heading.group(1)))
            yield from front
            front = []
        elif row:
            if not _TABLE_RULE.match(line):
                rows.append(_row(line))
        elif line and not heading:
            waiting.append((number, line))
    yield from table()
    yield from paragraph()


def _front_matter(numbered: list[tuple[int, str]]) -> int:
    """How many lines a block of `key: value` at the top takes, its borders included; 0 if there is none."""
    first = next((at for at, (_, line) in enumerate(numbered) if line), len(numbered))
    if first == len(numbered) or not _RULE.fullmatch(numbered[first][1]):
        return 0
    for at in range(first + 1, min(first + 1 + _FRONT_LINES, len(numbered))):
        line = numbered[at][1]
        if line == numbered[first][1] or line == "...":
            return at + 1
        if line and not _KEY.match(line):
            return 0
    return 0


def _row(line: str) -> list[str]:
    """| a | | c \\| d | -> a, "", c | d: the outer bars are no cells, and an escaped bar is a character."""
    cells = [cell.replace("\\|", "|").strip() for cell in _BAR.split(line)]
    return cells[1:] if cells[-1] else cells[1:-1]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(_LINE.split(text), start=1):
        yield number, line.strip()


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if b"\0" in data:
        # Line breaks and digits of UTF-16 have a zero byte, on the odd places when little-endian.
        odd, even = data[1::2].count(0), data[0::2].count(0)
        return _strict(data, "utf-16-le" if odd > even else "utf-16-be")
    text = _strict(data, "utf-8")
    if text is None:
        # A cut-off character or a single bad byte does not make UTF-8 something else.
        repaired = data.decode("utf-8", "replace")
        if repaired.count("\ufffd") <= 1 + _MAX_BAD_SHARE * len(repaired) and re.search(r"[\u0800-\ufffc]", repaired):
            return repaired
        text = _strict(data, "gb18030")
    return text


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
