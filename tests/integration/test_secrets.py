"""No password, key, cookie or address with a password in what is logged or said, whatever goes wrong and with XINGPING_DEBUG=1."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from assistant import cli
from assistant.answering.model import Answer
from assistant.service import Service
from assistant.settings import Settings, get_settings
from assistant.settings_words import settings_fault
from assistant.web.app import create_app

SECRET = "geheim-7Xq9"

ENDPOINT = {"XINGPING_LLM_BASE_URL": "http://127.0.0.1:1/v1", "XINGPING_LLM_MODEL": "m", "XINGPING_LLM_API_KEY": SECRET, "XINGPING_LLM_RETRIES": "0"}


@pytest.fixture
def built_environment(built_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XINGPING_DATA_DIR", str(built_dir))


@pytest.fixture
def loud(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Everything anybody logs."""
    monkeypatch.setenv("XINGPING_DEBUG", "1")
    caplog.set_level(logging.DEBUG)
    with caplog.at_level(logging.DEBUG, logger="assistant"):
        yield caplog


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("llm_api_key", f"{SECRET}\nX-More: 1"),
        ("llm_api_key", f"{SECRET}密钥"),
        ("llm_base_url", f"http://user:{SECRET}@host:x/v1"),
        ("llm_base_url", f"ftp://user:{SECRET}@host/v1"),
        ("database_url", f"mysql://user:{SECRET}@host/db"),
        ("oidc_client_secret", SECRET),
        ("oidc_issuer", f"http://user:{SECRET}@host"),
        ("chroma_url", f"ftp://user:{SECRET}@host"),
        ("chroma_url", f"http://user:{SECRET}@host:x"),
    ],
)
def test_a_wrong_setting_is_told_without_its_secret(name: str, value: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Settings.model_validate({name: value})
    assert SECRET not in settings_fault(caught.value)


def test_settings_show_no_secret() -> None:
    settings = Settings(database_url=f"postgresql://u:{SECRET}@h/d", llm_api_key=SECRET)  # type: ignore[arg-type]
    assert SECRET not in f"{settings!r}{settings}"


@pytest.mark.usefixtures("built_environment")
@pytest.mark.parametrize(
    ("variables", "command"),
    [
        ({"XINGPING_DATABASE_URL": f"postgresql://user:{SECRET}@127.0.0.1:1/db"}, ["client", "list"]),
        ({"XINGPING_DATABASE_URL": f"postgresql://user:{SECRET}@[::1/db"}, ["client", "list"]),
        (ENDPOINT, ["ask", "五星要多少分？"]),
    ],
    ids=["database away", "database address", "endpoint away"],
)
def test_what_is_out_of_reach_is_told_without_its_secret(
    monkeypatch: pytest.MonkeyPatch, loud: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str], variables: dict[str, str], command: list[str]
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    get_settings.cache_clear()
    cli.main(command)
    said = capsys.readouterr()
    assert said.out or said.err
    assert SECRET not in f"{said.out}{said.err}{loud.text}"


class Broken(Service):
    """Fails at every question."""

    def ask_public(self, *_: Any, **__: Any) -> Answer:
        raise RuntimeError("the engine")


def test_what_a_request_carries_is_not_logged_when_it_fails(built_dir: Path, loud: pytest.LogCaptureFixture) -> None:
    secret = {"Cookie": f"session={SECRET}", "Authorization": f"Bearer {SECRET}", "X-Forwarded-For": "198.51.100.7"}
    settings = Settings(data_dir=built_dir, allowed_hosts="testserver")
    with TestClient(create_app(Broken(settings, backend="exact")), raise_server_exceptions=False) as http:
        for path, body in (
            ("/api/ask", {"question": SECRET}), ("/api/ask", {"password": SECRET}), ("/api/feedback", {"vote": SECRET}),
            ("/login", {"username": "a", "password": SECRET}), ("/gradio_api/queue/join", {"data": [SECRET], "fn_index": 999}),
        ):  # fmt: skip
            reply = http.post(path, json=body, headers=secret)
            assert reply.status_code >= 400
            if not path.startswith("/gradio_api"):  # to the sender alone
                assert SECRET not in reply.text
    assert "the engine" in loud.text
    assert SECRET not in loud.text
