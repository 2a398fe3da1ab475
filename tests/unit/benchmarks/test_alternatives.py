"""The named alternatives are what they are called: no more, and no less."""

import pytest

from assistant.evaluation.judge import MAX_CHARS
from assistant.knowledge.model import Confidence, Corpus, FaqEntry, Lexicon, Passage
from benchmarks.naive_grade import by_presence

STARS = FaqEntry(
    id="faq-stars",
    question="五星要多少分",
    answer="五星要 95 分。",
    topic="levels",
    audience=("public",),
    passages=("stars",),
    phrasings=("五星级几分", "拿五星的分数线", "五星分数", "多少分是五星", "最高星级要几分"),
)
LONG = Passage(id="long", title="备件管理", text="备件仓库每周盘点一次。" * 80, topic="levels", confidence=Confidence.SINGLE)
CORPUS = Corpus(topics=(), sources=(), passages=(LONG,), faq=(STARS,), lexicon=Lexicon())


def _result(*kinds: str) -> dict[str, object]:
    return {
        "clauses": [
            {"id": "a", "points": "60", "evidence_kinds": ["chart", "charter"]},
            {"id": "b", "points": "40", "evidence_kinds": ["ledger"]},
        ],
        "documents": [{"file": f"{kind}.docx", "kinds": [kind], "why_not": [{"reason": "expired"}]} for kind in kinds],
    }


@pytest.mark.parametrize(
    ("kinds", "earned", "level"),
    [
        (("charter", "ledger"), ["60", "40"], "five_star"),
        (("ledger",), ["0", "40"], "unqualified"),
        (("other",), ["0", "0"], "unqualified"),
        ((), ["0", "0"], "unqualified"),
    ],
)
def test_a_file_of_the_kind_is_full_marks_whatever_is_in_it(kinds: tuple[str, ...], earned: list[str], level: str) -> None:
    graded = by_presence(_result(*kinds))
    assert [one["earned"] for one in graded["clauses"]] == earned
    assert graded["level"]["confirmed"] == level
    assert not any(one["why_not"] for one in graded["documents"])
    assert graded["special_deductions"] == []


def test_the_best_entry_is_the_answer() -> None:
    pytest.importorskip("bm25s", reason="the extra `bench` is not installed")
    from benchmarks.plain_answers import PlainAnswers

    plain = PlainAnswers(CORPUS)
    answer = plain.answer("多少分才是五星")
    assert (answer.text, [one.passage for one in answer.citations], answer.refused) == ("五星要 95 分。", ["faq-stars"], False)
    assert plain.answer("zzz").refused
    assert len(plain.answer("备件怎么盘点").text) == MAX_CHARS
    assert plain.answer("那要几分", [("user", "五星分数线"), ("assistant", "备件仓库每周盘点")]).citations[0].passage == "faq-stars"
