"""Whatever is done to a file, reading it ends in facts or in a reason."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.fuzz import fuzz, read_broken, without_recogniser
from scoring.documents.scans import page as scan_page
from scoring.extraction import facts_of_files
from scoring.limits import Limits
from scoring.pack import PackFile
from tests.support.hostile import GOOD
from tests.support.mutate import mutated, samples

BROKE = Path(__file__).resolve().parents[1] / "data" / "fuzz"
_READER = scan_page.read_sheet


@pytest.fixture(autouse=True)
def no_recogniser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_page, "read_sheet", _READER)  # so that it is put back
    without_recogniser()


@pytest.mark.parametrize("suffix", list(samples()))
def test_the_samples_themselves_are_read(suffix: str) -> None:
    assert {read_broken(data, f"样本{suffix}") for data in samples()[suffix]} == {("read", "")}


@pytest.mark.parametrize("suffix", [one for one in samples() if one not in (".pdf", ".xls")])
@settings(max_examples=15, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_broken_files_are_read_or_refused(suffix: str, seed: int) -> None:
    assert read_broken(mutated(suffix, Random(seed)), f"样本{suffix}")[0] in ("read", "refused")


@pytest.mark.parametrize("suffix", [".pdf", ".xls"])
def test_broken_files_of_foreign_code_are_read_or_refused_in_a_worker(suffix: str) -> None:
    figures = fuzz(suffix, 40, seed=7, workers=1)
    assert set(figures.counts) <= {"read", "refused"}, list(figures.faults)
    assert sum(figures.counts.values()) == 40


def test_the_same_seed_breaks_the_same_way() -> None:
    assert mutated(".docx", Random(3)) == mutated(".docx", Random(3))


@pytest.mark.parametrize("path", sorted(BROKE.glob("*.*")), ids=lambda path: path.name)
def test_what_once_broke_a_reader_is_refused_or_read(path: Path) -> None:
    assert read_broken(path.read_bytes(), path.name)[0] in ("read", "refused")


@pytest.mark.parametrize("path", sorted((BROKE / "dies").glob("*.*")), ids=lambda path: path.name)
def test_what_its_library_dies_of_costs_that_file_alone(path: Path) -> None:
    """Room for billions of cells is asked for at once, which the library does not survive."""
    files = [PackFile("前.txt", GOOD.encode()), PackFile(path.name, path.read_bytes()), PackFile("后.txt", GOOD.encode())]
    before, told, behind = facts_of_files(files, limits=Limits(memory_mb=1024))
    assert told.problem is not None
    assert told.problem.reason in ("crashed", "too_large", "unreadable")
    assert before.problem is behind.problem is None
