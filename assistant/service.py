"""The hall: wires settings, index and answering. The command line and the web call only this."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answering.engine import Answerer
from assistant.answering.generative.messages import Cancelled, never
from assistant.answering.grade_answer import answer_on_grade
from assistant.answering.model import Answer, Turn
from assistant.answering.opened import Opened
from assistant.errors import UsageError
from assistant.faq.desk import PublicDesk
from assistant.index_in_use import IndexInUse
from assistant.knowledge.dense import Backend
from assistant.knowledge.index import IndexPlace, build
from assistant.knowledge.indexed import Indexed, IndexReport, indexed_of
from assistant.knowledge.library import Library, StoredDocument
from assistant.knowledge.loader import load_corpus
from assistant.knowledge.model import Corpus, Passage, Source, Topic
from assistant.knowledge.searcher import PassageHit, Searcher
from assistant.model_in_use import ModelInUse, ModelUse
from assistant.settings import Settings, get_settings

if TYPE_CHECKING:  # what only a model needs is loaded where one is configured
    from assistant.answering.generative.writing import Progress
    from assistant.knowledge.folder import FolderSearcher


class Service:
    """One per process, shared by threads. Opening is lazy."""

    def __init__(self, settings: Settings | None = None, backend: Backend = "chroma") -> None:
        self.settings = settings or get_settings()
        self._index = IndexInUse(self.place, backend, self.settings.max_question_chars)
        self._model = ModelInUse(self.settings)
        self._heard: list[Callable[[Answer], None]] = []

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
        self,
        question: str,
        history: Sequence[Turn] = (),
        client: Opened | None = None,
        *,
        written: bool | None = None,
    ) -> Answer:
        """Answer a question. Bad questions (empty, too long, noise) are refused politely, never an exception.

        `client` is whoever's grade is open: questions on that grade are answered from it, before everything else. `written`: True
        asks the model, False does not, None does as configured. Raises UsageError when there is no model to ask, EndpointError and
        PromptError when it is set up wrongly.
        """
        *_, answer = self.stream(question, history, client, written=written)
        assert isinstance(answer, Answer)
        return answer

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        client: Opened | None = None,
        *,
        written: bool | None = None,
        cancelled: Cancelled = never,
        own: bool = True,
    ) -> Iterator["Progress | Answer"]:
        """The same with what may be shown while a model writes; the answer comes last. `cancelled` turning true ends with the
        extracted answer. Without `own` the users' documents are not looked at.
        """
        for step in self._steps(self.answerer(own=own), question, history, client, written=written, cancelled=cancelled):
            yield self._told(step) if isinstance(step, Answer) else step

    def on_answer(self, heard: Callable[[Answer], None]) -> None:
        """Call it with every answer that somebody gets."""
        self._heard.append(heard)

    def _told(self, answer: Answer) -> Answer:
        for heard in self._heard:
            heard(answer)
        return answer

    def _steps(
        self, answerer: Answerer, question: str, history: Sequence[Turn], client: Opened | None, *, written: bool | None, cancelled: Cancelled
    ) -> Iterator["Progress | Answer"]:
        def on_grade(text: str) -> Answer | None:
            return answer_on_grade(text, history, client, answerer.searcher.readings)

        graded = on_grade(question)
        if graded is not None:
            yield graded
            return
        pen = None if written is False else self._model.pen()
        if pen is None:
            if written:
                raise UsageError("没有接入大模型：请设 XINGPING_LLM_BASE_URL 和 XINGPING_LLM_MODEL（说明见 docs/settings.md），或不用 --llm")
            yield answerer.answer(question, history)
            return
        yield (yield from pen.writing(answerer, on_grade).ask(question, history, cancelled))

    def ask_public(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer a stranger: from what is public only, by no client's grade or document, by a model only where the operator
        allows that. Raises EndpointError and PromptError when a model is set up wrongly.
        """
        answerer = self.public().answerer
        pen = self._model.pen() if self.settings.public_model else None
        return self._told(answerer.answer(question, history) if pen is None else pen.answer(answerer, question, history))

    def title(self, question: str, cancelled: Cancelled = never) -> str:
        """A short title for a conversation that begins with this question; empty without a model or where it fails."""
        return self._model.title(question, cancelled)

    @property
    def modelled(self) -> bool:
        """Whether a model is configured."""
        return self._model.configured

    def setting(self) -> str:
        """How answers are made, for every page to show. Raises EndpointError, PromptError."""
        name = self._model.name()
        return f"已接入模型 {name}" if name else "离线抽取"

    def model_used(self, days: int, today: date) -> ModelUse:
        """What the model was used for in the last days, as shown in the administrator's view."""
        return self._model.used(days, today)

    def close(self) -> None:
        """End what is under way at the model's endpoint."""
        self._model.close()

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

    def passage(self, passage_id: str, *, own: bool = True) -> Passage | None:
        """Without `own` a passage of a user's document is none."""
        return self.answerer(own=own).searcher.passage_by_id.get(passage_id)

    def sources(self) -> dict[str, Source]:
        return {source.code: source for source in self.searcher().corpus.sources}

    def ready(self) -> bool:
        """Whether a question could be answered at once."""
        return self._index.opened is not None

    def warm_up(self) -> None:
        """Open (and if need be build) the index and answer once, so that the first visitor does not wait."""
        self.answerer().answer("五星要多少分")

    # -- index

    def indexed(self) -> Indexed | None:
        """What the index that is open holds; None where none is open."""
        opened = self._index.opened
        return None if opened is None else indexed_of(opened.folder, opened.answerer.searcher)

    def check_corpus(self) -> Corpus:
        """Load the corpus strictly. Raises CorpusError."""
        return load_corpus(self.settings.corpus_dir)

    def build_index(self) -> IndexReport:
        """Build (when stale) and switch. Raises CorpusError, EmbeddingError, LibraryError, KnowledgeIndexError."""
        folder = build(self.place)
        self._index.look_again()
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

    def answerer(self, *, own: bool = True) -> Answerer:
        """Of the index in use, for who works here; without `own` the users' documents are not looked at."""
        opened = self._index.get()
        return opened.answerer if own else opened.curated

    def public(self) -> PublicDesk:
        """Of the index in use, what strangers may see."""
        return self._index.get().public
