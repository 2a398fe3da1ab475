"""What the lexicon's patterns need, kept in the fact cache for the next process: working it out takes longer than reading a small pack.

Without a cache folder, or where nothing sound lies in it, all is worked out again, with the same result.
"""

import json
import sys
from collections.abc import Callable
from hashlib import sha256
from os import getpid
from pathlib import Path
from threading import get_ident
from typing import Any, TypeVar

from scoring.engine import extraction_fingerprint

T = TypeVar("T")

_known: dict[str, Any] = {}
_in_file: dict[Path, frozenset[str]] = {}  # the names that each file holds


def remembered(name: str, make: Callable[[], T]) -> T:
    """What is made of the lexicon alone: plain JSON values, which are kept under the name. Sequences may come back as lists."""
    if name not in _known:
        _known[name] = make()
    value: T = _known[name]
    return value


def recall(cache: Path | None) -> None:
    """Read what an earlier process has kept."""
    if cache is None or (path := _path(cache)) in _in_file:
        return
    try:
        told, values = json.loads(path.read_bytes())
        if not isinstance(values, dict) or told != _digest(values):
            return
    except (OSError, ValueError, TypeError, RecursionError):
        return
    _in_file[path] = frozenset(values)
    for name, value in values.items():
        _known.setdefault(name, value)


def keep(cache: Path | None) -> None:
    """Write what the file does not hold yet. Failing costs nothing but time."""
    if cache is None or _known.keys() <= _in_file.get(path := _path(cache), frozenset()):
        return
    values = dict(_known)
    _in_file[path] = frozenset(values)
    draft = path.with_suffix(f".{getpid()}-{get_ident()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps([_digest(values), values], ensure_ascii=False), encoding="utf-8")
        draft.replace(path)
    except OSError:
        return


def _path(cache: Path) -> Path:
    """Of this very Python, whose parser the needs are read with, and of all that the lexicon's meaning rests on."""
    return cache / extraction_fingerprint() / f"needs-{sys.implementation.cache_tag}-{sys.hexversion:x}.json"


def _digest(values: Any) -> str:
    return sha256(json.dumps(values, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
