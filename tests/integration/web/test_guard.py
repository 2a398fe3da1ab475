"""What every reply carries, and what no request gets past: sizes, numbers, time, websockets, Gradio's own routes."""

import asyncio
import os
import tempfile
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.routing import Mount
from starlette.types import Message, Scope

from assistant.service import Service
from assistant.settings import Settings
from assistant.web import bodies
from assistant.web.app import create_app
from assistant.web.errors import error
from assistant.web.guard import Guard
from assistant.web.narrow import Narrow
from assistant.workbench import Workbench
from tests.support.desks import desk
from tests.support.loops import run

_ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


@pytest.fixture(scope="module")
def bench(built_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    return desk(tmp_path_factory.mktemp("guard"), built_dir)


@pytest.fixture(scope="module")
def app(bench: Workbench) -> FastAPI:
    return create_app(bench._service, bench)


@pytest.fixture(scope="module")
def http(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def carries_all(headers: Any) -> None:
    assert {name: headers[name] for name in _ALWAYS} == _ALWAYS
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "server" not in headers


@pytest.mark.parametrize(
    ("method", "path", "status", "kept"),
    [
        ("GET", "/", 200, False), ("HEAD", "/", 200, False), ("GET", "/page/work.js", 200, True), ("GET", "/theme.css", 200, True),
        ("GET", "/healthz", 200, False), ("GET", "/docs", 200, False), ("GET", "/openapi.json", 200, False), ("POST", "/api/ask", 422, False),
        ("GET", "/api/ask", 405, False), ("GET", "/nothing", 404, False), ("GET", "/page/nothing.js", 404, True), ("GET", "/desk/jobs/x", 404, False),
        ("GET", "/desk/results/x/report.html", 404, False), ("PUT", "/desk/library?path=a", 400, False),
        ("POST", "/gradio_api/queue/join", 422, False),
    ],
)  # fmt: skip
def test_every_kind_of_reply_carries_the_headers(http: TestClient, method: str, path: str, status: int, kept: bool) -> None:
    reply = http.request(method, path)
    assert reply.status_code == status
    carries_all(reply.headers)
    assert (reply.headers.get("cache-control", "") == "no-store") is not kept
    assert "strict-transport-security" not in reply.headers


@pytest.mark.parametrize(
    ("status", "asked"),
    [
        (413, {"method": "POST", "url": "/api/ask", "content": b"x" * 300_000}),
        (413, {"method": "PUT", "url": "/desk/library?path=a", "headers": {"Content-Length": "9" * 15}}),
        (413, {"method": "PUT", "url": "/desk/library?path=a", "headers": {"Content-Length": "9" * 5000}}),
        (414, {"method": "GET", "url": "/healthz?q=" + "x" * 9_000}),
        (414, {"method": "GET", "url": "/" + "x" * 9_000}),
        (421, {"method": "GET", "url": "/", "headers": {"Host": "evil.example"}}),
        (431, {"method": "GET", "url": "/", "headers": {f"X-{number}": "x" for number in range(101)}}),
        (431, {"method": "GET", "url": "/", "headers": {"Cookie": "x" * 40_000}}),
    ],
    ids=lambda one: str(one)[:60],
)
def test_what_is_too_much_is_told_in_one_line(http: TestClient, status: int, asked: dict[str, Any]) -> None:
    reply = http.request(**asked)
    assert reply.status_code == status
    assert set(reply.json()) == {"error"}
    assert "\n" not in reply.json()["error"]
    carries_all(reply.headers)


def test_a_fault_inside_is_one_line_with_the_headers_and_no_detail(app: FastAPI, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> None:
        raise RuntimeError("/srv/secret")

    app.add_api_route("/broken", broken)
    app.router.routes.insert(0, app.router.routes.pop())
    with TestClient(app, raise_server_exceptions=False) as client:
        reply = client.get("/broken")
    app.router.routes.pop(0)
    assert (reply.status_code, reply.json()) == (500, {"error": "服务内部出错，请稍后重试，或请管理员查看日志"})
    carries_all(reply.headers)
    assert "/srv/secret" in caplog.text


def test_a_caller_who_comes_too_often_gets_the_headers_too(built_dir: Path) -> None:
    settings = Settings(data_dir=built_dir, host="0.0.0.0", rate_limits="other=1/minute", https=True)
    http = TestClient(create_app(Service(settings, backend="exact")), client=("203.0.113.5", 1))
    assert http.get("/docs").status_code == 200
    reply = http.get("/docs")
    assert reply.status_code == 429
    assert reply.json()["error"].startswith("请求太频繁，请 ")
    carries_all(reply.headers)
    assert reply.headers["strict-transport-security"] == "max-age=31536000"
    assert http.get("/healthz").status_code == 200


@pytest.mark.parametrize("path", ["/", "/gradio_api/queue/join", "/api/ask"])
def test_a_websocket_is_refused_with_the_headers(app: FastAPI, path: str) -> None:
    sent = _sent(app, {"type": "websocket", "path": path, "headers": [(b"host", b"testserver")], "extensions": {"websocket.http.response": {}}})
    assert (sent[0]["type"], sent[0]["status"]) == ("websocket.http.response.start", 403)
    carries_all({name.decode(): value.decode() for name, value in sent[0]["headers"]})
    plain = _sent(app, {"type": "websocket", "path": path, "headers": []})
    assert plain == [{"type": "websocket.close", "code": 1008}]


def _sent(app: Any, scope: dict[str, Any]) -> list[Message]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    run(app({"query_string": b"", "subprotocols": [], "scheme": "ws", **scope}, receive, send))
    return sent


# -- bodies


@pytest.mark.parametrize("path", ["/api/ask", "/api/feedback", "/gradio_api/queue/join"])
@pytest.mark.parametrize(
    "body",
    [b"[" * 200_000, b'{"question":' * 15_000, b'{"question":' + b"[" * 5_000 + b"]" * 5_000 + b"}", b'{"n": ' + b"9" * 9_000 + b"}"],
    ids=["open", "objects", "lists", "digits"],
)
def test_json_that_is_deep_or_huge_is_a_wrong_request(http: TestClient, path: str, body: bytes) -> None:
    reply = http.post(path, content=body, headers={"Content-Type": "application/json"})
    assert 400 <= reply.status_code < 500


@pytest.mark.parametrize("value", ["1e999999", "NaN", "-Infinity"])
def test_a_number_that_is_none_is_a_wrong_request(http: TestClient, value: str) -> None:
    reply = http.post("/api/ask", content=f'{{"question": {value}}}', headers={"Content-Type": "application/json"})
    assert (reply.status_code, reply.json()) == (422, {"error": "question 应是字符串"})


def test_many_parts_are_not_looked_at(http: TestClient) -> None:
    form = b"".join(b'--b\r\nContent-Disposition: form-data; name="f"; filename="x"\r\n\r\nx\r\n' for _ in range(3000)) + b"--b--\r\n"
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    assert http.post("/api/ask", content=form, headers=headers).status_code == 422
    assert http.post("/gradio_api/upload", content=form, headers=headers).status_code == 404
    assert http.post("/gradio_api/queue/join", content=form, headers=headers).status_code in (400, 422)


def test_an_archive_that_would_fill_the_disk_takes_the_disk_it_came_with(http: TestClient, bench: Workbench) -> None:
    client = bench.save_client("", {"name": "甲有限公司"}, "")
    before = _disk(bench)
    told = http.put(f"/desk/clients/{client.id}/files", params={"path": "零.zip"}, content=_bomb())
    assert told.json()["state"] == "added"
    assert _disk(bench) - before < 1 << 20


def _disk(bench: Workbench) -> int:
    return sum(one.stat().st_size for one in bench.settings.data_dir.rglob("*") if one.is_file())


def _bomb() -> bytes:
    """64 MB of nothing in 64 KB."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("零.txt", "w", force_zip64=True) as entry:
        for _ in range(64):
            entry.write(bytes(1 << 20))
    return out.getvalue()


class Trickle:
    """A sender that sends some of a body and then nothing."""

    def __init__(self, *pieces: bytes) -> None:
        self._pieces = list(pieces)

    async def __call__(self) -> Message:
        if not self._pieces:
            await asyncio.sleep(60)
        return {"type": "http.request", "body": self._pieces.pop(0), "more_body": True}


async def _echo(scope: Scope, receive: Any, send: Any) -> None:
    said = [await receive()]
    while said[-1].get("more_body"):
        said.append(await receive())
    await error(200, said[-1]["type"])(scope, receive, send)


@pytest.mark.parametrize(
    ("method", "path", "status", "line"),
    [("POST", "/api/ask", 408, "请求体太久没有传完"), ("PUT", "/desk/library", 200, "http.disconnect")],
)
def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, method: str, path: str, status: int, line: str) -> None:
    monkeypatch.setattr(bodies, "_WHOLE", 0.05)
    monkeypatch.setattr(bodies, "_PIECE", 0.05)
    guard = Guard(_echo, upload_limit=10**6, known=lambda _: True)
    scope = {"type": "http", "method": method, "path": path, "query_string": b"", "headers": [(b"content-length", b"100")]}
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    run(guard(scope, Trickle(b"{"), send))
    assert sent[0]["status"] == status
    assert line in sent[1]["body"].decode()


def test_an_upload_that_trickles_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "_PIECE", 0.05)
    monkeypatch.setattr(bodies, "_SLOWEST", 1000)

    async def read() -> int:
        receive = bodies.steady(Endless(), 10)
        count = 0
        while (await receive())["type"] == "http.request":
            count += 1
        return count

    assert 1 <= run(read()) < 20


class Endless:
    """A byte every 10 ms."""

    async def __call__(self) -> Message:
        await asyncio.sleep(0.01)
        return {"type": "http.request", "body": b"x", "more_body": True}


# -- what is left of Gradio


def test_only_these_routes_of_gradio_are_reachable(app: FastAPI) -> None:
    """A new version that adds one inside what is let through fails here: look at it before it is added."""
    mount = next(route for route in app.routes if isinstance(route, Mount) and isinstance(route.app, Narrow))
    assert isinstance(mount.app, Narrow)
    gradio: Any = mount.app._gradio
    reachable = {path for path in _paths(gradio.routes) if mount.app.passes(_filled(path))}
    assert reachable == {
        "/", "/assets/{path:path}", "/static/{path:path}", "/theme.css", "/robots.txt", "/gradio_api/queue/join", "/gradio_api/queue/data",
        "/gradio_api/startup-events", "/gradio_api/app_id", "/gradio_api/reset", "/gradio_api/cancel", "/gradio_api/heartbeat/{session_hash}",
    }  # fmt: skip


def _paths(routes: Any, before: str = "") -> Iterator[str]:
    for route in routes:
        inner = getattr(route, "original_router", None) or getattr(route, "router", None)
        if inner is not None:
            context = getattr(route, "include_context", None)
            yield from _paths(inner.routes, before + getattr(context, "prefix", ""))
        elif getattr(route, "path", None) is not None:
            yield before + route.path


def _filled(path: str) -> str:
    return path.replace("{path:path}", "a.js").replace("{session_hash}", "abc")


def test_no_file_goes_through_gradio(http: TestClient, settings: Settings) -> None:
    """Nothing is stored in its shared temporary folder, and nothing is served from it or from anywhere else."""
    shared = Path(os.environ["GRADIO_TEMP_DIR"])
    before = sorted(shared.rglob("*")) if shared.is_dir() else []
    form = {"files": ("a.html", b"<script>alert(1)</script>", "text/html")}
    assert http.post("/gradio_api/upload", files=form).status_code == 404
    assert (sorted(shared.rglob("*")) if shared.is_dir() else []) == before
    secret = settings.data_dir / "feedback.jsonl"
    inside = Path(tempfile.gettempdir()) / "xp-secret.txt"
    for path in (secret, inside, shared / "x", Path("/etc/passwd"), Path("assistant/settings.py")):
        for way in (f"file={path}", f"file/{path}", f"file=..%2f..%2f{path}", f"file=%2e%2e/{path}", f"static/..{path}", f"assets/%2e%2e{path}"):
            for start in ("/gradio_api/", "/"):
                assert http.get(start + way).status_code in (403, 404), start + way
