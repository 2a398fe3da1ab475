"""Votes end up as whole lines, also when several processes vote at once."""

import json
import multiprocessing
from pathlib import Path

import pytest

from assistant.web import feedback
from assistant.web.feedback import Feedback, FeedbackError, store


def _vote_often(file: Path, who: int) -> None:
    for number in range(40):
        store(file, Feedback(f"问题 {who}-{number}", "答" * 3000, "up"))


def test_lines_of_several_processes_do_not_mix(tmp_path: Path) -> None:
    file = tmp_path / "new" / "feedback.jsonl"
    context = multiprocessing.get_context("fork")
    voters = [context.Process(target=_vote_often, args=(file, who)) for who in range(4)]
    for voter in voters:
        voter.start()
    for voter in voters:
        voter.join()
    records = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert {record["question"] for record in records} == {f"问题 {who}-{n}" for who in range(4) for n in range(40)}
    assert len(records) == 160


def test_a_line_break_in_an_answer_stays_inside_its_line(tmp_path: Path) -> None:
    file = tmp_path / "feedback.jsonl"
    store(file, Feedback("问\n{}", "答\r\n\u2028", "down", "因\n"))
    [line] = file.read_bytes().splitlines()
    assert json.loads(line)["question"] == "问\n{}"


def test_only_the_owner_may_read_the_file(tmp_path: Path) -> None:
    file = tmp_path / "feedback.jsonl"
    store(file, Feedback("问", "答", "up"))
    assert file.stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("不是文件夹", encoding="utf-8")
    with pytest.raises(FeedbackError, match="写不了反馈文件"):
        store(tmp_path / "data" / "feedback.jsonl", Feedback("问", "答", "up"))


def test_a_full_file_takes_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "feedback.jsonl"
    store(file, Feedback("问", "答", "up"))
    monkeypatch.setattr(feedback, "_FULL", file.stat().st_size + 5)
    with pytest.raises(FeedbackError, match="已满"):
        store(file, Feedback("问", "答", "up"))
    assert len(file.read_bytes().splitlines()) == 1
