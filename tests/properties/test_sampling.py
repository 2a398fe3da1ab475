"""What must hold for every draw: it is a part of the population, of the right size, and nothing but content decides it."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.judge import Grade, grade
from scoring.result import canonical, to_json, with_facts
from scoring.sampling import draw, quotas, sample_size, wilson
from tests.support.facts import AS_OF, PROFILE, file, table
from tests.support.rubrics import clause, group, passed, small

RUBRIC = small(group(clause("S", 100, passed("installation_record"))))
MONTHS = [f"2026-{month:02d}" for month in range(1, 11)]

quick = settings(max_examples=40, deadline=None)
populations = st.lists(st.tuples(st.text(max_size=6), st.sampled_from(["", *MONTHS])), min_size=1, max_size=700, unique_by=lambda one: one[0])
seeds = st.text(max_size=12)


@quick
@given(populations, seeds, st.randoms(use_true_random=False))
def test_the_order_of_records_leaves_the_drawn_ones(rows: list[tuple[str, str]], seed: str, chance: Any) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)
    found = []
    for each in (rows, shuffled):
        numbers, how = draw([one for one, _ in each], [month for _, month in each], seed)
        assert numbers == sorted(set(numbers))
        assert len(numbers) == sample_size(len(each)) <= len(each)
        found.append(({each[number][0] for number in numbers}, how))
    assert found[0] == found[1]


@quick
@given(st.dictionaries(st.sampled_from(["", *MONTHS]), st.integers(1, 40_000), min_size=1), seeds, st.data())
def test_each_month_has_its_share_to_within_one(counts: dict[str, int], seed: str, chance: st.DataObject) -> None:
    total = sum(counts.values())
    size = chance.draw(st.integers(1, total))
    shares = quotas(counts, size, seed)
    assert sum(shares.values()) == size
    for month, count in counts.items():
        assert 0 <= shares[month] <= count
        assert abs(shares[month] * total - size * count) < total


@quick
@given(st.integers(1, 2000), st.data())
def test_the_interval_holds_the_share(drawn: int, chance: st.DataObject) -> None:
    passed_ones = chance.draw(st.integers(0, drawn))
    low, high = wilson(passed_ones, drawn)
    assert 0 <= low * drawn <= passed_ones <= high * drawn <= drawn


def graded(rows: list[tuple[str, str, str]], *cuts: int, names: list[str], whole: tuple[str, ...] = ()) -> Grade:
    """The rows parted into files at `cuts`, each named in turn; a file's content is its rows, whatever their order."""
    ends = [0, *sorted(cuts), len(rows)]
    parts = [rows[start:end] for start, end in pairwise(ends) if start < end]
    content = [table("installation_record", "id date result", part) for part in parts]
    files = [file(name, one, content=repr(sorted(part))) for name, one, part in zip(names, content, parts, strict=False)]
    return grade(files, replace(PROFILE, whole_population=whole), AS_OF, RUBRIC)


ROWS = [(f"I{number:04d}", f"{MONTHS[number % 10]}-02", "合格" if number % 6 else "不合格") for number in range(640)]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(1, 639), max_size=2, unique=True), st.permutations(["甲.xlsx", "乙.xlsx", "丙.xlsx"]), st.randoms(use_true_random=False))
def test_neither_names_nor_the_order_within_files_change_what_is_drawn(cuts: list[int], names: list[str], chance: Any) -> None:
    ends = [0, *sorted(cuts), len(ROWS)]
    mixed = []
    for start, end in pairwise(ends):
        part = ROWS[start:end]
        chance.shuffle(part)
        mixed += part
    found = [graded(rows, *cuts, names=order).clauses[0].sample for rows, order in ((ROWS, sorted(names)), (mixed, names))]
    assert found[0] is not None
    assert found[1] is not None
    assert len(found[0].rows) == 80
    assert sorted(row.key for row in found[0].rows) == sorted(row.key for row in found[1].rows)
    assert found[0].draw == found[1].draw
    assert found[0].passed == found[1].passed


@quick
@given(st.integers(1, 500))
def test_small_populations_are_judged_as_if_there_were_no_samples(count: int) -> None:
    plain, asked = (graded(ROWS[:count], names=["甲.xlsx"], whole=whole) for whole in ((), ("all",)))
    assert canonical(to_json(plain)) == canonical(to_json(asked))
    sample = plain.clauses[0].sample
    assert sample is not None
    assert (sample.drawn, sample.passed) == (count, sum(row[2] == "合格" for row in ROWS[:count]))


def test_the_same_bytes_again() -> None:
    first, again = (canonical(with_facts(graded(ROWS, 100, names=["甲.xlsx", "乙.xlsx"]))) for _ in range(2))
    assert first == again
