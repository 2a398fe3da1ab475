"""What people stored comes out of every report as the text it is: no markup, no formula, no link."""

import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from lxml import html as parsed
from openpyxl import load_workbook

from assistant.workbench import Workbench
from assistant.workbench.guide import Dates
from tests.support.desks import desk
from tests.support.hostile_desk import ALIEN, Hostile, hostile


@pytest.fixture(scope="module")
def bench(built_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    return desk(tmp_path_factory.mktemp("markup"), built_dir)


@pytest.fixture(scope="module")
def stored(bench: Workbench, tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    return hostile(bench, tmp_path_factory.mktemp("sent"))


def test_the_html_report_has_no_element_of_theirs(bench: Workbench, stored: Hostile) -> None:
    text = bench.report(stored.assessment, "html")[0].decode()
    page = parsed.fromstring(text)
    assert "<script>alert(1)" in page.text_content()
    assert not page.xpath("//script | //iframe | //img | //object | //embed | //link")
    assert not page.xpath("//@*[starts-with(name(), 'on')]")
    assert not [one for one in page.xpath("//@href | //@src") if not one.startswith("#") and not one.startswith("data:")]


def test_the_word_report_has_it_as_text_and_links_nowhere(bench: Workbench, stored: Hostile) -> None:
    parts = zipfile.ZipFile(BytesIO(bench.report(stored.assessment, "docx")[0]))
    assert "<script>alert(1)" in _unescaped(parts.read("word/document.xml").decode())
    for name in parts.namelist():
        if name.endswith(".rels"):
            assert ALIEN not in parts.read(name).decode(), name
            assert "javascript:" not in parts.read(name).decode(), name


@pytest.mark.parametrize("what", ["report", "timeline", "materials", "rubric"])
def test_workbooks_reckon_nothing_of_theirs(bench: Workbench, stored: Hostile, what: str) -> None:
    if what == "report":
        data = bench.report(stored.assessment, "xlsx")[0]
    elif what == "rubric":
        data = bench.export_rubric(stored.rubric)[0]
    else:
        data = bench.table(stored.client, what, "xlsx", Dates(date(2026, 11, 20), None, (), False))[0]
    for sheet in load_workbook(BytesIO(data)):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.hyperlink is None or ALIEN not in str(cell.hyperlink.target), cell.coordinate
                if cell.data_type == "f":
                    assert ALIEN not in str(cell.value), cell.coordinate
                    assert "1+1" not in str(cell.value), cell.coordinate


def _unescaped(xml: str) -> str:
    return re.sub(r"<[^>]+>", "", xml).replace("&lt;", "<").replace("&gt;", ">")
