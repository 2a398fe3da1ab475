"""cues.yaml: the words the readers listen for."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from scoring.yaml_text import parsed

_FILE = Path(__file__).resolve().parent / "cues.yaml"


@lru_cache(maxsize=1)
def _all() -> dict[str, dict[str, tuple[str, ...]]]:
    data = parsed(_FILE.read_text(encoding="utf-8"))
    return {reader: {name: tuple(words) for name, words in cues.items()} for reader, cues in data.items()}


def cues_of(reader: str) -> Mapping[str, tuple[str, ...]]:
    """The word lists of one reader by name."""
    return _all()[reader]
