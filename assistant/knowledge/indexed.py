"""What an index holds: told when it is built, and to whoever watches over an open one."""

from dataclasses import dataclass
from pathlib import Path

from assistant.knowledge.searcher import Searcher


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What an index holds."""

    folder: Path
    passages: int
    faq: int
    user_documents: int


@dataclass(frozen=True, slots=True)
class Indexed:
    """`made_at` in seconds of the epoch, 0 where another process has removed the folder meanwhile."""

    passages: int
    faq: int
    user_passages: int
    made_at: float


def indexed_of(folder: Path, searcher: Searcher) -> Indexed:
    try:
        made_at = (folder / "meta.json").stat().st_mtime
    except OSError:
        made_at = 0.0
    curated = len(searcher.corpus.passages)
    return Indexed(curated, len(searcher.corpus.faq), len(searcher.passage_by_id) - curated, made_at)
