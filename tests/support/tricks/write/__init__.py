"""Writers: a Paper in, the bytes of a file out, the same each time."""

from collections.abc import Callable
from pathlib import PurePath

from tests.support.tricks.markup import Paper
from tests.support.tricks.write.pages import write_pages
from tests.support.tricks.write.plain import write_plain
from tests.support.tricks.write.sheets import write_sheets
from tests.support.tricks.write.slides import write_slides
from tests.support.tricks.write.word import write_word

_WRITERS: dict[str, Callable[[Paper], bytes]] = {
    ".docx": write_word,
    ".xlsx": write_sheets,
    ".pdf": write_pages,
    ".pptx": write_slides,
    ".txt": write_plain,
}


def write(paper: Paper) -> bytes:
    return _WRITERS[PurePath(paper.path).suffix](paper)
