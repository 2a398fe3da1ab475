"""The chat page in Chromium: what a visitor does, on a desk and on a phone, with a mouse and without."""

import json
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from assistant.settings import Settings
from tests.support.chatting import BOX, NEWEST, answered, ask

Visit = Callable[..., Page]

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}


def overflow(page: Page) -> int:
    """Pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_a_question_gets_a_cited_answer_and_the_passage_opens_beside_it(visit: Visit) -> None:
    page = visit()
    ask(page, "五星要多少分？")
    answer = page.locator(f"{NEWEST} .xp-answer")
    expect(answer).to_contain_text("95")
    answer.locator(".xp-cite", has_text="1").first.click()
    panel = page.locator("#xp-panel")
    passage = panel.locator(".xp-passage")
    expect(passage).to_be_visible()
    quote = passage.locator("mark").inner_text()
    assert quote
    assert len(passage.inner_text()) >= len(quote)
    title = page.locator(f"{NEWEST} .xp-source .xp-title").first.inner_text()
    expect(panel.locator(".xp-card-title")).to_have_text(title)
    expect(panel.locator(".xp-trust")).not_to_be_empty()
    expect(panel).to_contain_text("来源")
    left, right = answer.bounding_box(), panel.bounding_box()
    assert left
    assert right
    assert left["x"] + left["width"] <= right["x"]


def test_every_citation_of_an_answer_opens_its_own_passage(visit: Visit) -> None:
    page = visit()
    rows = page.locator(f"{NEWEST} .xp-source")
    for question in ("申请要交哪些材料？", "认证流程是什么？", "认证要多少钱？"):
        ask(page, question)
        if rows.count() >= 2:
            break
    assert rows.count() >= 2
    for row in rows.all():
        row.click()
        expect(page.locator("#xp-panel .xp-card-title")).to_have_text(row.locator(".xp-title").inner_text())
        expect(row).to_have_attribute("aria-expanded", "true")
    for link in page.locator("#xp-panel .xp-links a").all():
        assert link.get_attribute("target") == "_blank"
        assert link.get_attribute("rel") == "noopener noreferrer"
        assert re.match("https?://", link.get_attribute("href") or "")


def test_a_question_out_of_scope_is_refused_and_offers_others(visit: Visit) -> None:
    page = visit()
    ask(page, "今天股票涨了吗")
    refusal = page.locator(f"{NEWEST} .xp-refused")
    expect(refusal).to_contain_text("不在我的范围")
    expect(page.locator(f"{NEWEST} .xp-cite")).to_have_count(0)
    offered = refusal.locator("[data-ask]").first
    question = offered.get_attribute("data-ask") or ""
    offered.click()
    answered(page, question)
    assert page.locator(f"{NEWEST} .xp-cite").count() >= 1


def test_a_follow_up_knows_what_was_asked_before(visit: Visit) -> None:
    page = visit()
    page.click(".xp-starters button:has-text('五星要多少分')")
    answered(page, "五星要多少分？")
    ask(page, "那四星呢？")
    expect(page.locator(f"{NEWEST} .xp-answer")).to_contain_text("90")
    page.locator(f"{NEWEST} .xp-next button").first.click()
    expect(page.locator("#xp-past .xp-turn")).to_have_count(2)


def test_the_conversation_survives_a_reload_and_ends_with_a_new_one(visit: Visit) -> None:
    page = visit()
    ask(page, "证书有效几年？")
    ask(page, "要交哪些材料？")
    page.reload()
    answered(page, "要交哪些材料？")
    expect(page.locator("#xp-past .xp-turn")).to_have_count(1)
    page.click("#xp-fresh")
    page.wait_for_selector(".xp-starters button")
    page.reload()
    page.wait_for_selector(".xp-starters button")
    expect(page.locator(".xp-turn")).to_have_count(0)


def test_another_window_does_not_see_the_conversation(visit: Visit) -> None:
    first = visit()
    ask(first, "证书有效几年？")
    second = first.context.new_page()
    second.goto(first.url)
    second.wait_for_selector(".xp-starters button")
    assert second.locator(".xp-turn").count() == 0


def votes(settings: Settings) -> list[dict[str, str]]:
    file = settings.feedback_file
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []


def test_votes_are_stored_with_their_reason(visit: Visit, settings: Settings) -> None:
    page = visit()
    before = len(votes(settings))
    ask(page, "多久能拿证？")
    page.click(f'{NEWEST} [data-vote="up"]')
    expect(page.locator(f'{NEWEST} [data-vote="up"]')).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#xp-toast")).to_contain_text("谢谢")
    ask(page, "证书有效几年？")
    expect(page.locator('#xp-past [data-vote="up"]')).to_have_attribute("aria-pressed", "true")
    page.click(f'{NEWEST} [data-vote="down"]')
    page.check(f'{NEWEST} .xp-reason input[value="太简略"]')
    page.fill(f'{NEWEST} .xp-reason input[name="words"]', "想知道监督")
    page.click(f'{NEWEST} .xp-reason [type="submit"]')
    expect(page.locator(f'{NEWEST} [data-vote="down"]')).to_have_attribute("aria-pressed", "true")
    up, down = votes(settings)[before:]
    assert (up["question"], up["vote"], up["reason"]) == ("多久能拿证？", "up", "")
    assert (down["question"], down["vote"], down["reason"]) == ("证书有效几年？", "down", "太简略；想知道监督")
    assert down["answer"]
    assert set(down) == {"at", "question", "answer", "vote", "reason"}


def test_an_answer_is_copied_with_its_evidence(visit: Visit) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    ask(page, "五星要多少分？")
    page.click(f"{NEWEST} [data-copy-answer]")
    expect(page.locator("#xp-toast")).to_contain_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(page.locator(NEWEST).get_attribute("data-answer"))
    assert "\n[1] " in copied


def test_on_a_phone_everything_is_within_reach(visit: Visit) -> None:
    page = visit(**PHONE)
    assert overflow(page) == 0
    box = page.locator(BOX).bounding_box()
    assert box
    assert box["y"] + box["height"] <= 844
    page.tap(BOX)
    ask(page, "认证流程是什么？")
    assert overflow(page) == 0
    expect(page.locator(BOX)).to_be_in_viewport(ratio=1)
    expect(page.locator("#xp-panel")).to_be_hidden()
    page.locator(f"{NEWEST} .xp-cite").first.tap()
    sheet = page.locator("#xp-sheet")
    expect(sheet.locator(".xp-passage")).to_be_in_viewport()
    assert overflow(page) == 0
    sheet.locator(".xp-close").tap()
    expect(sheet).to_be_hidden()
    for target in page.locator(f"{NEWEST} .xp-actions button, #xp-composer button").all():
        size = target.bounding_box()
        assert size
        assert min(size["width"], size["height"]) >= 44


def test_the_keyboard_alone_is_enough(visit: Visit) -> None:
    page = visit()
    focused = "document.activeElement"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(f"{focused}.matches('{BOX}')"):
            break
    page.keyboard.type("五星要多少分？")
    page.keyboard.press("Enter")
    answered(page, "五星要多少分？")
    page.wait_for_function(f"{focused}.matches('{BOX}') && {focused}.value === ''")
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if page.evaluate(f"{focused}.matches('.xp-answer p .xp-cite')"):
            break
    assert page.evaluate(f"getComputedStyle({focused}).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_function(f"{focused}.id === 'xp-panel'")
    expect(page.locator("#xp-panel .xp-passage")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate(f"{focused}.closest('#xp-panel') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate(f"{focused}.matches('.xp-answer p .xp-cite')")


def test_on_a_phone_escape_closes_the_sheet_and_returns(visit: Visit) -> None:
    page = visit(**PHONE)
    ask(page, "五星要多少分？")
    page.locator(f"{NEWEST} .xp-source").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#xp-sheet")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#xp-sheet")).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('.xp-source')")


def test_shift_enter_makes_a_line_and_an_empty_question_asks_nothing(visit: Visit) -> None:
    page = visit()
    page.press(BOX, "Enter")
    page.click("#xp-send")
    page.fill(BOX, "一")
    page.press(BOX, "Shift+Enter")
    page.keyboard.type("二")
    expect(page.locator(BOX)).to_have_value("一\n二")
    expect(page.locator(".xp-turn")).to_have_count(0)
