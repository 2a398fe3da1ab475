"""The users' own documents in the knowledge base."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.today import today
from assistant.workbench.room import Room

if TYPE_CHECKING:
    from assistant.knowledge.library import StoredDocument
    from assistant.model_in_use import ModelUse


class LibraryRoom(Room):
    """Its documents are found by the answers as soon as they are in."""

    def library(self) -> "Sequence[StoredDocument]":
        return self._service.user_documents()

    def add_to_library(self, file: Path) -> None:
        self._service.add_documents([file])
        self._service.build_index()

    def remove_from_library(self, name: str) -> None:
        self._service.remove_document(name)
        self._service.build_index()

    def corpus_size(self) -> tuple[int, int]:
        """Passages and questions of the curated part."""
        corpus = self._service.searcher().corpus
        return len(corpus.passages), len(corpus.faq)

    def model_use(self, days: int) -> "ModelUse":
        """What the language model was used for in the last days."""
        return self._service.model_used(days, today())
