"""Files -> facts: in order, cached by content and name, whatever the workers; a file that kills its reader costs itself."""

from pathlib import Path

import pytest

from scoring import engine, extraction
from scoring.extraction import facts_of_files
from scoring.limits import Limits
from scoring.pack import PackFile
from tests.support.mischief import extract_or_misbehave

TEXT = "临江棋石净水设备有限公司 售后服务手册\n第一章 总则\n本手册适用于本公司销售的全部净水设备的安装、维修与回访工作。\n"


def texts(count: int) -> list[PackFile]:
    return [PackFile(f"{number:02d}.txt", f"{TEXT}第{number}号".encode()) for number in range(count)]


def test_facts_come_in_the_order_of_the_files() -> None:
    files = [PackFile("b.txt", TEXT.encode()), PackFile("a.txt", b""), PackFile("证照/执照.pdf", reason="encrypted", text="设了密码")]
    facts = facts_of_files(files)
    assert [one.path for one in facts] == ["b.txt", "a.txt", "证照/执照.pdf"]
    assert [one.problem.reason if one.problem else "" for one in facts] == ["", "empty", "encrypted"]


def test_what_cannot_be_read_keeps_the_hint_of_its_name() -> None:
    (told,) = facts_of_files([PackFile("证照/营业执照.pdf", reason="encrypted", text="设了密码")])
    assert "business_licence" in told.hinted


def test_a_file_that_vanished_is_told(tmp_path: Path) -> None:
    (told,) = facts_of_files([PackFile("没了.txt", location=tmp_path / "没了.txt")])
    assert told.problem is not None
    assert told.problem.reason == "unreadable"


def test_progress_counts_what_is_read() -> None:
    seen: list[tuple[int, int, str]] = []
    facts_of_files(texts(2), progress=lambda done, of, path: seen.append((done, of, path)))
    assert seen == [(1, 2, "00.txt"), (2, 2, "01.txt")]


def test_progress_tells_of_pages_that_are_read_off_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "_extract", extract_or_misbehave)
    seen: list[tuple[int, int, str]] = []
    facts_of_files([PackFile("pages.txt", b"")], progress=lambda done, of, path: seen.append((done, of, path)))
    assert seen == [(0, 1, "pages.txt 第 3 页/共 12 页"), (1, 1, "pages.txt")]


def test_the_recogniser_is_part_of_what_cached_facts_depend_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for fingerprint in (engine.extraction_fingerprint, engine.reading_fingerprint):
        before = fingerprint.__wrapped__()
        with monkeypatch.context() as changed:
            changed.setattr("scoring.engine._version", lambda _: "99")
            assert fingerprint.__wrapped__() != before
        assert fingerprint.__wrapped__() == before


def test_the_cache_gives_the_same_facts_and_reads_nothing_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = facts_of_files(texts(2))
    assert facts_of_files(texts(2), tmp_path) == fresh
    monkeypatch.setattr(extraction, "run_all", lambda *_, **__: pytest.fail("read again"))
    assert facts_of_files(texts(2), tmp_path) == fresh


def test_a_damaged_cache_is_as_good_as_none(tmp_path: Path) -> None:
    fresh = facts_of_files(texts(2), tmp_path)
    for stored in tmp_path.rglob("*.json"):
        stored.write_bytes(b'{"path": 1')
    assert facts_of_files(texts(2), tmp_path) == fresh


def test_a_cache_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("no folder")
    assert facts_of_files(texts(1), place) == facts_of_files(texts(1))


def test_the_name_counts_for_the_cache(tmp_path: Path) -> None:
    facts_of_files([PackFile("a.txt", TEXT.encode())], tmp_path)
    (other,) = facts_of_files([PackFile("证照/b.txt", TEXT.encode())], tmp_path)
    assert other.path == "证照/b.txt"


def test_another_engine_has_another_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts_of_files(texts(1), tmp_path)
    monkeypatch.setattr(extraction, "extraction_fingerprint", lambda: "other")
    facts_of_files(texts(1), tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_processes_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "_ALONE_FILES", 2)
    assert facts_of_files(texts(3), workers=2) == facts_of_files(texts(3), workers=1)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_file_that_kills_its_worker_costs_itself(workers: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(extraction, "_ALONE_FILES", 2)
    monkeypatch.setattr(extraction, "_extract", extract_or_misbehave)
    names = ["a", "segfault", "b", "spin", "c", "leave", "营业执照", "raise_odd"]
    files = [PackFile(f"{name}.txt", name.encode()) for name in names] + [PackFile("eat_memory.txt", b"#4000"), PackFile("d.txt", b"d")]
    facts = facts_of_files(files, tmp_path, workers, limits=Limits(seconds=1, memory_mb=512))
    assert [one.path for one in facts] == [one.path for one in files]
    assert [one.problem.reason if one.problem else "" for one in facts] == [
        "", "crashed", "", "too_slow", "", "crashed", "", "crashed", "too_large", ""
    ]  # fmt: skip
    assert all("\n" not in one.problem.text for one in facts if one.problem)
    again = facts_of_files(files, tmp_path, workers, limits=Limits(seconds=1, memory_mb=512))
    assert again == facts


def test_limits_reach_the_readers() -> None:
    (told,) = facts_of_files([PackFile("a.txt", b"x" * (1024 * 1024 + 1))], limits=Limits(file_mb=1))
    assert told.problem is not None
    assert (told.problem.reason, "1 MB" in told.problem.text) == ("too_large", True)


def test_what_was_too_large_is_read_when_the_limit_is_raised(tmp_path: Path) -> None:
    files = [PackFile("a.txt", b"service " + b" " * 1024 * 1024)]
    (refused,) = facts_of_files(files, tmp_path, limits=Limits(file_mb=1))
    (read,) = facts_of_files(files, tmp_path, limits=Limits(file_mb=2))
    assert refused.problem is not None
    assert read.problem is None
