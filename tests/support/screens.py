"""`python -m tests.support.screens [FOLDER]`: a picture of every page, at desk and at phone width, for the README.

A service and the demo website are started for it over an index built anew; the sample enterprises are graded, one of them twice.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from assistant.accounts import Accounts, Role
from assistant.knowledge.index import IndexPlace, build
from assistant.service import Service
from assistant.settings import Settings
from assistant.workbench import Workbench
from assistant.workbench.samples import SAMPLE
from tests.support.chromium import FLAGS, chromium
from tests.support.demo_site import demo_site
from tests.support.desks import ended
from tests.support.serving import served

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screens"
WIDTHS = {
    "desk": {"viewport": {"width": 1280, "height": 800}},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
}
TABS = ("grading", "plan", "clients", "compare", "rubric", "library")
WHO, PASSWORD, COLOURS = "王评", "七盏青灯照着夜里的航船", 96
QUESTION = "公司刚成立三个月能不能申请"
Shoot = Callable[[str], None]


def main(argv: list[str]) -> int:
    folder = Path(argv[0]) if argv else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as kept, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS, "--lang=zh-CN"])
        with demo_site() as site:
            settings = Settings(data_dir=Path(kept), public_origins=f"http://127.0.0.1:{site.port}")
            prepared(settings)
            with served(settings) as address:
                site.service = address
                for width in WIDTHS:
                    walk(browser, width, address, f"http://127.0.0.1:{site.port}/", folder)
            with_accounts(settings)
            with served(settings) as address:
                for width in WIDTHS:
                    log_in(browser, width, address, folder)
        browser.close()
    return 0


def prepared(settings: Settings) -> None:
    """An index, and the sample enterprise graded, decided upon and graded again."""
    build(IndexPlace(settings.corpus_dir, settings.index_dir, settings.library_dir))
    bench = Workbench(Service(settings))
    client = bench.sample(WHO)
    for day in (SAMPLE.as_of, date(2027, 1, 15)):
        assert ended(bench, bench.start_grading(client.id, day, "gbt27922-2011", WHO).id).state == "done"
    bench.close()


def with_accounts(settings: Settings) -> None:
    bench = Workbench(Service(settings))
    accounts = Accounts.of(bench.workspace)
    accounts.create("guan", Role.ADMIN, PASSWORD, WHO)
    bench.close()


@contextmanager
def page_of(browser: Browser, width: str, folder: Path) -> Iterator[tuple[Page, Shoot]]:
    """A page of that width, and what takes a picture of it."""
    context = browser.new_context(**WIDTHS[width], locale="zh-CN", reduced_motion="reduce")  # type: ignore[arg-type]
    context.set_default_timeout(60_000)
    page = context.new_page()

    def shoot(name: str) -> None:
        page.wait_for_timeout(400)  # what fades in has done so
        save(page.screenshot(), folder / f"{name}-{width}.png")

    yield page, shoot
    context.close()


def save(png: bytes, path: Path) -> None:
    """Few colours are enough for pages of text, and keep the repository small."""
    picture = Image.open(BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(path, optimize=True)
    print(path.name, path.stat().st_size)  # noqa: T201


def walk(browser: Browser, width: str, address: str, website: str, folder: Path) -> None:
    with page_of(browser, width, folder) as (page, shoot):
        page.goto(address)
        page.wait_for_selector(".xp-starters button")
        shoot("start")
        page.fill("#xp-box textarea", QUESTION)
        page.press("#xp-box textarea", "Enter")
        page.wait_for_selector("#xp-current .xp-answer")
        page.wait_for_timeout(1500)
        shoot("answer")
        page.goto(f"{address}#grading")
        page.reload()
        page.locator("#xp-grading select[name=client]").select_option(index=1)
        page.locator("#xp-grading .xp-verdict").wait_for()
        for name in TABS:
            page.goto(f"{address}#{name}")
            page.reload()
            island = page.locator(f"#xp-{name}")
            island.locator(":scope .xp-bar, :scope h2").first.wait_for()
            shoot(name)
        page.goto(f"{address}#grading")
        page.reload()
        gap = page.locator('#xp-grading [id="xp-c-5.1.6.2"]')
        gap.wait_for()
        gap.evaluate("one => { one.open = true; one.scrollIntoView({block: 'start'}); }")
        shoot("gap")
        page.goto(f"{address}prequalify")
        page.get_by_label("销售型").check()
        for label, value in (("营业执照登记满几年", "3"), ("售后服务体系运行了几个月", "4"), ("全体员工几人", "120"), ("服务管理人员几人", "15")):
            page.get_by_label(label).fill(value)
        shoot("prequalify")
        page.get_by_role("button", name="看结果").click()
        page.locator(".result").wait_for()
        page.locator(".result").evaluate("one => one.scrollIntoView({block: 'start'})")
        shoot("prequalified")
        page.goto(website)
        page.locator(".bubble").wait_for()
        shoot("website")
        page.locator(".bubble").click()
        page.fill(".composer textarea", "售后服务管理师要配几个")
        page.press(".composer textarea", "Enter")
        page.locator(".turn:last-child .answer", has_text="10%").wait_for()
        shoot("widget")


def log_in(browser: Browser, width: str, address: str, folder: Path) -> None:
    with page_of(browser, width, folder) as (page, shoot):
        page.goto(address)
        page.get_by_label("用户名").fill("guan")
        shoot("login")
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.locator("a.xp-account").click()
        page.get_by_role("button", name="退出登录").wait_for()
        shoot("account")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
