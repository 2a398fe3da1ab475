"""Choosing the fusion weights: which questions count, and that a weight is kept only where it gains by more than noise."""

from pathlib import Path

import pytest

from assistant.evaluation.judge import read_questions
from assistant.knowledge.fusion import Fusion
from assistant.knowledge.searcher import Searcher
from assistant.training import fusion
from assistant.training.fusion import questions_of, score, search


def test_computations_and_refusals_are_not_decided_by_weights(root: Path) -> None:
    file = root / "tests/data/questions/tuning.jsonl"
    kept = questions_of([file])
    assert {one.kind for one in read_questions(file)} - {one.kind for one in kept} == {"compute", "out_of_scope"}


def test_the_score_is_two_shares(searcher: Searcher, root: Path) -> None:
    questions = questions_of([root / "tests/data/questions/tuning.jsonl"])[:12]
    right, leading = score(searcher, questions, 2000)
    assert 0.5 < right <= 1
    assert 0 <= leading <= 1
    nothing = searcher.with_fusion(Fusion(dict.fromkeys(Fusion.load().entry_weights, 0.0), Fusion.load().passage_weights))
    assert score(nothing, questions, 2000)[0] < right


@pytest.mark.parametrize(("gain", "kept"), [(0.011, False), (0.02, True)])
def test_a_weight_moves_only_where_it_gains_by_more_than_noise(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch, gain: float, kept: bool
) -> None:
    before = dict(Fusion.load().entry_weights)
    first = next(iter(before))
    wanted = round(before[first] * 1.5, 3)

    def told(tried: Searcher, questions: object, most: int) -> tuple[float, float]:
        return (gain if tried._fusion.entry_weights[first] == wanted else 0.0), 0.0

    monkeypatch.setattr(fusion, "score", told)
    assert search(searcher, [], 2000) == ({**before, first: wanted} if kept else before)
