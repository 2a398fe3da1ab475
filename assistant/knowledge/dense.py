"""Nearest vectors by cosine: Chroma for the running service, exact search in numpy for one-shot commands.

Both hold the same vectors and return the same scale. Importing chromadb costs more than a second, which a single
`xingping ask` should not pay.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np

from assistant.errors import DeclaredError
from assistant.knowledge.embedding import Vectors

Backend = Literal["chroma", "exact"]
_BATCH = 4000  # below Chroma's own limit of 5461


class ChromaServerError(DeclaredError):
    """The Chroma server does not answer."""

    def __init__(self, place: str = "") -> None:
        super().__init__(f"连不上 Chroma 服务{place and f' {place} '}：请检查 XINGPING_CHROMA_URL 或启动服务")


class DenseIndex(Protocol):
    def search(self, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        """(row, cosine) best first for one vector of shape (width,); empty for a zero vector."""
        ...


class ExactDense:
    """Exact search over all vectors in memory."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors

    def search(self, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        if not len(self._vectors) or not vector.any():
            return []
        scores = self._vectors @ vector
        count = min(limit, len(scores))
        best = np.argpartition(-scores, count - 1)[:count]
        ordered = best[np.argsort(-scores[best], kind="stable")]
        return [(int(row), float(scores[row])) for row in ordered]


class ChromaDense:
    """A Chroma collection whose ids are row numbers."""

    def __init__(self, collection: Any) -> None:
        self._collection = collection
        with _answering():
            self._size = int(collection.count())

    def search(self, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        if not self._size or not vector.any():
            return []
        with _answering():
            found = self._collection.query(
                query_embeddings=[vector], n_results=min(limit, self._size), include=["distances"]
            )
        return [
            (int(row), 1.0 - float(distance))
            for row, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]


@contextmanager
def _answering() -> Iterator[None]:
    """A server may go away at any time. Raises ChromaServerError then."""
    import httpx

    try:
        yield
    except httpx.HTTPError as error:
        raise ChromaServerError from error


def chroma_client(folder: Path, url: str) -> Any:
    """The embedded client of an index folder, or a client of the server at `url`."""
    import chromadb
    from chromadb.config import Settings
    from chromadb.errors import ChromaError

    quiet = Settings(anonymized_telemetry=False)
    if url:
        from urllib.parse import urlsplit

        parts = urlsplit(url)
        default = 443 if parts.scheme == "https" else 8000
        host, port = parts.hostname or "127.0.0.1", parts.port or default
        try:
            with _answering():
                return chromadb.HttpClient(host=host, port=port, ssl=parts.scheme == "https", settings=quiet)
        except (ChromaServerError, ChromaError, ValueError) as error:  # ValueError: nobody there, or another service
            raise ChromaServerError(f"{parts.scheme}://{host}:{port}") from error
    return chromadb.PersistentClient(path=str(folder), settings=quiet)


@_answering()
def chroma_collection(client: Any, name: str, model: str, vectors: Vectors) -> Any:
    """The collection of that name holding exactly these vectors; filled when new or incomplete.

    Names carry the index fingerprint, so a collection never has to be emptied under a reader.
    """
    collection = client.get_or_create_collection(
        name,
        embedding_function=None,
        configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
        metadata={"model": model, "width": int(vectors.shape[1])},
    )
    held = collection.count()
    if held != len(vectors):
        usable: Sequence[int] = [row for row in range(len(vectors)) if vectors[row].any()]
        if held != len(usable):
            for start in range(0, len(usable), _BATCH):
                part = usable[start : start + _BATCH]
                collection.upsert(ids=[str(row) for row in part], embeddings=vectors[list(part)])
    return collection
