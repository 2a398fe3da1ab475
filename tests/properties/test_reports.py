"""Reports of any result: formulas repeat the engine's arithmetic, and no text breaks a view."""

import json
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from openpyxl import load_workbook

from assistant.reports import build
from assistant.reports.excel import to_xlsx
from assistant.reports.excel.gaps_import import parse_gaps
from assistant.reports.excel.live import live
from assistant.reports.html import to_html
from assistant.reports.word import to_docx
from assistant.reports.words import clean
from scoring.profile import Exclusion
from tests.support.facts import PROFILE, UNREAD, file, says, table
from tests.support.reports import made

_RECORD = st.sampled_from(["合格", "不合格", UNREAD])
_TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=300)


@settings(max_examples=60, deadline=None)
@given(records=st.lists(_RECORD, min_size=1, max_size=300), excluded=st.booleans(), deducted=st.booleans())
def test_formulas_give_what_the_engine_gives(records: list[str], excluded: bool, deducted: bool) -> None:
    rows = [(f"I{number}", "2026-03-02", one) for number, one in enumerate(records)]
    files = [file("研究.docx", says("research_unit")), file("安装.xlsx", table("installation_record", "id date result", rows))]
    if deducted:
        files.append(file("告示.docx", says("final_interpretation"), kinds=["promotion_material"]))
    profile = replace(PROFILE, exclusions=(Exclusion("D", "不涉及"),)) if excluded else PROFILE
    model = build(made(profile=profile, files=tuple(files)))
    counted = live(model)
    assert counted.live_confirmed
    assert all(one.live_earned for one in counted.clauses.values())
    assert counted.live_possible or UNREAD in records


@settings(max_examples=20, deadline=None)
@given(records=st.lists(_RECORD, min_size=1, max_size=40), excluded=st.booleans())
def test_what_is_earned_and_what_is_lost_add_up_to_the_points_in_every_view(records: list[str], excluded: bool) -> None:
    rows = [(f"I{number}", "2026-03-02", one) for number, one in enumerate(records)]
    files = (file("研究.docx", says("research_unit")), file("安装.xlsx", table("installation_record", "id date result", rows)))
    profile = replace(PROFILE, exclusions=(Exclusion("D", "不涉及"),)) if excluded else PROFILE
    result = made(profile=profile, files=files)
    kept = [one for one in result["clauses"] if one["excluded_because"] is None]
    assert all(_adds_up(one["points"], one["earned"], one["lost"]) for one in kept)
    assert excluded or all(one["gain"] == one["lost"] for one in kept)
    model = build(result)
    tables = [[[cell.text for cell in row.cells] for row in one.rows] for one in Document(BytesIO(to_docx(model).data)).tables]
    (printed,) = [one for one in tables if "失分" in one[0]]
    (web,) = html.fromstring(to_html(model).decode()).xpath("//table[@class='sums']")
    shown = [[cell.text_content() for cell in row] for row in web.xpath(".//tr")]
    assert [[cell.strip() for cell in row] for row in printed] == shown
    whole, earned, lost = (shown[0].index(name) for name in ("涉及分", "得分", "失分"))
    assert len(shown) == 1 + len(result["indicators"]) + len(result["groups"]) + 1
    assert all(_adds_up(row[whole], row[earned], row[lost]) for row in shown[1:])


def _adds_up(whole: str, earned: str, lost: str) -> bool:
    return Decimal(earned) + Decimal(lost) == Decimal(whole)


@settings(max_examples=15, deadline=None)
@given(name=_TEXT, quote=_TEXT)
def test_no_text_breaks_a_view_or_gets_lost(name: str, quote: str) -> None:
    result = made()
    result["enterprise"]["name"] = name
    result["documents"][0]["file"] = name
    result["special_deductions"][0]["evidence"][0]["quote"] = quote
    result["special_deductions"][0]["text"] = quote
    model = build(json.loads(json.dumps(result)))
    wanted = clean(name)
    document = Document(BytesIO(to_docx(model).data))
    assert any("".join(wanted.split()) in "".join(cell.text.split()) for cell in document.tables[0]._cells)
    data = to_xlsx(model)
    assert load_workbook(BytesIO(data)).sheetnames[0] == "总评"
    assert parse_gaps(data, result).faults == ()
    assert "".join(wanted.split()) in "".join(html.fromstring(to_html(model).decode()).text_content().split())
