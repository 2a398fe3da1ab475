"""The index directory: a cache derived from corpus and user documents, built aside and switched atomically.

    index/CURRENT                 name of the index in use
    index/<fingerprint>/          meta.json corpus.json questions/ entries/ passages/ *.npy chroma/
    index/building-…/             a build under way; left over only when it was killed

An index is never changed after the switch, so any number of processes may read it.
"""

import json
import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from assistant.knowledge.analysis import Analyser, reading_table
from assistant.knowledge.dense import Backend, ChromaDense, DenseIndex, ExactDense, chroma_client, chroma_collection
from assistant.knowledge.embedding import BUNDLED, BUNDLED_FOLDER, Embedder, Vectors, embed_rows, make_embedder
from assistant.knowledge.fusion import FUSION_FILE, Fusion
from assistant.knowledge.lexical import LexicalIndex
from assistant.knowledge.library import Library
from assistant.knowledge.loader import corpus_files, load_corpus
from assistant.knowledge.model import Corpus, Passage
from assistant.knowledge.query import QueryReader
from assistant.knowledge.rows import entry_text, passage_text, question_rows
from assistant.knowledge.searcher import Indexes, Searcher

FORMAT = 1  # raise when what is written changes
_BUILD_SECONDS = 900


class KnowledgeIndexError(Exception):
    """The index cannot be built or opened; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class IndexPlace:
    """Everything an index is derived from and where it lives."""

    corpus_dir: Path
    index_dir: Path
    library_dir: Path
    embedding_model: str = BUNDLED
    embedding_allow_download: bool = False
    chroma_url: str = ""

    def fingerprint(self) -> str:
        """Changes with every file the index is made from, the model, the weights and the format."""
        digest = sha256(f"{FORMAT}|{self.embedding_model}|{self.chroma_url}".encode())
        files = [*corpus_files(self.corpus_dir), *Library(self.library_dir).files(), FUSION_FILE]
        if self.embedding_model == BUNDLED:
            files += sorted(BUNDLED_FOLDER.glob("*"))
        for path in files:
            digest.update(f"\0{path.name}\0".encode())
            digest.update(sha256(path.read_bytes()).digest())
        return digest.hexdigest()[:16]


def current(place: IndexPlace) -> Path | None:
    """The folder of the index in use, if there is one."""
    try:
        folder = place.index_dir / (place.index_dir / "CURRENT").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return folder if (folder / "meta.json").is_file() else None


def is_fresh(place: IndexPlace) -> bool:
    folder = current(place)
    return folder is not None and folder.name == place.fingerprint()


def build(place: IndexPlace) -> Path:
    """Build the index of today's corpus aside and switch to it. Raises CorpusError, EmbeddingError, KnowledgeIndexError.

    A build that dies leaves the index in use as it was; its leftovers go with the next build.
    """
    fingerprint = place.fingerprint()
    corpus = load_corpus(place.corpus_dir)
    user_passages = Library(place.library_dir).passages()
    try:
        place.index_dir.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(place.index_dir)
        target = place.index_dir / fingerprint
        if not (target / "meta.json").is_file():
            aside = Path(tempfile.mkdtemp(prefix="building-", dir=place.index_dir))
            try:
                _write(aside, place, corpus, user_passages)
                with suppress(FileExistsError, OSError):
                    aside.rename(target)
            finally:
                shutil.rmtree(aside, ignore_errors=True)
            if not (target / "meta.json").is_file():
                raise KnowledgeIndexError(f"索引没有写成：{target} 不可用")
        previous = current(place)
        _switch(place.index_dir, fingerprint)
    except OSError as error:
        raise KnowledgeIndexError(f"写不了索引目录 {place.index_dir}：{error.strerror or error}") from error
    _remove_old(place.index_dir, {fingerprint, previous.name if previous else fingerprint})
    return target


def open_searcher(place: IndexPlace, backend: Backend = "chroma", fusion: Fusion | None = None) -> Searcher:
    """Open the index in use, building it first when it is missing or stale."""
    folder = current(place) if is_fresh(place) else build(place)
    assert folder is not None
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    corpus = Corpus.model_validate_json((folder / "corpus.json").read_bytes())
    user = tuple(Passage.model_validate(item) for item in json.loads((folder / "user.json").read_bytes()))
    analyser = Analyser(corpus.lexicon.words, meta["readings"])
    embedder = make_embedder(place.embedding_model, analyser, place.embedding_allow_download)
    if embedder.name != meta["embedding"]:
        raise KnowledgeIndexError("索引用的是另一个向量模型，请运行 xingping index 重建")
    indexes = Indexes(
        questions=LexicalIndex.open(folder / "questions"),
        entries=LexicalIndex.open(folder / "entries"),
        passages=LexicalIndex.open(folder / "passages"),
        question_vectors=_dense(folder, "questions", place, backend, embedder.name),
        passage_vectors=_dense(folder, "passages", place, backend, embedder.name),
    )
    return Searcher(
        corpus,
        user,
        reader=QueryReader(analyser, corpus.lexicon),
        embedder=embedder,
        indexes=indexes,
        fusion=fusion or Fusion.load(),
    )


def searcher_in_memory(corpus: Corpus, embedder: Embedder, analyser: Analyser, fusion: Fusion) -> Searcher:
    """A searcher over a corpus without any file, for training and tests."""
    questions = [row.text for row in question_rows(corpus)]
    passages = [passage_text(passage) for passage in corpus.passages]
    indexes = Indexes(
        questions=LexicalIndex.build(map(analyser.tokens, questions)),
        entries=LexicalIndex.build(analyser.tokens(entry_text(entry)) for entry in corpus.faq),
        passages=LexicalIndex.build(map(analyser.tokens, passages)),
        question_vectors=ExactDense(embedder.embed(questions)),
        passage_vectors=ExactDense(embedder.embed(passages)),
    )
    return Searcher(
        corpus, (), reader=QueryReader(analyser, corpus.lexicon), embedder=embedder, indexes=indexes, fusion=fusion
    )


def _write(folder: Path, place: IndexPlace, corpus: Corpus, user: Sequence[Passage]) -> None:
    readings = reading_table()
    analyser = Analyser(corpus.lexicon.words, readings)
    embedder = make_embedder(place.embedding_model, analyser, place.embedding_allow_download)
    questions = [row.text for row in question_rows(corpus)]
    passages = [passage_text(passage) for passage in (*corpus.passages, *user)]
    LexicalIndex.build((analyser.tokens(entry_text(entry)) for entry in corpus.faq), folder / "entries")
    vectors = {}
    for name, texts in (("questions", questions), ("passages", passages)):
        tokens = [analyser.tokens(text) for text in texts]
        LexicalIndex.build(tokens, folder / name)
        vectors[name] = embed_rows(embedder, texts, tokens)
        np.save(folder / f"{name}.npy", vectors[name])
    _fill_chroma(folder / "chroma", place, embedder.name, vectors)
    (folder / "corpus.json").write_text(corpus.model_dump_json(), encoding="utf-8")
    (folder / "user.json").write_text(
        json.dumps([passage.model_dump(mode="json") for passage in user], ensure_ascii=False), encoding="utf-8"
    )
    meta = {"format": FORMAT, "embedding": embedder.name, "readings": readings}
    (folder / "meta.json").write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")


def _fill_chroma(folder: Path, place: IndexPlace, model: str, vectors: dict[str, Vectors]) -> None:
    client = chroma_client(folder, place.chroma_url)
    for name, matrix in vectors.items():
        chroma_collection(client, _collection_name(place, name), model, matrix)
    client.close()


def _dense(folder: Path, name: str, place: IndexPlace, backend: Backend, model: str) -> DenseIndex:
    vectors: Vectors = np.load(folder / f"{name}.npy")
    if backend == "exact":
        return ExactDense(vectors)
    client = chroma_client(folder / "chroma", place.chroma_url)
    return ChromaDense(chroma_collection(client, _collection_name(place, name), model, vectors))


def _collection_name(place: IndexPlace, name: str) -> str:
    """On a shared server the fingerprint keeps indexes apart; an embedded store holds one index only."""
    return f"xingping-{place.fingerprint()}-{name}" if place.chroma_url else f"xingping-{name}"


def _switch(index_dir: Path, name: str) -> None:
    with tempfile.NamedTemporaryFile("w", dir=index_dir, prefix="CURRENT-", delete=False, encoding="ascii") as file:
        file.write(name)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(index_dir / "CURRENT")


def _remove_leftovers(index_dir: Path) -> None:
    """Builds too old to be still under way (a build takes seconds)."""
    for path in index_dir.glob("building-*"):
        if time.time() - path.stat().st_mtime > _BUILD_SECONDS:
            shutil.rmtree(path, ignore_errors=True)


def _remove_old(index_dir: Path, keep: set[str]) -> None:
    for path in index_dir.iterdir():
        if path.is_dir() and path.name not in keep and not path.name.startswith("building-"):
            shutil.rmtree(path, ignore_errors=True)
