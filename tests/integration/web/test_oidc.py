"""Signing in through a provider that really runs: the whole journey, and everything that can be wrong on it."""

import logging
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.accounts import Accounts, Role
from assistant.accounts.subjects import subject_of
from assistant.service import Service
from assistant.settings import Settings
from assistant.web.account import accounts_of, add_door
from assistant.web.app import create_app
from assistant.web.guard import Guard
from assistant.web.oidc import LINES
from assistant.web.rate import kind_of
from assistant.workspace import Workspace
from tests.support.oidc_server import CLIENT, PEOPLE, SECRET, Provider, oidc_server
from tests.support.workspaces import WHO

MINE, OTHER = PEOPLE


@dataclass
class Site:
    """Our application, of one process or several, and the accounts it knows."""

    settings: Settings
    accounts: Accounts

    def browser(self, *, https: bool = False) -> TestClient:
        app = FastAPI()
        add_door(app, self.accounts, self.settings)
        app.add_middleware(Guard, upload_limit=1, known=lambda _: True)
        app.add_api_route("/", lambda: {"in": True})
        return TestClient(app, base_url=f"http{'s' * https}://testserver", follow_redirects=False)


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    with oidc_server() as provider:
        yield provider


@pytest.fixture
def provider(running: Provider) -> Provider:
    """Doing everything right."""
    running.straight()
    return running


@contextmanager
def opened(provider: Provider, data_dir: Path, **changes: Any) -> Iterator[Site]:
    """With the settings given; its user 李四 is bound to MINE."""
    given = {"data_dir": data_dir, "oidc_issuer": provider.issuer, "oidc_client_id": CLIENT, "oidc_client_secret": SECRET}
    settings = Settings(**{**given, **changes})
    workspace = Workspace.open(settings)
    accounts = accounts_of(workspace, settings)
    if not accounts.any():
        value = PEOPLE[MINE]["email"] if settings.oidc_claim == "email" else MINE
        accounts.create("李四", Role.CONSULTANT, None, WHO, subject=subject_of(settings.oidc_issuer, settings.oidc_claim, value))
    yield Site(settings, accounts)
    workspace.close()


@pytest.fixture(scope="module")
def shared(running: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with opened(running, tmp_path_factory.mktemp("shared")) as site:
        yield site


@pytest.fixture
def here(shared: Site, provider: Provider) -> Site:
    """For tests that leave it as it is."""
    return shared


@pytest.fixture
def site(provider: Provider, tmp_path: Path) -> Iterator[Callable[..., Site]]:
    """Sites of the test's own, over one data folder."""
    with ExitStack() as stack:
        yield lambda **changes: stack.enter_context(opened(provider, tmp_path, **changes))


def sent_away(browser: TestClient, page: str = "/account") -> str:
    """The provider's address that the log-in page's button leads to."""
    reply = browser.get(f"/login/oidc?next={page}")
    assert reply.status_code == 303
    return reply.headers["location"]


def passed(address: str, who: str = MINE, **form: str) -> str:
    """Where the provider sends the browser once somebody has signed in there: path and query of ours."""
    reply = httpx.post(address, data={"sub": who, **form}, trust_env=False)
    assert reply.status_code in (302, 303), reply.text
    parts = urlsplit(reply.headers["location"])
    assert parts.path == "/login/oidc/back"
    return f"{parts.path}?{parts.query}"


def journey(site: Site, who: str = MINE) -> tuple[TestClient, httpx.Response]:
    browser = site.browser()
    return browser, browser.get(passed(sent_away(browser), who))


def why(reply: httpx.Response) -> str:
    assert reply.status_code == 303
    assert "session" not in reply.headers.get("set-cookie", "")
    (found,) = parse_qs(urlsplit(reply.headers["location"]).query)["why"]
    return found


def test_the_button_leads_to_the_provider_and_back_to_the_page_that_was_wanted(site: Callable[..., Site], provider: Provider) -> None:
    here = site(oidc_name="<b>集团")
    browser = here.browser()
    assert browser.get("/account").headers["location"] == "/login?next=%2Faccount"
    shown = browser.get("/login?next=%2Faccount").text
    assert '<a class="button" href="login/oidc?next=/account">&lt;b&gt;集团</a>' in shown
    reply = browser.get(passed(sent_away(browser)))
    assert (reply.status_code, reply.headers["location"]) == (303, "/account")
    assert "这个账号没有密码" in browser.get("/account").text
    asked, exchanged = provider.asked
    assert asked["code_challenge_method"] == "S256"
    assert asked["code_challenge"] == urlsafe_b64encode(sha256(exchanged["code_verifier"].encode()).digest()).rstrip(b"=").decode()
    assert min(len(asked["state"]), len(asked["nonce"]), len(exchanged["code_verifier"])) >= 20
    assert asked["redirect_uri"] == "http://testserver/login/oidc/back"
    here.accounts.disable("李四", WHO)
    assert browser.get("/account").status_code == 303


def test_the_cookie_of_a_sign_in_is_short_lived_closed_to_scripts_and_sealed(site: Callable[..., Site], tmp_path: Path) -> None:
    browser = site().browser(https=True)
    begun = browser.get("/login/oidc")
    cookie = begun.headers["set-cookie"]
    for part in ("__Secure-xp_oidc=", "HttpOnly", "Max-Age=600", "Path=/login/oidc", "SameSite=lax", "Secure"):
        assert part in cookie
    asked = {name: values[0] for name, values in parse_qs(urlsplit(begun.headers["location"]).query).items()}
    assert asked["redirect_uri"].startswith("https://")
    assert not [one for one in (asked["state"], asked["nonce"], SECRET) if one in cookie]
    assert (tmp_path / "oidc.key").stat().st_mode & 0o077 == 0
    back = browser.get(passed(begun.headers["location"]))
    assert "__Host-xp_session=" in back.headers["set-cookie"]
    assert "__Secure-xp_oidc" not in browser.cookies


def test_a_sign_in_may_end_at_another_process_and_a_damaged_key_costs_another_try(site: Callable[..., Site], tmp_path: Path) -> None:
    first, second = site().browser(), site().browser()
    way = passed(sent_away(first))
    second.cookies = first.cookies
    assert second.get(way).headers["location"] == "/account"
    way = passed(sent_away(first))
    (tmp_path / "oidc.key").write_bytes(b"damaged")
    assert why(first.get(way)) == "stale"
    assert first.get(passed(sent_away(first))).headers["location"] == "/account"


def test_nobody_is_sent_to_a_page_of_others(here: Site) -> None:
    browser = here.browser()
    assert browser.get(passed(sent_away(browser, "https://evil.example/"))).headers["location"] == "/"


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"}, {"nonce": None}, {"aud": ["others"]}, {"aud": ["others"], "azp": CLIENT}, {"aud": None},
        {"iss": "https://evil.example"}, {"iss": None}, {"exp": 1_600_000_000}, {"exp": None}, {"sub": 7}, {"sub": ""},
    ],
    ids=str,
)  # fmt: skip
def test_a_token_that_is_not_for_this_sign_in_is_refused(here: Site, provider: Provider, claims: dict[str, Any]) -> None:
    provider.claims = claims
    browser, reply = journey(here)
    assert why(reply) == "unproved"
    assert browser.get("/account").status_code == 303
    assert LINES["unproved"] in browser.get(reply.headers["location"]).text


def test_a_token_that_others_signed_is_refused(here: Site, provider: Provider) -> None:
    provider.forged = True
    assert why(journey(here)[1]) == "unproved"


@pytest.mark.parametrize("wrong", ["state", "cookie", "code", "old", "twice"])
def test_a_return_that_was_not_begun_here_is_refused(here: Site, monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    browser = here.browser()
    way = passed(sent_away(browser))
    if wrong == "state":
        way = way.replace("state=", "state=x")
    elif wrong == "cookie":
        browser.cookies.clear()
    elif wrong == "code":
        way = way.replace("code=", "code=x")
    elif wrong == "old":
        monkeypatch.setattr("assistant.web.oidc_state.SECONDS", -1)
    else:
        assert browser.get(way).headers["location"] == "/account"
    assert why(browser.get(way)) == ("unproved" if wrong == "code" else "stale")


def test_whoever_is_bound_to_nobody_disabled_or_turned_away_there_stays_out(site: Callable[..., Site]) -> None:
    here = site()
    browser, reply = journey(here, OTHER)
    assert why(reply) == "nobody"
    assert LINES["nobody"] in browser.get(reply.headers["location"]).text
    assert [one.name for one in here.accounts.users()] == ["李四"]
    address = sent_away(browser)
    (state,) = parse_qs(urlsplit(address).query)["state"]
    assert why(browser.get(f"{passed(address, action='deny')}&state={state}")) == "denied"
    here.accounts.disable("李四", WHO)
    assert why(journey(here)[1]) == "nobody"


def test_an_address_counts_when_it_is_verified_wherever_it_is_told(site: Callable[..., Site], provider: Provider) -> None:
    here = site(oidc_claim="email")
    assert journey(here)[1].headers["location"] == "/account"
    provider.claims = {"email": None, "email_verified": None}  # told at the userinfo endpoint only
    assert journey(here)[1].headers["location"] == "/account"
    provider.claims = {"email": PEOPLE[MINE]["email"]}  # OTHER says so of itself
    assert why(journey(here, OTHER)[1]) == "unverified"
    provider.claims = {"email": None, "sub": OTHER}  # what is told of somebody else
    assert why(journey(here)[1]) == "unverified"


def test_a_provider_that_is_away_broken_or_another_is_told_and_the_password_still_works(site: Callable[..., Site], provider: Provider) -> None:
    away = site(oidc_issuer="http://127.0.0.1:9").browser()
    assert why(away.get("/login/oidc")) == "away"
    assert 'name="password"' in away.get("/login?why=away").text
    here = site()
    provider.broken = True
    assert why(here.browser().get("/login/oidc")) == "away"
    provider.broken, provider.description = False, {"issuer": "https://evil.example"}
    assert why(here.browser().get("/login/oidc")) == "unproved"
    provider.description = {"token_endpoint": "http://evil.example/token"}
    assert why(here.browser().get("/login/oidc")) == "unproved"
    provider.straight()
    browser = here.browser()
    way = passed(sent_away(browser))
    provider.broken = True
    assert why(browser.get(way)) == "away"


def test_without_a_provider_there_is_no_button_and_no_way(site: Callable[..., Site]) -> None:
    browser = site(oidc_issuer="", oidc_client_id="", oidc_client_secret="").browser()
    assert "login/oidc" not in browser.get("/login").text
    assert [why(browser.get(path)) for path in ("/login/oidc", "/login/oidc/back")] == ["off", "off"]
    assert browser.post("/login/oidc").status_code == 401


def test_the_real_application_has_the_way_behind_all_its_guards(site: Callable[..., Site]) -> None:
    settings = site().settings
    browser = TestClient(create_app(Service(settings)), base_url="http://127.0.0.1", follow_redirects=False)
    assert browser.get("/desk/clients").status_code == 401
    begun = browser.get("/login/oidc?next=/account")
    assert "form-action 'self'" in begun.headers["content-security-policy"]
    assert browser.get(passed(begun.headers["location"])).headers["location"] == "/account"
    assert "李四，顾问" in browser.get("/account").text
    assert browser.get("/desk/clients").status_code != 401
    assert browser.post("/login/oidc/back").status_code == 405


def test_signing_in_so_counts_as_signing_in() -> None:
    assert [kind_of("GET", path) for path in ("/login/oidc", "/login/oidc/back", "/login/oidcx")] == ["login", "login", "other"]


def test_no_secret_of_a_sign_in_is_logged(here: Site, provider: Provider, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        for provider.claims in ({}, {"aud": ["others"]}):
            journey(here)
    held = {value for one in provider.asked for name, value in one.items() if name in ("code", "state", "nonce", "code_verifier")}
    ours = " ".join(one.getMessage() for one in caplog.records if one.name.startswith("assistant"))
    assert "unproved (InvalidClaimError aud)" in ours
    assert not [one for one in (*held, SECRET, MINE) if one in ours]
