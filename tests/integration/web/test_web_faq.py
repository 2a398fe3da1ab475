"""The public FAQ over HTTP: what is found, how it is described, cached and voted on."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.settings import Settings
from assistant.web.replies import Fault
from assistant.web.shown import AnswerShown, ItemShown, PageShown

FEE = "/api/faq/faq-fee-how-much"


def test_without_words_all_entries_come_page_by_page(client: TestClient) -> None:
    first = PageShown.model_validate(client.get("/api/faq").json())
    assert first.total == sum(topic.count for topic in first.topics) > 800
    assert len(first.items) == 20
    second = client.get("/api/faq", params={"offset": 20, "limit": 3}).json()
    assert len(second["items"]) == 3
    assert not {item["id"] for item in second["items"]} & {item.id for item in first.items}
    assert client.get("/api/faq", params={"offset": first.total}).json()["items"] == []


def test_a_question_in_everyday_words_finds_its_entry(client: TestClient) -> None:
    found = client.get("/api/faq", params={"q": "办个售后五星大概几个钱", "limit": 2}).json()
    assert found["items"][0]["id"] == "faq-fee-how-much"
    assert found["total"] >= len(found["items"]) == 2
    assert client.get("/api/faq", params={"q": "今天天气怎么样"}).json()["total"] == 0


def test_a_tag_keeps_to_its_topic(client: TestClient) -> None:
    found = client.get("/api/faq", params={"tag": "fees", "limit": 100}).json()
    assert {item["topic"]["id"] for item in found["items"]} == {"fees"}
    assert found["total"] == next(topic["count"] for topic in found["topics"] if topic["id"] == "fees")


def test_one_entry_carries_its_citations_and_both_sides(client: TestClient) -> None:
    item = ItemShown.model_validate(client.get(FEE).json())
    assert item.question == "认证要多少钱？"
    assert [one.number for one in item.citations] == [1, 2, 3]
    assert all(one.title and one.source and one.confidence for one in item.citations)
    assert len(item.sides) == 2
    assert any("说法不一" in note for note in item.notes)


WRONG = [
    ("/api/faq?tag=nope", 404, "没有“nope”这个主题"),
    ("/api/faq?limit=0", 422, "limit 不能小于 1"),
    ("/api/faq?limit=101", 422, "limit 不能大于 100"),
    ("/api/faq?limit=x", 422, "limit 应是整数"),
    ("/api/faq?offset=-1", 422, "offset 不能小于 0"),
    ("/api/faq?q=" + "a" * 201, 422, "q 太长，最多 200 字"),
    ("/api/faq/nope", 404, "没有编号是“nope”的公开问答"),
    ("/api/faq/a%0Ab%ff", 404, "没有编号是“a b\ufffd”的公开问答"),
    ("/api/faq/faq-level-preview-claim", 404, "没有编号是"),
    ("/api/faq/", 404, "没有这个地址"),
]


@pytest.mark.parametrize(("path", "status", "line"), WRONG)
def test_what_cannot_be_given_is_told_in_one_chinese_line(client: TestClient, path: str, status: int, line: str) -> None:
    reply = client.get(path)
    assert (reply.status_code, Fault.model_validate(reply.json()).error[: len(line)]) == (status, line)
    assert "\n" not in reply.json()["error"]


@pytest.mark.parametrize(("method", "path"), [("POST", "/api/faq"), ("DELETE", FEE), ("GET", f"{FEE}/feedback")])
def test_a_method_that_is_none_of_ours_is_told(client: TestClient, method: str, path: str) -> None:
    assert client.request(method, path).status_code == 405


@pytest.mark.parametrize("path", ["/api/faq?q=五星&limit=1", FEE])
def test_what_has_not_changed_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(path)
    assert first.headers["Cache-Control"] == "public, max-age=300"
    for known in (first.headers["ETag"], f'"old", W/{first.headers["ETag"]}', "*"):
        again = client.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert client.get(path, headers={"If-None-Match": '"old"'}).status_code == 200
    assert "ETag" not in client.get("/api/faq/nope", headers={"If-None-Match": "*"}).headers


def votes(settings: Settings) -> list[dict[str, str]]:
    file = settings.faq_feedback_file
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []


def test_a_vote_is_a_line_with_the_entry_and_the_opinion_alone(client: TestClient, settings: Settings) -> None:
    assert client.post(f"{FEE}/feedback", json={"vote": "down", "reason": "没写\n监督费"}).json() == {"ok": True}
    last = votes(settings)[-1]
    assert last == {"at": last["at"], "entry": "faq-fee-how-much", "vote": "down", "reason": "没写\n监督费"}


@pytest.mark.parametrize(
    ("path", "body", "told"),
    [
        (FEE, {"vote": "meh"}, (422, "vote 只能是")),
        (FEE, {}, (422, "缺少 vote")),
        (FEE, {"vote": "up", "reason": "长" * 501}, (422, "reason 太长")),
        (FEE, {"vote": "up", "who": "张三"}, (422, "who 是不认识的字段")),
        (FEE, [], (422, "请求体应是 JSON 对象")),
        ("/api/faq/nope", {"vote": "up"}, (404, "没有编号是“nope”")),
    ],
)
def test_a_wrong_vote_is_told_and_not_stored(
    client: TestClient, settings: Settings, path: str, body: object, told: tuple[int, str]
) -> None:
    before = votes(settings)
    reply = client.post(f"{path}/feedback", json=body)
    assert (reply.status_code, reply.json()["error"][: len(told[1])]) == told
    assert votes(settings) == before


def test_a_vote_that_cannot_be_stored_is_told_without_paths(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.web.feedback._FULL", 0)
    reply = client.post(f"{FEE}/feedback", json={"vote": "up"})
    assert (reply.status_code, reply.json()) == (503, {"error": "反馈没有存下，请管理员查看服务日志"})


@pytest.mark.parametrize("question", ["五星要多少分？", "200 人要几名管理师", "认证要多少钱", "今天天气怎么样", ""])
def test_answers_are_as_described(client: TestClient, question: str) -> None:
    AnswerShown.model_validate(client.post("/api/ask", json={"question": question}).json())


@pytest.mark.parametrize("field", ["prompt", "system", "model", "client", "temperature"])
def test_a_stranger_overrides_nothing(client: TestClient, field: str) -> None:
    assert client.post("/api/ask", json={"question": "五星要多少分？", field: "x"}).status_code == 422


def test_the_description_names_models_examples_and_refusals(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    schemas = described["components"]["schemas"]
    wanted = {"/api/ask": "post", "/api/faq": "get", "/api/faq/{id}": "get", "/api/faq/{id}/feedback": "post"}
    for path, method in wanted.items():
        responses: dict[str, Any] = described["paths"][path][method]["responses"]
        model = responses["200"]["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[-1]
        assert schemas[model]["examples"], path
        assert responses["422"]["content"]["application/json"]["schema"]["$ref"].endswith("/Fault"), path
    for model in (AnswerShown, ItemShown, PageShown):
        model.model_validate(schemas[model.__name__]["examples"][0])
    page = client.get("/docs").text
    assert "curl &#39;http://127.0.0.1:7860/api/faq/faq-fee-how-much&#39;" in page
    assert "/api/faq/faq-fee-how-much/feedback" in page
