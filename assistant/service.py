"""The hall: wires settings, index and answering. The command line and the web call only this."""

import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answering.engine import Answerer
from assistant.answering.grade_answer import answer_on_grade
from assistant.answering.model import Answer, Turn
from assistant.answering.opened import Opened, opened_file
from assistant.errors import DeclaredError
from assistant.knowledge.dense import Backend
from assistant.knowledge.index import IndexPlace, build, current, ensure, open_index
from assistant.knowledge.library import Library, StoredDocument
from assistant.knowledge.loader import load_corpus
from assistant.knowledge.model import Corpus, Passage, Source, Topic
from assistant.knowledge.searcher import PassageHit, Searcher
from assistant.settings import Settings, get_settings

if TYPE_CHECKING:
    from assistant.knowledge.folder import FolderSearcher

_LOOK_EVERY = 1.0  # seconds between looks at which index is in use


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What an index holds."""

    folder: Path
    passages: int
    faq: int
    user_documents: int


@dataclass(frozen=True, slots=True)
class _Open:
    """An opened index; replaced as a whole."""

    folder: Path
    answerer: Answerer


class Service:
    """One per process, shared by threads. Opening is lazy; an index another process switched to is noticed within a
    second, and the old one serves on when the new one cannot be opened.
    """

    def __init__(self, settings: Settings | None = None, backend: Backend = "chroma") -> None:
        self.settings = settings or get_settings()
        self._backend = backend
        self._lock = threading.Lock()
        self._open: _Open | None = None
        self._looked = 0.0

    @property
    def place(self) -> IndexPlace:
        settings = self.settings
        return IndexPlace(
            corpus_dir=settings.corpus_dir,
            index_dir=settings.index_dir,
            library_dir=settings.library_dir,
            embedding_model=settings.embedding_model,
            embedding_allow_download=settings.embedding_allow_download,
            chroma_url=settings.chroma_url,
        )

    # -- questions

    def ask(
        self, question: str, history: Sequence[Turn] = (), client: Opened | None = None, result: bytes | None = None
    ) -> Answer:
        """Answer a question. Bad questions (empty, too long, noise) are refused politely, never an exception.

        `client` is whoever's grade is open, `result` a result file's bytes in its place: questions on that grade are answered
        from it, before everything else. Raises ReportError for bytes that are no result.
        """
        answerer = self.answerer()
        opened = client if result is None else opened_file(result)
        graded = answer_on_grade(question, history, opened, answerer.searcher.readings)
        return graded or answerer.answer(question, history)

    def search(self, question: str, limit: int = 10) -> list[PassageHit]:
        """Passages that fit the question best, best first."""
        return self.answerer().passages(question, limit)

    def search_folder(self, folder: Path) -> "FolderSearcher":
        """A searcher over another folder of .md/.txt files, one passage a file."""
        from assistant.knowledge.folder import FolderSearcher

        return FolderSearcher.open(folder)

    def topics(self) -> tuple[Topic, ...]:
        """The subjects of the knowledge base with questions to start from."""
        return self.searcher().corpus.topics

    def passage(self, passage_id: str) -> Passage | None:
        return self.searcher().passage_by_id.get(passage_id)

    def sources(self) -> dict[str, Source]:
        return {source.code: source for source in self.searcher().corpus.sources}

    def ready(self) -> bool:
        """Whether a question could be answered at once."""
        return self._open is not None

    def warm_up(self) -> None:
        """Open (and if need be build) the index and answer once, so that the first visitor does not wait."""
        self.ask("五星要多少分")

    # -- index

    def check_corpus(self) -> Corpus:
        """Load the corpus strictly. Raises CorpusError."""
        return load_corpus(self.settings.corpus_dir)

    def build_index(self) -> IndexReport:
        """Build (when stale) and switch. Raises CorpusError, EmbeddingError, LibraryError, KnowledgeIndexError."""
        folder = build(self.place)
        self._looked = 0.0
        corpus = self.searcher().corpus
        return IndexReport(folder, len(corpus.passages), len(corpus.faq), len(Library(self.place.library_dir).files()))

    def add_documents(self, paths: Iterable[Path]) -> list[StoredDocument]:
        """Read, clean, chunk and store users' documents. Raises LibraryError naming the file; others are kept."""
        from assistant.knowledge import ingest

        library = Library(self.place.library_dir)
        return ingest.add(library, paths, self.settings.max_upload_mb, self.settings.corpus_dir)

    def remove_document(self, name_or_id: str) -> list[str]:
        """The names removed. Raises LibraryError when there is no such document."""
        return Library(self.place.library_dir).remove(name_or_id)

    def user_documents(self) -> list[StoredDocument]:
        return list(Library(self.place.library_dir).documents())

    # -- parts, opened on first use

    def searcher(self) -> Searcher:
        return self.answerer().searcher

    def answerer(self) -> Answerer:
        """Of the index in use; opened on first use and anew after a switch."""
        now = time.monotonic()
        opened = self._open
        if opened is not None and now - self._looked < _LOOK_EVERY:
            return opened.answerer
        self._looked = now
        if opened is not None and current(self.place) in (opened.folder, None):
            return opened.answerer
        with self._lock:
            if self._open is opened:
                self._open = self._reopened(opened)
            assert self._open is not None
            return self._open.answerer

    def _reopened(self, opened: _Open | None) -> _Open:
        try:
            folder = ensure(self.place) if opened is None else current(self.place) or opened.folder
            searcher = open_index(self.place, folder, self._backend)
        except DeclaredError:
            if opened is None:
                raise
            return opened
        return _Open(folder, Answerer(searcher, self.settings.max_question_chars))
