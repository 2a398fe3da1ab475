"""own_cues.yaml: the words that point to the user's own papers, to the standard, or to a figure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from scoring.documents.normalise import normalise
from scoring.yaml_text import parsed

_FILE = Path(__file__).resolve().parent / "own_cues.yaml"
_FEWEST = 3  # characters; a shorter name of a file says nothing


@dataclass(frozen=True, slots=True)
class Figure:
    """A question that `asks` for a figure is answered only by a text that holds an `answer`."""

    asks: re.Pattern[str]
    answer: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class OwnCues:
    """All patterns are for normalised text."""

    own: re.Pattern[str]
    paper: re.Pattern[str]
    standard: re.Pattern[str]
    news: re.Pattern[str]
    silent: re.Pattern[str]
    figures: tuple[Figure, ...]

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "OwnCues":
        data = parsed(_FILE.read_text(encoding="utf-8"))
        return cls(
            own=_any(data["own"]),
            paper=_any(data["paper"]),
            standard=_any(data["standard"]),
            news=_any(data["news"]),
            silent=_any([*(one["asks"] for one in data["figures"]), *data["own"], *data["paper"], *data["silent"]]),
            figures=tuple(Figure(re.compile(one["asks"]), re.compile(one["answer"])) for one in data["figures"]),
        )

    def figure(self, text: str) -> re.Pattern[str] | None:
        """What an answer to the question must hold; the first kind that is asked for."""
        return next((figure.answer for figure in self.figures if figure.asks.search(text)), None)


def named(text: str, names: Iterable[str]) -> list[str]:
    """The file names, without their endings, that the normalised text says."""
    stems = {normalise(Path(name).stem) for name in names}
    return [stem for stem in sorted(stems, key=lambda one: (-len(one), one)) if len(stem) >= _FEWEST and stem in text]


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
