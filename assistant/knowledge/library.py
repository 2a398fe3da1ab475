"""The users' own documents: kept as passages, one JSON file a document, apart from the curated corpus."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from assistant.knowledge.model import Frozen, Passage


class LibraryError(Exception):
    """A document cannot be added or removed; the text says which and why."""


class StoredDocument(Frozen):
    """One added document. `id` is derived from its content, so the same file is kept once."""

    id: str
    name: str
    sha256: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Library:
    folder: Path

    def files(self) -> list[Path]:
        return sorted(self.folder.glob("*.json")) if self.folder.is_dir() else []

    def documents(self) -> Iterator[StoredDocument]:
        for path in self.files():
            try:
                yield StoredDocument.model_validate_json(path.read_bytes())
            except (OSError, ValidationError) as error:
                raise LibraryError(f"用户文档 {path.name} 已损坏，请删除它后重新加入") from error

    def passages(self) -> tuple[Passage, ...]:
        return tuple(passage for document in self.documents() for passage in document.passages)

    def add(self, document: StoredDocument) -> None:
        """Store it, replacing an earlier version of the same content."""
        self.folder.mkdir(parents=True, exist_ok=True)
        target = self.folder / f"{document.id}.json"
        aside = target.with_suffix(".part")
        aside.write_text(json.dumps(document.model_dump(mode="json"), ensure_ascii=False, indent=1), encoding="utf-8")
        aside.replace(target)

    def remove(self, name_or_id: str) -> list[StoredDocument]:
        """Remove the documents of that name or id. Raises LibraryError when there is none."""
        gone = [document for document in self.documents() if name_or_id in (document.id, document.name)]
        if not gone:
            raise LibraryError(f"知识库里没有用户文档“{name_or_id}”")
        for document in gone:
            (self.folder / f"{document.id}.json").unlink(missing_ok=True)
        return gone
