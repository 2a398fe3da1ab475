"""Word of the pages that are read off pictures: from the process that reads them to whoever waits for the pack."""

from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.queues import Queue
from pathlib import Path
from queue import Empty
from typing import TYPE_CHECKING, ClassVar

from scoring.documents.scans.installed import allow_threads
from scoring.documents.scans.reading import Scanning

if TYPE_CHECKING:
    Heard = Queue[tuple[str, int, int]]  # path, page, of
else:
    Heard = Queue


@dataclass(frozen=True, slots=True)
class Pages:
    """`cache` is a folder for what was read; `tell` hears of each page before it is read (path, page, of)."""

    cache: Path | None
    tell: Callable[[str, int, int], None]

    def of(self, path: str) -> Scanning:
        return Scanning(self.cache, lambda page, pages: self.tell(path, page, pages))


class Worker:
    """What a process that reads files for another was told when it began."""

    pages: ClassVar[Pages] = Pages(None, lambda _path, _page, _of: None)

    @classmethod
    def begin(cls, heard: Heard, cache: Path | None, threads: int) -> None:
        allow_threads(threads)
        cls.pages = Pages(cache, lambda path, page, of: heard.put((path, page, of)))


def pass_on(heard: Heard, pages: Pages) -> None:
    """Tell of all pages that were heard of since."""
    while True:
        try:
            path, page, of = heard.get_nowait()
        except Empty:
            return
        pages.tell(path, page, of)
