"""The chat page as its tests drive it: a question typed and waited for."""

import json

from playwright.sync_api import Page

NEWEST = "#xp-current .xp-turn"
BOX = "#xp-box textarea"


def ask(page: Page, question: str) -> None:
    page.fill(BOX, question)
    page.press(BOX, "Enter")
    answered(page, question)


def answered(page: Page, question: str) -> None:
    page.locator(f'{NEWEST}[data-state="done"][data-question={json.dumps(question, ensure_ascii=False)}]').wait_for()
