"""The widget on the demo page in Chromium: served from another origin, under a policy that allows nothing but the service."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from assistant.cli import main
from assistant.settings import Settings, get_settings
from assistant.web.widget import widget_script
from tests.support.demo_site import DemoSite, demo_site
from tests.support.serving import served

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "color_scheme": "dark"}
BOX = ".composer textarea"
ANSWER = ".turn:last-child .answer"
FOCUSED = "document.getElementById('xingping-widget').shadowRoot.activeElement"
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective + " " + event.blockedURI));
"""


@pytest.fixture(scope="module")
def settings(built_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    data = tmp_path_factory.mktemp("网站")
    (data / "index").symlink_to(built_dir / "index")
    return Settings(data_dir=data)


@pytest.fixture(scope="module")
def site(settings: Settings) -> Iterator[DemoSite]:
    """The demo page, listed as 127.0.0.1 and not as localhost."""
    with demo_site() as site:
        listed = settings.model_copy(update={"public_origins": f"http://127.0.0.1:{site.port}"})
        with served(listed) as address:
            site.service = address
            yield site


@pytest.fixture
def embed(browser: Browser, site: DemoSite) -> Iterator[Callable[..., Page]]:
    """embed(host, **context options) opens the demo page; at the end no policy was violated and nothing was kept in the browser."""
    opened: list[tuple[BrowserContext, Page]] = []
    said: list[str] = []

    def open_page(host: str = "127.0.0.1", **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "locale": "en-US", "reduced_motion": "reduce", **options})
        context.set_default_timeout(20_000)
        context.add_init_script(WATCH)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(f"uncaught: {error}"))
        page.goto(f"http://{host}:{site.port}/?from=ad")
        page.locator(".bubble").wait_for()
        opened.append((context, page))
        return page

    yield open_page
    for context, page in opened:
        assert page.evaluate("window.violations") == []
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
        assert context.cookies() == []
        context.close()
    assert [line for line in said if "uncaught" in line or "Content Security Policy" in line or "TrustedHTML" in line] == []


def ask(page: Page, question: str) -> Locator:
    page.fill(BOX, question)
    page.press(BOX, "Enter")
    expect(page.locator(".turn").last).to_contain_text(question)
    return page.locator(ANSWER)


def wired(page: Page, status: int, body: object) -> None:
    """The next answers of the service are these."""
    origin = page.evaluate("location.origin")
    page.route(
        "**/api/ask",
        lambda route: route.continue_()
        if route.request.method == "OPTIONS"
        else route.fulfill(status=status, json=body, headers={"Access-Control-Allow-Origin": origin}),
    )


def leads(settings: Settings, capsys: pytest.CaptureFixture[str], *what: str) -> str:
    """What `xingping leads …` tells the staff."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XINGPING_DATA_DIR", str(settings.data_dir))
        get_settings.cache_clear()
        capsys.readouterr()
        assert main(["leads", *what]) == 0
        get_settings.cache_clear()
    return capsys.readouterr().out


def test_an_answer_with_what_it_rests_on(embed: Callable[..., Page], settings: Settings) -> None:
    page = embed()
    page.click(".bubble")
    starters = page.locator(".welcome .chip")
    expect(starters).to_have_count(6)
    first = starters.first.inner_text()
    starters.first.click()
    expect(page.locator(".turn h3")).to_contain_text(first)
    expect(page.locator(f"{ANSWER} .mark").first).to_be_visible()
    answer = ask(page, "五星要多少分？")
    expect(answer).to_contain_text("95")
    assert "[1]" not in answer.locator(".line").first.inner_text()
    answer.locator(".mark").first.click()
    source = answer.locator("details[open]")
    expect(source.locator("summary")).to_be_focused()
    expect(source.locator("summary")).to_contain_text("条款 6")
    expect(source.locator(".facts")).to_contain_text("多个来源一致")
    expect(source.locator("blockquote")).not_to_be_empty()
    expect(source.locator(".names a").first).to_have_attribute("rel", "noopener noreferrer")
    expect(source.locator("blockquote")).to_be_in_viewport()
    with page.expect_request(lambda request: request.url.endswith("/api/ask") and request.method == "POST") as asked:
        expect(ask(page, "那四星呢？")).to_contain_text("90")
    told = asked.value.post_data_json["history"]
    assert [role for role, _ in told] == ["user", "assistant"] * 2
    assert (told[0][1], told[2][1]) == (first, "五星要多少分？")
    page.locator(ANSWER).get_by_role("button", name="没帮助").click()
    expect(page.locator(f"{ANSWER} .votes [role=status]")).to_contain_text("谢谢")
    vote = json.loads(settings.feedback_file.read_text(encoding="utf-8").splitlines()[-1])
    assert (vote["question"], vote["vote"]) == ("那四星呢？", "down")
    refused = ask(page, "今天股票涨了吗")
    expect(refused).to_contain_text("不在我的范围")
    expect(refused.locator(".chip").first).to_be_visible()
    expect(refused.locator(".votes")).to_have_count(0)


def test_with_the_keyboard_alone(embed: Callable[..., Page]) -> None:
    page = embed()
    page.evaluate("window.heard = []; document.addEventListener('keydown', (event) => window.heard.push(event.key))")
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.locator(".bubble")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(BOX)).to_be_focused()
    expect(page.locator(".bubble")).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("dialog", name="青禾售后问答")).to_be_visible()
    before = len(page.evaluate("window.heard"))
    page.keyboard.type("证书有效几年？")
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log").locator(ANSWER)).to_contain_text("3 年")
    page.keyboard.press("Shift+Tab")
    while page.evaluate(f"{FOCUSED}.className") != "mark":
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert page.evaluate(f"{FOCUSED}.tagName") == "SUMMARY"
    assert len(page.evaluate("window.heard")) == before, "the page's shortcuts must not hear what is typed here"
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".bubble")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(ANSWER)).to_contain_text("3 年")


def test_a_letter_to_the_consultant(embed: Callable[..., Page], settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    page = embed()
    page.click(".bubble")
    page.click(".advise")
    form = page.get_by_role("form", name="联系顾问")
    form.get_by_role("button", name="提交").click()
    expect(form.locator(".fault:visible")).to_have_count(4)
    expect(form.get_by_label("称呼", exact=True)).to_be_focused()
    expect(form.get_by_label("称呼", exact=True)).to_have_attribute("aria-invalid", "true")
    form.get_by_label("称呼", exact=True).fill("王女士")
    form.get_by_label("手机、邮箱或微信").fill("二楼")
    form.get_by_label("想咨询什么").fill("想做四星，先看差距")
    form.get_by_role("button", name="提交").click()
    expect(form.locator(".fault:visible")).to_have_text("同意后才能提交")
    assert leads(settings, capsys, "list") == "还没有线索\n"
    form.get_by_role("checkbox").check()
    form.get_by_role("button", name="提交").click()
    expect(form.get_by_role("alert")).to_have_text(re.compile("^联系方式看不出.*cn。您写的内容还在"))
    form.get_by_label("手机、邮箱或微信").fill("13800000000")
    form.get_by_role("button", name="提交").click()
    expect(page.get_by_role("status").filter(has_text="已收到")).to_be_focused()
    (line,) = leads(settings, capsys, "list").splitlines()
    assert line.endswith("王女士  13800000000  想做四星，先看差距")
    assert f"来自 {page.evaluate('location.origin')}/\n" in leads(settings, capsys, "show", line.split()[0])  # without ?from=ad
    page.get_by_role("button", name="返回问答").click()
    expect(page.locator(".advise")).to_be_focused()
    page.click(".advise")
    expect(page.get_by_label("称呼", exact=True)).to_have_value("")
    trap = page.locator("input[name=website]")
    expect(page.get_by_role("textbox")).to_have_count(3)  # nobody is read a fourth
    expect(trap).not_to_be_in_viewport()
    trap.evaluate("(one) => { one.value = 'https://spam.example/' }")
    for label, text in (("称呼", "机器人"), ("手机、邮箱或微信", "13900000000"), ("想咨询什么", "买链接")):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("status").filter(has_text="已收到")).to_be_visible()
    assert leads(settings, capsys, "list").splitlines() == [line]


def test_a_site_that_is_not_listed_is_told_so(embed: Callable[..., Page], site: DemoSite) -> None:
    page = embed("localhost")
    page.click(".bubble")
    answer = ask(page, "五星要多少分？")
    expect(answer).to_contain_text(f"本站（http://localhost:{site.port}）还没有获准使用问答")
    expect(answer.get_by_role("button", name="重试")).to_be_visible()
    expect(page.locator(".welcome .chip")).to_have_count(0)


def test_what_goes_wrong_is_one_line_and_can_be_tried_again(embed: Callable[..., Page]) -> None:
    page = embed()
    page.click(".bubble")
    page.locator(".welcome .chip").first.wait_for()
    wired(page, 429, {"error": "问得太快，请 20 秒后再试"})
    expect(ask(page, "五星要多少分？")).to_contain_text("问得太快，请 20 秒后再试")
    page.unroute("**/api/ask")
    wired(page, 502, {})
    page.get_by_role("button", name="重试").click()
    expect(page.locator(ANSWER)).to_contain_text("服务暂时出错")
    page.unroute("**/api/ask")
    page.context.set_offline(True)
    page.get_by_role("button", name="重试").click()
    expect(page.locator(ANSWER)).to_contain_text("网络断开了")
    page.context.set_offline(False)
    page.get_by_role("button", name="重试").click()
    expect(page.locator(ANSWER)).to_contain_text("95")
    expect(page.locator(".turn")).to_have_count(1)


def test_whatever_comes_over_the_wire_is_text(embed: Callable[..., Page]) -> None:
    page = embed()
    page.click(".bubble")
    evil = "<img src=x onerror=alert(1)><a href='javascript:alert(2)'>x</a>"
    links = [{"name": "好", "url": "https://a.example/"}, {"name": evil, "url": "javascript:alert(3)"}, {"name": "数据", "url": "data:text/html,x"}]
    citation = {"number": 1, "passage": "p", "title": evil, "clause": evil, "source": evil, "confidence": evil, "quote": evil, "links": links}
    more = {"notes": [evil], "suggestions": [evil], "written": {"understood": evil}}
    wired(page, 200, {"answer": f"{evil}[1][7]", "refused": False, "citations": [citation], **more})
    answer = ask(page, evil)
    answer.locator(".mark").click()
    expect(answer.locator("blockquote")).to_have_text(evil)
    expect(answer.locator(".line")).to_have_text(f"{evil}1[7]")
    assert page.locator("#xingping-widget img").count() == 0
    assert page.locator("#xingping-widget a").evaluate_all("all => all.map((one) => one.href)") == ["https://a.example/"]


def test_on_a_phone_it_fills_the_screen_and_keeps_the_focus(embed: Callable[..., Page]) -> None:
    page = embed(**PHONE)
    page.tap(".bubble")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_have_css("background-color", "rgb(27, 33, 34)")  # dark
    assert dialog.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    ask(page, "认证要多少钱？")
    expect(page.locator(ANSWER)).to_contain_text("5000")
    page.tap(".advise")
    for element in ("html", "#panel", ".scrolls", ".log"):
        assert page.locator(element).evaluate("(one) => one.scrollWidth - one.clientWidth") <= 0, element
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || document.activeElement.id === 'xingping-widget'")
    page.keyboard.press("Escape")
    expect(page.locator(".bubble")).to_be_focused()
    page.tap(".bubble")
    page.set_viewport_size({"width": 844, "height": 390})  # turned: beside the page now
    expect(dialog).not_to_have_css("width", "390px")
    box = dialog.bounding_box()
    assert box
    assert box["y"] >= 0
    assert box["height"] < 390


def test_the_tag_says_how_it_looks_and_the_page_does_not(embed: Callable[..., Page], site: DemoSite) -> None:
    site.tag = 'data-color="#ffe08a" data-position="left"'
    try:
        page = embed()
    finally:
        site.tag = ""
    page.evaluate("document.styleSheets[0].insertRule('div, button, dialog { display: none !important; color: red !important; float: right }')")
    bubble = page.locator(".bubble")
    expect(bubble).to_have_css("background-color", "rgb(255, 224, 138)")
    expect(bubble).to_have_css("color", "rgb(0, 0, 0)")
    box = bubble.bounding_box()
    assert box
    assert box["x"] == 20
    bubble.click()
    expect(page.locator(BOX)).to_be_visible()
    expect(page.locator("#panel")).not_to_have_css("color", "rgb(255, 0, 0)")


def test_a_tag_that_stands_twice_in_the_head_and_a_service_below_a_path(browser: Browser) -> None:
    page = browser.new_page()
    tag = '<script src="/wenda/widget.js"></script>'
    page.route("https://site.example/", lambda route: route.fulfill(content_type="text/html", body=f"<head>{tag}{tag}</head><body>"))
    page.route("**/wenda/widget.js", lambda route: route.fulfill(content_type="text/javascript", body=widget_script()))
    page.route("**/wenda/api/ask", lambda route: route.fulfill(json={"answer": "在子路径下"}))
    page.goto("https://site.example/")
    page.click(".bubble")
    expect(ask(page, "在吗")).to_contain_text("在子路径下")
    page.close()
