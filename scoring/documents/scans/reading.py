"""Pages that are pictures: which are read anew, where the results are kept, and who is told of each."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING, Any

from scoring.documents.model import Page
from scoring.engine import reading_fingerprint
from scoring.limits import Limits

if TYPE_CHECKING:
    from scoring.documents.scans.page import Sheet

_LIMITS = Limits()
UNREAD = "请重新扫描或拍摄清楚后再上传"


@dataclass(frozen=True, slots=True)
class Scanning:
    """`cache` is a folder for pages that were read; `tell` is called before each page that is read, with its number and how many there are.

    A PDF of more than `pages` and a TIFF of more than `frames` are refused.
    """

    cache: Path | None = None
    tell: Callable[[int, int], None] | None = None
    pages: int = _LIMITS.pages
    frames: int = _LIMITS.frames


def read_pictures(data: bytes, numbers: Sequence[int], of: int, picture: Callable[[int], "Sheet"], scanning: Scanning | None) -> Iterator[Page]:
    """The pages of a file by their numbers, from the cache where they are known; `picture` gives that of a page."""
    scanning = scanning or Scanning()
    store = _Store(scanning.cache, data)
    for number in numbers:
        page = store.get(number)
        if page is None:
            if scanning.tell is not None:
                scanning.tell(number, of)
            from scoring.documents.scans.page import read_sheet

            page = read_sheet(picture(number))
            store.put(page)
        yield page


def unread_text(pages: Sequence[Page]) -> str:
    """第 2、5 页看不清：what is wrong with a file of whose pages some could not be read."""
    numbers = "、".join(str(page.number) for page in pages)
    sure = [page.confidence for page in pages if page.confidence]
    how = f"识别把握只有 {min(sure):.0%}" if sure else "认不出文字"
    return f"第 {numbers} 页看不清（{how}），{UNREAD}"


@lru_cache(maxsize=1)
def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Page)


class _Store:
    """Pages by the file's content and all that reading depends on. What does not hold what it should is as good as absent."""

    def __init__(self, folder: Path | None, data: bytes) -> None:
        key = sha256(data).hexdigest() if folder is not None else ""
        self._folder = folder / f"ocr-{reading_fingerprint()}" / key[:2] / key[2:] if folder is not None else None

    def get(self, number: int) -> Page | None:
        if self._folder is None:
            return None
        try:
            page: Page = _adapter().validate_json((self._folder / f"{number}.json").read_bytes())
        except (OSError, ValueError):
            return None
        return page

    def put(self, page: Page) -> None:
        if self._folder is None:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            draft = self._folder / f"{page.number}.{os.getpid()}-{get_ident()}.tmp"
            draft.write_bytes(_adapter().dump_json(page))
            draft.replace(self._folder / f"{page.number}.json")
        except OSError:
            self._folder = None  # a full or read-only disk costs the cache, not the page
