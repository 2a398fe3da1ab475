"""The judge and the report: what counts as right, and that both halves and the ablation are told."""

import json
from pathlib import Path

import pytest

from assistant.answering.model import Answer, Citation
from assistant.evaluation.judge import EvaluationError, Question, faults, read_questions
from assistant.evaluation.report import evaluate

CITED = (Citation(1, "p", "题", "", "甲站", "单一来源", "引文"),)


def question(folder: Path, kind: str) -> Question:
    row = {"id": "q", "question": "五星几分", "kind": kind, "style": "formal", "must": [["95|九十五"]], "must_not": ["94分"]}
    path = folder / "one.jsonl"
    path.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    return next(iter(read_questions(path)))


@pytest.mark.parametrize(
    ("kind", "answer", "fault"),
    [
        ("fact", Answer("五星要 ９５ 分。[1]", False, "extractive", CITED), ""),
        ("fact", Answer("五星要九十五分。[1]", False, "extractive", CITED), ""),
        ("fact", Answer("五星要 90 分。[1]", False, "extractive", CITED), "缺"),
        ("fact", Answer("95 分，不是94 分。[1]", False, "extractive", CITED), "不该有"),
        ("fact", Answer("95 分。", False, "extractive"), "没有出处"),
        ("fact", Answer("95", True, "extractive"), "误拒"),
        ("fact", Answer("95" + "长" * 500, False, "extractive", CITED), "太长"),
        ("unknown", Answer("95", True, "extractive"), ""),
        ("out_of_scope", Answer("不在范围", True, "extractive"), ""),
        ("out_of_scope", Answer("95", False, "extractive", CITED), "应拒答"),
    ],
)
def test_what_counts_as_right(tmp_path: Path, kind: str, answer: Answer, fault: str) -> None:
    found = faults(question(tmp_path, kind), answer)
    assert (not found) if not fault else any(fault in one for one in found)


@pytest.mark.parametrize("line", ["{", '{"id": 1}', '{"id": 1, "question": "x", "kind": "fact", "must": [["("]]}'])
def test_a_bad_line_names_file_and_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text("\n" + line, encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"set\.jsonl:2"):
        list(read_questions(path))


def test_the_report_tells_kinds_errors_and_the_ablation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, built_dir: Path) -> None:
    from assistant.settings import get_settings

    monkeypatch.setenv("XINGPING_DATA_DIR", str(built_dir))
    get_settings.cache_clear()
    rows = [
        {"id": "1", "question": "五星要多少分", "kind": "fact", "style": "formal", "must": [["95"]]},
        {"id": "2", "question": "今天天气怎么样", "kind": "out_of_scope", "style": "colloquial", "must": []},
        {"id": "3", "question": "五星要多少分", "kind": "fact", "style": "formal", "must": [["绝不会出现"]]},
    ]
    path = tmp_path / "mini.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    report = "\n".join(evaluate([path], ablation=True, failures=True))
    assert "总通过率 66.7%" in report
    assert "误答 0/1；误拒 0/2" in report
    assert "未过 3" in report
    assert all(f"| {channel} |" in report for channel in ("词", "字对", "拼音", "向量"))


def test_the_shipped_sets_are_wide_and_split(root: Path) -> None:
    folder = root / "tests/data/questions"
    sets = {path.name: list(read_questions(path)) for path in folder.glob("*.jsonl")}
    assert sum(map(len, sets.values())) >= 200
    tuning = {one.text for name, questions in sets.items() if name.startswith("tuning") for one in questions if not one.history}
    held_out = {one.text for name, questions in sets.items() if name.startswith("held-out") for one in questions if not one.history}
    assert not tuning & held_out
    kinds = {one.kind for questions in sets.values() for one in questions}
    assert kinds == {"fact", "list", "procedure", "contested", "followup", "unknown", "compute", "out_of_scope"}


def test_the_held_out_questions_are_answered(root: Path, built_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A floor below today's rate, so that a change that harms answers is seen before it lands."""
    from assistant.answering.engine import Answerer
    from assistant.evaluation.report import ask_all, pass_rate
    from assistant.service import Service
    from assistant.settings import Settings

    answerer: Answerer = Service(Settings(data_dir=built_dir), backend="exact").answerer()
    held_out = sorted((root / "tests/data/questions").glob("held-out*.jsonl"))
    assert held_out
    for path in held_out:
        assert pass_rate(ask_all(answerer.answer, list(read_questions(path)))) >= 0.88, path.name
