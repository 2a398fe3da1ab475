"""Signs on a file that decide whether it counts."""

from pathlib import Path
from typing import Any

import pytest

from scoring.documents.model import Block, Document, Page
from scoring.facts.marks import marks
from scoring.facts.model import Source
from scoring.facts.reading import Reading, read
from scoring.yaml_text import parsed

_DATA = Path(__file__).resolve().parents[3] / "data"
_CASES = parsed((_DATA / "marks.yaml").read_text(encoding="utf-8"))


def _reading(lines: list[str], path: str = "文件.docx") -> Reading:
    blocks = []
    for at, line in enumerate(lines, 1):
        if line.startswith("# "):
            blocks.append(Block("heading", line[2:], f"段落{at}", 1))
        elif line.startswith("| "):
            blocks.append(Block("table_row", line[2:], f"表1!A{at}"))
        else:
            blocks.append(Block("paragraph", line, f"段落{at}"))
    return read(Document("0" * 64, path.rsplit("/", 1)[-1], "text/plain", (Page(1, tuple(blocks)),)), path)


@pytest.mark.parametrize("case", _CASES, ids=[case["name"] for case in _CASES])
def test_marks(case: dict[str, Any]) -> None:
    found = marks(_reading(case["lines"], case.get("path", "文件.docx")))
    for name, wanted in case["expect"].items():
        value = getattr(found, name)
        if name == "placeholders":
            assert len(value) == wanted, value
        elif isinstance(value, Source):
            assert wanted is not None, value
            assert wanted in value.quote
        else:
            assert value == wanted, name


def test_a_date_of_issue_has_its_place() -> None:
    found = marks(_reading(["# 办法", "一、先登记。", "厦门澜图电梯有限公司", "2026年3月1日"]))
    assert found.issued_source is not None
    assert found.issued_source.locator == "段落4"


def test_fields_are_counted_filled_or_not() -> None:
    assert marks(_reading(["# 保修卡", "姓名：何颖　电话：0592-000000", "型号：LT-1"])).fields == 3
