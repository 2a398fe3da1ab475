"""Every figure and every material rests on a corpus passage that says the same, from sources that exist."""

import re
from collections.abc import Iterator

import pytest

from assistant.guidance.figures import load_figures
from assistant.guidance.materials_model import Item, load_materials
from assistant.guidance.timeline_model import Gate, Phase, Span, Totals, load_timeline
from assistant.knowledge.model import Confidence, Corpus, Passage
from scoring.facts.kinds import kinds
from scoring.rubric import load_rubric

LINE = load_timeline()
ITEMS = list(load_materials().items())
TIMED: list[Phase | Span | Totals | Gate] = [*LINE.phases, *LINE.spans, LINE.totals, *LINE.gates]
STRENGTH = [Confidence.NOT_FOUND, Confidence.INFERRED, Confidence.SINGLE, Confidence.CONFIRMED]
TIME = re.compile(r"\d+(?:\.\d+)?(?:[–-]\d+(?:\.\d+)?)? ?(?:个工作日|个月|天|周|年)")

# The words of the flow's passage for our phases; it has none for preparing and for the report.
FLOW = {
    "apply": "企业申请", "contract": "签订认证合同", "documents": "文件评审", "onsite": "现场评审", "rectify": "整改", "decision": "认证决定",
    "issue": "颁发证书",
}  # fmt: skip


def passage(corpus: Corpus, name: str) -> Passage:
    return next(one for one in corpus.passages if one.id == name)


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_all_sources_exist(corpus: Corpus) -> None:
    known = {one.code for one in corpus.sources}
    assert set(LINE.codes()) <= known
    assert {code for item in ITEMS for code in item.codes()} <= known


@pytest.mark.parametrize("one", TIMED, ids=lambda one: one.passage)
def test_a_time_stands_in_its_passage_with_its_source(one: Phase | Span | Totals | Gate, corpus: Corpus) -> None:
    held = passage(corpus, one.passage)
    for side in one.sides:
        assert set(side.sources) <= set(held.sources)
        for words in (side.says, side.range):
            assert words is None or plain(words) in plain(held.text) or _in_a_side(words, held)
    assert STRENGTH.index(one.confidence) <= STRENGTH.index(held.confidence) or not one.sides


def _in_a_side(words: str, held: Passage) -> bool:
    return any(plain(words) in plain(side.says) for side in held.sides)


@pytest.mark.parametrize("one", LINE.phases, ids=lambda one: one.id)
def test_no_time_of_a_passage_is_left_out(one: Phase, corpus: Corpus) -> None:
    """What a passage on one phase gives as a time is a side of it; one without sides has a passage without times."""
    own = {plain(side.range or "") for side in one.sides}
    others = {"15–30个工作日"}  # three phases added up, in the passage on all three
    assert {plain(found) for found in TIME.findall(passage(corpus, one.passage).text)} - others == own


def test_all_sides_of_the_whole_way_are_there(corpus: Corpus) -> None:
    held = passage(corpus, LINE.totals.passage)
    mine = "".join(plain(side.words) for side in LINE.totals.sides)
    assert held.sides
    for side in held.sides:
        assert all(plain(words) in mine for words in re.split("、", side.says)), side.says
        assert any(set(side.sources) == set(one.sources) and plain(one.words) in plain(side.says) for one in LINE.totals.sides), side.says


def test_the_sum_in_the_corpus_is_that_of_the_phases(corpus: Corpus) -> None:
    """The passage that adds up the last three phases says 15–30 working days: three times 5–10."""
    last = [one for one in LINE.phases if one.passage == "proc-issue-time"]
    low = sum(side.time.low.amount for one in last for side in one.sides if side.time)
    high = sum(side.time.high.amount for one in last for side in one.sides if side.time)
    assert f"{low}–{high} 个工作日" in passage(corpus, "proc-issue-time").text


def test_gates_have_every_side_of_their_passage(corpus: Corpus) -> None:
    for gate in LINE.gates:
        held = passage(corpus, gate.passage)
        assert [(plain(one.says), one.sources) for one in gate.sides] == [(plain(one.says), one.sources) for one in held.sides]


def test_the_certificate(corpus: Corpus) -> None:
    one = LINE.certificate
    validity, surveillance, again = (passage(corpus, part.passage) for part in (one.validity, one.surveillance, one.recertification))
    assert f"{load_figures().certificate_years.years} 年" in one.validity.says
    assert one.validity.says in validity.text
    assert set(one.validity.sources) <= set(validity.sources)
    assert [(side.says, side.sources) for side in one.surveillance.sides] == [(side.says, side.sources) for side in surveillance.sides]
    assert one.surveillance.months == 12
    assert f"提前 {one.recertification.range}申请" in again.text
    assert set(one.recertification.sources) == set(again.sources)


def test_the_flow_is_in_the_order_of_its_passage(corpus: Corpus) -> None:
    text = passage(corpus, LINE.flow).text
    places = [text.find(FLOW[one.id]) for one in LINE.phases if one.id in FLOW]
    assert len(places) == len(FLOW)
    assert min(places) >= 0
    assert places == sorted(places)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_a_material_stands_in_its_passage(item: Item, corpus: Corpus) -> None:
    held = passage(corpus, item.passage)
    assert item.says in held.text
    assert set(item.sources) <= set(held.sources)
    assert STRENGTH.index(item.confidence) <= STRENGTH.index(held.confidence)
    if item.contested:
        about = passage(corpus, item.contested.passage)
        assert [(one.says, one.sources) for one in item.contested.sides] == [(one.says, one.sources) for one in about.sides]


def test_materials_name_what_grading_knows() -> None:
    known = {*kinds(), "compulsory_certificate", "personal_certificate"}  # the last two are papers, not files
    assert {kind for item in ITEMS for part in item.parts for kind in part.kinds} <= known
    clauses = {clause.id for clause in load_rubric().clauses() if clause.excludable}
    assert {clause for item in ITEMS for clause in item.unless_excluded} <= clauses
    assert len({item.id for item in ITEMS}) == len(ITEMS)


def words_of_the_classes(corpus: Corpus) -> Iterator[str]:
    listed = re.search("可以分成 11 类：(.*?)。", passage(corpus, "mat-overview").text)
    assert listed
    yield from re.split("、", re.sub("（.*?）", "", listed[1]))


def test_all_eleven_classes_are_there(corpus: Corpus) -> None:
    assert [re.sub("与", "和", one.title) for one in load_materials().classes] == [re.sub("与", "和", word) for word in words_of_the_classes(corpus)]
