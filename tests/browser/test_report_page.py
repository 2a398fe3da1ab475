"""The HTML report in a browser: no sideways scrolling on a phone, no request off the file, A4 when printed."""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser

from assistant.reports import build
from assistant.reports.html import to_html
from tests.support.plan_documents import plan_for
from tests.support.reports import overridden, shipped


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    result = shipped()
    extra = overridden()
    result["overrides"] = extra["overrides"]
    result["documents"] = extra["documents"]
    path = tmp_path_factory.mktemp("report") / "报告.html"
    path.write_bytes(to_html(build(result, plan_for(result))))
    return Path(path).as_uri()


@pytest.mark.parametrize("width", [390, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_does_not_scroll_sideways_and_asks_for_nothing(browser: Browser, address: str, width: int, scheme: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda one: faults.append(one.text))
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert len(asked) == 1
    assert faults == []
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    assert dark == (scheme == "dark")
    page.close()


def test_labels_of_the_charts_stay_inside_them(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    outside = page.evaluate(
        """() => [...document.querySelectorAll("svg")].flatMap(svg => {
            const frame = svg.getBoundingClientRect();
            return [...svg.querySelectorAll("text")].filter(one => {
                const box = one.getBoundingClientRect();
                return box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
            }).map(one => one.textContent);
        })"""
    )
    assert outside == []
    page.close()


def test_it_prints_on_a4(browser: Browser, address: str) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(address)
    printed = pypdfium2.PdfDocument(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert printed[0].get_size() == pytest.approx((595, 842), abs=1)
    assert len(printed) > 5
    page.close()
