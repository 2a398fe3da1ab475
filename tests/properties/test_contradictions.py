"""What must hold for the contradictions of every pack: the order of files and refused files change nothing."""

from dataclasses import replace

from hypothesis import find, given, settings
from hypothesis import strategies as st

from scoring.contradictions import contradictions
from scoring.facts.model import Claim, FileFacts, Marks
from tests.support.facts import ISSUED, OTHER, by, file, paper, promise, source, table
from tests.support.made import evidence_of

DRAFT = replace(ISSUED, draft=source("征求意见稿"))
VOID = replace(ISSUED, void=source("已作废"))


def _claim(subject: str, value: int, unit: str, period: str = "") -> Claim:
    return Claim(subject, "", str(value), unit, period, 0, source(f"{value}{unit}"))


numbers = st.integers(1, 12)
facts = st.one_of(
    numbers.map(lambda n: _claim("service_managers", n, "人")),
    numbers.map(lambda n: _claim("visit_fee", 10 * n, "元")),
    numbers.map(lambda n: _claim("complaints", n, "件", "2026-01-01/2026-06-30")),
    numbers.map(lambda n: promise("response", n)),
    numbers.map(lambda n: promise("warranty", n, "month")),
    numbers.map(lambda n: paper("management_certificate", "", number=f"ZC-2024-{n:04d}", expires=f"20{20 + n}-05-01")),
    numbers.map(lambda n: paper("management_certificate", "", number="ZC-2024-0815", expires=f"20{26 + n}-05-01")),
    numbers.map(lambda n: table("manager_roster", "name post", [(f"员工{one}", "经理") for one in range(n)])),
    numbers.map(lambda n: table("complaint_record", "id start", [(f"T{one}", f"2026-{1 + one % 6:02d}-11") for one in range(n)])),
)
KINDS = ("service_commitment", "promotion_material", "service_manual", "notice")


@st.composite
def packs(draw: st.DrawFn, marks: Marks = ISSUED, prefix: str = "甲") -> list[FileFacts]:
    count = draw(st.integers(1, 6))
    return [
        file(f"{prefix}{number}.docx", *draw(st.lists(facts, min_size=1, max_size=3)), kinds=[draw(st.sampled_from(KINDS))], marks=marks)
        for number in range(count)
    ]


@settings(max_examples=60, deadline=None)
@given(packs(), st.randoms(use_true_random=False))
def test_the_order_of_files_changes_nothing(files: list[FileFacts], chance: object) -> None:
    before = contradictions(evidence_of(*files))
    shuffled = list(files)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert contradictions(evidence_of(*shuffled)) == before


@settings(max_examples=60, deadline=None)
@given(packs(), packs(prefix="乙"), st.sampled_from(["draft", "void", "other"]))
def test_a_refused_file_changes_nothing(files: list[FileFacts], more: list[FileFacts], why: str) -> None:
    marks = {"draft": DRAFT, "void": VOID, "other": ISSUED}[why]
    refused = [replace(one, marks=marks, organisations=(by(OTHER),) if why == "other" else ()) for one in more]
    assert contradictions(evidence_of(*files, *refused)) == contradictions(evidence_of(*files))


def test_packs_that_contradict_themselves_are_among_them() -> None:
    """Else the properties would hold of nothing."""
    assert find(packs(), lambda files: bool(contradictions(evidence_of(*files))), settings=settings(max_examples=500, deadline=None))


@settings(max_examples=60, deadline=None)
@given(packs())
def test_every_contradiction_has_two_values_with_places(files: list[FileFacts]) -> None:
    for one in contradictions(evidence_of(*files)):
        assert len(one.values) > 1
        assert len({value.shown for value in one.values}) == len(one.values)
        assert all(value.quotes for value in one.values)
