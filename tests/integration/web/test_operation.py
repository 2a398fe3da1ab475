"""What the service tells those who run it: a line a request, its figures, and which part is not ready."""

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from assistant.logs.lines import JsonLine
from assistant.logs.redaction import Redactor
from assistant.service import Service
from assistant.settings import Settings
from assistant.web.app import create_app
from assistant.web.operation import may_read
from assistant.workspace.errors import WorkspaceError

HERE = ("127.0.0.1", 50000)
TOKEN = "a-token-for-prometheus"
QUESTION = "五星要多少分？我们是墨衡公司"


@pytest.fixture(scope="module")
def app_client(built_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    data_dir = tmp_path_factory.mktemp("operation")
    (data_dir / "index").symlink_to(built_dir / "index")
    app = create_app(Service(Settings(data_dir=data_dir, allowed_hosts="testserver"), backend="exact"))
    with TestClient(app, client=HERE) as client:
        assert app.state.warmth.wait(60)
        yield client


def figures(client: TestClient) -> dict[str, float]:
    """Every sample by its name and labels."""
    return {
        one.name + "".join(f" {value}" for _, value in sorted(one.labels.items())): one.value
        for family in text_string_to_metric_families(client.get("/metrics").text)
        for one in family.samples
    }


def test_every_request_has_a_line_with_its_route_and_never_its_words(app_client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "assistant.web.requests"):
        app_client.post("/api/ask", json={"question": QUESTION})
        app_client.get("/desk/jobs/jo-0123456789abcdef?who=李四")
        app_client.get("/page/chat.js")
        app_client.get("/墨衡公司/五星")
        app_client.get("/", headers={"Host": "evil.example"})
        app_client.put("/desk/clients/cl-1/files?path=合同.pdf", content=b"x", headers={"Cookie": "session=abc123"})
    line = JsonLine(Redactor())
    lines = [json.loads(line.format(one)) for one in caplog.records if one.name == "assistant.web.requests"]
    assert [(one["method"], one["route"], one["status"]) for one in lines] == [
        ("POST", "/api/ask", 200),
        ("GET", "/desk/jobs/{job}", 404),
        ("GET", "/page/*", 200),
        ("GET", "other", 404),
        ("GET", "/", 421),
        ("PUT", "/desk/clients/{client}/files", 404),
    ]
    assert all(one["ms"] >= 0 for one in lines)
    told = json.dumps(lines, ensure_ascii=False)
    for word in ("墨衡", "五星", "李四", "合同", "jo-0123", "cl-1", "abc123", "evil"):
        assert word not in told


@pytest.mark.parametrize(("given", "kept"), [("trace-0123456789", True), ("x" * 65, False), ("short", False), ("a b\tc d e f", False)])
def test_the_answer_carries_the_id_of_its_request(app_client: TestClient, given: str, kept: bool) -> None:
    reply = app_client.get("/healthz", headers={"X-Request-ID": given})
    assert (reply.headers["x-request-id"] == given) == kept
    assert re.fullmatch(r"[\w.-]{8,64}", reply.headers["x-request-id"])


def test_requests_answers_and_jobs_are_counted(app_client: TestClient) -> None:
    before = figures(app_client)
    app_client.post("/api/ask", json={"question": "五星要多少分？"})
    app_client.post("/api/ask", json={"question": "今天天气怎么样"})
    for number in range(5):
        app_client.get(f"/nothing/{number}")
    after = figures(app_client)

    def grown(name: str) -> float:
        return after.get(name, 0) - before.get(name, 0)

    assert grown("xingping_http_requests_total POST /api/ask 200") == 2
    assert grown("xingping_http_request_seconds_count POST /api/ask") == 2
    assert grown("xingping_http_requests_total GET other 404") == 5
    assert grown("xingping_answers_total extractive false") == 1
    assert grown("xingping_answers_total extractive true") == 1
    assert after["xingping_ready"] == 1
    assert after["xingping_index_passages curated"] > 100
    assert after["xingping_jobs running"] == 0
    assert after["process_resident_memory_bytes"] > 0
    assert any(name.startswith("xingping_build_info ") for name in after)
    assert not any("xingping_model" in name for name in after)


def test_two_applications_in_a_process_count_apart(app_client: TestClient, tmp_path: Path) -> None:
    other = TestClient(create_app(Service(Settings(data_dir=tmp_path, allowed_hosts="testserver"), backend="exact")), client=HERE)
    app_client.get("/healthz")
    assert "/healthz" not in other.get("/metrics").text


@pytest.mark.parametrize(
    ("token", "peer", "headers", "may"),
    [
        ("", "127.0.0.1", {}, True),
        ("", "::1", {}, True),
        ("", "10.0.0.9", {}, False),
        ("", "testclient", {}, False),
        ("", "127.0.0.1", {"x-forwarded-for": "203.0.113.7"}, False),  # a proxy on this machine speaks for anybody
        ("", "10.0.0.9", {"authorization": "Bearer "}, False),
        (TOKEN, "10.0.0.9", {"authorization": f"Bearer {TOKEN}"}, True),
        (TOKEN, "127.0.0.1", {}, False),
        (TOKEN, "10.0.0.9", {"authorization": f"Bearer {TOKEN}x"}, False),
        (TOKEN, "10.0.0.9", {"authorization": f"Basic {TOKEN}"}, False),
        (TOKEN, "10.0.0.9", {"authorization": "Bearer 令牌"}, False),
    ],
)
def test_who_may_read_the_figures(token: str, peer: str, headers: dict[str, str], may: bool) -> None:
    assert may_read(token, peer, headers) is may


def test_to_others_the_figures_do_not_exist(app_client: TestClient) -> None:
    stranger = TestClient(app_client.app, client=("203.0.113.7", 50000))
    refused, nothing = stranger.get("/metrics"), stranger.get("/nothing")
    assert (refused.status_code, refused.json()) == (404, nothing.json())


def test_a_database_that_does_not_answer_is_told_and_questions_are_answered(app_client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_: object) -> None:
        raise WorkspaceError("打不开资料库文件 /srv/secret")

    monkeypatch.setattr("assistant.workspace.workspace.Workspace.look", gone)
    reply = app_client.get("/readyz")
    assert reply.status_code == 503
    assert reply.json()["error"] == "资料库（客户与预评结果）暂时打不开，请管理员查看服务日志；知识问答不受影响"
    assert app_client.post("/api/ask", json={"question": "五星要多少分？"}).status_code == 200


def test_while_stopping_nobody_is_sent_here(app_client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_client.app.state.stopping, "begun", True)  # type: ignore[attr-defined]
    reply = app_client.get("/readyz")
    assert (reply.status_code, reply.json()) == (503, {"error": "服务正在停止，请稍后再试"})
    assert app_client.get("/healthz").status_code == 200
    asked = app_client.post("/api/ask", json={"question": "五星要多少分？"})
    assert (asked.status_code, asked.json(), asked.headers["connection"]) == (503, {"error": "服务正在停止，请稍后再试"}, "close")
