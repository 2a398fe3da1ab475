"""Choose the fusion weights on the tuning questions: `python -m assistant.training.fusion`.

Coordinate search from the weights in use: each in turn is tried at a few multiples and kept where the tuning questions gain
by more than noise. The held-out questions are reported, never looked at.
"""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.answering.engine import Answerer
from assistant.answering.followup import context_of, leans_on_context
from assistant.answering.model import Answer, Citation
from assistant.evaluation.judge import Question, faults, read_questions
from assistant.knowledge.fusion import FUSION_FILE, Fusion
from assistant.knowledge.query import Query
from assistant.knowledge.searcher import Searcher
from assistant.service import Service
from assistant.settings import get_settings

_QUESTIONS = Path(__file__).resolve().parents[2] / "tests" / "data" / "questions"
_MULTIPLES = (0.0, 0.5, 0.75, 1.5, 2.0)
_NOISE = 0.012  # three questions or fewer may be luck
_ANY = (Citation(1, "", "", "", "", "", ""),)


class _Remembering(Searcher):
    """A searcher that works out the features of a question once, however often the weights change."""

    _known: dict[str, npt.NDArray[np.float64]]

    @classmethod
    def over(cls, searcher: Searcher) -> "_Remembering":
        other = cls.__new__(cls)
        other.__dict__ = {**searcher.__dict__, "_known": {}}
        return other

    def entry_features(self, query: Query) -> npt.NDArray[np.float64]:
        if query.text not in self._known:
            self._known[query.text] = super().entry_features(query)
        return self._known[query.text]


def questions_of(files: Iterable[Path]) -> list[Question]:
    """Those that retrieval decides: no computations, nothing out of scope."""
    return [one for path in files for one in read_questions(path) if one.kind not in ("compute", "out_of_scope")]


def score(searcher: Searcher, questions: Sequence[Question], max_chars: int) -> tuple[float, float]:
    """(share answered right, share whose best entry alone is right)."""
    answerer = Answerer(searcher, max_chars)
    right = leading = 0
    for question in questions:
        query = searcher.read(question.text)
        earlier = context_of(question.history)
        context = (searcher.read(earlier), leans_on_context(query)) if earlier else None
        best = searcher.entries(query, context, 1).hits[0].entry
        right += not faults(question, answerer.answer(question.text, question.history))
        leading += not faults(question, Answer(best.answer, refused=False, mode="extractive", citations=_ANY))
    return right / len(questions), leading / len(questions)


def search(searcher: Searcher, questions: Sequence[Question], max_chars: int) -> Mapping[str, float]:
    """The entry weights that answer most of the questions."""
    fusion = Fusion.load()
    weights = dict(fusion.entry_weights)

    def value(tried: Mapping[str, float]) -> float:
        return sum(score(searcher.with_fusion(Fusion(tried, fusion.passage_weights)), questions, max_chars))

    best = value(weights)
    for name, before in fusion.entry_weights.items():
        for multiple in _MULTIPLES:
            tried = {**weights, name: round(before * multiple, 3)}
            gained = value(tried)
            if gained > best + _NOISE:
                best, weights = gained, tried
    return weights


def main() -> int:
    """Search, report both sets, and write fusion.json."""
    tuning = questions_of(sorted(_QUESTIONS.glob("tuning*.jsonl")))
    held_out = questions_of(sorted(_QUESTIONS.glob("held-out*.jsonl")))
    max_chars = get_settings().max_question_chars
    searcher = _Remembering.over(Service(backend="exact").searcher())
    data = json.loads(FUSION_FILE.read_text(encoding="utf-8"))
    for title, weights in (("原权重", data["entry_weights"]), ("新权重", search(searcher, tuning, max_chars))):
        chosen = searcher.with_fusion(Fusion(weights, data["passage_weights"]))
        right, leading = score(chosen, tuning, max_chars)
        held, held_leading = score(chosen, held_out, max_chars)
        sys.stdout.write(f"{title}：调参 {right:.3f}（首条 {leading:.3f}），留出 {held:.3f}（首条 {held_leading:.3f}）\n")
        data["entry_weights"] = weights
    FUSION_FILE.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
