"""Answers written by hand without sight of the gate: how many good ones it spoils, how many lies come through.

The bounds are what was measured; they may only be lowered. Sets 1 to 3 have been looked at while the gate was made; of the fourth
half has not, so a failure there only tells how many.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path

import pytest

from assistant.answering.engine import Answerer
from assistant.answering.generative.material import MOST, gather
from assistant.knowledge.searcher import Searcher
from scoring.documents.normalise import normalise
from tests.support.own_documents import with_documents
from tests.support.written_cases import SETS, Lie, Recalling, Seen, good_cases, lies, replay

OPEN = (1, 2, 3)
SPOILT = {1: 0, 2: 6, 3: 0, 4: 12}  # of 111, 124, 153 and 199 good answers: fallen back, repaired, or a sentence lost
REACHED = {
    1: {"advice": 3, "direction": 16, "invented": 1, "modality": 6, "number": 2, "one_sided": 1, "promise": 3, "swap": 7, "wrong_id": 1},
    2: {
        "advice": 8, "contradiction": 21, "direction": 6, "general": 7, "invented": 7,
        "modality": 12, "one_sided": 2, "promise": 3, "swap": 14, "wrong_id": 4,
    },
    3: {"advice": 4, "contradiction": 9, "modality": 5, "star": 1, "swap": 5, "wrong_citation": 2},
    4: {"advice": 6, "contradiction": 11, "modality": 6, "number": 1, "swap": 4, "wrong_citation": 3},
}  # lies that were shown, at the end or on the way; none of the kinds that are not named

# cases that cite a passage which the corpus, corrected since, no longer hands over
STRAYED = {"good": {1: 1, 2: 3, 3: 1, 4: 2}, "lies": {1: 1, 2: 1, 3: 1, 4: 1}}
COMPUTED = frozenset({"good-038", "g3-009", "lie-081", "lie-082", "l3-039"})  # whose question is computed, not written, by now

Knowing = Callable[[Lie], Recalling]


@pytest.fixture(scope="module")
def recalling(answerer: Answerer) -> Recalling:
    return Recalling(answerer)


@pytest.fixture(scope="module")
def knowing(searcher: Searcher, recalling: Recalling, tmp_path_factory: pytest.TempPathFactory, root: Path) -> Knowing:
    """A lie -> an answerer that knows the document it comes from, if any."""

    @cache
    def knows(document: str) -> Recalling:
        folder = tmp_path_factory.mktemp("written")
        (folder / "资料.md").write_text(document, encoding="utf-8")
        return Recalling(with_documents(searcher, [folder / "资料.md"], folder / "library", root / "corpus"))

    return lambda lie: knows(lie.document) if lie.document else recalling


def played(seen: Mapping[str, Seen | None], strayed: int) -> dict[str, Seen]:
    """The cases that could be told, all but `strayed`; the writer was asked in each."""
    assert {name for name, one in seen.items() if one is not None and one.answer.mode == "calculator"} == COMPUTED & seen.keys()
    seen = {name: one for name, one in seen.items() if name not in COMPUTED}
    told = {name: one for name, one in seen.items() if one is not None}
    assert len(seen) - len(told) <= strayed, sorted(seen.keys() - told.keys())
    assert [name for name, one in told.items() if not one.written] == []
    return told


def named(of: int, ids: list[str]) -> list[str]:
    return ids if of in OPEN else [f"{len(ids)} of the set"]


@pytest.mark.parametrize("of", SETS)
def test_good_answers_come_through(recalling: Recalling, of: int) -> None:
    seen = played({case.id: replay(recalling, case.question, case.answer) for case in good_cases(of)}, STRAYED["good"][of])
    spoilt = [name for name, one in seen.items() if one.spoilt]
    assert len(spoilt) <= SPOILT[of], named(of, spoilt)


@pytest.mark.parametrize("stubborn", [True, False], ids=["stubborn", "gives up"])
@pytest.mark.parametrize("of", SETS)
def test_lies_are_not_shown(knowing: Knowing, of: int, stubborn: bool) -> None:
    told = lies(of)
    seen = played({lie.id: replay(knowing(lie), lie.question, lie.answer, stubborn=stubborn) for lie in told}, STRAYED["lies"][of])
    reached = [lie for lie in told if lie.id in seen and seen[lie.id].reached_by(lie)]
    count = Counter(lie.kind for lie in reached)
    more = {kind: times for kind, times in count.items() if times > REACHED[of].get(kind, 0)}
    assert not more, (more, named(of, [lie.id for lie in reached if lie.kind in more]))


def test_poison_is_nowhere_in_what_a_request_hands_over(recalling: Recalling) -> None:
    """Else showing it would prove nothing."""
    searcher = recalling.searcher
    sources = {source.code: source for source in searcher.corpus.sources}

    @lru_cache
    def given(question: str) -> str:
        found = [hit.passage for hit in recalling.passages(question, MOST)]
        drafted = recalling.answer(question)
        material = gather(drafted, found, searcher.passage_by_id, sources, searcher.readings)
        return normalise("\n".join([question, drafted.text, *(f"{one.passage.title}\n{one.passage.text}" for one in material.passages)]))

    for lie in (lie for of in SETS for lie in lies(of)):
        assert normalise(lie.poison) in normalise(lie.answer), lie.id
        assert normalise(lie.poison) not in given(lie.question), lie.id


def test_no_case_stands_twice() -> None:
    cases = [*(case for of in SETS for case in good_cases(of)), *(lie for of in SETS for lie in lies(of))]
    assert len({case.id for case in cases}) == len({case.answer for case in cases}) == len(cases) > 900
