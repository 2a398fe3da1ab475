"""Buttons that do something and open another tab: the tab shows what was done."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

Visit = Callable[..., Page]


def test_a_new_client_is_asked_for_from_any_tab(visit: Visit) -> None:
    page = visit()
    page.get_by_role("tab", name="客户档案", exact=True).click()
    clients = page.locator("#xp-clients")
    clients.locator("input[name=name]").fill("第一家有限公司")
    clients.get_by_role("button", name=re.compile("^(新建|保存)$")).click()
    expect(clients.get_by_role("heading", name="企业档案")).to_be_visible()
    page.get_by_role("tab", name="材料预评", exact=True).click()
    page.locator("#xp-grading .xp-bar").get_by_role("button", name="新建客户").click()
    expect(page.get_by_role("tab", name="客户档案", exact=True)).to_have_attribute("aria-selected", "true")
    expect(clients.get_by_role("heading", name="新建客户")).to_be_visible()
    expect(clients.locator("input[name=name]")).to_have_value("")


def test_an_older_grade_is_opened_as_it_was(visit: Visit) -> None:
    page = visit()
    page.get_by_role("tab", name="客户档案", exact=True).click()
    clients = page.locator("#xp-clients")
    if clients.locator("button[data-do=blank]").count():
        clients.locator("button[data-do=blank]").click()
    clients.locator("input[name=name]").fill("两次预评有限公司")
    clients.get_by_role("button", name="新建", exact=True).click()
    expect(clients.get_by_role("heading", name="企业档案")).to_be_visible()
    page.get_by_role("tab", name="材料预评", exact=True).click()
    grading = page.locator("#xp-grading")
    payload = {"name": "制度.txt", "mimeType": "text/plain", "buffer": "售后服务管理制度".encode()}
    grading.locator("[data-drop] input[multiple]").set_input_files([payload])  # type: ignore[list-item]
    for day in ("2026-11-19", "2026-11-20"):
        grading.locator("input[name=on]").fill(day)
        grading.locator(".xp-run button[type=submit]").click()
        expect(grading.locator(".xp-basis")).to_contain_text(f"评定日 {day}", timeout=60_000)
    page.get_by_role("tab", name="客户档案", exact=True).click()
    clients.locator("tr", has_text="2026-11-19").get_by_role("button", name="看结果").click()
    expect(grading.locator(".xp-basis")).to_contain_text("评定日 2026-11-19")
