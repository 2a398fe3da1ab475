"""Is a text about our subject at all? A linear classifier over character n-grams, trained by assistant.training.scope."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from pathlib import Path

SUBJECT_FILE = Path(__file__).resolve().parent / "subject.json"
_SIZES = (1, 2, 3)
SCALE = 100  # weights are stored as whole hundredths


@dataclass(frozen=True, slots=True)
class SubjectModel:
    """Weights by n-gram; positive speaks for another subject."""

    weights: Mapping[str, int]
    bias: float

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "SubjectModel":
        data = json.loads(SUBJECT_FILE.read_text(encoding="utf-8"))
        return cls(data["weights"], float(data["bias"]))

    def strangeness(self, text: str) -> float:
        """Log-odds that a normalised text is about something else; 0 for a text without n-grams."""
        grams = ngrams(text)
        if not grams:
            return 0.0
        return sum(self.weights.get(gram, 0) for gram in grams) / SCALE / sqrt(len(grams)) + self.bias


def ngrams(text: str) -> frozenset[str]:
    """The different character n-grams of a normalised text."""
    plain = "".join(_kept(text))
    return frozenset(plain[i : i + size] for size in _SIZES for i in range(len(plain) - size + 1))


def _kept(text: str) -> Iterable[str]:
    return (char for char in text if char.isalnum())
