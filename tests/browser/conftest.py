"""A real server over the real service, and a real Chromium to visit it with."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from assistant.settings import Settings
from tests.support.chromium import FLAGS, chromium
from tests.support.serving import served


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = chromium()
    if executable is None:
        reason = "no Chromium found: install it (apt-get install chromium) or name one in XINGPING_CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    expect.set_options(timeout=20_000)  # a busy machine is no fault of the page
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def settings(built_dir: Path) -> Settings:
    return Settings(data_dir=built_dir)


@pytest.fixture(scope="session")
def url(settings: Settings) -> Iterator[str]:
    """The application over an index that is built already."""
    with served(settings) as address:
        yield address


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
