"""Fit the fusion weights on held-out phrasings: `python -m assistant.training.fusion`.

A fifth of all phrasings is kept out of the index and of the embedding's training, asked as questions, and the weights
are fitted so that each finds its own entry. No evaluation question is seen.
"""

import argparse
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.knowledge.analysis import Analyser, reading_table
from assistant.knowledge.fusion import ENTRY_FEATURES, FUSION_FILE, Fusion
from assistant.knowledge.index import searcher_in_memory
from assistant.knowledge.loader import load_corpus
from assistant.knowledge.model import Corpus
from assistant.settings import get_settings
from assistant.training.embedding import Recipe, TrainedEmbedder, examples_of, train

_SEED = 27922
_HELD_PER_ENTRY = 2
_STEPS = 600


def hold_out(corpus: Corpus) -> tuple[Corpus, list[tuple[str, int]]]:
    """The corpus without some phrasings, and those phrasings with the number of their entry."""
    chance = random.Random(_SEED)
    held: list[tuple[str, int]] = []
    entries = []
    for number, entry in enumerate(corpus.faq):
        out = set(chance.sample(entry.phrasings, _HELD_PER_ENTRY))
        held.extend((text, number) for text in entry.phrasings if text in out)
        kept = tuple(text for text in entry.phrasings if text not in out)
        entries.append(entry.model_copy(update={"phrasings": kept}))
    return corpus.model_copy(update={"faq": tuple(entries)}), held


def features_of_held_out(corpus: Corpus) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64]]:
    """(features of shape (questions, entries, features), number of the right entry)."""
    reduced, held = hold_out(corpus)
    analyser = Analyser(corpus.lexicon.words, reading_table())
    vocabulary, table = train(examples_of(reduced), analyser, Recipe())
    searcher = searcher_in_memory(reduced, TrainedEmbedder(vocabulary, table, analyser), analyser, Fusion.load())
    count = len(reduced.faq)
    features = [searcher.entry_features(searcher.read(text))[:count].astype(np.float32) for text, _ in held]
    return np.stack(features), np.array([number for _, number in held])


def fit(features: npt.NDArray[np.float32], right: npt.NDArray[np.int64]) -> dict[str, float]:
    """Non-negative weights that make the right entry the likeliest under a softmax."""
    import torch

    torch.manual_seed(_SEED)
    values, target = torch.tensor(features), torch.tensor(right)
    raw = torch.nn.Parameter(torch.zeros(features.shape[2]))
    optimiser = torch.optim.Adam([raw], lr=0.05)
    for _ in range(_STEPS):
        weights = torch.nn.functional.softplus(raw)
        loss = torch.nn.functional.cross_entropy(values @ weights * 4, target) + 0.002 * weights.sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    fitted = torch.nn.functional.softplus(raw).detach().numpy()
    return {name: round(float(weight), 3) for name, weight in zip(ENTRY_FEATURES, fitted, strict=True)}


def recall(features: npt.NDArray[np.float32], right: npt.NDArray[np.int64], weights: Sequence[float], top: int) -> float:
    """Share of questions whose entry is among the first `top`."""
    scores = features @ np.array(weights, dtype=np.float32)
    own = scores[np.arange(len(right)), right][:, None]
    return float(((scores > own).sum(axis=1) < top).mean())


def main() -> int:
    """Fit, print recall with each feature off in turn, and write fusion.json."""
    parser = argparse.ArgumentParser(description="拟合检索各通道的权重")
    parser.add_argument("--features", type=Path, help="特征缓存（.npz），有则直接用")
    parser.add_argument("--write", action="store_true", help="写入 fusion.json")
    options = parser.parse_args()
    if options.features and options.features.exists():
        cached = np.load(options.features)
        features, right = cached["features"], cached["right"]
    else:
        features, right = features_of_held_out(load_corpus(get_settings().corpus_dir))
        if options.features:
            np.savez(options.features, features=features, right=right)
    weights = fit(features, right)
    values = list(weights.values())
    lines = [f"{len(right)} 个留出问法：recall@1 {recall(features, right, values, 1):.3f} @3 {recall(features, right, values, 3):.3f}"]
    for number, name in enumerate(weights):
        without = [0.0 if other == number else weight for other, weight in enumerate(values)]
        lines.append(f"  {name:<18} 权重 {values[number]:.3f}  去掉后 @1 {recall(features, right, without, 1):.3f}")
    sys.stdout.write("\n".join(lines) + "\n")
    if options.write:
        data = json.loads(FUSION_FILE.read_text(encoding="utf-8"))
        data["entry_weights"] = weights
        FUSION_FILE.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
