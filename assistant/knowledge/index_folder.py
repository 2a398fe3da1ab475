"""One index folder: written once, opened any number of times, by any number of processes.

    meta.json                              the embedding's name, the sha256 of every other file
    corpus.json user.json                  what the index holds
    questions/ entries/ passages/ user/    lexical indexes
    questions.npy passages.npy user.npy    vectors, also in chroma/corpus and chroma/user (or in a Chroma server)

What comes of the corpus and what comes of the users' documents are files apart: an index of one more document takes over the former.
"""

import json
import logging
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path
from typing import Any

import numpy as np

from assistant.knowledge.analysis import Analyser, Tokens, joined, reading_table
from assistant.knowledge.dense import (
    FILL_SECONDS,
    USER,
    Backend,
    ChromaDense,
    DenseIndex,
    ExactDense,
    VectorStoreError,
    answering,
    chroma_client,
    chroma_collection,
    store_of,
)
from assistant.knowledge.embedding import BUNDLED, Embedder, EmbeddingError, Vectors, embed_rows, make_embedder
from assistant.knowledge.fusion import Fusion
from assistant.knowledge.lexical import LexicalIndex
from assistant.knowledge.model import Corpus, Passage
from assistant.knowledge.own_copy import OwnCopy
from assistant.knowledge.query import QueryReader
from assistant.knowledge.rows import passage_text, question_rows
from assistant.knowledge.searcher import Indexes, PassageIndex, Searcher

FORMAT = 5  # raise when what is written changes
PARTS = ("questions", "passages", USER)  # that have vectors

log = logging.getLogger(__name__)


def take_over(folder: Path, earlier: Path, base: str) -> bool:
    """Copy into `folder`, an empty one, what `earlier`, the folder of an index, holds of the corpus.

    False, and nothing copied, when that index is not of the same `base` (what an index is made from but for the users' documents) or is
    damaged.
    """
    try:
        meta = json.loads((earlier / "meta.json").read_text(encoding="utf-8"))
        if meta["format"] != FORMAT or meta["base"] != base:
            return False
        files = {name: digest for name, digest in meta["files"].items() if _of_corpus(name)}
        for name in files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(earlier / name, folder / name)
        _check(folder, files, embedded=True)
    except (OSError, ValueError, KeyError) as damage:
        log.warning("nothing is taken over from index %s: %s", earlier.name, damage)
        for path in folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        return False
    return True


def write(
    folder: Path,
    name: str,
    base: str,
    corpus: Corpus | None,
    user: Sequence[Passage],
    *,
    model: str,
    allow_download: bool,
    chroma_url: str,
) -> None:
    """Write an index into `folder`; `name` keeps its vectors apart on a shared Chroma server.

    Without `corpus` the folder holds already what comes of it, taken over from an index of the same `base`.
    """
    known = corpus or Corpus.model_validate_json((folder / "corpus.json").read_bytes())
    analyser = Analyser(known.lexicon.words, reading_table())
    embedder = make_embedder(model, analyser, allow_download)
    if corpus:
        (folder / "corpus.json").write_text(corpus.model_dump_json(), encoding="utf-8")
        questions = _write_part(folder, "questions", [row.text for row in question_rows(corpus)], analyser, embedder)
        LexicalIndex.build(_entry_tokens(corpus, questions, analyser), folder / "entries")
        _write_part(folder, "passages", [passage_text(one) for one in corpus.passages], analyser, embedder)
    _write_part(folder, USER, [passage_text(one) for one in user], analyser, embedder)
    kept = [passage.model_dump(mode="json") for passage in user]
    (folder / "user.json").write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    for part in PARTS:
        if corpus or part == USER or chroma_url:  # a server has nothing of a new index yet
            _fill(folder, name, part, embedder.name, chroma_url)
    meta = {"format": FORMAT, "base": base, "embedding": embedder.name, "files": _digests(folder)}
    (folder / "meta.json").write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")


def _of_corpus(name: str) -> bool:
    """Whether a file of an index, by its name in the folder, comes of the corpus alone."""
    return not name.startswith(("user", "chroma/user/"))


def _write_part(folder: Path, part: str, texts: Sequence[str], analyser: Analyser, embedder: Embedder) -> list[Tokens]:
    """The lexical index and the vectors of a part; its tokens."""
    tokens = [analyser.tokens(text) for text in texts]
    LexicalIndex.build(tokens, folder / part)
    np.save(folder / f"{part}.npy", embed_rows(embedder, texts, tokens))
    return tokens


def _fill(folder: Path, name: str, part: str, model: str, chroma_url: str) -> None:
    """Put the vectors of a part into Chroma."""
    vectors = np.load(folder / f"{part}.npy")
    if len(vectors):
        client = chroma_client(folder / "chroma" / store_of(part), chroma_url, FILL_SECONDS)
        chroma_collection(client, _collection(name, part, chroma_url), model, vectors)
        client.close()


def read(folder: Path, *, model: str, allow_download: bool, chroma_url: str, backend: Backend) -> Searcher:
    """Open an index. Raises OSError, ValueError or KeyError when it is damaged, EmbeddingError when the model changed."""
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    embedded = backend == "chroma" and not chroma_url
    _check(folder, meta["files"], embedded)  # before any library reads them: a damaged graph of Chroma's would crash the process
    corpus = Corpus.model_validate_json((folder / "corpus.json").read_bytes())
    user = tuple(Passage.model_validate(item) for item in json.loads((folder / "user.json").read_bytes()))
    analyser = Analyser(corpus.lexicon.words, reading_table())
    embedder = make_embedder(model, analyser, allow_download)
    if embedder.name != meta["embedding"]:
        raise EmbeddingError("索引用的是另一个向量模型，请运行 xingping index 重建")

    own = OwnCopy(folder) if embedded else None

    def dense(part: str) -> DenseIndex:
        vectors: Vectors = np.load(folder / f"{part}.npy")
        if backend == "exact" or not len(vectors):
            return ExactDense(vectors)

        def collection() -> Any:
            client = own.client(part) if own else chroma_client(folder, chroma_url)
            return chroma_collection(client, _collection(folder.name, part, chroma_url), embedder.name, vectors)

        found = ChromaDense(collection, vectors)
        if own:
            found.open()  # a store that does not open is to be noticed now; a server may be away for a while
        return found

    indexes = Indexes(
        questions=LexicalIndex.open(folder / "questions"),
        entries=LexicalIndex.open(folder / "entries"),
        question_vectors=dense("questions"),
        passages=PassageIndex(corpus.passages, LexicalIndex.open(folder / "passages"), dense("passages")),
        user=PassageIndex(user, LexicalIndex.open(folder / "user"), dense("user")),
    )
    return Searcher(corpus, QueryReader(analyser, corpus.lexicon), embedder, indexes, Fusion.load())


def _digests(folder: Path) -> dict[str, str]:
    """Name in the folder -> sha256. Locks are empty and belong to nobody."""
    files = sorted(one for one in folder.rglob("*") if one.is_file() and one.suffix != ".lock")
    return {one.relative_to(folder).as_posix(): _digest(one) for one in files}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _check(folder: Path, files: Mapping[str, str], embedded: bool) -> None:
    """Raises ValueError for a file that is not as it was written, OSError for a missing one."""
    for name, digest in files.items():
        if (embedded or not name.startswith("chroma/")) and _digest(folder / name) != digest:
            raise ValueError(f"{name} is damaged")


def forget(name: str, chroma_url: str) -> None:
    """Delete the vectors of an index whose folder is gone from a Chroma server. Raises ChromaServerError."""
    client = chroma_client(Path(), chroma_url, FILL_SECONDS)
    for part in PARTS:
        with suppress(VectorStoreError), answering():  # it never had any
            client.delete_collection(_collection(name, part, chroma_url))


def _entry_tokens(corpus: Corpus, questions: Sequence[Tokens], analyser: Analyser) -> Iterator[Tokens]:
    """The tokens of each entry as one text: its question and phrasings, which are cut already, and its answer."""
    start = 0
    for entry in corpus.faq:
        end = start + 1 + len(entry.phrasings)
        yield joined([*questions[start:end], analyser.tokens(entry.answer)])
        start = end


def in_memory(corpus: Corpus, embedder: Embedder, analyser: Analyser, fusion: Fusion) -> Searcher:
    """A searcher over a corpus without any file, for training and tests."""
    questions = [row.text for row in question_rows(corpus)]
    asked = [analyser.tokens(text) for text in questions]
    passages = [passage_text(passage) for passage in corpus.passages]
    lexical = LexicalIndex.build(map(analyser.tokens, passages))
    indexes = Indexes(
        questions=LexicalIndex.build(asked),
        entries=LexicalIndex.build(_entry_tokens(corpus, asked, analyser)),
        question_vectors=ExactDense(embedder.embed(questions)),
        passages=PassageIndex(corpus.passages, lexical, ExactDense(embedder.embed(passages))),
        user=PassageIndex((), LexicalIndex.build(()), ExactDense(embedder.embed([]))),
    )
    return Searcher(corpus, QueryReader(analyser, corpus.lexicon), embedder, indexes, fusion)


def model_digest(model: str) -> str:
    """Changes when a model folder's files do; the name itself for a model by name."""
    folder = Path(model)
    if model == BUNDLED or not folder.is_dir():
        return model
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return "|".join([model, *(f"{path.name}:{path.stat().st_size}:{path.stat().st_mtime_ns}" for path in files)])


def _collection(name: str, part: str, chroma_url: str) -> str:
    """On a shared server the index's name keeps indexes apart; an embedded store holds one index only."""
    return f"xingping-{name}-{part}" if chroma_url else f"xingping-{part}"
