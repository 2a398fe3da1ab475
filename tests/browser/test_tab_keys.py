"""The bar of tabs by keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]


def test_arrow_keys_move_along_the_tabs_and_choose(visit: Visit) -> None:
    page = visit()

    def at(name: str) -> None:
        tab = page.get_by_role("tab", name=name, exact=True)
        expect(tab).to_be_focused()
        expect(tab).to_have_attribute("aria-selected", "true")
        expect(page.locator('#xp-tabs [role="tab"][tabindex="0"]')).to_have_text([name])

    page.get_by_role("tab", name="材料预评", exact=True).click()
    for key, name in (
        ("ArrowRight", "整改计划"), ("ArrowLeft", "材料预评"), ("End", "知识库"), ("ArrowRight", "问答"), ("ArrowLeft", "知识库"), ("Home", "问答"),
    ):  # fmt: skip
        page.keyboard.press(key)
        at(name)
    page.keyboard.press("ArrowRight")
    expect(page.locator("#xp-grading .xp-bar")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.matches('[role=\"tab\"]')")


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_the_keys_stay_among_the_tabs_in_sight(visit: Visit, width: int) -> None:
    page = visit(viewport={"width": width, "height": 844})
    tabs = page.locator('#xp-tabs > .tab-wrapper [role="tablist"] [role="tab"]:visible')
    tabs.first.focus()
    page.keyboard.press("End")
    expect(tabs.last).to_be_focused()
    expect(tabs.last).to_have_attribute("aria-selected", "true")
