"""Files of a pack -> facts: in worker processes, cached by content. The result does not depend on either."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from threading import get_ident

from pydantic import ValidationError

from scoring.documents.scans.installed import allow_threads
from scoring.documents.scans.reading import Scanning
from scoring.engine import extraction_fingerprint
from scoring.errors import os_fault
from scoring.facts.codec import facts_from_bytes, facts_to_bytes
from scoring.facts.kept import keep, recall
from scoring.facts.model import FileFacts, Problem
from scoring.isolation import stopped, tell
from scoring.isolation.calls import Answer, run_all
from scoring.isolation.processes import warm_up
from scoring.limits import Limits
from scoring.pack import PackFile

_ALONE_FILES = 48  # one worker reads fewer: further ones take longer to start than they save

Progress = Callable[[int, int, str], None]  # done, of, path; before a page is read off a picture: the path and that page


def facts_of_files(
    files: Sequence[PackFile],
    cache: Path | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
    limits: Limits | None = None,
) -> tuple[FileFacts, ...]:
    """Facts of every file, in the order of the files. `cache` is a folder; `workers` defaults to the cores there are.

    A file over which its worker crashes, or goes beyond the limits, gives that as its problem; no other file is lost.
    """
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

    for number, facts in _extracted(files, todo, _Way(cache, workers or _cores(), limits or Limits(), page_read)):
        out[number] = facts
        store.put(files[number], facts)
        done += 1
        if progress is not None:
            progress(done, len(files), facts.path)
    return tuple(one for one in out if one is not None)


def _told(file: PackFile) -> FileFacts | None:
    """A file the pack could not even give bytes for."""
    return _problem(file, file.reason, file.text) if file.reason else None


def _problem(file: PackFile, reason: str, text: str) -> FileFacts:
    from scoring.facts.kinds import hinted_kinds

    return FileFacts(file.path, "", "", problem=Problem(reason, text), hinted=hinted_kinds(file.hinting))


@dataclass(frozen=True, slots=True)
class _Way:
    """How files are read: the folder of the cache, how many workers, and who hears of pages read off pictures (path, page, of)."""

    cache: Path | None
    workers: int
    limits: Limits
    page_read: Callable[[str, int, int], None]


def _extracted(files: Sequence[PackFile], todo: Sequence[int], way: _Way) -> Iterator[tuple[int, FileFacts]]:
    if not todo:
        return
    warm_up(way.cache)
    workers = 1 if len(todo) < _ALONE_FILES else way.workers
    # Biggest first, so that no long file is left to one process at the end.
    ordered = sorted(todo, key=lambda number: -_size(files[number])) if workers > 1 else todo
    begin = (_begin, (way.cache, max(_cores() // workers, 1)))
    tasks = [(files[number], way.cache, way.limits) for number in ordered]

    def note(task: int, page: tuple[int, int]) -> None:
        way.page_read(files[ordered[task]].path, *page)

    for answer in run_all(_extract, tasks, way.limits, workers=workers, begin=begin, note=note):
        number = ordered[answer.number]
        yield number, _facts(files[number], answer)


def _facts(file: PackFile, answer: Answer) -> FileFacts:
    if answer.error is None:
        facts: FileFacts = answer.value
        return facts
    why = answer.error if isinstance(answer.error, stopped.Stopped) else stopped.failed(answer.error)
    return _problem(file, why.reason, why.text)


def _begin(cache: Path | None, threads: int) -> None:
    recall(cache)
    allow_threads(threads)


def _extract(file: PackFile, cache: Path | None, limits: Limits) -> FileFacts:
    """In a worker."""
    from scoring.facts.extract import extract

    try:
        data = file.read()
    except OSError as error:
        return _problem(file, "unreadable", f"读不了这个文件（{os_fault(error)}）")
    scanning = Scanning(cache, lambda page, pages: tell((page, pages)), limits.pages, limits.frames)
    facts = extract(data, file.hinting, scanning, limits.file_bytes)
    keep(cache)
    return replace(facts, path=file.path)


def _size(file: PackFile) -> int:
    try:
        return file.location.stat().st_size if file.location is not None else len(file.data)
    except OSError:
        return 0


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
        if path is None or (facts.problem is not None and (not facts.sha256 or facts.problem.reason in ("too_large", "too_slow"))):
            return  # what depends on limits or on the machine may be read the next time
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
            key = sha256(file.read() + b"\0" + file.hinting.encode()).hexdigest()
        except OSError:
            return None
        return self._folder / key[:2] / f"{key[2:]}.json"
