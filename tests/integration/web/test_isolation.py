"""Two enterprises in one service: at no route, tab or file does one see anything of the other, and a stranger sees nothing at all.

What is another's is told in the words of what is not there. The matrix is held against the application's own routes and events.
"""

import json
import re
import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient

from assistant.accounts import Action, may
from assistant.web.door import is_open
from assistant.web.session import ChatTurn, write_turns
from assistant.web.work.place import Place
from tests.support.tenants import PHRASE, SAME, House, Tenant, house

OTHERS = ("企业甲", "只读甲", "顾问甲")  # none of them has anything to do with the second enterprise
NOWHERE = Tenant(
    "cl-0000000000000000", "as-0000000000000000", "as-0000000000000001", "fi-0000000000000000", "0" * 64, "jo-0000000000000000",
    "ov-000000000000", "import-000000000000",
)  # fmt: skip

DESK = {  # every private route that names something of a client, with ids to be filled in
    ("PUT", "/desk/clients/{client}/files"): ("/desk/clients/{client}/files?path=a.txt",),
    ("PUT", "/desk/results/{assessment}/gaps"): ("/desk/results/{assessment}/gaps?path=a.xlsx",),
    ("GET", "/desk/jobs/{job}"): ("/desk/jobs/{job}",),
    ("GET", "/desk/results/{assessment}/report.{kind}"): tuple(
        f"/desk/results/{{assessment}}/report.{kind}{more}" for kind in ("docx", "xlsx", "html", "json") for more in ("", "?target=five_star")
    ),
    ("GET", "/desk/clients/{client}/{what}.{kind}"): tuple(
        f"/desk/clients/{{client}}/{name}" for name in ("timeline.ics", "timeline.xlsx", "timeline.xlsx?by_plan=true", "materials.xlsx")
    ),
    ("GET", "/desk/rubrics/{rubric}.xlsx"): ("/desk/rubrics/{rubric}.xlsx",),
    ("GET", "/desk/pages/{client}/{sha256}/{page}.png"): ("/desk/pages/{client}/{sha256}/1.png?quote=x", "/desk/pages/{own}/{sha256}/1.png"),
    ("GET", "/desk/quotes/{client}/{sha256}"): ("/desk/quotes/{client}/{sha256}?locator=p.1&quote=x", "/desk/quotes/{own}/{sha256}?locator=p.1"),
}
SHARED = {("PUT", "/desk/library"): "/desk/library?path=a.txt", ("PUT", "/desk/rubrics"): "/desk/rubrics?path=a.xlsx"}
LEADS = {("GET", "/desk/leads.{kind}"): "/desk/leads.json", ("DELETE", "/desk/leads/{lead}"): "/desk/leads/le-0000000000000000"}
OWN_PAGES = {("POST", "/page/stop/{turn}"), ("GET", "/account"), ("POST", "/account"), ("POST", "/logout"), ("GET", "/login"), ("POST", "/login")}

ACTS: dict[str, tuple[tuple[str, dict[str, str]], ...]] = {  # what a forged page of each tab can say
    "grading": (
        ("choose", {"client": "{client}"}), ("uploaded", {"papers": "1"}), ("remove-file", {"file": "{file}"}), ("take-profile", {"file": "{file}"}),
        ("grade", {"on": "2026-11-20", "rubric": "{rubric}"}), ("cancel", {"job": "{job}"}), ("finished", {"job": "{job}"}),
        ("override", {"assessment": "{assessment}", "kind": "on_site", "clause": "5.1.1.1", "decision": "met", "reason": "x", "until": "2027-01-01"}),
        ("revoke", {"assessment": "{assessment}", "override": "{override}"}), ("sent", {"text": "x"}),
    ),
    "clients": (
        ("save", {"client": "{client}", "name": "改名有限公司"}), ("archive", {}), ("unarchive", {"client": "{client}"}), ("note", {"text": "x"}),
        ("erase", {"client": "{client}", "name": f"{PHRASE}有限公司"}),
        ("open", {"assessment": "{assessment}"}), ("dates", {"start": "2026-11-20", "by_plan": "on"}),
    ),
    "plan": (("plan", {"target": "five_star"}),),
    "compare": (("compare", {"before": "{earlier}", "after": "{assessment}"}),),
    "rubric": (
        ("look", {"rubric": "{rubric}"}), ("sent", {"rubric": "{rubric}"}), ("rename", {"rubric": "{rubric}", "title": "改名"}),
        ("remove", {"rubric": "{rubric}"}),
    ),
    "library": (("uploaded", {"count": "1"}), ("remove", {"name": "{library}"})),
}  # fmt: skip
COMMON = {"choose", "new-client", "who", "sample", "too-long"}


@pytest.fixture(scope="module")
def both(built_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    made = house(tmp_path_factory.mktemp("house"), built_dir)
    note = made.bench.settings.data_dir / f"{PHRASE}手册.txt"
    note.write_text(f"{PHRASE}净水器的滤芯每 17 个月更换一次，由{PHRASE}的维修员上门。", encoding="utf-8")
    made.bench.add_to_library(note)
    with made.running:
        assert made.app.state.warmth.wait(60)
        yield made


@pytest.fixture(scope="module")
def inside(both: House) -> dict[str, TestClient]:
    """Who is logged in, by name; "" is a stranger."""
    return {name: both.visitor(name) for name in ("", *OTHERS, "企业乙", "只读乙", "管理")}


def texts(data: bytes) -> str:
    """All that can be read in a reply, in packed files too."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(data)) as archive:
            data = b"\n".join(archive.read(name) for name in archive.namelist())
    return spelt_out(data.decode("utf-8", "replace"))


def spelt_out(text: str) -> str:
    """With what JSON and HTML may write as numbers as the characters they are."""
    return re.sub(r"\\u([0-9a-fA-F]{4})|&#x([0-9a-fA-F]{4});", lambda found: chr(int(found[1] or found[2], 16)), text)


def filled(text: str, of: Tenant, own: Tenant) -> str:
    return text.format(**asdict(of), own=own.client, library=f"{PHRASE}手册.txt")


def asked(client: TestClient, method: str, path: str) -> tuple[int, str]:
    reply = client.request(method, path, content=b"x" if method != "GET" else None, headers=SAME, follow_redirects=False)
    return reply.status_code, texts(reply.content)


def event(client: TestClient, name: str, data: list[Any], event_data: object = None) -> str:
    """An event of the page as anybody can send it; all that comes back, or the status where it is not taken."""
    body = {"data": data, "event_data": event_data, "fn_index": _numbers(client)[name], "session_hash": uuid.uuid4().hex[:10]}
    sent = client.post("/gradio_api/queue/join", json=body, headers=SAME)
    if sent.status_code != 200:
        return str(sent.status_code)
    return spelt_out(client.get("/gradio_api/queue/data", params={"session_hash": body["session_hash"]}).text)


def without(text: str, parts: list[str]) -> str:
    for one in parts:
        text = text.replace(one, "")
    return text


_IDS = ("{client}", "{assessment}", "{earlier}", "{file}", "{job}", "{override}")
_KNOWN: dict[str, int] = {}


def _numbers(client: TestClient) -> dict[str, int]:
    if not _KNOWN:
        config = re.search(r"window\.gradio_config = (\{.*?\});</script>", client.get("/").text, re.DOTALL)
        assert config
        _KNOWN.update({one["api_name"]: one["id"] for one in json.loads(config[1])["dependencies"] if one["backend_fn"]})
    return _KNOWN


def place(of: Tenant, assessment: str | None = None) -> str:
    return json.dumps(asdict(Place(of.client, of.assessment if assessment is None else assessment, "冒名的人")))


# -- the matrix is whole


def test_every_route_is_public_or_in_the_matrix(both: House) -> None:
    routes, mounts = set(), set()
    for one in iter_route_contexts(both.app.routes):
        methods = getattr(one.original_route, "methods", None)
        if methods is None:
            mounts.add(one.path)
        routes |= {(method, one.path) for method in methods or () if method != "HEAD"}
    assert {one for one in routes if not is_open(*one)} == {*DESK, *SHARED, *LEADS, *OWN_PAGES}
    assert mounts == {"/page", ""}  # our styles and scripts, and the page itself


def test_every_event_of_the_page_is_in_the_matrix(both: House, inside: dict[str, TestClient]) -> None:
    events = {*(f"{tab}_{kind}" for tab in ACTS for kind in ("show", "act")), "chat", "resume", "title", "fresh", "head"}
    assert set(_numbers(inside["管理"])) == events


def test_every_act_of_every_tab_is_in_the_matrix(both: House) -> None:
    from assistant.web.blocks import _TABS

    for tab in _TABS:
        made = tab(both.bench)
        assert set(made.acts()) | COMMON == {name for name, _ in ACTS[tab.name]} | COMMON
        assert set(made._common()) == COMMON


# -- a stranger


@pytest.mark.parametrize("path", sorted({*(one for paths in DESK.values() for one in paths), *SHARED.values(), *LEADS.values()}))
def test_a_stranger_is_told_to_log_in(both: House, inside: dict[str, TestClient], path: str) -> None:
    method = next(method for (method, _), paths in {**DESK, **{key: (one,) for key, one in (SHARED | LEADS).items()}}.items() if path in paths)
    status, told = asked(inside[""], method, filled(path, both.b, both.a))
    assert (status, PHRASE in told) == (401, False)


@pytest.mark.parametrize(
    "path", ["/gradio_api/queue/join", "/page/stop/00000000", "/logout", "/account", "/gradio_api/cancel", "/gradio_api/reset", "/nothing"]
)
def test_a_stranger_changes_nothing(inside: dict[str, TestClient], path: str) -> None:
    assert asked(inside[""], "POST", path)[0] == 401


@pytest.mark.parametrize("path", ["/gradio_api/queue/data?session_hash=x", "/gradio_api/startup-events", "/assets/x.js", "/theme.css", "/config"])
def test_nothing_but_what_is_listed_is_open(inside: dict[str, TestClient], path: str) -> None:
    assert asked(inside[""], "GET", path)[0] == 401


def test_a_stranger_who_opens_the_page_is_sent_to_log_in(inside: dict[str, TestClient]) -> None:
    reply = inside[""].get("/", follow_redirects=False)
    assert (reply.status_code, reply.headers["location"]) == (303, "/login?next=%2F")
    for path in ("/healthz", "/readyz", "/docs", "/openapi.json", "/page/docs.css", "/login"):
        assert inside[""].get(path, follow_redirects=False).status_code in (200, 503)


# -- another enterprise


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("key", DESK, ids=" ".join)
def test_what_is_anothers_is_told_as_what_is_not_there(both: House, inside: dict[str, TestClient], key: tuple[str, str], who: str) -> None:
    if "rubric" in key[1] and who == "顾问甲":
        pytest.skip("rubrics are the organisation's: its consultants look at all of them")
    for path in DESK[key]:
        status, told = asked(inside[who], key[0], filled(path, both.b, both.a))
        _, nothing = asked(inside[who], key[0], filled(path, NOWHERE, both.a))
        assert status == 404, path
        assert PHRASE not in told
        for found, none in zip(asdict(both.b).values(), asdict(NOWHERE).values(), strict=True):
            told, nothing = told.replace(found, "…"), nothing.replace(none, "…")
        assert told == nothing


def test_the_matrix_can_fail(both: House, inside: dict[str, TestClient]) -> None:
    """To whom it belongs, each of these is there and holds the phrase, so that its absence above says something."""
    for key, paths in DESK.items():
        if key[0] != "GET" or "jobs" in key[1]:
            continue
        status, told = asked(inside["企业乙"], "GET", filled(paths[0], both.b, both.b))
        nothing_there = "/pages/" in paths[0] or "/quotes/" in paths[0]  # a text has no pages, and the quote is none of it
        assert status == (400 if nothing_there else 200), (paths[0], told[:200])
        assert PHRASE in told or "/pages/" in paths[0] or "/rubrics/" in paths[0] or "/timeline" in paths[0]
    for tab in ("grading", "clients", "compare", "rubric"):
        assert PHRASE in event(inside["企业乙"], f"{tab}_show", [place(both.b)])


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("tab", ACTS)
def test_no_tab_shows_or_does_anything_at_a_forged_place(both: House, inside: dict[str, TestClient], tab: str, who: str) -> None:
    if tab in ("library", "rubric") and who == "顾问甲":
        pytest.skip("library and rubrics are the organisation's: its consultants look at all of them")
    before = (both.bench.workspace.audit(both.b.client), both.bench.rubrics(), both.bench.library())
    shared = [f"{PHRASE}手册.txt"]  # what was sent is told back
    shared += [one.title for one in both.bench.rubrics() if one.imported] if who == "顾问甲" else []
    for there in (place(both.b), place(both.a, both.b.assessment)):
        assert PHRASE not in without(event(inside[who], f"{tab}_show", [there]), shared)
        for name, values in ACTS[tab]:
            if there == place(both.b) or any(one in str(values) for one in _IDS):  # others act on one's own enterprise there
                said = json.dumps({"act": name, "values": {key: filled(value, both.b, both.a) for key, value in values.items()}})
                assert PHRASE not in without(event(inside[who], f"{tab}_act", [there], {"act": said}), shared), name
    assert before == (both.bench.workspace.audit(both.b.client), both.bench.rubrics(), both.bench.library())


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("question", ["现在几星", "为什么丢分", "怎么最快到五星", "还缺什么材料", "承诺写了什么"])
def test_the_chat_answers_by_no_grade_of_another(both: House, inside: dict[str, TestClient], question: str, who: str) -> None:
    for there in (place(both.b), place(both.a, both.b.assessment)):
        told = event(inside[who], "chat", [question, "", there])
        assert "process_completed" in told
        assert PHRASE not in told


def test_the_organisations_own_documents_answer_its_consultants_and_nobody_else(both: House, inside: dict[str, TestClient]) -> None:
    question = "我们的净水器滤芯多久更换一次？"
    assert f"{PHRASE}" in event(inside["顾问甲"], "chat", [question, "", ""])
    for who in ("企业甲", "只读甲", "企业乙"):
        assert PHRASE not in event(inside[who], "chat", [question, "", ""])


def test_a_forged_conversation_does_not_open_a_document(both: House, inside: dict[str, TestClient]) -> None:
    """Cards are drawn from the ids that the browser sends back."""
    answer = both.bench._service.ask("我们的净水器滤芯多久更换一次？", written=False)
    assert any(PHRASE in one.quote for one in answer.citations)
    citations = [{**asdict(one), "quote": "", "title": "", "source": ""} for one in answer.citations]
    turn = json.loads(write_turns((ChatTurn("x", answer, "00000000"),)))
    turn[0]["answer"] |= {"text": "x[1]", "citations": json.loads(json.dumps(citations))}
    assert PHRASE in event(inside["顾问甲"], "resume", [json.dumps(turn)])
    assert PHRASE not in event(inside["企业甲"], "resume", [json.dumps(turn)])


# -- one's own enterprise, as far as the role goes


def test_what_the_role_forbids_on_ones_own_enterprise_is_told_and_not_done(both: House, inside: dict[str, TestClient]) -> None:
    before = both.bench.workspace.audit(both.a.client)
    for path, expected in ((DESK["PUT", "/desk/clients/{client}/files"][0], 403), (DESK["PUT", "/desk/results/{assessment}/gaps"][0], 403)):
        status, told = asked(inside["只读甲"], "PUT", filled(path, both.a, both.a))
        assert (status, "只读用户" in told) == (expected, True)
    for method_path in SHARED.values():
        for who in OTHERS:
            assert asked(inside[who], "PUT", method_path)[0] == 403
    for (method, _), path in LEADS.items():
        for who in ("企业甲", "只读甲"):
            assert asked(inside[who], method, path)[0] == 403
    assert [asked(inside["顾问甲"], method, path)[0] for (method, _), path in LEADS.items()] == [200, 404]
    refused = {"grading": ("take-profile", "override", "revoke"), "clients": ("save", "archive", "erase", "note")}
    for tab, names in refused.items():
        for name, values in ACTS[tab]:
            if name in names:
                said = json.dumps({"act": name, "values": {key: filled(value, both.a, both.a) for key, value in values.items()}})
                assert "不能" in event(inside["企业甲"], f"{tab}_act", [place(both.a)], {"act": said}), name
    assert both.bench.workspace.audit(both.a.client) == before


def test_what_is_done_is_signed_by_the_account_and_not_by_the_typed_name(both: House, inside: dict[str, TestClient]) -> None:
    path = f"/desk/clients/{both.a.client}/files?path=新.txt&who=冒名的人"
    assert asked(inside["企业甲"], "PUT", path)[0] == 200
    added = next(one for one in both.bench.files(both.a.client) if one.path == "新.txt")
    assert added.created_by == "企业甲"
    said = json.dumps({"act": "remove-file", "values": {"file": added.id}})
    assert "已移除" in event(inside["企业甲"], "grading_act", [place(both.a)], {"act": said})
    assert both.bench.workspace.audit(both.a.client)[0].who == "企业甲"


def test_a_consultants_new_client_is_its_own_and_nobody_elses(both: House, inside: dict[str, TestClient]) -> None:
    said = json.dumps({"act": "save", "values": {"client": "", "name": "新客户有限公司"}})
    assert "新客户有限公司" in event(inside["顾问甲"], "clients_act", [place(both.a)], {"act": said})
    assert "新客户有限公司" in event(inside["顾问甲"], "clients_show", [""])
    assert "新客户有限公司" not in event(inside["企业甲"], "clients_show", [""])
    assert may(both.app.state.accounts.user("顾问甲"), Action.CONCLUDE, both.bench.workspace.find_client("新客户有限公司").id)


def test_nobody_stops_anothers_question(both: House, inside: dict[str, TestClient]) -> None:
    from assistant.web.asking import Asking

    asking = Asking()
    with asking.under_way("0a0a0a0a", "us-1") as stopped:
        assert not asking.stop("0a0a0a0a", "us-2")
        assert not stopped()
        assert asking.stop("0a0a0a0a", "us-1")
        assert stopped()


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}], ids=str)
@pytest.mark.parametrize("path", ["/gradio_api/queue/join", "/page/stop/00000000", "/account", "/logout", "/login", "/desk/library?path=a.txt"])
def test_another_sites_page_changes_nothing_for_who_is_logged_in(inside: dict[str, TestClient], path: str, headers: dict[str, str]) -> None:
    method = "PUT" if path.startswith("/desk") else "POST"
    assert inside["管理"].request(method, path, content=b"{}", headers=headers).status_code == 403
