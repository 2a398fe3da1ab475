"""The command line, the evaluation and the HTTP interface with a model behind them."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.cli import main
from assistant.settings import get_settings
from assistant.web.app import create_app
from tests.integration.written.conftest import KEY, MakeService
from tests.support.llm_server import MODEL, LlmServer, fails

LEVELS = "五星要多少分"
LIE = "五星级要 97 分及以上[1]。"


@pytest.fixture
def in_place(server: LlmServer, built_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The environment of a command line with a model and an index that is built already."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "index").symlink_to(built_dir / "index")
    for name, value in (("DATA_DIR", str(data)), ("LLM_BASE_URL", server.base_url), ("LLM_MODEL", MODEL), ("LLM_API_KEY", KEY), ("LLM_RETRIES", "0")):
        monkeypatch.setenv(f"XINGPING_{name}", value)
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


@pytest.mark.usefixtures("in_place")
def test_ask_with_and_without_the_model(server: LlmServer, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", LEVELS, "--llm"]) == 0
    written = capsys.readouterr().out
    assert f"注：由模型 {MODEL} 按依据改写，已逐处与依据核对" in written
    assert main(["ask", LEVELS, "--no-llm"]) == 0
    assert "由模型" not in capsys.readouterr().out
    assert len(server.requests) == 1
    assert main(["ask", LEVELS, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["mode"] == "generative"


@pytest.mark.usefixtures("in_place")
def test_lines_of_questions_say_how_they_were_answered(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"id": 1, "question": LEVELS}, {"id": 2, "question": "今天天气怎么样"}, {"id": 3, "question": "那四星呢", "history": [["user", LEVELS]]}]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(json.dumps(row) for row in rows)))
    assert main(["ask", "--jsonl", "--llm"]) == 0
    out = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["mode"] for row in out] == ["generative", "extractive", "generative"]
    assert out[1]["refused"]
    assert out[2]["written"]["understood"]


@pytest.mark.usefixtures("in_place")
def test_a_failing_endpoint_costs_one_note(server: LlmServer, capsys: pytest.CaptureFixture[str]) -> None:
    server.script = fails(500, "oops")
    assert main(["ask", LEVELS]) == 0
    said = capsys.readouterr()
    assert "注：这次没有用上模型：大模型服务自身出错" in said.out
    assert said.err == ""


def test_llm_without_an_endpoint_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", LEVELS, "--llm"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("没有接入大模型：请设 XINGPING_LLM_BASE_URL")
    assert said.count("\n") == 1


@pytest.mark.usefixtures("in_place")
def test_a_prompt_that_cannot_be_used_is_one_line(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "prompts"
    folder.mkdir()
    for path in (root / "prompts").glob("*.md"):
        (folder / path.name).write_text(path.read_text(encoding="utf-8").replace("{{question}}", "问题"), encoding="utf-8")
    monkeypatch.setenv("XINGPING_PROMPTS_DIR", str(folder))
    get_settings.cache_clear()
    assert main(["ask", LEVELS]) == 2
    said = capsys.readouterr().err
    assert "提示词" in said
    assert "question" in said
    assert said.count("\n") == 1


@pytest.mark.usefixtures("in_place")
def test_the_evaluation_runs_in_both_modes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {"id": "a", "question": LEVELS, "kind": "fact", "must": [["95|九十五"]]},
        {"id": "b", "question": "今天天气怎么样", "kind": "out_of_scope"},
    ]
    (tmp_path / "题.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert main(["evaluate", str(tmp_path / "题.jsonl"), "--no-ablation", "--llm"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert f"### 已接入模型 {MODEL}" in lines
    assert sum(line.startswith("总通过率 100.0%") for line in lines) == 2
    assert "模型写成 1；一次写成 1，改写或删句 0，没有用上 0" in lines


def test_the_development_questions_in_both_modes(root: Path, make_service: MakeService) -> None:
    """What the model makes of an answer costs none of its truth: where the extract is right, nearly all that is written is."""
    from assistant.evaluation.judge import read_questions
    from assistant.evaluation.report import ask_all, pass_rate

    path = root.parent / "shared" / "eval" / "questions-dev.jsonl"
    if not path.is_file():
        pytest.skip("the development questions are not here")
    questions, service = list(read_questions(path)), make_service()
    plain = ask_all(lambda text, history: service.ask(text, history, written=False), questions)
    written = ask_all(lambda text, history: service.ask(text, history, written=True), questions)
    assert sum(one.answer.mode == "generative" for one in written) >= 40
    assert pass_rate(written) >= pass_rate(plain) - 0.05


def test_the_interface_tells_the_mode_and_takes_no_model_of_the_callers(make_service: MakeService, server: LlmServer) -> None:
    app = create_app(make_service(allowed_hosts="testserver", public_model=True))
    with TestClient(app) as client:
        assert app.state.warmth.wait(60)
        reply = client.post("/api/ask", json={"question": LEVELS})
        assert reply.status_code == 200
        assert reply.json()["mode"] == "generative"
        assert reply.json()["written"]["model"] == MODEL
        assert client.post("/api/ask", json={"question": LEVELS, "model": "other"}).status_code == 422
        assert client.post("/page/stop/00000000").json() == {"stopped": False}
        assert KEY not in client.get("/").text
        assert f"已接入模型 {MODEL}" in client.get("/config").text or f"已接入模型 {MODEL}" in client.get("/").text
    assert len(server.requests) == 1


def test_a_stranger_costs_nothing_unless_the_operator_lets_the_model_write(make_service: MakeService, server: LlmServer) -> None:
    service = make_service()
    assert service.ask(LEVELS).mode == "generative"
    asked = len(server.requests)
    assert service.ask_public(LEVELS).mode == "extractive"
    assert service.ask_public("那四星呢？", [("user", LEVELS), ("assistant", "95 分。")]).mode == "extractive"
    assert len(server.requests) == asked
