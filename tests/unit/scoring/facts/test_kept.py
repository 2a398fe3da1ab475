"""What is kept of the lexicon is what would be worked out again; what is not sound is worked out again."""

import json
from pathlib import Path

import pytest

from scoring.facts import kept


@pytest.fixture(autouse=True)
def _blank(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_known", {})
    monkeypatch.setattr(kept, "_in_file", {})


def _next_process() -> None:
    kept._known.clear()
    kept._in_file.clear()


def _file(folder: Path) -> Path:
    (path,) = folder.rglob("needs-*.json")
    return path


def test_the_next_process_finds_it(tmp_path: Path) -> None:
    assert kept.remembered("gates", lambda: [["保修", 1], [], None]) == [["保修", 1], [], None]
    kept.keep(tmp_path)
    _next_process()
    kept.recall(tmp_path)
    assert kept.remembered("gates", lambda: pytest.fail("made again")) == [["保修", 1], [], None]


def test_what_comes_later_is_added(tmp_path: Path) -> None:
    kept.remembered("one", lambda: [1])
    kept.keep(tmp_path)
    _next_process()
    kept.recall(tmp_path)
    kept.remembered("two", lambda: [2])
    kept.keep(tmp_path)
    _next_process()
    kept.recall(tmp_path)
    assert kept._known == {"one": [1], "two": [2]}


@pytest.mark.parametrize(
    "content",
    ["", "[", "3", "[1, 2, 3]", "{}", '["", {"gates": [7]}]', json.dumps([kept._digest([7]), [7]]), "\udcff", "[" * 100_000],
)
def test_a_damaged_or_foreign_file_is_made_anew(tmp_path: Path, content: str) -> None:
    kept.remembered("gates", lambda: [1])
    kept.keep(tmp_path)
    _file(tmp_path).write_bytes(content.encode("utf-8", "surrogateescape"))
    _next_process()
    kept.recall(tmp_path)
    assert kept.remembered("gates", lambda: [2]) == [2]
    kept.keep(tmp_path)
    _next_process()
    kept.recall(tmp_path)
    assert kept._known == {"gates": [2]}


def test_another_lexicon_or_python_has_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.remembered("gates", lambda: [1])
    kept.keep(tmp_path)
    _next_process()
    for where, what in (("scoring.facts.kept.extraction_fingerprint", lambda: "other"), ("sys.hexversion", 1)):
        with monkeypatch.context() as patch:
            patch.setattr(where, what)
            kept.recall(tmp_path)
            assert not kept._known


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept.remembered("gates", lambda: [1])
    for folder in (None, tmp_path / "file"):
        kept.keep(folder)
        kept.recall(folder)
    assert [path.name for path in tmp_path.rglob("*")] == ["file"]
