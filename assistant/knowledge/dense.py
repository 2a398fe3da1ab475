"""Nearest vectors by cosine: Chroma for the running service, exact search in numpy for one-shot commands.

Both hold the same vectors and return the same scale. Importing chromadb costs more than a second, which a single
`xingping ask` should not pay.
"""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np

from assistant.errors import DeclaredError
from assistant.knowledge.embedding import Vectors

Backend = Literal["chroma", "exact"]
USER = "user"  # the part of an index that comes of the users' documents
_BATCH = 1000  # below Chroma's own limit of 5461, and soon done where a server is busy
_REPLY_SECONDS = 5.0  # that a server may take to answer a question; the client itself would wait for ever
FILL_SECONDS = 60.0  # and to take a batch, where nobody waits for an answer
_REST_SECONDS = 5.0  # before a Chroma that failed is asked again

log = logging.getLogger(__name__)


class ChromaServerError(DeclaredError):
    """The Chroma server does not answer."""

    def __init__(self, place: str = "") -> None:
        super().__init__(f"连不上 Chroma 服务{place and f' {place} '}：请检查 XINGPING_CHROMA_URL 或启动服务")


class VectorStoreError(OSError):
    """Chroma refuses: its files are damaged, the disk is full, or a collection is gone."""


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
    """A Chroma collection whose ids are row numbers. While it fails, its vectors are searched here instead, exactly: slower with very
    many, never wrong. It is opened anew a few seconds later, so that a server that comes back, even empty, serves again.
    """

    def __init__(self, collection: Callable[[], Any], vectors: Vectors) -> None:
        self._opened = collection
        self._exact = ExactDense(vectors)
        self._size = int(vectors.any(axis=1).sum())
        self._collection: Any = None
        self._resting_until = 0.0

    def open(self) -> None:
        """Raises ChromaServerError, VectorStoreError."""
        self._collection = self._opened()

    def search(self, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        if not self._size or not vector.any():
            return []
        if time.monotonic() < self._resting_until:
            return self._exact.search(vector, limit)
        try:
            return self._asked(vector, min(limit, self._size))
        except (ChromaServerError, VectorStoreError) as fault:
            self._collection, self._resting_until = None, time.monotonic() + _REST_SECONDS
            log.warning("vectors are searched without Chroma: %s", fault)
            return self._exact.search(vector, limit)

    def _asked(self, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        collection = self._collection or self._opened()
        with answering():
            found = collection.query(query_embeddings=[vector], n_results=limit, include=["distances"])
        self._collection = collection
        return [(int(row), 1.0 - float(distance)) for row, distance in zip(found["ids"][0], found["distances"][0], strict=True)]


def store_of(part: str) -> str:
    """The store that holds a part's vectors: what comes of the corpus stands apart, so that it can be taken over as it is."""
    return USER if part == USER else "corpus"


@contextmanager
def answering() -> Iterator[None]:
    """A server may go away at any time, and a store on the disk may be damaged. Raises ChromaServerError, VectorStoreError then."""
    import httpx
    from chromadb.errors import ChromaError

    try:
        yield
    except httpx.HTTPError as error:
        raise ChromaServerError from error
    except ChromaError as error:
        raise VectorStoreError(f"Chroma: {' '.join(str(error).split())[:200]}") from error


def chroma_client(folder: Path, url: str, seconds: float | None = None) -> Any:
    """The embedded client of an index folder, or one of the server at `url`, which may take that long over each request.

    Raises ChromaServerError, VectorStoreError.
    """
    import chromadb
    from chromadb.config import Settings

    quiet = Settings(anonymized_telemetry=False)
    if not url:
        with answering():
            return chromadb.PersistentClient(path=str(folder), settings=quiet)
    from urllib.parse import urlsplit

    import httpx

    parts = urlsplit(url)
    host, port = parts.hostname or "127.0.0.1", parts.port or (443 if parts.scheme == "https" else 8000)
    try:
        with answering():
            httpx.get(f"{url}/api/v2/heartbeat", timeout=_REPLY_SECONDS)  # before the client asks: it would wait for ever
            client = chromadb.HttpClient(host=host, port=port, ssl=parts.scheme == "https", settings=quiet)
    except (ChromaServerError, VectorStoreError, ValueError) as error:  # ValueError: nobody there, or another service
        raise ChromaServerError(f"{parts.scheme}://{host}:{port}") from error
    client._server._session.timeout = seconds or _REPLY_SECONDS  # there is no setting for it
    return client


def chroma_collection(client: Any, name: str, model: str, vectors: Vectors) -> Any:
    """The collection of that name holding exactly these vectors; filled when new or incomplete.

    Names carry the index fingerprint, so a collection never has to be emptied under a reader. Raises ChromaServerError, VectorStoreError.
    """
    with answering():
        collection = client.get_or_create_collection(
            name,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
            metadata={"model": model, "width": int(vectors.shape[1])},
        )
        usable: Sequence[int] = [row for row in range(len(vectors)) if vectors[row].any()]
        if collection.count() != len(usable):
            for start in range(0, len(usable), _BATCH):
                part = usable[start : start + _BATCH]
                collection.upsert(ids=[str(row) for row in part], embeddings=vectors[list(part)])
    return collection
