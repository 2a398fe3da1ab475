"""A plain folder of .md/.txt files -> passages, one a file."""

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import DeclaredError

SUFFIXES = (".md", ".txt")
_MOST_BYTES = 5_000_000
_TITLE_CHARS = 30
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t#]*$", re.MULTILINE)


class FolderError(DeclaredError):
    """The folder cannot be searched; the text is one Chinese line that says what, where and what to do."""


@dataclass(frozen=True, slots=True)
class FolderPassage:
    """One file. `name` is its stem, which counts as text where it is written in words."""

    id: str
    name: str
    title: str
    text: str


def read_folder(folder: Path) -> list[FolderPassage]:
    """Every .md/.txt file below the folder that holds text, in the order of their paths; hidden files are left out.

    The id is the file's stem; where two files share a stem, each has its path below the folder instead.
    Raises FolderError.
    """
    paths = _paths(folder)
    stems = Counter(path.stem for path in paths)
    below = Counter(path.relative_to(folder).with_suffix("") for path in paths)
    passages: list[FolderPassage] = []
    for path in paths:
        text = _text(path).strip()
        if text:
            inside = path.relative_to(folder)
            bare = inside.with_suffix("")
            name = path.stem if stems[path.stem] == 1 else (bare if below[bare] == 1 else inside).as_posix()
            passages.append(FolderPassage(name, path.stem, title_of(text), text))
    if not passages:
        raise FolderError(f"文件夹 {folder} 里没有可检索的内容：请放入有文字的 .md 或 .txt 文件（一个文件是一段）")
    return passages


def title_of(text: str) -> str:
    """The first heading, else how the text begins."""
    heading = _HEADING.search(text)
    if heading:
        return heading[1]
    line = text.strip().splitlines()[0].strip()
    return line if len(line) <= _TITLE_CHARS else line[:_TITLE_CHARS] + "…"


def _paths(folder: Path) -> list[Path]:
    if not folder.exists():
        raise FolderError(f"找不到文件夹 {folder}：请检查路径")
    if not folder.is_dir():
        raise FolderError(f"{folder} 不是文件夹：请给出存放 .md 或 .txt 文件的文件夹")
    try:
        found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    except OSError as error:
        raise FolderError(f"无法读取文件夹 {folder}（{error.strerror}）：请检查权限") from error
    return [path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts)]


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise FolderError(f"文件 {path} 超过 {_MOST_BYTES // 1_000_000} MB：请拆成一段一个文件")
        data = path.read_bytes()
    except OSError as error:
        raise FolderError(f"无法读取文件 {path}（{error.strerror}）：请检查权限") from error
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FolderError(f"文件 {path} 的编码无法识别：请另存为 UTF-8 文本")
