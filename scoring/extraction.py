"""Files of a pack -> facts: in parallel processes, cached by content. The result does not depend on either."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from hashlib import sha256
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from pathlib import Path
from threading import get_ident

from pydantic import ValidationError

from scoring.engine import extraction_fingerprint
from scoring.errors import os_fault
from scoring.facts.codec import facts_from_bytes, facts_to_bytes
from scoring.facts.kept import keep, recall
from scoring.facts.model import FileFacts, Problem
from scoring.pack import PackFile
from scoring.pages import Heard, Pages, Worker, pass_on

_ALONE_FILES = 48  # fewer are read here: further processes take longer to start than they save
_CHUNK = 8

_POLL = 0.2  # seconds

Progress = Callable[[int, int, str], None]  # done, of, path; before a page is read off a picture: the path and that page


def facts_of_files(
    files: Sequence[PackFile], cache: Path | None = None, workers: int | None = None, progress: Progress | None = None
) -> tuple[FileFacts, ...]:
    """Facts of every file, in the order of the files. `cache` is a folder; `workers` defaults to the cores there are."""
    recall(cache)
    store = _Store(cache)
    out: list[FileFacts | None] = [None] * len(files)
    todo: list[int] = []
    for number, file in enumerate(files):
        known = _told(file) or store.get(file)
        out[number] = known
        if known is None:
            todo.append(number)
    done = len(files) - len(todo)

    def page_read(path: str, page: int, pages: int) -> None:
        if progress is not None:
            progress(done, len(files), f"{path} 第 {page} 页/共 {pages} 页")

    for number, facts in _extracted(files, todo, workers or _cores(), Pages(cache, page_read)):
        out[number] = facts
        store.put(files[number], facts)
        done += 1
        if progress is not None:
            progress(done, len(files), facts.path)
    if todo:
        keep(cache)
    return tuple(one for one in out if one is not None)


def _told(file: PackFile) -> FileFacts | None:
    """A file the pack could not even give bytes for."""
    if not file.reason:
        return None
    from scoring.facts.kinds import hinted_kinds

    return FileFacts(file.path, "", "", problem=Problem(file.reason, file.text), hinted=hinted_kinds(file.path))


def _extracted(files: Sequence[PackFile], todo: Sequence[int], workers: int, pages: Pages) -> Iterator[tuple[int, FileFacts]]:
    if len(todo) < _ALONE_FILES or workers < 2:
        yield from ((number, _extract(files[number], pages)) for number in todo)
        return
    # Biggest first, so that no long file is left to one process at the end.
    ordered = sorted(todo, key=lambda number: -_size(files[number]))
    context = _context()
    heard = context.Queue()
    with ProcessPoolExecutor(workers, context, _begin, (pages.cache, heard, max(_cores() // workers, 1))) as pool:
        chunks = [ordered[start : start + _CHUNK] for start in range(0, len(ordered), _CHUNK)]
        running: list[tuple[list[int], Future[list[FileFacts]]]] = [
            (chunk, pool.submit(_extract_many, [files[number] for number in chunk], pages.cache)) for chunk in chunks
        ]
        for chunk, future in running:
            yield from zip(chunk, _collect(chunk, future, files, lambda: pass_on(heard, pages)), strict=True)


def _begin(cache: Path | None, heard: Heard, threads: int) -> None:
    recall(cache)
    Worker.begin(heard, cache, threads)


def _collect(
    chunk: Sequence[int], future: "Future[list[FileFacts]]", files: Sequence[PackFile], listen: Callable[[], None] = lambda: None
) -> list[FileFacts]:
    try:
        while not wait([future], _POLL).done:
            listen()
        listen()
        return future.result()
    except (BrokenProcessPool, MemoryError):
        # A process died over one of these files: none of the others is lost.
        return [_extract_alone(files[number]) for number in chunk]


def _extract_alone(file: PackFile) -> FileFacts:
    """In a process of its own; a file that kills it costs itself."""
    try:
        with ProcessPoolExecutor(1, mp_context=_context()) as pool:
            return pool.submit(_extract_many, [file], None).result()[0]
    except (BrokenProcessPool, MemoryError):
        return FileFacts(file.path, "", "", problem=Problem("unreadable", "读取时程序崩溃，请另存后重新上传"))


def _extract_many(files: Sequence[PackFile], cache: Path | None) -> list[FileFacts]:
    out = [_extract(file, Worker.pages) for file in files]
    keep(cache)
    return out


def _extract(file: PackFile, pages: Pages) -> FileFacts:
    from scoring.facts.extract import extract

    try:
        data = file.read()
    except OSError as error:
        problem = Problem("unreadable", f"读不了这个文件（{os_fault(error)}）")
        return FileFacts(file.path, "", "", problem=problem)
    return extract(data, file.path, pages.of(file.path))


def _size(file: PackFile) -> int:
    try:
        return file.location.stat().st_size if file.location is not None else len(file.data)
    except OSError:
        return 0


def _context() -> BaseContext:
    """New processes, since the caller may run threads; where the system can, forked from one that has read the lexicon already."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["scoring.facts.warm"])
    return context


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)


class _Store:
    """Facts by content, name and engine. A file that does not hold what it should is as good as absent."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder / extraction_fingerprint() if folder is not None else None

    def get(self, file: PackFile) -> FileFacts | None:
        path = self._path(file)
        if path is None or not path.is_file():
            return None
        try:
            return replace(facts_from_bytes(path.read_bytes()), path=file.path)
        except (OSError, ValidationError):
            return None

    def put(self, file: PackFile, facts: FileFacts) -> None:
        path = self._path(file)
        if path is None or (facts.problem is not None and not facts.sha256):
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_suffix(f".{os.getpid()}-{get_ident()}.tmp")  # two grades at once write the same facts
            draft.write_bytes(facts_to_bytes(facts))
            draft.replace(path)
        except OSError:
            self._folder = None  # a full or read-only disk costs the cache, not the grade

    def _path(self, file: PackFile) -> Path | None:
        if self._folder is None:
            return None
        try:
            # The path counts: folders and names are hints that facts may rest on.
            key = sha256(file.read() + b"\0" + file.path.encode()).hexdigest()
        except OSError:
            return None
        return self._folder / key[:2] / f"{key[2:]}.json"
