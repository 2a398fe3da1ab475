"""What a page of another origin gets: the public paths where its origin is listed, and nothing else."""

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from assistant.settings import Settings
from assistant.web.widget import widget_script

SITE = "https://www.example.cn"
PUBLIC = ["/api/ask", "/api/feedback", "/api/faq", "/api/faq/x", "/api/faq/x/feedback", "/api/leads", "/api/prequalify", "/widget.js"]
PRIVATE = ["/", "/docs", "/openapi.json", "/healthz", "/page/chat.js", "/desk/jobs/x", "/gradio_api/queue/join", "/gradio_api/startup-events",
           "/api/faq/x/y/feedback", "/api/ask/", "/widget.js/x", "/api/faqs", "/api/other"]  # fmt: skip
STRANGERS = ["https://evil.example", "http://www.example.cn", "https://www.example.cn:8443", "https://x.www.example.cn", "HTTPS://WWW.EXAMPLE.CN",
             "null", ""]  # fmt: skip


def preflight(client: TestClient, path: str, origin: str, method: str = "POST") -> Response:
    headers = {"Origin": origin, "Access-Control-Request-Method": method, "Access-Control-Request-Headers": "content-type"}
    return client.options(path, headers=headers)


def cors(reply: Response) -> set[str]:
    return {name for name in reply.headers if name.startswith("access-control-")}


@pytest.mark.parametrize("path", PUBLIC)
def test_a_listed_site_may_use_the_public_paths(client: TestClient, path: str) -> None:
    asked = preflight(client, path, SITE)
    assert (asked.status_code, asked.headers["access-control-allow-origin"], asked.text) == (204, SITE, "")
    assert "POST" in asked.headers["access-control-allow-methods"]
    assert asked.headers["access-control-allow-headers"] == "Content-Type"
    got = client.get(path, headers={"Origin": SITE})
    assert got.headers["access-control-allow-origin"] == SITE
    assert got.headers["cross-origin-resource-policy"] == "cross-origin"
    assert got.headers["vary"].lower().count("origin") == 1
    for reply in (asked, got):
        assert "access-control-allow-credentials" not in reply.headers


@pytest.mark.parametrize("path", PRIVATE)
def test_a_listed_site_gets_nothing_else(client: TestClient, path: str) -> None:
    asked = preflight(client, path, SITE)
    assert asked.status_code == 400
    got = client.get(path, headers={"Origin": SITE})
    for reply in (asked, got):
        assert "access-control-allow-origin" not in reply.headers
    assert cors(got) == set()
    assert got.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("origin", STRANGERS)
@pytest.mark.parametrize("path", [*PUBLIC[:3], "/gradio_api/queue/join"])
def test_an_origin_that_is_not_listed_gets_nothing(client: TestClient, path: str, origin: str) -> None:
    asked, got = preflight(client, path, origin), client.get(path, headers={"Origin": origin})
    assert asked.status_code == 400
    assert "access-control-allow-origin" not in asked.headers
    assert cors(got) == set()
    assert got.headers["cross-origin-resource-policy"] == "same-origin"
    assert "Origin" in got.headers["vary"]


def test_a_refusal_can_be_read_by_the_page_that_asked(client: TestClient) -> None:
    for wrong, status in (({"content": b"x" * 300_000}, 413), ({"json": {"question": 5}}, 422)):
        reply = client.post("/api/ask", headers={"Origin": SITE}, **wrong)
        assert (reply.status_code, reply.headers["access-control-allow-origin"]) == (status, SITE)
        assert reply.json()["error"]
        assert "Retry-After" in reply.headers["access-control-expose-headers"]


def test_a_listed_site_is_answered(client: TestClient) -> None:
    reply = client.post("/api/ask", headers={"Origin": SITE}, json={"question": "五星要多少分？"})
    assert "95" in reply.json()["answer"]
    assert reply.headers["access-control-allow-origin"] == SITE


def test_by_default_no_other_site_is_listed() -> None:
    assert Settings().public_origin_list == set()


def test_the_script_may_be_loaded_by_any_page_and_is_kept(client: TestClient) -> None:
    reply = client.get("/widget.js")
    assert reply.headers["content-type"] == "text/javascript; charset=utf-8"
    assert reply.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "access-control-allow-origin" not in reply.headers
    assert "max-age" in reply.headers["cache-control"]
    assert reply.text == widget_script()
    etag = reply.headers["etag"]
    for held in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        again = client.get("/widget.js", headers={"If-None-Match": held})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
        assert again.headers["cross-origin-resource-policy"] == "cross-origin"
    assert client.get("/widget.js", headers={"If-None-Match": '"other"'}).status_code == 200
    assert client.head("/widget.js").headers["etag"] == etag


def test_the_script_is_small_and_asks_nothing_that_a_strict_policy_forbids() -> None:
    script = widget_script()
    assert len(script.encode("utf-8")) < 30_000
    for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "localStorage", "sessionStorage",
                      "document.cookie", "import(", "createElement(\"style\")", "https://"):  # fmt: skip
        assert forbidden not in script, forbidden
