"""A visitor fills in the form, reads the outcome, follows a citation, and leaves a message: without any script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.settings import Settings
from assistant.workspace import Workspace


@pytest.fixture
def page(browser: Browser, url: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False, color_scheme="dark")
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto(f"{url}prequalify")
    yield page
    context.close()


def test_a_visitor_without_script(page: Page, settings: Settings) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.get_by_label("销售型").check()
    for label, value in (("营业执照登记满几年", "3"), ("售后服务体系运行了几个月", "4"), ("全体员工几人", "120"), ("服务管理人员几人", "15")):
        page.get_by_label(label).fill(value)
    page.get_by_label("配送").check()
    page.get_by_label("希望的级别").select_option(label="五星级")
    page.get_by_role("button", name="看结果").click()
    running = page.locator(".conditions > li").filter(has_text="售后服务体系运行的时间")
    expect(running.locator(".verdict")).to_have_text("说法不一，看听谁的")
    expect(running.locator(".sides > li")).to_have_count(3)
    expect(page.locator(".result")).to_contain_text("需要 2 名售后服务管理师")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    mark = running.locator(".cited a").first
    number = mark.inner_text().strip("[]")
    mark.click()
    expect(page.locator(f"#s{number}")).to_be_in_viewport()
    page.get_by_role("textbox", name="称呼").fill("李女士")
    page.get_by_role("textbox", name="联系方式").fill("13812345678")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("alert")).to_contain_text("请先同意保存联系方式")
    page.get_by_label("我同意保存").check()
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("status")).to_contain_text("已收到")
    workspace = Workspace.open(settings)
    (lead,) = [one for one in workspace.leads() if one.contact == "13812345678"]
    workspace.delete_lead(lead.id, "测试")
    workspace.close()
    assert '"people": 120' in lead.asked
    assert not [one for one in complaints if "422" not in one]
