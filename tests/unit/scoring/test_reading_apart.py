"""Documents of strangers are read elsewhere: what happens there is told in one line."""

from pathlib import Path

import pytest

from scoring import reading_apart
from scoring.documents import DocumentError, read_document
from scoring.limits import Limits
from scoring.reading_apart import read_apart
from tests.support import mischief

_MAX = 1024 * 1024


def test_what_comes_back_is_what_the_reader_gives(tmp_path: Path) -> None:
    path = tmp_path / "制度.txt"
    path.write_text("售后服务管理制度\n报修后 2 小时内回复。", encoding="utf-8")
    assert read_apart(path, _MAX) == read_document(path, _MAX)


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    path = tmp_path / "空.docx"
    path.write_bytes(b"")
    with pytest.raises(DocumentError, match=r"^空\.docx：文件是空的$"):
        read_apart(path, _MAX)


@pytest.mark.parametrize(("work", "reason"), [(mischief.kill_over_a_path, "crashed"), (mischief.spin_over_a_path, "too_slow")])
def test_a_file_that_kills_its_reader_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: object, reason: str) -> None:
    monkeypatch.setattr(reading_apart, "_read", work)
    with pytest.raises(DocumentError, match=r"^甲\.pdf：") as caught:
        read_apart(tmp_path / "甲.pdf", _MAX, Limits(seconds=2))
    assert caught.value.reason == reason
