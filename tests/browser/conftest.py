"""A real server over the real service, and a real Chromium to visit it with."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from assistant.service import Service
from assistant.settings import Settings

_FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
_BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def _chromium() -> str | None:
    """The browser to drive: XINGPING_CHROMIUM, else where Debian and others put it."""
    named = os.environ.get("XINGPING_CHROMIUM")
    return named or next((path for path in (*_BROWSERS, shutil.which("chromium") or "") if Path(path).is_file()), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = _chromium()
    if executable is None:
        reason = "no Chromium found: install it (apt-get install chromium) or name one in XINGPING_CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    expect.set_options(timeout=20_000)  # a busy machine is no fault of the page
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def settings(built_dir: Path) -> Settings:
    return Settings(data_dir=built_dir)


@pytest.fixture(scope="session")
def url(settings: Settings) -> Iterator[str]:
    """The application as it is run: uvicorn on a free port, Chroma and all."""
    import uvicorn

    from assistant.web.app import create_app

    app = create_app(Service(settings))
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 60
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.05)
    assert server.started
    assert app.state.warmth.wait(60)
    assert not app.state.warmth.problem
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def visit(browser: Browser, url: str) -> Iterator[Callable[..., Page]]:
    """visit(**context options) opens the page in a session of its own, in an English browser, and waits for its questions."""
    contexts = []

    def open_page(**options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "locale": "en-US", **options})
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(url)
        page.wait_for_selector(".xp-starters button")
        return page

    yield open_page
    for context in contexts:
        context.close()
