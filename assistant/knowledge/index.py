"""The index directory: a cache derived from corpus and user documents, built aside and switched atomically.

    index/CURRENT             name of the index in use
    index/<fingerprint>/      an index (see index_folder); never changed after the switch
    index/building-…/         a build under way; left over only when it was killed
    index/open/               each process's own copies of Chroma's stores (see own_copy)
"""

import logging
import os
import shutil
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from assistant.errors import DeclaredError
from assistant.knowledge import index_folder
from assistant.knowledge.dense import Backend, ChromaServerError
from assistant.knowledge.embedding import BUNDLED, BUNDLED_FOLDER
from assistant.knowledge.fusion import FUSION_FILE
from assistant.knowledge.library import Library
from assistant.knowledge.loader import corpus_files, load_corpus
from assistant.knowledge.own_copy import OPEN, sweep
from assistant.knowledge.searcher import Searcher

log = logging.getLogger(__name__)

_BUILD_SECONDS = 900  # a build takes seconds; what is older was killed
_KEEP_SECONDS = 600  # an index just left may still be read
_DAMAGE = (OSError, ValueError, KeyError, EOFError)  # what reading a damaged index raises


class KnowledgeIndexError(DeclaredError):
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
        return _digest(self.base(), Library(self.library_dir).files())

    def base(self) -> str:
        """The same, but for the users' documents."""
        model = index_folder.model_digest(self.embedding_model)
        files = [*corpus_files(self.corpus_dir), FUSION_FILE]
        if self.embedding_model == BUNDLED:
            files += sorted(BUNDLED_FOLDER.glob("*"))
        return _digest(f"{index_folder.FORMAT}|{model}|{self.chroma_url}", files)


def _digest(start: str, files: Iterable[Path]) -> str:
    digest = sha256(start.encode())
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


def build(place: IndexPlace) -> Path:
    """The folder of an index of today's corpus, built when missing and switched to.

    A build that dies leaves the index in use as it was; its leftovers go with a later build. Raises CorpusError,
    EmbeddingError, LibraryError, KnowledgeIndexError.
    """
    try:
        place.index_dir.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # clients' papers come to lie beside it
        place.index_dir.mkdir(exist_ok=True)
        _remove_leftovers(place.index_dir)
        previous = current(place)
        while True:
            target = _built(place)
            _switch(place.index_dir, target.name)
            if place.fingerprint() == target.name:  # else another process added something and may have switched before us
                break
        _remove_old(place, {target.name, previous.name if previous else target.name})
    except OSError as error:
        raise KnowledgeIndexError(f"写不了索引目录 {place.index_dir}：{error.strerror or error}") from error
    return target


def ensure(place: IndexPlace) -> Path:
    """The folder of the index in use when it is of today's corpus, else of one built now."""
    folder = current(place)
    return folder if folder is not None and folder.name == place.fingerprint() else build(place)


def open_index(place: IndexPlace, folder: Path, backend: Backend) -> Searcher:
    """Open the index in `folder`. A damaged one is removed and built anew, for it is only a cache."""
    seen = _identity(folder)
    try:
        return _read(place, folder, backend)
    except _DAMAGE as damage:
        log.warning("index %s is damaged and built anew: %s", folder.name, damage)
        if _identity(folder) == seen:  # else another process has built it anew already
            shutil.rmtree(folder, ignore_errors=True)
        try:
            return _read(place, build(place), backend)
        except _DAMAGE as error:
            raise KnowledgeIndexError(f"索引打不开，重建后仍不行：请删除 {place.index_dir} 再运行 xingping index（{error}）") from damage


def open_searcher(place: IndexPlace, backend: Backend = "chroma") -> Searcher:
    """A searcher over today's corpus."""
    return open_index(place, ensure(place), backend)


def _read(place: IndexPlace, folder: Path, backend: Backend) -> Searcher:
    return index_folder.read(
        folder,
        model=place.embedding_model,
        allow_download=place.embedding_allow_download,
        chroma_url=place.chroma_url,
        backend=backend,
    )


def _built(place: IndexPlace) -> Path:
    """The folder of an index of what the files say now; again when they change while it is built."""
    while True:
        fingerprint, base = place.fingerprint(), place.base()
        target = place.index_dir / fingerprint
        if (target / "meta.json").is_file():
            return target
        aside = Path(tempfile.mkdtemp(prefix="building-", dir=place.index_dir))
        try:
            earlier = current(place)
            taken = earlier is not None and index_folder.take_over(aside, earlier, base)
            corpus = None if taken else load_corpus(place.corpus_dir)
            user = Library(place.library_dir).passages()
            if place.fingerprint() != fingerprint:
                continue
            index_folder.write(
                aside,
                fingerprint,
                base,
                corpus,
                user,
                model=place.embedding_model,
                allow_download=place.embedding_allow_download,
                chroma_url=place.chroma_url,
            )
            shutil.rmtree(target, ignore_errors=True)  # a rest without meta.json is no index
            with suppress(FileExistsError):  # another process was faster with the same
                aside.rename(target)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        if not (target / "meta.json").is_file():
            raise KnowledgeIndexError(f"索引没有写成：{target} 不可用，请重试")
        return target


def _switch(index_dir: Path, name: str) -> None:
    with tempfile.NamedTemporaryFile("w", dir=index_dir, prefix="CURRENT-", delete=False, encoding="ascii") as file:
        file.write(name)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(index_dir / "CURRENT")


def _identity(folder: Path) -> int | None:
    """Changes when the folder is another one of that name."""
    try:
        return folder.stat().st_ino
    except OSError:
        return None


def _remove_leftovers(index_dir: Path) -> None:
    """Builds too old to be still under way, copies of processes that are dead."""
    sweep(index_dir)
    for path in index_dir.glob("building-*"):
        if _age(path) > _BUILD_SECONDS:
            shutil.rmtree(path, ignore_errors=True)


def _remove_old(place: IndexPlace, keep: set[str]) -> None:
    """Indexes nobody should read any more; renamed first, so that half a folder never looks like an index."""
    for path in place.index_dir.iterdir():
        if path.is_dir() and path.name not in {*keep, OPEN} and not path.name.startswith("building-") and _age(path) > _KEEP_SECONDS:
            with suppress(FileNotFoundError):  # another process was faster
                gone = path.rename(place.index_dir / f"building-gone-{path.name}")
                shutil.rmtree(gone, ignore_errors=True)
            if place.chroma_url:
                try:
                    index_folder.forget(path.name, place.chroma_url)
                except ChromaServerError as fault:
                    log.warning("vectors of index %s stay on the server: %s", path.name, fault)


def _age(path: Path) -> float:
    """Seconds since the folder was last written; 0 when another process removed it meanwhile."""
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
