"""People with accounts in Chromium: what each role sees, logging in and out, a session that ends while somebody types, and erasing for good."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from assistant.accounts import Accounts, Role
from assistant.settings import Settings
from tests.support.desks import NAME, desk, enterprise
from tests.support.serving import served

OTHER = "云岭木作家具有限公司"
PASSWORD = "七盏青灯照着夜里的航船"
CHANGED = "八面来风吹满一张旧帆"
PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}


@pytest.fixture(scope="module")
def address(built_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Two clients, one graded; an account of each kind but the viewer's."""
    data = tmp_path_factory.mktemp("accounts")
    bench = desk(data, built_dir)
    clients = [enterprise(bench, NAME, graded_by="gbt27922-2011"), enterprise(bench, OTHER, papered=False)]
    accounts = Accounts.of(bench.workspace)
    for name, role, assigned in (("guan", Role.ADMIN, ()), ("wang", Role.CONSULTANT, clients), ("li", Role.ENTERPRISE, clients[:1])):
        accounts.create(name, role, PASSWORD, "安装")
        for client in assigned:
            accounts.assign(name, client.id, "安装")
    bench.close()
    with served(Settings(data_dir=data)) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """context(**options) is a browser of somebody's own."""
    opened: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        made = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "locale": "zh-CN", **options})
        made.set_default_timeout(20_000)
        opened.append(made)
        return made

    yield make
    for one in opened:
        one.close()


def log_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.get_by_label("用户名").fill(name)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


def log_out(page: Page) -> None:
    page.locator("a.xp-account").click()
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_label("用户名")).to_be_visible()


def tab(page: Page, title: str, name: str, behind: bool = False) -> Locator:
    """The tab, opened; on a phone some stand behind a menu."""
    if behind:
        page.locator("#xp-tabs .overflow-menu > button").click()
        page.locator("#xp-tabs .overflow-dropdown button", has_text=title).click()
    else:
        page.get_by_role("tab", name=title, exact=True).click()
    island = page.locator(f"#xp-{name}")
    island.locator(".xp-bar, h2").first.wait_for()
    return island


def test_an_enterprise_sees_its_own_and_what_it_may_do(context: Callable[..., BrowserContext], address: str) -> None:
    page = context(**PHONE).new_page()
    page.goto(address)
    log_in(page, "li", "不是这个密码呀")
    expect(page.get_by_role("alert")).to_contain_text("用户名或密码不对")
    log_in(page, "li")
    expect(page.locator("a.xp-account")).to_have_text("li")
    grading = tab(page, "材料预评", "grading")
    expect(grading.locator("select[name=client] option")).to_have_text([NAME])  # its only one is chosen already
    expect(grading.get_by_role("button", name="重新预评")).to_be_visible()
    expect(grading.locator("input[data-upload]")).to_have_count(2)
    expect(grading.locator("input[name=who], [data-do=override], [data-do=new-client], [data-send]")).to_have_count(0)
    clients = tab(page, "客户档案", "clients", behind=True)
    expect(clients.get_by_label("行业")).to_be_disabled()
    expect(clients.locator("[data-do=archive], [data-do=note], [data-do=save] button, #xp-archived")).to_have_count(0)
    library = tab(page, "知识库", "library", behind=True)
    expect(library).to_contain_text("自带")
    expect(library.locator(".xp-said, [data-drop]")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("a.xp-account").click()
    page.get_by_label("现在的密码").fill(PASSWORD)
    page.get_by_label(re.compile("^新密码")).fill(CHANGED)
    page.get_by_label("再输入一次新密码").fill(CHANGED)
    page.get_by_role("button", name="修改密码").click()
    expect(page.get_by_role("alert")).to_contain_text("密码已修改")
    page.get_by_role("button", name="退出登录").click()
    log_in(page, "li")
    expect(page.get_by_role("alert")).to_contain_text("用户名或密码不对")
    log_in(page, "li", CHANGED)
    grading = tab(page, "材料预评", "grading")
    page.context.clear_cookies()
    papers = [{"name": f"{number}.txt", "mimeType": "text/plain", "buffer": b"x"} for number in (1, 2)]
    grading.locator("input[data-upload]").first.set_input_files(papers)
    expect(grading.locator("[data-uploads]")).to_contain_text("0 份已存下，从“1.txt”起没有存")
    expect(page.locator("#xp-shut")).to_be_visible()


def test_a_session_that_ends_loses_nothing_that_was_typed(context: Callable[..., BrowserContext], address: str) -> None:
    browser = context()
    page = browser.new_page()
    page.goto(address)
    log_in(page, "wang")
    page.locator(".xp-starters button").first.wait_for()
    page.fill("#xp-box textarea", "五星要多少分？")
    page.press("#xp-box textarea", "Enter")
    expect(page.locator('#xp-current .xp-turn[data-state="done"]')).to_contain_text("95")
    clients = tab(page, "客户档案", "clients")
    clients.locator("select[name=client]").select_option(label=OTHER)
    note = clients.locator("form[data-do=note]")
    note.locator("input").fill("下周二去现场")
    other = browser.new_page()
    other.goto(f"{address}account")
    other.get_by_role("button", name="退出登录").click()
    expect(other.get_by_label("用户名")).to_be_visible()
    note.get_by_role("button", name="记下").click()
    shut = page.locator("#xp-shut")
    expect(shut).to_contain_text("登录已经结束")
    expect(note.locator("input")).to_have_value("下周二去现场")
    grading = page.locator("#xp-grading")
    page.get_by_role("tab", name="材料预评", exact=True).click()
    with browser.expect_page() as opened:
        shut.get_by_role("link", name="重新登录").click()
    log_in(opened.value, "wang")
    expect(opened.value.locator("a.xp-account")).to_have_text("wang")
    opened.value.close()
    page.evaluate("window.dispatchEvent(new Event('focus'))")  # a browser without windows does not tell it
    expect(shut).to_be_hidden()
    expect(grading.locator(".xp-bar")).to_be_visible()  # the tab that could not be drawn is
    tab(page, "客户档案", "clients")
    expect(note.locator("input")).to_have_value("下周二去现场")
    note.get_by_role("button", name="记下").click()
    expect(clients.locator("li", has_text="下周二去现场")).to_contain_text("wang")
    log_out(page)
    log_in(page, "guan")  # at the same browser
    expect(page.locator(".xp-starters button").first).to_be_visible()
    expect(page.locator(".xp-turn")).to_have_count(0)


def test_a_client_is_erased_by_its_name_only(context: Callable[..., BrowserContext], address: str) -> None:
    consultant, admin = context().new_page(), context().new_page()
    for page, name in ((consultant, "wang"), (admin, "guan")):
        page.goto(address)
        log_in(page, name)
        page.locator("a.xp-account").wait_for()
    clients = tab(consultant, "客户档案", "clients")
    clients.locator("select[name=client]").select_option(label=OTHER)
    consultant.on("dialog", lambda dialog: dialog.accept())
    clients.get_by_role("button", name="归档", exact=True).click()
    expect(clients.locator(".xp-said")).to_have_text("已归档")
    archived = clients.locator("#xp-archived")
    archived.locator("summary").first.click()
    expect(archived.get_by_role("button", name="取消归档")).to_be_visible()
    expect(archived.locator(".xp-danger")).to_have_count(0)
    clients = tab(admin, "客户档案", "clients")
    clients.locator("#xp-archived > summary").click()
    danger = clients.locator(".xp-danger")
    danger.locator("summary").click()
    danger.locator("input[name=name]").fill(OTHER[:-1])
    danger.get_by_role("button", name="彻底删除").click()
    expect(clients.locator(".xp-said")).to_have_attribute("data-tone", "bad")
    expect(danger.locator("input[name=name]")).to_have_value(OTHER[:-1])
    danger.locator("input[name=name]").fill(OTHER)
    danger.get_by_role("button", name="彻底删除").click()
    expect(clients.locator(".xp-said")).to_contain_text("已彻底删除，凭证编号")
    expect(clients).not_to_contain_text(OTHER)
    clients = tab(consultant, "对比", "compare")
    expect(clients.locator("select[name=client] option", has_text=OTHER)).to_have_count(0)
