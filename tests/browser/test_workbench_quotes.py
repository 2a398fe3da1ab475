"""Quotes in Chromium: opened where they stand, among the rows and paragraphs around them."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from openpyxl import Workbook
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_workbench import graded, new_client, tab, upload

Visit = Callable[..., Page]
SCRIPT = "<img src=x onerror=\"document.title='坏'\">"
HEADERS = ("工单号", "报修时间", "客户名称", "联系电话", "产品型号", "故障现象", "处理措施", "完成时间", "处理结果", "客户签字", "回访情况")


def policy() -> bytes:
    document = Document()
    document.add_heading("售后服务承诺", 1)
    document.add_heading("一、上门时限", 2)
    document.add_paragraph(f"本承诺适用于全部产品。{SCRIPT}")
    document.add_paragraph("接到报修后 24 小时内上门服务，服务热线 400-820-1234。")
    document.add_paragraph("配件不足的，当场说明并约定时间。")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def orders() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "维修工单"
    sheet.append(HEADERS)
    for number in range(1, 13):
        late = 5 if number == 9 else 0
        times = f"2026-03-{number:02} 09:00", f"2026-03-{number + late:02} 15:00"
        phone = "" if number == 9 else f"1390000{number:04}"
        sheet.append((f"W-{number:03}", times[0], f"客户{number}{SCRIPT}", phone, "LQ-2", "不启动", "更换主板", times[1], "已修复", "已签", "满意"))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def pack() -> tuple[tuple[str, bytes], ...]:
    return ("售后服务承诺.docx", policy()), ("维修工单.xlsx", orders())


def opened(page: Page, island: Locator, file: str) -> Locator:
    """The sheet with the first quote of a file that names a place in it."""
    quote = island.locator(f'[data-open-quote][data-file="{file}"]:not([data-locator=""])').first
    quote.evaluate("one => { for (let box = one; box; box = box.parentElement) if (box.tagName === 'DETAILS') box.open = true; }")
    quote.click()
    sheet = page.locator("#xp-quote-sheet")
    expect(sheet).to_be_visible()
    return sheet


def light(colour: str) -> float:
    """Of rgb(…), from 0 to 1."""
    red, green, blue = (int(one) for one in re.findall(r"\d+", colour)[:3])
    return (0.3 * red + 0.59 * green + 0.11 * blue) / 255


def test_quotes_open_among_what_stands_around_them(visit: Visit, pack: tuple[tuple[str, bytes], ...]) -> None:
    page = visit()
    new_client(page, "临江前后文机械有限公司")
    island = tab(page, "材料预评")
    upload(island, *pack)
    graded(island, "2026-11-20")

    sheet = opened(page, island, "售后服务承诺.docx")
    around = sheet.locator("[data-around]")
    expect(around).to_be_visible(timeout=30_000)
    expect(sheet.locator("[data-locator]")).to_have_text(re.compile(r"第 \d+ 段"))
    expect(around.locator("h3")).to_have_text("一、上门时限")
    expect(around.locator("p.xp-here mark")).not_to_have_count(0)
    expect(around.locator("p")).not_to_have_count(1)
    expect(sheet.locator("figure")).not_to_be_visible()
    expect(sheet.locator("[data-around-note]")).not_to_be_visible()
    assert SCRIPT in around.inner_text()
    page.keyboard.press("Escape")

    sheet = opened(page, island, "维修工单.xlsx")
    table = sheet.locator("[data-around] table")
    expect(table).to_be_visible(timeout=30_000)
    expect(sheet.locator("[data-locator]")).to_have_text(re.compile(r"工作表“维修工单”第 \d+ 行 [A-Z] 列"))
    expect(table.locator("tr.xp-head th")).to_have_text(["1", *HEADERS])
    expect(table.locator("tr.xp-here")).to_have_count(1)
    expect(table.locator("p.xp-here")).to_have_count(0)  # nothing is left of the quote before
    assert SCRIPT in table.inner_text()
    assert page.title() != "坏"
    assert page.locator("#xp-quote-sheet img[src=x]").count() == 0


def test_a_wide_table_scrolls_inside_the_sheet_on_a_narrow_dark_screen(visit: Visit, pack: tuple[tuple[str, bytes], ...]) -> None:
    page = visit(color_scheme="dark")
    new_client(page, "临江手机前后文有限公司")
    island = tab(page, "材料预评")
    upload(island, *pack)
    graded(island, "2026-11-20")
    page.set_viewport_size({"width": 390, "height": 844})
    sheet = opened(page, island, "维修工单.xlsx")
    box = sheet.locator(".xp-around-table")
    expect(box).to_be_visible(timeout=30_000)
    assert box.evaluate("one => one.scrollWidth > one.clientWidth")
    assert sheet.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for kind in ("tr.xp-here td", "tr:not(.xp-here):not(.xp-head) td:not([colspan='12'])", "tr.xp-head th"):
        inks = box.locator(kind).first.evaluate("one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]")
        assert light(inks[0]) - light(inks[1]) > 0.3, (kind, inks)


def test_a_fault_is_one_line_and_the_quote_stays(visit: Visit, pack: tuple[tuple[str, bytes], ...]) -> None:
    page = visit()
    new_client(page, "临江故障前后文有限公司")
    island = tab(page, "材料预评")
    upload(island, *pack)
    graded(island, "2026-11-20")
    page.route("**/desk/quotes/**", lambda route: route.fulfill(status=400, json={"error": "这份材料已经不在当前材料里，看不了原件"}))
    sheet = opened(page, island, "售后服务承诺.docx")
    expect(sheet.locator("[data-around-note]")).to_have_text("这份材料已经不在当前材料里，看不了原件")
    expect(sheet.locator("blockquote")).not_to_be_empty()
    expect(sheet.locator("[data-around]")).not_to_be_visible()
    page.keyboard.press("Escape")
    page.unroute("**/desk/quotes/**")
    page.route("**/desk/quotes/**", lambda route: route.abort())
    sheet = opened(page, island, "售后服务承诺.docx")
    expect(sheet.locator("[data-around-note]")).to_have_text("前后文现在取不到，请稍后再打开")
