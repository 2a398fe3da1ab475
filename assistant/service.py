"""The hall: wires settings, index and answering. The command line and the web call only this."""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answering.engine import Answerer
from assistant.answering.model import Answer, Turn
from assistant.knowledge.dense import Backend
from assistant.knowledge.index import IndexPlace, build, is_fresh, open_searcher
from assistant.knowledge.library import Library, StoredDocument
from assistant.knowledge.loader import load_corpus
from assistant.knowledge.model import Corpus, FaqEntry, Passage, Source
from assistant.knowledge.searcher import PassageHit, Searcher
from assistant.settings import Settings, get_settings

if TYPE_CHECKING:
    from assistant.knowledge.folder import FolderSearcher


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What an index holds."""

    folder: Path
    passages: int
    faq: int
    user_documents: int


class Service:
    """One per process. Opening is lazy; a stale index is rebuilt and switched to on the next question."""

    def __init__(self, settings: Settings | None = None, backend: Backend = "chroma") -> None:
        self.settings = settings or get_settings()
        self._backend = backend
        self._lock = threading.Lock()
        self._searcher: Searcher | None = None
        self._answerer: Answerer | None = None

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

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer a question. Bad questions (empty, too long, noise) are refused politely, never an exception."""
        return self.answerer().answer(question, history)

    def search(self, question: str, limit: int = 10) -> list[PassageHit]:
        """Passages that fit the question best, best first."""
        return self.answerer().passages(question, limit)

    def search_folder(self, folder: Path) -> "FolderSearcher":
        """A searcher over another folder of .md/.txt files, one passage a file."""
        from assistant.knowledge.folder import FolderSearcher

        return FolderSearcher.open(folder)

    def example_questions(self) -> list[str]:
        """Two questions a topic, to start from."""
        return [example for topic in self.searcher().corpus.topics for example in topic.examples]

    def passage(self, passage_id: str) -> Passage | None:
        return self.searcher().passage_by_id.get(passage_id)

    def sources(self) -> dict[str, Source]:
        return {source.code: source for source in self.searcher().corpus.sources}

    def faq(self) -> tuple[FaqEntry, ...]:
        return self.searcher().corpus.faq

    def ready(self) -> bool:
        """Whether a question could be answered at once."""
        return self._answerer is not None

    def warm_up(self) -> None:
        """Open (and if need be build) the index and answer once, so that the first visitor does not wait."""
        self.ask("五星要多少分")

    # -- index

    def check_corpus(self) -> Corpus:
        """Load the corpus strictly. Raises CorpusError."""
        return load_corpus(self.settings.corpus_dir)

    def build_index(self) -> IndexReport:
        """Build (when stale) and switch. Raises CorpusError, EmbeddingError, KnowledgeIndexError."""
        folder = build(self.place)
        corpus = self.searcher().corpus
        documents = sum(1 for _ in Library(self.place.library_dir).documents())
        return IndexReport(folder, len(corpus.passages), len(corpus.faq), documents)

    def index_is_fresh(self) -> bool:
        return is_fresh(self.place)

    def add_documents(self, paths: Iterable[Path]) -> list[StoredDocument]:
        """Read, clean, chunk and store users' documents. Raises LibraryError naming the file; others are kept."""
        from assistant.knowledge import ingest

        return ingest.add(
            Library(self.place.library_dir), paths, self.settings.max_upload_mb, self.settings.corpus_dir
        )

    def remove_document(self, name_or_id: str) -> list[StoredDocument]:
        """Raises LibraryError when there is no such document."""
        return Library(self.place.library_dir).remove(name_or_id)

    def user_documents(self) -> list[StoredDocument]:
        return list(Library(self.place.library_dir).documents())

    # -- parts, opened on first use

    def searcher(self) -> Searcher:
        self.answerer()
        assert self._searcher is not None
        return self._searcher

    def answerer(self) -> Answerer:
        if self._answerer is None:
            with self._lock:
                if self._answerer is None:
                    self._searcher = open_searcher(self.place, self._backend)
                    self._answerer = Answerer(self._searcher, self.settings.max_question_chars)
        return self._answerer

    def reload(self) -> None:
        """Open the index anew after documents were added or removed."""
        with self._lock:
            self._searcher = None
            self._answerer = None

