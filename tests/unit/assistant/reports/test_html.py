"""The HTML report: one file that asks nobody for anything, with everything from files escaped."""

import re
from typing import Any

from lxml import html

from assistant.reports import Meta, build
from assistant.reports.html import to_html
from assistant.reports.svg import bars, radar
from tests.support.plan_documents import plan_for
from tests.support.reports import FORMULA, SCRIPT, SMALL, made, overridden, shipped


def page(result: dict[str, Any]) -> str:
    return to_html(build(result, plan_for(result), Meta("<i>李明</i>"))).decode()


def test_words_of_strangers_make_no_markup() -> None:
    text = page(made())
    root = html.fromstring(text)
    assert not root.xpath("//script | //iframe | //i | //b[contains(., '不涉及')] | //main//img | //*[@onerror or @onclick]")
    assert SCRIPT in root.text_content()
    assert FORMULA in root.text_content()
    assert "<b>不涉及</b>" in root.text_content()
    assert "\u202e" not in text


def test_nothing_is_asked_of_anybody() -> None:
    text = page(shipped())
    root = html.fromstring(text)
    assert not root.xpath("//link | //script | //object | //form")
    assert not re.search(r"url\(|@import|//", "".join(root.xpath("//style/text() | //@style")))
    assert not root.xpath("//@src | //@srcset | //@background")
    assert all(link.startswith("#") for link in root.xpath("//@href"))
    assert "default-src 'none'" in root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]


def test_links_lead_to_sections() -> None:
    root = html.fromstring(page(overridden()))
    assert {link[1:] for link in root.xpath("//nav//@href")} == set(root.xpath("//section/@id"))


def test_figures_and_charts() -> None:
    result = shipped()
    root = html.fromstring(page(result))
    cards = [one.text_content() for one in root.xpath("//div[@class='result']//b")]
    assert cards == ["0.00", "6.31", "0.00—35.24", "70.00"]
    shown = [one for one in result["indicators"] if one["percent"] is not None]
    assert len(root.xpath("//*[local-name()='rect' and @class='bar']")) == len(shown)
    assert len(root.xpath("//*[local-name()='circle']")) == len(shown)
    rows = root.xpath("//section[@id='clauses']//tbody/tr")
    assert [row[0].text_content() for row in rows] == [one["id"] for one in result["clauses"]]
    assert [row[5].text_content() for row in rows] == [one["earned"] for one in result["clauses"]]


def test_bars_are_as_long_as_points_and_a_radar_needs_three() -> None:
    model = build(made())
    drawn = bars(model.indicators)
    assert [one.whole_width for one in drawn.rows] == ["240.0", "20.2"]
    assert drawn.rows[1].earned_width == "0.0"
    assert radar(model.indicators) is None
    assert radar(build(shipped()).indicators) is not None


def test_the_same_bytes_every_time_and_every_rubric() -> None:
    assert page(made()) == page(made())
    plain = to_html(build(made(SMALL.model_copy(update={"scored": False})))).decode()
    assert "条款核对表" in plain
    assert "<svg" not in plain


def test_the_plan_is_drawn_for_wide_and_narrow_pages() -> None:
    root = html.fromstring(page(shipped()))
    charts = root.xpath("//section[@id='plan']//figure/*[local-name()='svg']")
    assert [one.get("aria-labelledby").split("-")[2] for one in charts] == ["wide", "narrow"]
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
