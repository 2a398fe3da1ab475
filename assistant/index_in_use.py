"""The index that questions are answered from: opened on first use, and anew when another process has switched to one."""

import threading
import time
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from assistant.answering.engine import Answerer
from assistant.errors import DeclaredError
from assistant.faq.desk import PublicDesk
from assistant.knowledge.dense import Backend
from assistant.knowledge.index import IndexPlace, current, ensure, open_index

_LOOK_EVERY = 1.0  # seconds between looks at which index is in use


@dataclass(frozen=True)
class OpenIndex:
    """An opened index and who answers from it; replaced as a whole."""

    folder: Path
    answerer: Answerer
    public: PublicDesk

    @cached_property
    def curated(self) -> Answerer:
        """Without the users' own documents."""
        return replace(self.answerer, searcher=self.answerer.searcher.with_own(()))


class IndexInUse:
    """Shared by threads. A switch is noticed within a second, and the old index serves on when the new one cannot be opened."""

    def __init__(self, place: IndexPlace, backend: Backend, max_question_chars: int) -> None:
        self._place, self._backend, self._most = place, backend, max_question_chars
        self._lock = threading.Lock()
        self._open: OpenIndex | None = None
        self._looked = 0.0

    @property
    def opened(self) -> OpenIndex | None:
        """What is open, without opening anything."""
        return self._open

    def look_again(self) -> None:
        """The next use looks at which index is in use, however short ago the last look was."""
        self._looked = 0.0

    def get(self) -> OpenIndex:
        """The index in use; built, too, where there is none. Raises what opening raises, on the first use only."""
        now = time.monotonic()
        opened = self._open
        if opened is not None and now - self._looked < _LOOK_EVERY:
            return opened
        self._looked = now
        if opened is not None and current(self._place) in (opened.folder, None):
            return opened
        with self._lock:
            if self._open is opened:
                self._open = self._reopened(opened)
            assert self._open is not None
            return self._open

    def _reopened(self, opened: OpenIndex | None) -> OpenIndex:
        try:
            folder = ensure(self._place) if opened is None else current(self._place) or opened.folder
            searcher = open_index(self._place, folder, self._backend)
        except DeclaredError:
            if opened is None:
                raise
            return opened
        answerer = Answerer(searcher, self._most)
        return OpenIndex(folder, answerer, PublicDesk(answerer))
