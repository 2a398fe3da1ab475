"""Buttons that do something and open another tab: the tab shows what was done."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

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


def with_one_paper(page: Page, name: str) -> Locator:
    """A new client with one paper, on 材料预评."""
    page.get_by_role("tab", name="客户档案", exact=True).click()
    clients = page.locator("#xp-clients")
    if clients.locator("button[data-do=blank]").count():
        clients.locator("button[data-do=blank]").click()
    clients.locator("input[name=name]").fill(name)
    clients.get_by_role("button", name="新建", exact=True).click()
    expect(clients.get_by_role("heading", name="企业档案")).to_be_visible()
    page.get_by_role("tab", name="材料预评", exact=True).click()
    grading = page.locator("#xp-grading")
    payload = {"name": "制度.txt", "mimeType": "text/plain", "buffer": "售后服务管理制度".encode()}
    grading.locator("[data-drop] input[multiple]").set_input_files([payload])  # type: ignore[list-item]
    return grading


def grade(grading: Locator, day: str) -> None:
    grading.locator("input[name=on]").fill(day)
    grading.locator(".xp-run button[type=submit]").click()
    expect(grading.locator(".xp-basis")).to_contain_text(f"评定日 {day}", timeout=60_000)


def test_the_end_of_a_job_is_told_once(visit: Visit) -> None:
    """A second end would draw the form anew over what somebody types into it by then."""
    page = visit()
    grading = with_one_paper(page, "只说一次有限公司")
    page.evaluate(
        """() => {
          window.ends = 0;
          document.addEventListener("xp-act", (event) => {
            if (event.detail.act === "finished") window.ends += 1;
            document.body.append(document.createComment("the page changes while the job's box still stands"));
          });
        }"""
    )
    grade(grading, "2026-11-19")
    assert page.evaluate("window.ends") == 1


def test_an_older_grade_is_opened_as_it_was(visit: Visit) -> None:
    page = visit()
    grading = with_one_paper(page, "两次预评有限公司")
    for day in ("2026-11-19", "2026-11-20"):
        grade(grading, day)
    page.get_by_role("tab", name="客户档案", exact=True).click()
    clients = page.locator("#xp-clients")
    clients.locator("tr", has_text="2026-11-19").get_by_role("button", name="看结果").click()
    expect(grading.locator(".xp-basis")).to_contain_text("评定日 2026-11-19")
