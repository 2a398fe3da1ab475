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


def test_a_conclusion_without_a_name_goes_to_the_name_and_comes_back(visit: Visit) -> None:
    page = visit(viewport={"width": 390, "height": 844})
    page.set_viewport_size({"width": 1280, "height": 800})  # all tabs in sight until the client is there
    grading = with_one_paper(page, "没有签名有限公司")
    grade(grading, "2026-11-19")
    page.set_viewport_size({"width": 390, "height": 844})
    gap = grading.locator(".xp-gaps > .xp-gap").nth(1)
    kept = gap.locator('form[data-kind="condition"]').first
    other = grading.locator(".xp-gaps > .xp-gap").nth(2).locator('form[data-kind="condition"] input[name=reason]').first
    gap.locator("> summary").click()
    gap.locator(".xp-decide > summary").first.click()
    kept.locator("input[name=reason]").fill("看过原件，齐全")
    kept.get_by_role("button", name="记录").click()
    name = grading.locator("input[name=who]")
    expect(name).to_be_focused()
    expect(name).to_be_in_viewport()
    expect(page.locator("#xp-toast")).to_contain_text("操作人姓名")
    expect(kept).to_be_visible()
    name.press_sequentially("王评")
    name.press("Enter")
    expect(kept.get_by_role("button", name="记录")).to_be_focused()
    expect(kept.locator("input[name=reason]")).to_have_value("看过原件，齐全")
    kept.locator("input[name=until]").fill("2020-01-01")
    kept.get_by_role("button", name="记录").click()
    expect(grading.locator(".xp-said")).to_have_attribute("data-tone", "bad")  # refused: nothing typed is lost
    expect(kept).to_be_visible()
    expect(kept.locator("input[name=reason]")).to_have_value("看过原件，齐全")
    kept.locator("input[name=until]").fill("2027-11-01")
    kept.get_by_role("button", name="记录").click()
    expect(grading.locator(".xp-said")).to_contain_text("已记录")
    typed = grading.locator("form[data-do=override] input[name=reason]").evaluate_all("all => all.map((one) => one.value).join('')")
    assert typed == ""
    expect(other).to_have_value("")


def test_tiles_of_clauses_are_one_stop_and_arrows_move_between_them(visit: Visit) -> None:
    page = visit()
    grading = with_one_paper(page, "方向键有限公司")
    grade(grading, "2026-11-19")
    assert grading.locator('a.xp-cell[tabindex="0"]').count() == 1
    cells = grading.locator("a.xp-cell")
    cells.first.focus()
    page.keyboard.press("ArrowRight")
    expect(cells.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(cells.last).to_be_focused()
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.matches('a.xp-cell')")


def test_what_is_done_while_the_page_still_works_waits_and_is_done_once(visit: Visit) -> None:
    """A slow service: the form is filled in and sent by a double click before the former click is answered."""
    page = visit()
    clients = page.locator("#xp-clients")
    page.get_by_role("tab", name="客户档案", exact=True).click()
    clients.locator(".xp-bar").wait_for()
    page.evaluate("window.dones = 0; document.querySelector('#xp-clients .xp-island').addEventListener('xp-done', () => { window.dones += 1; })")
    page.route("**/queue/join*", lambda route: (page.wait_for_timeout(1_500), route.continue_()), times=1)
    clients.get_by_role("button", name="新建客户", exact=True).click(no_wait_after=True)
    clients.locator("input[name=name]").fill("趁慢填好有限公司")
    clients.get_by_role("button", name="新建", exact=True).dblclick()
    expect(clients.locator(".xp-said")).to_contain_text("已存下")
    expect(clients.locator("select[name=client] option", has_text="趁慢填好有限公司")).to_have_count(1)
    page.wait_for_function("window.dones === 2")  # each act is told that it is over, or the next would wait for ten seconds
