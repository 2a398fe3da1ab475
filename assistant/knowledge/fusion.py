"""How the channels are weighed into one relevance. The weights are data, chosen by assistant.training.fusion."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

ENTRY_FEATURES = (
    "phrasing_words",
    "phrasing_grams",
    "phrasing_readings",
    "phrasing_dense",
    "entry_words",
    "entry_grams",
    "entry_readings",
    "passage_words",
    "passage_grams",
    "passage_dense",
)
PASSAGE_FEATURES = ("words", "grams", "dense")
FUSION_FILE = Path(__file__).resolve().parent / "fusion.json"

# Which features a channel of the ablation table stands for.
CHANNELS: Mapping[str, tuple[str, ...]] = {
    "词": ("phrasing_words", "entry_words", "passage_words", "words"),
    "字对": ("phrasing_grams", "entry_grams", "passage_grams", "grams"),
    "拼音": ("phrasing_readings", "entry_readings"),
    "向量": ("phrasing_dense", "passage_dense", "dense"),
    "问法": ("phrasing_words", "phrasing_grams", "phrasing_readings", "phrasing_dense"),
    "条目": ("entry_words", "entry_grams", "entry_readings"),
    "段落": ("passage_words", "passage_grams", "passage_dense"),
}

Features = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Fusion:
    """Weights by feature. Relevance is the weighted mean of the features: 0 for nothing in common, about 1 for a text that
    is the question itself.
    """

    entry_weights: Mapping[str, float]
    passage_weights: Mapping[str, float]

    @classmethod
    def load(cls, path: Path = FUSION_FILE) -> "Fusion":
        data = json.loads(path.read_text(encoding="utf-8"))
        return cls(data["entry_weights"], data["passage_weights"])

    def entries(self, features: Features) -> Features:
        """Relevance of each row of `features` (columns in the order of ENTRY_FEATURES)."""
        weights = np.array([self.entry_weights.get(name, 0.0) for name in ENTRY_FEATURES])
        return np.asarray(features @ weights) / (weights.sum() or 1.0)

    def passages(self, features: Mapping[str, Features]) -> Features:
        """Relevance from the columns named in PASSAGE_FEATURES."""
        total: Features = np.sum([self.passage_weights.get(name, 0.0) * features[name] for name in PASSAGE_FEATURES], axis=0)
        return total / (sum(self.passage_weights.values()) or 1.0)

    def without(self, features: Sequence[str]) -> "Fusion":
        """The same with some features switched off, for the ablation."""
        return replace(
            self,
            entry_weights={name: 0.0 if name in features else weight for name, weight in self.entry_weights.items()},
            passage_weights={name: 0.0 if name in features else weight for name, weight in self.passage_weights.items()},
        )
