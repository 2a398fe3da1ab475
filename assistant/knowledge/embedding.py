"""Texts -> unit vectors. The bundled static model needs no torch; any sentence-transformers model can replace it."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from assistant.errors import DeclaredError
from assistant.knowledge.analysis import Analyser, Tokens

Vectors = npt.NDArray[np.float32]

_QUOTED = 60  # characters of a library's own message, which is English

BUNDLED = "bundled"
BUNDLED_FOLDER = Path(__file__).resolve().parent / "bundled_model"


class EmbeddingError(DeclaredError):
    """The configured model cannot be used; the text says why and what to do."""


class Embedder(Protocol):
    """Anything that turns texts into unit vectors of one width. `name` identifies the model in an index."""

    name: str

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), width), float32, each row of length 1, or 0 where a text has no known token."""
        ...


def embedding_tokens(tokens: Tokens) -> list[str]:
    """What the static model is trained on and fed with: words and the grams that are no words themselves."""
    words = set(tokens.words)
    return [*tokens.words, *(gram for gram in tokens.grams if gram not in words)]


class StaticEmbedder:
    """Mean of token vectors (sentence-transformers StaticEmbedding format), in numpy."""

    def __init__(self, folder: Path, analyser: Analyser) -> None:
        self._vocabulary, table = _static_model(folder)
        self.name = f"static:{folder.name}:{_digest(table)}"
        self._table = table.astype(np.float32)
        self._analyser = analyser

    def embed(self, texts: Sequence[str]) -> Vectors:
        return self.embed_tokens([self._analyser.tokens(text) for text in texts])

    def embed_tokens(self, texts: Sequence[Tokens]) -> Vectors:
        """The same for texts that are cut already."""
        out = np.zeros((len(texts), self._table.shape[1]), dtype=np.float32)
        for number, tokens in enumerate(texts):
            rows = [self._vocabulary[token] for token in embedding_tokens(tokens) if token in self._vocabulary]
            if rows:
                out[number] = self._table[rows].mean(axis=0)
        return unit(out)


class TransformerEmbedder:
    """A sentence-transformers model from a folder, or by name from the local cache (download only when allowed)."""

    def __init__(self, model: str, allow_download: bool = False) -> None:
        if not allow_download and not Path(model).is_dir() and not _cached(model):
            raise EmbeddingError(
                f"本机没有向量模型“{model}”：请填模型文件夹，或设 XINGPING_EMBEDDING_ALLOW_DOWNLOAD=true 允许下载"
            )
        from sentence_transformers import SentenceTransformer  # seconds, not worth it for a model that is not here

        try:
            self._model: Any = SentenceTransformer(model, device="cpu", local_files_only=not allow_download)
        except Exception as error:  # the libraries below raise whatever they like, tokenizers a bare Exception
            check = "模型文件和网络" if allow_download else "模型文件是否完整"
            reason = " ".join(str(error).split())[:_QUOTED] or type(error).__name__
            raise EmbeddingError(f"载入向量模型“{model}”失败：请检查{check}（{reason}）") from error
        self.name = f"sentence-transformers:{model}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, int(self._model.get_embedding_dimension())), dtype=np.float32)
        return unit(np.asarray(self._model.encode(list(texts), show_progress_bar=False), dtype=np.float32))


def embed_rows(embedder: Embedder, texts: Sequence[str], tokens: Sequence[Tokens]) -> Vectors:
    """Vectors of texts whose tokens are at hand: the static model need not cut them again."""
    return embedder.embed_tokens(tokens) if isinstance(embedder, StaticEmbedder) else embedder.embed(texts)


def make_embedder(model: str, analyser: Analyser, allow_download: bool = False) -> Embedder:
    """The embedder a setting names. Only a transformer model imports torch."""
    if model == BUNDLED:
        return StaticEmbedder(BUNDLED_FOLDER, analyser)
    return TransformerEmbedder(model, allow_download)


def unit(vectors: Vectors) -> Vectors:
    """Rows scaled to length 1; zero rows stay zero."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return scaled


def _static_model(folder: Path) -> tuple[dict[str, int], Any]:
    """Token -> row, and the table of shape (rows, width). Raises EmbeddingError."""
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    fault = EmbeddingError(f"读不了向量模型 {folder.name}：文件缺失、不完整或已损坏，请重新安装")
    try:
        vocabulary = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
        table = load_file(str(folder / "model.safetensors"))["embedding.weight"]
    except (OSError, KeyError, TypeError, ValueError, SafetensorError) as error:
        raise fault from error
    if table.ndim != 2 or not isinstance(vocabulary, dict):
        raise fault
    if not all(isinstance(row, int) and 0 <= row < len(table) for row in vocabulary.values()):
        raise fault
    return vocabulary, table


def _digest(table: Any) -> str:
    from hashlib import sha256

    return sha256(np.ascontiguousarray(table).tobytes()).hexdigest()[:12]


def _cached(name: str) -> bool:
    from huggingface_hub import try_to_load_from_cache

    return isinstance(try_to_load_from_cache(name, "config.json"), str) or isinstance(
        try_to_load_from_cache(name, "modules.json"), str
    )
