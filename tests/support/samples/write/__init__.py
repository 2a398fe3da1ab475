"""Writers: a Paper in, the bytes of a file out, the same each time."""

from collections.abc import Callable
from pathlib import PurePath

from tests.support.samples.markup import Paper
from tests.support.samples.write.plain import write_plain
from tests.support.samples.write.portable import write_portable
from tests.support.samples.write.sheets import write_sheets
from tests.support.samples.write.word import write_word

_WRITERS: dict[str, Callable[[Paper], bytes]] = {
    ".docx": write_word,
    ".xlsx": write_sheets,
    ".pdf": write_portable,
    ".txt": write_plain,
}


def write(paper: Paper) -> bytes:
    return _WRITERS[PurePath(paper.path).suffix](paper)
