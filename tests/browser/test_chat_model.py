"""The page with a model behind it: what comes while it writes, what was checked, stopping it, and what it cost."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.settings import Settings
from tests.support.good_model import good
from tests.support.llm_server import LlmServer, llm_server
from tests.support.model_server import writes
from tests.support.serving import served


@pytest.fixture(scope="module")
def server() -> Iterator[LlmServer]:
    with llm_server(writes(good)) as running:
        yield running


@pytest.fixture(scope="module")
def modelled(server: LlmServer, built_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The application with a model, over a data folder of its own."""
    data = tmp_path_factory.mktemp("模型")
    (data / "index").symlink_to(built_dir / "index")
    with served(Settings(data_dir=data, llm_base_url=server.base_url, llm_model="示例模型")) as address:
        yield address


@pytest.fixture
def page(browser: Browser, modelled: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.goto(modelled)
    page.locator(".xp-starters button").first.wait_for()
    yield page
    context.close()


def ask(page: Page, question: str) -> None:
    page.locator("#xp-box textarea").fill(question)
    page.keyboard.press("Enter")


def test_a_written_conversation(page: Page, server: LlmServer) -> None:
    server.script = writes(good, pause=0.03)
    expect(page.locator(".xp-setting")).to_have_text("已接入模型 示例模型")
    ask(page, "五星要多少分")
    turn = page.locator("#xp-current .xp-turn")
    expect(turn.locator(".xp-doing")).to_contain_text("模型正在写，核对过的先显示")
    expect(turn.locator(".xp-answer p .xp-cite").first).to_be_visible()  # some of it, before the end
    expect(turn.locator(".xp-checked")).to_contain_text("由模型 示例模型 按依据改写，已逐处与依据核对")
    expect(turn.locator(".xp-doing")).to_have_count(0)
    expect(page).to_have_title("五星要多少分 · 星评顾问")
    ask(page, "那四星呢")
    expect(turn.locator(".xp-understood")).to_have_text("理解为：五星要多少分，那四星呢")
    expect(turn.locator(".xp-checked")).to_be_visible()
    turn.locator(".xp-cite").first.click()
    expect(page.locator("#xp-panel .xp-passage")).to_be_visible()
    page.reload()
    expect(turn.locator(".xp-understood")).to_have_text("理解为：五星要多少分，那四星呢")
    expect(page).to_have_title("五星要多少分 · 星评顾问")
    page.locator("#xp-fresh").click()
    expect(page).to_have_title("星评顾问")


def test_a_model_that_writes_can_be_stopped(page: Page, server: LlmServer) -> None:
    server.script = writes(good, pause=0.5)
    ask(page, "证书有效期多久")
    page.locator("[data-stop]").click()
    notes = page.locator("#xp-current .xp-notes")
    expect(notes).to_contain_text("这次没有用上模型：已停止生成。以上是从资料摘出的回答。")
    expect(page.locator("#xp-current .xp-source").first).to_be_visible()
    server.wait_for(lambda one: one.disconnects)


def test_the_use_of_the_model_is_told(page: Page, server: LlmServer) -> None:
    server.script = writes(good)
    ask(page, "五星要多少分")
    expect(page.locator("#xp-current .xp-checked")).to_be_visible()
    page.get_by_role("tab", name="知识库", exact=True).click()
    library = page.locator("#xp-library")
    expect(library).to_contain_text("已接入模型 示例模型，地址 http://127.0.0.1")
    row = library.locator("table tbody tr").first
    expect(row).to_contain_text(re.compile(r"\d{4}-\d\d-\d\d"))
    assert int(row.locator("td").nth(1).inner_text()) >= 1


def test_a_grade_is_told_by_the_result_never_by_the_model(page: Page, server: LlmServer) -> None:
    server.script = writes(lambda _: "贵公司现在是五星级[1]。")
    page.get_by_role("tab", name="材料预评", exact=True).click()
    page.locator("#xp-grading button[data-do=sample]").first.click()
    verdict = page.locator("#xp-grading .xp-verdict")
    expect(verdict).to_be_visible(timeout=180_000)
    score = verdict.locator("b").first.inner_text()
    page.get_by_role("tab", name="问答", exact=True).click()
    before = len(server.requests)
    ask(page, "我们现在几星")
    answer = page.locator("#xp-current .xp-answer")
    expect(answer).to_contain_text(f"确认分 {score}")
    expect(answer).to_contain_text("三星级")
    expect(answer).to_contain_text("不是认证结论")
    ask(page, "为什么 5.2.4 丢分")
    expect(answer).to_contain_text("（工作口径）")
    answer.locator(".xp-cite").first.click()
    expect(page.locator("#xp-panel .xp-card")).to_contain_text("贵方材料")
    titles = [one for one in server.requests[before:] if "起一个标题" not in str(one.body["messages"][0]["content"])]
    assert titles == []
