"""What surrounds the routes: readiness, headers, other origins, the page as served, the closed Gradio endpoints."""

import base64
import hashlib
import os
import re
import threading
import time

import pytest
from fastapi.testclient import TestClient

from assistant.faq.desk import PublicDesk
from assistant.knowledge.index import KnowledgeIndexError
from assistant.service import Service
from assistant.settings import Settings
from assistant.web.app import create_app
from assistant.web.page import ours


class SlowToOpen(Service):
    """Opens when told to."""

    gate = threading.Event()

    def warm_up(self) -> None:
        self.gate.wait(30)
        super().warm_up()


class Broken(Service):
    """Cannot open its index, and says where."""

    def warm_up(self) -> None:
        self.public()

    def public(self) -> PublicDesk:
        raise KnowledgeIndexError("写不了索引目录 /srv/secret/index：磁盘已满")


def test_alive_at_once_and_ready_when_warm(settings: Settings) -> None:
    SlowToOpen.gate.clear()
    app = create_app(SlowToOpen(settings, backend="exact"))
    with TestClient(app) as client:
        assert client.get("/healthz").json() == {"status": "ok"}
        cold = client.get("/readyz")
        assert (cold.status_code, cold.json()) == (503, {"error": "正在打开知识库，请稍候"})
        SlowToOpen.gate.set()
        assert app.state.warmth.wait(60)
        assert client.get("/readyz").json() == {"status": "ready"}


def test_a_knowledge_base_that_does_not_open_is_told_without_paths(settings: Settings) -> None:
    app = create_app(Broken(settings))
    with TestClient(app) as client:
        assert app.state.warmth.wait(10)
        assert app.state.warmth.problem == "写不了索引目录 /srv/secret/index：磁盘已满"
        for reply in (client.get("/readyz"), client.post("/api/ask", json={"question": "五星"}), client.get("/api/faq"), client.get("/api/faq/x")):
            assert reply.status_code == 503
            assert reply.json()["error"].startswith("知识库")
            assert "/srv" not in reply.text


@pytest.mark.parametrize("path", ["/", "/healthz", "/docs", "/page/chat.js", "/api/nothing", "/gradio_api/info"])
def test_every_reply_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    policy = headers["content-security-policy"]
    for rule in ("default-src 'self'", "img-src 'self' data:", "connect-src 'self'", "frame-ancestors 'none'"):
        assert rule in policy
    scripts = policy.split("script-src", 1)[1].split(";", 1)[0]
    assert "unsafe-inline" not in scripts
    assert "http" not in scripts


def test_exactly_the_inline_scripts_of_the_page_may_run(client: TestClient) -> None:
    reply = client.get("/", headers={"Accept-Encoding": "br, gzip"})
    inline = re.findall(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", reply.text, re.DOTALL)
    hashes = {base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in inline}
    assert len(inline) >= 3
    assert set(re.findall(r"'sha256-([^']+)'", reply.headers["content-security-policy"])) == hashes


def test_the_page_is_chinese_and_names_no_other_host(client: TestClient) -> None:
    html = client.get("/").text
    assert 'lang="zh-CN"' in html
    assert "<title>星评顾问</title>" in html
    assert html.index("page/early.js") < html.index('type="module"')
    assert 'property="og:' not in html
    for address in re.findall(r'(?:src|href)="([^"]+)"', html):
        assert not re.match(r"(?:https?:)?//", address), address


def test_the_rewrite_keeps_what_it_does_not_know() -> None:
    assert ours("<p>别的页面</p>") == "<p>别的页面</p>"


@pytest.mark.parametrize("path", ["/", "/api/ask", "/gradio_api/queue/join"])
def test_no_other_origin_may_read(client: TestClient, path: str) -> None:
    origin = {"Origin": "https://evil.example", "Host": "xingping.example"}
    preflight = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    assert "access-control-allow-origin" not in client.get(path, headers=origin).headers
    asked = client.options(path, headers={**origin, **preflight})
    assert asked.status_code == 400
    assert "access-control-allow-origin" not in asked.headers


@pytest.mark.parametrize(
    "path",
    ["upload", "file=/etc/passwd", "file=https://evil.example/", "proxy=https://evil.example/", "info", "runs",
     "deep_link", "component_server", "vibe-code/", "profiling/summary"],
)  # fmt: skip
def test_gradio_endpoints_the_page_does_not_use_are_closed(client: TestClient, path: str) -> None:
    assert client.get(f"/gradio_api/{path}").status_code == 404
    assert client.post(f"/gradio_api/{path}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/monitoring",
        "/monitoring/summary",
        "/nothing",
        "/manifest.json",
        "/svelte/x.js",
        "/config",
        "/dev/reload",
    ],
)
def test_other_gradio_pages_do_not_exist(client: TestClient, path: str) -> None:
    assert client.get(path).json() == {"error": "没有这个地址，接口说明见 /docs"}


def test_an_encoded_path_does_not_slip_by(client: TestClient) -> None:
    assert client.post("/gradio_api/%75pload", files={"files": ("a.txt", b"x")}).status_code == 404
    assert client.get("/gradio_api/queue/../file=/etc/passwd").status_code == 404
    assert client.get("/gradio_api/queue/%2e%2e/file=/etc/passwd").status_code == 404
    assert client.get("//gradio_api/info").status_code == 404


def test_the_docs_need_no_other_host_and_no_script(client: TestClient) -> None:
    html = client.get("/docs").text
    assert "/api/ask" in html
    assert "/api/feedback" in html
    assert "<script" not in html
    assert not re.findall(r'(?:src|href)="https?:', html)
    paths = client.get("/openapi.json").json()["paths"]
    faq = {"/api/faq", "/api/faq/{id}", "/api/faq/{id}/feedback"}
    assert {"/api/ask", "/api/feedback", "/api/leads", "/api/prequalify", "/healthz", "/readyz", *faq} == set(paths)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:7860", "testserver.evil.example", "0.0.0.0:7860", ""])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"), ("GET", "/config"), ("GET", "/gradio_api/info"), ("POST", "/gradio_api/queue/join"), ("GET", "/page/work.js"),
        ("POST", "/api/ask"), ("GET", "/api/faq"), ("GET", "/healthz"), ("GET", "/docs"), ("GET", "/desk/jobs/x"), ("PUT", "/desk/rubrics?path=a"),
    ],
)  # fmt: skip
def test_a_strangers_name_that_points_here_gets_nothing(client: TestClient, method: str, path: str, host: str) -> None:
    """DNS rebinding: the browser takes the stranger's page for ours, so Origin and Host agree."""
    headers = {"Host": host, "Origin": f"http://{host}", "Sec-Fetch-Site": "same-origin"}
    reply = client.request(method, path, headers=headers, content=b"{}" if method != "GET" else None)
    assert reply.status_code == 421
    assert "XINGPING_ALLOWED_HOSTS" in reply.json()["error"]
    assert "Content-Security-Policy" in reply.headers


@pytest.mark.parametrize("host", ["localhost:7860", "127.0.0.1:7860", "[::1]:7860"])
def test_this_machines_own_names_are_served(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200
    assert client.get("/", headers={"Host": host}).status_code == 200


def test_the_start_of_the_application_removes_what_killed_uploads_left(settings: Settings) -> None:
    left = settings.data_dir / "incoming" / "tmp-of-long-ago"
    left.mkdir(parents=True)
    os.utime(left, (0, 0))
    SlowToOpen.gate.set()
    with TestClient(create_app(SlowToOpen(settings, backend="exact"))):
        deadline = time.monotonic() + 10
        while left.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
    assert not left.exists()
