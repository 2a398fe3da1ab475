"""Fit the gate of what is refused: `python -m assistant.training.scope`.

A third of the refused examples and one phrasing of each entry are kept out of the index and asked as questions; a
logistic regression on what the search says of them gives the weights in answering/scope.json.
"""

import json
import random
import sys

import numpy as np
import numpy.typing as npt

from assistant.answering.scope import SCOPE_FILE, gate_features
from assistant.knowledge.analysis import Analyser, reading_table
from assistant.knowledge.embedding import BUNDLED, make_embedder
from assistant.knowledge.fusion import Fusion
from assistant.knowledge.index import searcher_in_memory
from assistant.knowledge.loader import load_corpus
from assistant.knowledge.model import Corpus
from assistant.settings import get_settings

_SEED = 70


def hold_out(corpus: Corpus) -> tuple[Corpus, list[str], list[str]]:
    """(the corpus without them, refused questions, answerable questions)."""
    chance = random.Random(_SEED)
    outside: list[str] = []
    refusals = []
    for refusal in corpus.lexicon.refusals:
        out = set(chance.sample(refusal.examples, len(refusal.examples) // 3))
        outside.extend(out)
        refusals.append(refusal.model_copy(update={"examples": tuple(e for e in refusal.examples if e not in out)}))
    inside: list[str] = []
    entries = []
    for entry in corpus.faq:
        one = chance.choice(entry.phrasings)
        inside.append(one)
        entries.append(entry.model_copy(update={"phrasings": tuple(p for p in entry.phrasings if p != one)}))
    lexicon = corpus.lexicon.model_copy(update={"refusals": tuple(refusals)})
    return corpus.model_copy(update={"faq": tuple(entries), "lexicon": lexicon}), sorted(outside), inside


def fit(features: npt.NDArray[np.float64], refused: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.float64], float]:
    """Logistic regression, both classes of equal weight; (weights, bias) of the log-odds that a question is refused."""
    weights, bias = np.zeros(features.shape[1]), 0.0
    balance = np.where(refused > 0, 0.5 / refused.mean(), 0.5 / (1 - refused.mean()))
    for _ in range(20_000):
        chance = 1 / (1 + np.exp(-(features @ weights + bias)))
        slope = balance * (chance - refused)
        weights -= 0.3 * (features.T @ slope / len(refused) + 1e-3 * weights)
        bias -= 0.3 * float(slope.mean())
    return weights, bias


def main() -> int:
    """Fit, report both kinds of error on the held-out questions, and write scope.json."""
    corpus, outside, inside = hold_out(load_corpus(get_settings().corpus_dir))
    analyser = Analyser(corpus.lexicon.words, reading_table())
    searcher = searcher_in_memory(corpus, make_embedder(BUNDLED, analyser), analyser, Fusion.load())
    found = [searcher.entries(searcher.read(question)) for question in (*outside, *inside)]
    features = np.array([gate_features(one) for one in found])
    refused = np.array([1.0] * len(outside) + [0.0] * len(inside))
    weights, bias = fit(features, refused)
    odds = features @ weights + bias
    sys.stdout.write(
        f"误答 {int((odds[: len(outside)] <= 0).sum())}/{len(outside)}，误拒 {int((odds[len(outside) :] > 0).sum())}/{len(inside)}\n"
        f"权重 {np.round(weights, 3).tolist()} 偏置 {bias:.3f}\n"
    )
    data = {"weights": [round(float(w), 4) for w in weights], "bias": round(bias, 4)}
    data["threshold"] = json.loads(SCOPE_FILE.read_text(encoding="utf-8")).get("threshold", 0.0)
    SCOPE_FILE.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
