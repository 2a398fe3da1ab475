"""Whose paper it is."""

from pathlib import Path
from typing import Any

import pytest

from scoring.documents.model import Block, Document, Page
from scoring.facts.instruments import instruments
from scoring.facts.names import is_external, name_at, names_in
from scoring.facts.organisations import organisations
from scoring.facts.reading import Reading, read
from scoring.yaml_text import parsed

_DATA = Path(__file__).resolve().parents[3] / "data"
_CASES = parsed((_DATA / "organisations.yaml").read_text(encoding="utf-8"))


def _reading(lines: list[str]) -> Reading:
    blocks = []
    for at, line in enumerate(lines, 1):
        if line.startswith("# "):
            blocks.append(Block("heading", line[2:], f"段落{at}", 1))
        elif line.startswith("| "):
            blocks.append(Block("table_row", line[2:], f"表1!A{at}"))
        else:
            blocks.append(Block("paragraph", line, f"段落{at}"))
    return read(Document("0" * 64, "文件.docx", "text/plain", (Page(1, tuple(blocks)),)), "文件.docx")


@pytest.mark.parametrize("case", _CASES, ids=[case["name"] for case in _CASES])
def test_organisations(case: dict[str, Any]) -> None:
    reading = _reading(case["lines"])
    found = {(one.role, one.name) for one in organisations(reading, instruments(reading))}
    for role, name in case.get("expect", []):
        assert (role, name) in found
    if not case.get("expect", [""]):
        assert found == set()
    for role, name in case.get("absent", []):
        assert (role, name) not in found


def test_holders_of_a_report_and_its_maker() -> None:
    lines = ["检验报告", "编号：A-7", "委托单位：广州迈腾厨具有限公司", "生产单位：佛山锐邦金属制品厂", "结论：合格", "广东厨具质量检验中心（盖章）"]
    reading = _reading(lines)
    found = {(one.role, one.name) for one in organisations(reading, instruments(reading))}
    assert found == {("holder", "广州迈腾厨具有限公司"), ("supplier", "佛山锐邦金属制品厂"), ("issuer", "广东厨具质量检验中心")}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("海沧老周电器维修店 电话", "海沧老周电器维修店"),
        ("厦门澜图电梯有限公司负责安装", "厦门澜图电梯有限公司"),
        ("本公司", None),
        ("×××公司", None),
        ("_____", None),
        ("物流公司", None),
        ("满意", None),
    ],
)
def test_names_where_a_name_must_stand(text: str, name: str | None) -> None:
    found = name_at(text)
    assert (found.text if found else None) == name


def test_names_in_running_text_lose_the_words_before_them() -> None:
    assert [one.text for one in names_in("由厦门澜图电梯有限公司与漳州安居物业有限公司签订")] == ["厦门澜图电梯有限公司", "漳州安居物业有限公司"]


def test_bodies_that_assess_others() -> None:
    assert is_external("福建省电梯行业协会")
    assert is_external("北辰认证(上海)有限公司")
    assert not is_external("厦门澜图电梯有限公司")
