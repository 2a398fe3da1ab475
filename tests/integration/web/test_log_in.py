"""Coming in and going out by plain forms, as a browser without scripts does it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.accounts import LOCAL, Accounts, Role
from assistant.accounts.passwords import Passwords
from assistant.web.account import account_router
from assistant.web.door import Cookies, Door, is_open
from assistant.workspace import Workspace
from tests.support.tenants import PASSWORD, SAME, hidden, log_in
from tests.support.workspaces import WHO, Somewhere

NEW = "another seven willows"


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Accounts]:
    workspace = Workspace.open(Somewhere(tmp_path_factory.mktemp("in")))
    made = Accounts.of(workspace, passwords=Passwords(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)))
    for name in ("甲", "乙", "丙"):
        made.create(name, Role.VIEWER, PASSWORD, WHO)
    yield made
    workspace.close()


def visitor(accounts: Accounts, *, https: bool = False, here: bool = True) -> TestClient:
    app = FastAPI()
    cookies = Cookies(https)
    app.include_router(account_router(accounts, cookies, here, pause=0))
    app.add_middleware(Door, accounts=accounts, cookies=cookies, here=here)
    return TestClient(app, base_url="https://testserver" if https else "http://testserver")


def test_the_cookie_is_out_of_reach_of_scripts_and_other_hosts(accounts: Accounts) -> None:
    for https, expected in ((False, "xp_session="), (True, "__Host-xp_session=")):
        client = visitor(accounts, https=https)
        form = hidden(client.get("/login").text)
        origin = {"Origin": "https://testserver"} if https else SAME
        reply = client.post("/login", data={**form, "name": "甲", "password": PASSWORD}, headers=origin, follow_redirects=False)
        told = reply.headers["set-cookie"]
        assert (reply.status_code, reply.headers["location"]) == (303, "/")
        assert told.startswith(expected)
        assert {"HttpOnly", "Path=/", "SameSite=lax"} <= {one.strip() for one in told.split(";")}
        assert ("Secure" in told) is https


@pytest.mark.parametrize("after", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/desk/x", "\r\nX: y"])
def test_one_is_sent_on_to_our_own_pages_only(accounts: Accounts, after: str) -> None:
    client = visitor(accounts)
    form = hidden(client.get("/login", params={"next": after}).text) | {"next": after}
    reply = client.post("/login", data={**form, "name": "甲", "password": PASSWORD}, headers=SAME, follow_redirects=False)
    assert reply.headers["location"] == "/"
    assert client.get("/login", params={"next": after}, follow_redirects=False).headers["location"] == "/"


def test_what_is_typed_stays_text(accounts: Accounts) -> None:
    client = visitor(accounts)
    form = hidden(client.get("/login").text)
    reply = client.post("/login", data={**form, "name": '"><script>alert(1)</script>', "password": "x"}, headers=SAME)
    assert reply.status_code == 401
    assert "<script" not in reply.text


def test_a_form_that_is_not_ours_does_nothing(accounts: Accounts) -> None:
    client = visitor(accounts)
    client.get("/login")
    for form in ({}, {"form": ""}, {"form": "x"}):
        assert client.post("/login", data={**form, "name": "甲", "password": PASSWORD}, headers=SAME, follow_redirects=False).status_code == 403
    assert log_in(client, "甲") == 303
    for path in ("/logout", "/account"):
        assert client.post(path, data={"form": "x", "old": PASSWORD, "new": NEW, "again": NEW}, headers=SAME).status_code == 403
    assert client.get("/account").status_code == 200


def test_a_changed_password_keeps_this_browser_in_and_puts_others_out(accounts: Accounts) -> None:
    here, there = visitor(accounts), visitor(accounts)
    assert [log_in(one, "乙") for one in (here, there)] == [303, 303]
    form = hidden(here.get("/account").text)
    assert here.post("/account", data={**form, "old": "wrong wrong", "new": NEW, "again": NEW}, headers=SAME).status_code == 400
    assert here.post("/account", data={**form, "old": PASSWORD, "new": NEW, "again": "x"}, headers=SAME).status_code == 400
    assert "密码已修改" in here.post("/account", data={**form, "old": PASSWORD, "new": NEW, "again": NEW}, headers=SAME).text
    assert here.get("/account").status_code == 200
    assert there.get("/account", follow_redirects=False).status_code == 303
    assert (log_in(there, "乙"), len(accounts.sessions("乙"))) == (401, 1)


def test_who_logs_out_is_out(accounts: Accounts) -> None:
    client = visitor(accounts)
    log_in(client, "丙")
    token = client.cookies["xp_session"]
    reply = client.post("/logout", data=hidden(client.get("/account").text), headers=SAME, follow_redirects=False)
    assert (reply.status_code, accounts.at_door(token)) == (303, None)


def test_without_accounts_only_this_machine_comes_in(tmp_path: Path) -> None:
    workspace = Workspace.open(Somewhere(tmp_path / "x"))
    empty = Accounts.of(workspace)
    assert empty.at_door("") == LOCAL
    assert "单用户模式" in visitor(empty).get("/account").text
    shut = visitor(empty, here=False)
    assert shut.get("/account", follow_redirects=False).status_code == 303
    assert "xingping user add" in shut.get("/login").text
    workspace.close()


@pytest.mark.parametrize(
    "path", ["/page/../desk/jobs/x", "/page/stop/0a0a0a0a", "/api/ask/x", "/api/faqs", "/docs/", "/healthz\n", "/login/", "//docs", ""]
)
def test_what_only_looks_like_an_open_path_is_shut(path: str) -> None:
    assert not is_open("GET", path)
    assert not is_open("POST", "/page/chat.js")
