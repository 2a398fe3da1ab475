"""`xingping usage`: the day's count as it stands."""

import json
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.llm.endpoint import DailyLimits
from assistant.llm.usage import UsageBook, UsageRow
from assistant.today import today


def used(data_dir: Path, day: str, purpose: str, cost: int) -> None:
    UsageBook(data_dir).reserve(UsageRow(day, "m", purpose, requests=1, chars_in=20, chars_out=5, cost=cost), DailyLimits())


def test_nothing_yet(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["usage"]) == 0
    out = capsys.readouterr().out
    assert "没有接入大模型" in out
    assert "最近 30 天没有用过大模型" in out
    assert not list(tmp_path.rglob("*.db"))


def test_rows_and_days(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XINGPING_LLM_BASE_URL", "http://127.0.0.1:9/v1/chat/completions")
    monkeypatch.setenv("XINGPING_LLM_MODEL", "m")
    monkeypatch.setenv("XINGPING_LLM_API_KEY", "sk-hunter2")
    day = today().isoformat()
    used(tmp_path / "var", day, "answer", 1_000_000)
    used(tmp_path / "var", day, "title", 500_000)
    used(tmp_path / "var", "2020-01-01", "answer", 7)
    assert main(["usage"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "已接入模型 m，地址 http://127.0.0.1:9/v1，密钥已设"
    assert lines[1].startswith("注：")
    assert f"{day}\tm\tanswer\t1\t0\t20\t5\t0\t0\t1.0000" in lines
    assert f"{day}\t2\t0\t40\t10\t0\t0\t1.5000" in lines
    assert not [line for line in lines if "2020" in line or "hunter2" in line]


def test_as_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    used(tmp_path / "var", today().isoformat(), "answer", 10)
    assert main(["usage", "--json", "--days", "1"]) == 0
    view = json.loads(capsys.readouterr().out)
    assert view["rows"][0]["purpose"] == "answer"
    assert view["days"][0]["cost"] == "0.0001"


@pytest.mark.parametrize("days", ["0", "-1", "9999999"])
def test_days_that_are_none(capsys: pytest.CaptureFixture[str], days: str) -> None:
    assert main(["usage", "--days", days]) == 2
    assert "--days" in capsys.readouterr().err
