"""Answers written by hand without sight of the gate: how many good ones it spoils, how many lies come through.

The bounds are what was measured; they may only be lowered. `tuned` cases may be looked at, `held` ones are only counted,
so a failure names the former alone.
"""

import zlib
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

from assistant.answering.engine import Answerer
from assistant.answering.generative.material import MOST, gather
from assistant.knowledge.searcher import Searcher
from scoring.documents.normalise import normalise
from tests.support.own_documents import with_documents
from tests.support.written_cases import Lie, good_cases, lies, replay

HALVES = ("tuned", "held")
SPOILT = {"tuned": 0, "held": 16}  # of 56 and 55 good answers: fallen back, repaired, or a sentence lost
REACHED = {  # lies of 124 each that were shown, at the end or on the way; none of the kinds that are not named
    "tuned": {"advice": 1, "direction": 5, "invented": 1, "modality": 1, "number": 1, "one_sided": 1, "sum": 1, "swap": 3},
    "held": {"advice": 2, "direction": 11, "modality": 4, "number": 3, "percentage": 1, "promise": 3, "swap": 2, "wrong_id": 1},
}

Knowing = Callable[[Lie], Answerer]


@pytest.fixture(scope="module")
def knowing(searcher: Searcher, answerer: Answerer, tmp_path_factory: pytest.TempPathFactory, root: Path) -> Knowing:
    """A lie -> an answerer that knows the document it comes from, if any."""

    def make(lie: Lie) -> Answerer:
        if not lie.document:
            return answerer
        folder = tmp_path_factory.mktemp("written")
        (folder / "资料.md").write_text(lie.document, encoding="utf-8")
        return with_documents(searcher, [folder / "资料.md"], folder / "library", root / "corpus")

    return make


def named(half: str, ids: list[str]) -> list[str]:
    return ids if half == "tuned" else [f"{len(ids)} held ones"]


@pytest.mark.parametrize("half", HALVES)
def test_good_answers_come_through(answerer: Answerer, half: str) -> None:
    chosen = [case for case in good_cases() if case.half == half]
    seen = {case.id: replay(answerer, case.question, case.answer) for case in chosen}
    assert all(one.written for one in seen.values())
    spoilt = [name for name, one in seen.items() if one.spoilt]
    assert len(spoilt) <= SPOILT[half], named(half, spoilt)


@pytest.mark.parametrize("stubborn", [True, False], ids=["stubborn", "gives up"])
@pytest.mark.parametrize("half", HALVES)
def test_lies_are_not_shown(knowing: Knowing, half: str, stubborn: bool) -> None:
    chosen = [lie for lie in lies() if lie.half == half]
    seen = {lie.id: replay(knowing(lie), lie.question, lie.answer, stubborn=stubborn) for lie in chosen}
    assert all(one.written for one in seen.values())
    reached = [lie for lie in chosen if seen[lie.id].holds(lie.poison)]
    count = Counter(lie.kind for lie in reached)
    more = {kind for kind, times in count.items() if times > REACHED[half].get(kind, 0)}
    assert not more, (more, named(half, [lie.id for lie in reached if lie.kind in more]))


def test_poison_is_nowhere_in_what_a_request_hands_over(answerer: Answerer) -> None:
    """Else showing it would prove nothing."""
    searcher = answerer.searcher
    sources = {source.code: source for source in searcher.corpus.sources}

    @lru_cache
    def given(question: str) -> str:
        found = [hit.passage for hit in answerer.passages(question, MOST)]
        drafted = answerer.answer(question)
        material = gather(drafted, found, searcher.passage_by_id, sources, searcher.readings)
        return normalise("\n".join([question, drafted.text, *(f"{one.passage.title}\n{one.passage.text}" for one in material.passages)]))

    for lie in lies():
        assert normalise(lie.poison) in normalise(lie.answer), lie.id
        assert normalise(lie.poison) not in given(lie.question), lie.id


def test_halves_are_by_the_id() -> None:
    cases = [*good_cases(), *lies()]
    assert len({case.id for case in cases}) == len(cases) > 300
    assert all(case.half == HALVES[zlib.crc32(case.id.encode()) % 2] for case in cases)
