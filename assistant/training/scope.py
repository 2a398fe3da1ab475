"""Fit what decides on refusals: `python -m assistant.training.scope`.

A third of the refused examples and one phrasing of each entry are kept out of the index and of the subject classifier and
asked as questions; a logistic regression on what both say of them gives the weights in answering/scope.json. The
classifier is then trained on everything and written to answering/subject.json.
"""

import json
import random
import sys
from collections import Counter
from math import sqrt

import numpy as np
import numpy.typing as npt

from assistant.answering.scope import SCOPE_FILE, gate_features
from assistant.answering.subject import SCALE, SUBJECT_FILE, SubjectModel, ngrams
from assistant.knowledge.analysis import Analyser, reading_table
from assistant.knowledge.embedding import BUNDLED, make_embedder
from assistant.knowledge.fusion import Fusion
from assistant.knowledge.index_folder import in_memory
from assistant.knowledge.loader import load_corpus
from assistant.knowledge.model import Corpus
from assistant.knowledge.rows import question_rows
from assistant.settings import get_settings
from scoring.documents.normalise import normalise

_SEED = 70
_SUBJECT_C = 4.0
_LEAST_WEIGHT = 5  # hundredths; lesser n-grams say nothing


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


def train_subject(corpus: Corpus) -> SubjectModel:
    """Refused examples against phrasings, both classes of equal weight."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    texts = [normalise(row.text) for row in question_rows(corpus)]
    refused = [row.group < 0 for row in question_rows(corpus)]
    grams = [ngrams(text) for text in texts]
    counts = Counter(gram for one in grams for gram in one)
    known = {gram: number for number, gram in enumerate(sorted(gram for gram, count in counts.items() if count > 1))}
    rows = [row for row, one in enumerate(grams) for gram in one if gram in known]
    columns = [known[gram] for one in grams for gram in one if gram in known]
    values = [1 / sqrt(len(one)) for one in grams for gram in one if gram in known]
    matrix = csr_matrix((values, (rows, columns)), shape=(len(grams), len(known)))
    model = LogisticRegression(C=_SUBJECT_C, class_weight="balanced", max_iter=2000, random_state=_SEED).fit(matrix, refused)
    weights = np.rint(model.coef_[0] * SCALE).astype(int)
    kept = {gram: int(weights[number]) for gram, number in known.items() if abs(weights[number]) >= _LEAST_WEIGHT}
    return SubjectModel(kept, float(model.intercept_[0]))


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
    whole = load_corpus(get_settings().corpus_dir)
    corpus, outside, inside = hold_out(whole)
    analyser = Analyser(corpus.lexicon.words, reading_table())
    searcher = in_memory(corpus, make_embedder(BUNDLED, analyser), analyser, Fusion.load())
    subject = train_subject(corpus)
    queries = [searcher.read(question) for question in (*outside, *inside)]
    features = np.array([gate_features(searcher.entries(query), subject.strangeness(query.text)) for query in queries])
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
    final = train_subject(whole)
    SUBJECT_FILE.write_text(
        json.dumps({"bias": round(final.bias, 4), "weights": dict(final.weights)}, ensure_ascii=False, sort_keys=True, indent=0) + "\n",
        encoding="utf-8",
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
