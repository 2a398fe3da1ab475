"""Markup in whatever people store, and callers that come too often, in a real browser."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.answering.model import Answer, Citation
from assistant.settings import Settings
from assistant.web.session import ChatTurn, write_turns
from assistant.web.work.place import Place
from tests.support.desks import desk
from tests.support.hostile_desk import ALL, Hostile, hostile
from tests.support.serving import served

TABS = {"材料预评": "grading", "整改计划": "plan", "客户档案": "clients", "对比": "compare", "评分表": "rubric", "知识库": "library"}


@pytest.fixture(scope="module")
def stored(built_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Hostile, str, bytes]]:
    """What is stored, the address it is served at, and the report on it. Who is forwarded may do four acts a minute."""
    data = tmp_path_factory.mktemp("hostile")
    bench = desk(data, built_dir)
    what = hostile(bench, tmp_path_factory.mktemp("sent"))
    report = bench.report(what.assessment, "html")[0]
    bench.close()
    with served(Settings(data_dir=data, trusted_proxies="127.0.0.1", rate_limits="page=4/minute")) as address:
        yield what, address, report


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def test_whatever_is_stored_is_text_on_every_tab(page: Page, stored: tuple[Hostile, str, bytes]) -> None:
    what, address, report = stored
    spoken: list[str] = []
    wanted: set[str] = set()
    page.on("dialog", lambda dialog: (spoken.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: wanted.add(request.url))
    page.on("console", lambda message: spoken.append(message.text) if message.type == "error" else None)
    told = Answer(ALL, refused=False, mode="generative", citations=(Citation(1, ALL, ALL, ALL, ALL, ALL, ALL),), notes=(ALL,), suggestions=(ALL,))
    kept = {"xingping.conversation": write_turns([ChatTurn(ALL, told)]), "xingping.place": json.dumps(asdict(Place(what.client, "", ALL[:40])))}
    page.add_init_script(f"for (const [key, text] of Object.entries({json.dumps(kept)})) sessionStorage.setItem(key, text)")
    page.goto(address)
    expect(page.locator(".xp-answer").first).to_contain_text("<script>alert(1)")
    for title, name in TABS.items():
        page.get_by_role("tab", name=title, exact=True).click()
        island = page.locator(f"#xp-{name}")
        island.locator(".xp-bar, h2").first.wait_for()
        expect(island).to_contain_text("onerror=alert")
        island.evaluate("home => { for (const one of home.querySelectorAll('details')) one.open = true; }")
        assert page.evaluate(_FOREIGN) == [], title
    page.locator("[data-quote]").first.evaluate("one => one.click()")
    page.wait_for_timeout(200)
    assert page.evaluate(_FOREIGN) == []
    page.set_content(report.decode())
    expect(page.locator("body")).to_contain_text("<script>alert(1)")
    assert page.evaluate(_FOREIGN) == []
    assert spoken == []
    assert {one for one in wanted if not one.startswith((address, "data:", "about:", "blob:"))} == set()


# Elements that only markup of theirs could have made.
_FOREIGN = """() => [...document.querySelectorAll(
  '[onerror], [onload], iframe, body img[src="x"], a[href^="javascript:" i], [href*="203.0.113.1"], [src*="203.0.113.1"]'
)].map((one) => one.outerHTML)"""


def test_who_comes_too_often_reads_when_to_come_again(browser: Browser, stored: tuple[Hostile, str, bytes]) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, extra_http_headers={"X-Forwarded-For": "198.51.100.7"})
    page = context.new_page()
    page.goto(stored[1])
    page.wait_for_selector(".xp-starters button")
    for title in TABS:
        page.get_by_role("tab", name=title, exact=True).click()
        page.wait_for_timeout(150)
    expect(page.locator("#xp-toast")).to_contain_text("请求太频繁，请 ")
    page.get_by_role("tab", name="问答", exact=True).click()
    page.locator("#xp-box textarea").fill("五星要多少分？")
    page.keyboard.press("Enter")
    expect(page.locator("#xp-toast")).to_contain_text("请求太频繁，请 ")
    expect(page.locator("#xp-box textarea")).to_be_enabled()
    context.close()
