"""The working pages in Chromium: from a new client to the report, as a consultant goes."""

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from tests.support.scans import certificate, ledger, picture

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "corpus" / "samples" / "middling"
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
Visit = Callable[..., Page]


def tab(page: Page, name: str) -> Locator:
    """Open a tab and give its island, drawn."""
    page.get_by_role("tab", name=name, exact=True).click()
    island = page.locator(f"#xp-{NAMES[name]}")
    island.locator(":scope .xp-bar, :scope h2").first.wait_for()
    return island


@pytest.fixture(scope="module")
def slow_pack() -> bytes:
    """Scans that take a while to read."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(12):
            archive.writestr(f"{number}.jpg", picture(ledger(number)))
    return out.getvalue()


NAMES = {"材料预评": "grading", "整改计划": "plan", "客户档案": "clients", "对比": "compare", "评分表": "rubric", "知识库": "library"}


def sign(island: Locator, name: str) -> None:
    field = island.locator("input[name=who]")
    field.fill(name)
    field.press("Tab")
    expect(island.locator("input[name=who]")).to_have_value(name)


def new_client(page: Page, name: str, **more: str) -> Locator:
    clients = tab(page, "客户档案")
    clients.get_by_role("button", name="新建客户", exact=True).click()
    expect(clients.get_by_role("heading", name="新建客户")).to_be_visible()
    clients.locator("input[name=name]").fill(name)
    for field, value in more.items():
        clients.locator(f"[name={field}]").fill(value)
    clients.get_by_role("button", name="新建", exact=True).click()
    expect(clients.locator(".xp-said")).to_contain_text("已存下")
    return clients


def zipped(folder: Path) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder).as_posix())
    return out.getvalue()


def upload(island: Locator, *files: tuple[str, bytes]) -> None:
    payload = [{"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in files]
    island.locator("[data-drop] input[multiple]").set_input_files(payload)  # type: ignore[arg-type]
    expect(island.locator(".xp-said")).to_contain_text("份", timeout=60_000)


def graded(island: Locator, on: str) -> str:
    """Grade and give the confirmed score."""
    island.locator("input[name=on]").fill(on)
    island.locator(".xp-run button[type=submit]").click()
    expect(island.locator(".xp-verdict")).to_be_visible(timeout=90_000)
    expect(island.locator(".xp-job")).to_have_count(0, timeout=90_000)
    return island.locator(".xp-verdict b").first.inner_text()


def handed_over(page: Page, island: Locator, folder: Path) -> tuple[str, Any]:
    """The words of the Word report, and the result as data."""
    with page.expect_download() as download:
        island.get_by_role("link", name="Word 报告").click()
    assert download.value.suggested_filename == "武汉墨衡办公设备有限公司-预评报告-2026-11-20.docx"
    path = folder / "报告.docx"
    download.value.save_as(path)
    with page.expect_download() as download:
        island.get_by_role("link", name="数据").click()
    text = "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)
    return text, json.loads(download.value.path().read_text(encoding="utf-8"))


def test_from_a_new_client_to_the_report_and_the_comparison(visit: Visit, tmp_path: Path) -> None:
    page = visit(accept_downloads=True)
    new_client(page, "武汉墨衡办公设备有限公司", industry="办公设备批发零售与维修")
    island = tab(page, "材料预评")
    expect(island.get_by_role("heading", name="还没有材料")).to_be_visible()
    sign(island, "王评")
    upload(island, ("材料.zip", zipped(SAMPLE)))
    before = graded(island, "2026-11-20")
    assert 70 <= float(before) <= 90
    expect(island.locator(".xp-cell")).to_have_count(44)
    expect(island.locator(".xp-radar svg")).to_be_visible()

    gap = island.locator('[id="xp-c-5.1.6.2"]')
    island.locator('a[href="#xp-c-5.1.6.2"]').click()
    expect(gap).to_have_attribute("open", "")
    gap.locator(".xp-condition .xp-decide > summary").first.click()
    form = gap.locator('form[data-kind="condition"]').first
    form.locator("input[name=reason]").fill("现场看了研究小组的任命文件和记录")
    form.get_by_role("button", name="记录").click()
    expect(island.locator(".xp-overrides")).to_contain_text("王评", timeout=30_000)
    after = island.locator(".xp-verdict b").first.inner_text()
    assert float(after) == pytest.approx(float(before) + 1)
    expect(island.locator(".xp-verdict")).to_contain_text(f"自动评 {before} 分")

    plan = tab(page, "整改计划")
    expect(plan.locator(".xp-said")).to_contain_text("四星级")
    expect(plan.locator(".xp-gantt-box svg:visible")).to_have_count(1)
    days = plan.locator(".xp-tiles b").first.inner_text()
    locked = plan.locator('[data-toggle="cannot"]').first
    clause = locked.get_attribute("data-clause")
    locked.click()
    expect(plan.get_by_role("button", name=f"{clause}（取消）")).to_be_visible()
    assert float(plan.locator(".xp-tiles b").first.inner_text().split()[0]) >= float(days.split()[0])

    island = tab(page, "材料预评")
    report, result = handed_over(page, island, tmp_path)
    assert after in report
    assert result["score"]["confirmed"] == after
    assert result["automatic"]["score"]["confirmed"] == before

    clients = tab(page, "客户档案")
    clients.get_by_role("button", name="看结果").last.click()  # the older one
    expect(page.get_by_role("tab", name="材料预评", exact=True)).to_have_attribute("aria-selected", "true")
    expect(island.locator(".xp-verdict b").first).to_have_text(before)

    compared = tab(page, "对比")
    expect(compared.locator(".xp-tiles")).to_contain_text(f"{before} → {after}")
    expect(compared.locator(".xp-gap")).to_have_count(1)
    expect(compared.locator(".xp-gap")).to_contain_text("5.1.6.2")


def test_the_sample_enterprise_is_one_click_away_and_a_reload_comes_back_to_it(visit: Visit) -> None:
    page = visit()
    island = tab(page, "材料预评")
    open_sample(island)
    level = island.locator(".xp-level").inner_text()
    page.reload()
    expect(page.get_by_role("tab", name="材料预评", exact=True)).to_have_attribute("aria-selected", "true")
    expect(page.locator("#xp-grading .xp-level")).to_have_text(level)


def test_a_running_job_is_found_again_and_can_be_cancelled(visit: Visit, slow_pack: bytes) -> None:
    page = visit()
    new_client(page, "慢慢读有限公司")
    island = tab(page, "材料预评")
    upload(island, ("扫描件.zip", slow_pack))
    island.locator(".xp-run button[type=submit]").click()
    expect(island.locator(".xp-job progress")).to_be_visible()
    page.reload()
    again = page.locator("#xp-grading .xp-job")
    expect(again).to_be_visible()
    expect(again.locator("[data-job-label]")).to_contain_text("扫描件.zip", timeout=60_000)
    ask = page.context.new_page()  # long work does not keep others waiting
    ask.goto(page.url.split("#")[0])
    ask.fill("#xp-box textarea", "五星要多少分？")
    ask.press("#xp-box textarea", "Enter")
    expect(ask.locator("#xp-current .xp-answer")).to_contain_text("95", timeout=30_000)
    again.get_by_role("button", name="取消").click()
    expect(page.locator("#xp-grading .xp-job")).to_have_count(0, timeout=60_000)
    expect(page.locator("#xp-grading .xp-intake")).to_contain_text("取消")
    expect(page.locator("#xp-grading .xp-result")).to_have_count(0)


def test_a_quote_of_a_scan_opens_its_page(visit: Visit) -> None:
    page = visit()
    new_client(page, "临江棋石包装机械有限公司")
    island = tab(page, "材料预评")
    upload(island, ("管理师证.jpg", picture(certificate(3))))
    graded(island, "2026-11-20")
    quote = island.locator('[data-open-quote][data-file="管理师证.jpg"]').first
    quote.evaluate("one => { for (let box = one; box; box = box.parentElement) if (box.tagName === 'DETAILS') box.open = true; }")
    quote.click()
    shown = page.locator("#xp-quote-sheet img")
    expect(shown).to_be_visible(timeout=30_000)
    assert shown.evaluate("image => image.naturalWidth") > 300
    page.keyboard.press("Escape")
    expect(page.locator("#xp-quote-sheet")).not_to_be_visible()


def test_wrong_entries_stay_in_the_form_with_one_chinese_line(visit: Visit) -> None:
    page = visit()
    clients = tab(page, "客户档案")
    clients.locator("input[name=name]").fill("错码有限公司")
    clients.locator("input[name=uscc]").fill("91420111MA4KYMH650")
    clients.get_by_role("button", name="新建", exact=True).click()
    said = clients.locator(".xp-said")
    expect(said).to_have_attribute("data-tone", "bad")
    expect(said).to_contain_text("统一社会信用代码")
    expect(clients.locator("input[name=name]")).to_have_value("错码有限公司")


def test_markup_in_names_stays_text(visit: Visit) -> None:
    page = visit()
    alarm = []
    page.on("dialog", lambda dialog: alarm.append(dialog.message) or dialog.dismiss())
    name = '<img src=x onerror="alert(1)">有限公司'
    new_client(page, name)
    island = tab(page, "材料预评")
    upload(island, ('"><script>alert(2)</script>.txt', "售后服务手册".encode()))
    island.locator(".xp-files > summary").click()
    graded(island, "2026-11-20")
    page.wait_for_timeout(300)
    assert alarm == []
    expect(island.locator(".xp-files li span")).to_contain_text("<script>")


@pytest.mark.parametrize("name", list(NAMES))
def test_every_tab_fits_a_phone(visit: Visit, name: str) -> None:
    page = visit(**PHONE)
    page.goto(f"{page.url}#{NAMES[name]}")
    page.reload()
    island = page.locator(f"#xp-{NAMES[name]}")
    island.locator(":scope .xp-bar, :scope h2").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_official_points_come_back_as_a_rubric_to_choose(visit: Visit, tmp_path: Path) -> None:
    page = visit(accept_downloads=True)
    island = tab(page, "评分表")
    with page.expect_download() as download:
        island.get_by_role("link", name="导出 Excel").click()
    path = tmp_path / "正式.xlsx"
    download.value.save_as(path)
    island.locator("input[data-send]").set_input_files(path)
    expect(island.locator(".xp-said")).to_contain_text("导入", timeout=30_000)
    expect(island.locator("select[name=rubric] option")).not_to_have_count(1)


def test_own_documents_join_the_knowledge_base_and_leave_it(visit: Visit) -> None:
    page = visit()
    island = tab(page, "知识库")
    upload(island, ("海屿承诺.md", "# 海屿制冷服务承诺\n\n海屿制冷承诺冷链设备故障四小时内到场。\n".encode()))
    expect(island).to_contain_text("海屿承诺.md")
    page.once("dialog", lambda dialog: dialog.accept())
    island.get_by_role("button", name="移除").click()
    expect(island.locator(".xp-said")).to_contain_text("已移除")


def test_a_filled_gap_list_comes_back_to_its_clauses(visit: Visit, tmp_path: Path) -> None:
    page = visit(accept_downloads=True)
    island = tab(page, "材料预评")
    open_sample(island)
    with page.expect_download() as download:
        island.get_by_role("link", name="Excel 评分表").click()
    path = tmp_path / "评分表.xlsx"
    download.value.save_as(path)
    clause = filled(path)
    island.locator("input[data-send]").set_input_files(path)
    expect(island.locator(".xp-said")).to_contain_text("1 条新记到条款上", timeout=30_000)
    expect(island.locator(f'[id="xp-c-{clause}"]')).to_contain_text("责任人 周砚秋")


def open_sample(island: Locator) -> None:
    """The sample enterprise, made or there already under its name, with its grade."""
    if island.locator("[data-do=sample]").count():
        island.locator("[data-do=sample]").first.click()
    else:
        island.locator("select[name=client]").select_option(label="武汉墨衡办公设备有限公司")
    expect(island.locator(".xp-level")).to_be_visible(timeout=90_000)


def filled(path: Path) -> str:
    """Write an owner beside the first gap; its clause."""
    book = load_workbook(path)
    sheet = book["差距清单"]
    rows = list(sheet.iter_rows())
    head = next(row for row in rows if any(cell.value == "责任人" for cell in row))
    columns = {cell.value: cell.column for cell in head}
    row = head[0].row + 1
    sheet.cell(row, columns["责任人"], "周砚秋")
    book.save(path)
    return str(sheet.cell(row, columns["条款"]).value)
