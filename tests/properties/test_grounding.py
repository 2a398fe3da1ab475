"""The gate never fails on a text, and no altered figure slips through it."""

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering.grounding import Ground, check, claims_of, ground_of, repaired
from assistant.knowledge.loader import load_corpus
from assistant.knowledge.model import FaqEntry

CORPUS = load_corpus(Path(__file__).resolve().parents[2] / "corpus")
PASSAGES = {passage.id: passage for passage in CORPUS.passages}
PLAIN = [passage for passage in CORPUS.passages if not passage.sides]
FIGURE = re.compile(r"(?<![\d.A-Za-z/-])\d+(?:\.\d+)? ?(?=分(?!钟|之|别)|元|个月|个工作日|小时|%|名|项|天)")
SIGNS = "0123456789一二三十百万半年月日分元%个星级[]［］【】()《》“”「」\"。，、；：\n -～~./GBTgbt5约不少于低于以上①½贵司得分\u200b\ud800"


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.text(alphabet=SIGNS, max_size=120)), st.text(alphabet=SIGNS, max_size=60))
def test_no_text_breaks_it(text: str, other: str) -> None:
    outcome = check(text, [Ground(1, (other,), (other, text[:20]))], [other], secrets=[text[:30]])
    for sentence in outcome.sentences:
        assert text[slice(*sentence.span)] == sentence.text
        for claim in sentence.claims:
            assert sentence.span[0] <= claim.span[0] <= claim.span[1] <= sentence.span[1]
    left = repaired(text, outcome)
    assert left is None or left.strip()
    assert outcome.summary


def test_each_passages_own_text_passes() -> None:
    assert [one.id for one in PLAIN if not check(one.text + "[1]", [ground_of(1, one)]).ok] == []


def test_each_curated_answer_passes_where_it_is_given() -> None:
    assert [one.id for one in CORPUS.faq if not _passes(one)] == []


def _passes(entry: FaqEntry) -> bool:
    grounds = [ground_of(n, PASSAGES[name]) for n, name in enumerate(entry.passages, 1)]
    marks = "".join(f"[{ground.number}]" for ground in grounds)
    return check(entry.answer + marks, grounds, [entry.answer]).ok


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([one for one in PLAIN if FIGURE.search(one.text)]), st.data())
def test_a_figure_the_passage_does_not_have_is_caught(passage: object, data: st.DataObject) -> None:
    real = PASSAGES[passage.id]  # type: ignore[attr-defined]
    match = data.draw(st.sampled_from(list(FIGURE.finditer(real.text))))
    new = data.draw(st.integers(min_value=11, max_value=9999).filter(lambda n: str(n) not in real.text))
    known = {claim.value for claim in claims_of(real.title + real.text)}
    if str(new) in known or str(new * 12) in known:
        return
    lie = f"{real.text[: match.start()]}{new} {real.text[match.end() :]}[1]"
    assert not check(lie, [ground_of(1, real)]).ok
