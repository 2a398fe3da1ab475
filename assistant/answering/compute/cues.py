"""cues.yaml: the words the readers listen for."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).resolve().parent / "cues.yaml"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@lru_cache(maxsize=1)
def _all() -> dict[str, dict[str, tuple[str, ...]]]:
    data = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=_Loader)
    return {reader: {name: tuple(words) for name, words in cues.items()} for reader, cues in data.items()}


def cues_of(reader: str) -> Mapping[str, tuple[str, ...]]:
    """The word lists of one reader by name."""
    return _all()[reader]
