"""The users' own documents: kept as passages, one JSON file a document, apart from the curated corpus."""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from assistant.errors import DeclaredError
from assistant.knowledge.model import Frozen, Passage

log = logging.getLogger(__name__)


class LibraryError(DeclaredError):
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
        """All that can be read; a damaged file is named in the log and costs only itself."""
        for path in self.files():
            try:
                yield StoredDocument.model_validate_json(path.read_bytes())
            except (OSError, ValidationError):
                log.warning("用户文档 %s 已损坏，没有使用；请用 xingping index --remove %s 移除后重新加入", path, path.stem)

    def passages(self) -> tuple[Passage, ...]:
        return tuple(passage for document in self.documents() for passage in document.passages)

    def add(self, document: StoredDocument) -> None:
        """Store it. A document of the same name is an earlier version and goes."""
        self.folder.mkdir(parents=True, exist_ok=True)
        target = self.folder / f"{document.id}.json"
        aside = target.with_suffix(".part")
        aside.write_text(json.dumps(document.model_dump(mode="json"), ensure_ascii=False, indent=1), encoding="utf-8")
        aside.replace(target)
        for other in list(self.documents()):
            if other.name == document.name and other.id != document.id:
                (self.folder / f"{other.id}.json").unlink(missing_ok=True)

    def remove(self, name_or_id: str) -> list[str]:
        """Remove the documents of that name or id, damaged ones by id; their names. Raises LibraryError when none is."""
        gone = {document.id: document.name for document in self.documents() if name_or_id in (document.id, document.name)}
        if name_or_id in {path.stem for path in self.files()}:
            gone.setdefault(name_or_id, name_or_id)
        if not gone:
            raise LibraryError(f"知识库里没有用户文档“{name_or_id}”")
        for document_id in gone:
            (self.folder / f"{document_id}.json").unlink(missing_ok=True)
        return list(gone.values())
