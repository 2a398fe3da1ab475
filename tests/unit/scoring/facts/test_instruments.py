"""Licences, certificates, reports, policies and agreements in the layouts companies use."""

from pathlib import Path
from typing import Any

import pytest

from scoring.documents.model import Block, Document, Page
from scoring.facts.instruments import instruments
from scoring.facts.model import Instrument
from scoring.facts.paper_lexicon import InstrumentWords, PaperLexiconError, instrument_words, read_words
from scoring.facts.reading import Reading, read
from scoring.yaml_text import parsed

_DATA = Path(__file__).resolve().parents[3] / "data"
_CASES = parsed((_DATA / "instruments.yaml").read_text(encoding="utf-8"))


def _reading(pages: list[list[str]], path: str = "资料/文件.docx") -> Reading:
    out = []
    for number, lines in enumerate(pages, 1):
        blocks = []
        for at, line in enumerate(lines, 1):
            if line.startswith("# "):
                blocks.append(Block("heading", line[2:], f"p.{number}", 1))
            elif line.startswith("| "):
                blocks.append(Block("table_row", line[2:], f"p.{number}表1!A{at}"))
            else:
                blocks.append(Block("paragraph", line, f"p.{number}"))
        out.append(Page(number, tuple(blocks)))
    return read(Document("0" * 64, path.rsplit("/", 1)[-1], "text/plain", tuple(out)), path)


@pytest.mark.parametrize("case", _CASES, ids=[case["name"] for case in _CASES])
def test_instruments(case: dict[str, Any]) -> None:
    found = instruments(_reading(case["pages"], case.get("path", "资料/文件.docx")))
    assert [one.kind for one in found] == [one["kind"] for one in case["expect"]]
    for one, wanted in zip(found, case["expect"], strict=True):
        assert {name: _plain(one, name) for name in wanted} == wanted


def _plain(one: Instrument, name: str) -> object:
    value = getattr(one, name)
    return list(value) if isinstance(value, tuple) else dict(value) if name == "roles" else value


def test_a_source_names_page_and_title() -> None:
    found = instruments(_reading([["前言"], ["出厂检验报告", "编号：A-1", "生产单位：广州迈腾厨具有限公司", "结论：合格"]]))
    assert [(one.source.locator, one.source.quote) for one in found] == [("p.2", "出厂检验报告")]


def test_a_paper_whose_title_cannot_be_read_is_told_by_labels_and_file_name() -> None:
    lines = ["报告编号：Z-9", "委托单位：广州迈腾厨具有限公司", "结论：符合要求", "签发日期：2026-01-05"]
    assert [one.kind for one in instruments(_reading([lines], "检验报告.jpg"))] == ["quality_report"]
    assert instruments(_reading([lines], "来信.jpg")) == ()


def test_labels_do_not_stand_twice_and_patterns_compile() -> None:
    words = instrument_words()
    for key, labels in words.labels.items():
        assert len(set(labels)) == len(labels), key


def test_an_unknown_key_is_an_error_that_names_file_and_key(tmp_path: Path) -> None:
    path = tmp_path / "instruments.yaml"
    path.write_text("labels: {}\nsurplus: 1\n", encoding="utf-8")
    with pytest.raises(PaperLexiconError, match=r"instruments\.yaml") as error:
        read_words(path, InstrumentWords)
    assert "paper" in str(error.value) or "surplus" in str(error.value)
