"""Prequalification and leads over HTTP and on the page, over the real service."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException

from assistant.settings import Settings
from assistant.web.errors import on_http_error, on_invalid
from assistant.web.leads import PER_ADDRESS, Intake, leads_router
from assistant.web.prequalify import prequalify_router
from assistant.workspace import Workspace

WHO = {"kind": "sales", "years": 2, "people": 50, "system_months": 4}
LEAD = {"name": "李女士", "contact": "13812345678", "message": "多久能拿证", "consent": True, "page": "https://example.cn/in?tel=1"}
FORM = {name: str(value) for name, value in WHO.items()}


class Hand:
    """A clock that stands where it is put."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Hand:
    return Hand()


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace.open(Settings(data_dir=tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def desk(tmp_path: Path, workspace: Workspace, clock: Hand) -> Iterator[TestClient]:
    """The routes alone, with a workspace and a clock of their own."""
    settings = Settings(data_dir=tmp_path, lead_daily=20)
    app = FastAPI(exception_handlers={RequestValidationError: on_invalid, HTTPException: on_http_error})
    intake = Intake(workspace, settings, clock)
    app.include_router(leads_router(intake))
    app.include_router(prequalify_router(intake))
    with TestClient(app) as client:
        yield client


def test_the_outcome_carries_both_sides_and_citations(client: TestClient) -> None:
    reply = client.post("/api/prequalify", json=WHO)
    found = reply.json()
    assert reply.status_code == 200
    running = next(one for one in found["eligibility"] if one["id"] == "running")
    assert running["verdict"] == "contested"
    assert [side["holds"] for side in running["sides"]] == [True, False, None]
    assert all(found["passages"][name]["text"] for one in found["eligibility"] for name in one["passages"])
    assert found["first"]
    assert found["materials"]


def test_both_are_in_the_description_with_examples_that_hold(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    for path, schema in (("/api/prequalify", "Applicant"), ("/api/leads", "LeadBody")):
        assert "422" in described["paths"][path]["post"]["responses"]
        (example,) = described["components"]["schemas"][schema]["examples"]
        if path == "/api/prequalify":
            assert client.post(path, json=example).status_code == 200
    assert "/api/prequalify" in client.get("/docs").text
    assert not [path for path in described["paths"] if path.startswith(("/desk", "/prequalify"))]


@pytest.mark.parametrize(
    ("path", "body", "line"),
    [
        ("/api/prequalify", {}, "缺少 kind"),
        ("/api/prequalify", {**WHO, "people": "50"}, "people 应是整数"),
        ("/api/prequalify", {**WHO, "people": 0}, "people 不能小于 1"),
        ("/api/prequalify", {**WHO, "years": 1e9}, "years 不能大于 200"),
        ("/api/prequalify", {**WHO, "managers": 51}, "售后服务管理师（51 人）不能多于全体员工（50 人）"),
        ("/api/prequalify", {**WHO, "industry": "电\u0000梯"}, "industry 含有不能显示的字符"),
        ("/api/prequalify", {**WHO, "activities": ["flying"]}, "activities 第 1 项 只能是"),
        ("/api/leads", {**LEAD, "consent": False}, "consent 请先同意保存联系方式"),
        ("/api/leads", {**LEAD, "consent": "true"}, "consent 应是 true 或 false"),
        ("/api/leads", {name: value for name, value in LEAD.items() if name != "consent"}, "缺少 consent"),
        ("/api/leads", {**LEAD, "contact": "随便"}, "contact 联系方式看不出是"),
        ("/api/leads", {**LEAD, "name": " "}, "name 不能为空"),
        ("/api/leads", {**LEAD, "message": "留" * 2001}, "message 太长，最多 2000 字"),
        ("/api/leads", {**LEAD, "message": "\ud800"}, "message 含有不成对的代理字符"),
        ("/api/leads", {**LEAD, "prequalification": {**WHO, "people": -1}}, "prequalification.people 不能小于 1"),
        ("/api/leads", {**LEAD, "prequalification": 5}, "prequalification 应是 JSON 对象"),
    ],
)
def test_a_wrong_body_is_one_line_and_nothing_is_kept(desk: TestClient, workspace: Workspace, path: str, body: Any, line: str) -> None:
    reply = desk.post(path, content=json.dumps(body), headers={"Content-Type": "application/json"})
    assert reply.status_code == 422
    assert reply.json()["error"].startswith(line)
    assert workspace.leads() == []


def test_a_lead_is_kept_with_what_was_asked_and_came_out(desk: TestClient, workspace: Workspace) -> None:
    reply = desk.post("/api/leads", json={**LEAD, "prequalification": WHO})
    assert (reply.status_code, list(reply.json())) == (200, ["message"])
    (one,) = workspace.leads()
    assert (one.name, one.contact, one.page, one.consent_version) == ("李女士", "13812345678", "https://example.cn/in", "2026-11/365")
    assert json.loads(one.asked)["system_months"] == 4
    assert "说法不一" in one.summary
    assert "13812345678" not in "".join(entry.details for entry in workspace.audit())


def test_a_robot_is_thanked_and_not_kept(desk: TestClient, workspace: Workspace) -> None:
    reply = desk.post("/api/leads", json={**LEAD, "website": "http://spam.example"})
    assert reply.json() == desk.post("/api/leads", json=LEAD).json()
    assert len(workspace.leads()) == 1


def test_ten_an_hour_from_one_address(desk: TestClient, workspace: Workspace, clock: Hand) -> None:
    for number in range(PER_ADDRESS.amount):
        assert desk.post("/api/leads", json={**LEAD, "contact": f"1381234{number:04}"}).status_code == 200
        clock.now += 60
    reply = desk.post("/api/leads", json={**LEAD, "contact": "a@b.cn"})
    assert (reply.status_code, reply.headers["retry-after"]) == (429, "3000")
    assert "留言太频繁" in reply.json()["error"]
    clock.now = 3600
    assert desk.post("/api/leads", json={**LEAD, "contact": "a@b.cn"}).status_code == 200
    assert len(workspace.leads()) == PER_ADDRESS.amount + 1


def test_so_many_a_day_from_all(desk: TestClient, workspace: Workspace, clock: Hand) -> None:
    for number in range(20):
        clock.now += 3600
        desk.post("/api/leads", json={**LEAD, "contact": f"1381234{number:04}"})
    clock.now += 3600
    reply = desk.post("/api/leads", json={**LEAD, "contact": "a@b.cn"})
    assert reply.status_code == 429
    assert "今天收到的留言太多" in reply.json()["error"]
    assert len(workspace.leads()) == 20


def test_old_leads_go_when_the_application_starts(tmp_path: Path, workspace: Workspace) -> None:
    import time

    intake = Intake(workspace, Settings(data_dir=tmp_path, lead_days=1))
    app = FastAPI()
    app.include_router(leads_router(intake))
    TestClient(app).post("/api/leads", json=LEAD)
    with workspace.database.connection() as connection:
        connection.exec_driver_sql("UPDATE leads SET updated_at = '2026-01-01T00:00:00.000000+00:00'")
    with TestClient(app):
        deadline = time.monotonic() + 10
        while workspace.leads() and time.monotonic() < deadline:
            time.sleep(0.02)
    assert workspace.leads() == []


def test_the_page_needs_no_script_and_shows_the_outcome_below(client: TestClient) -> None:
    empty = client.get("/prequalify")
    assert empty.status_code == 200
    assert "frame-ancestors 'none'" in empty.headers["content-security-policy"]
    assert "<script" not in empty.text
    assert " style=" not in empty.text
    shown = client.post("/prequalify", data={**FORM, "certificates": "ISO 9001、<b>", "activities": ["delivery", "repair"], "wanted": "five_star"})
    assert shown.status_code == 200
    for words in ("说法不一", "至少运行 3 个月并经内审", "工作值", "ISO 9001、&lt;b&gt;", "请顾问联系我", "最长保存 365 天", "出处"):
        assert words in shown.text
    targets = set(re.findall(r'href="#(s\d+)"', shown.text))
    assert targets
    assert targets <= set(re.findall(r'id="(s\d+)"', shown.text))
    assert 'name="activities" value="delivery" checked' in shown.text


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"people": ""}, "员工人数没有填"),
        ({"people": "五十"}, "员工人数应是整数"),
        ({"years": "两年"}, "执照登记满几年应是数字"),
        ({"years": "nan"}, "执照登记满几年应是数字"),
        ({"kind": "<script>"}, "企业类型只能是"),
        ({"people": "9" * 5000}, "员工人数应是整数"),
    ],
)
def test_a_wrong_field_is_told_and_what_was_typed_stays(desk: TestClient, change: dict[str, str], line: str) -> None:
    shown = desk.post("/prequalify", data={**FORM, "industry": "家电", **change})
    assert shown.status_code == 422
    assert line in shown.text
    assert 'value="家电"' in shown.text
    assert "<script" not in shown.text


@pytest.mark.parametrize("body", [b"\xff\xfe", b"a=1&" * 100, b"x" * 70_000, b"people=%ff&kind=sales"])
def test_a_strange_form_is_an_empty_one(desk: TestClient, body: bytes) -> None:
    shown = desk.post("/prequalify", content=body, headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert shown.status_code == 422
    assert 'role="alert"' in shown.text


def test_a_message_from_the_page(desk: TestClient, workspace: Workspace) -> None:
    given = {**FORM, "activities": ["delivery", "repair"], "name": "王先生", "contact": "027-87654321", "message": "请回电"}
    refused = desk.post("/prequalify-contact", data=given)
    assert refused.status_code == 422
    assert "请先同意保存联系方式" in refused.text
    assert 'name="activities" value="repair"' in refused.text
    wrong = desk.post("/prequalify-contact", data={**given, "contact": "x", "consent": "yes"})
    assert "联系方式看不出" in wrong.text
    assert workspace.leads() == []
    assert desk.post("/prequalify-contact", data={**given, "consent": "yes"}, headers={"Origin": "http://evil.example"}).status_code == 403
    sent = desk.post("/prequalify-contact", data={**given, "consent": "yes"})
    assert [one.status_code for one in sent.history] == [303]
    assert "已收到" in sent.text
    (one,) = workspace.leads()
    assert (one.name, one.page) == ("王先生", "http://testserver/prequalify-contact")
    assert json.loads(one.asked)["activities"] == ["delivery", "repair"]
