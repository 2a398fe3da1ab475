"""Names of files as a stranger wrote them -> paths that can be shown, compared and trusted."""

import os
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath
from unicodedata import normalize

from scoring.pack.model import PackFile

_NOISE = re.compile(r"(?:^|/)(?:__MACOSX/|\.|~\$|thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")
# Control characters, invisible ones, those that turn the direction of print (甲<U+202E>fdp.exe looks like 甲exe.pdf), half characters.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_LONGEST = 200  # characters between two slashes; file systems stop at 255 bytes
_LONGEST_PATH = 1000
NAMELESS = "未命名"


def decoded(raw: bytes) -> str:
    """A name without a mark of its encoding: UTF-8 where it reads as Chinese in it, else GBK, as Chinese Windows writes.

    Short GBK names can be valid UTF-8 by chance, but then read as letters of other scripts.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")
    if text.isascii() or _WIDE.search(text):
        return text
    try:
        chinese = raw.decode("gb18030")
    except UnicodeDecodeError:
        return text
    return chinese if _WIDE.search(chinese) else text


def escapes(name: str) -> bool:
    """Whether a member's name points out of its archive: 上级目录, an absolute path or a drive."""
    name = _UNSEEN.sub("", name).replace("\\", "/").strip()
    return name.startswith("/") or ".." in PurePosixPath(name).parts or _DRIVE.match(name) is not None


def cleaned(name: str) -> str:
    """A relative path with /, shown as it is: nothing unseen in it, no empty or dotted parts, nothing overlong. Cleaning twice changes nothing."""
    parts = (_shortened(part.strip()) for part in normalize("NFC", _UNSEEN.sub("", name)).replace("\\", "/").split("/"))
    kept = [part for part in parts if part and part not in (".", "..")]
    while len(kept) > 1 and len("/".join(kept)) > _LONGEST_PATH:
        del kept[0]  # the file's own name and the folders next to it say most
    return "/".join(kept) or NAMELESS


def on_disk(name: str) -> str:
    """A zip unpacked on Linux may leave names in GBK, which Python holds as half characters that cannot be written out."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return decoded(os.fsencode(name))
    return name


def is_noise(name: str) -> bool:
    """What systems and programs leave behind: no evidence."""
    return _NOISE.search(name) is not None


def told_apart(files: Iterable[PackFile]) -> tuple[list[PackFile], list[str]]:
    """Files by paths of their own, and the paths that were made up: the second 甲.docx is 甲 (2).docx.

    The same bytes under the same name are one file.
    """
    kept: dict[str, PackFile] = {}
    seen: set[PackFile] = set()
    numbers: dict[str, int] = {}
    made_up: list[str] = []
    for file in files:
        if file in seen:
            continue
        seen.add(file)
        path = file.path
        while path in kept:
            numbers[file.path] = numbers.get(file.path, 1) + 1
            path = _numbered(file.path, numbers[file.path])
        if path != file.path:
            made_up.append(path)
        kept[path] = file if path == file.path else replace(file, path=path)
    return list(kept.values()), made_up


def _numbered(path: str, number: int) -> str:
    pure = PurePosixPath(path)
    return str(pure.with_name(f"{pure.stem} ({number}){pure.suffix}"))


def _shortened(part: str) -> str:
    if len(part) <= _LONGEST:
        return part
    suffix = PurePosixPath(part).suffix
    suffix = suffix if len(suffix) <= 10 else ""
    return f"{part[: _LONGEST - len(suffix) - 1].rstrip()}…{suffix}"
