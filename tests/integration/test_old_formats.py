"""Old formats through a real LibreOffice, with files that it wrote itself; each conversion takes some seconds."""

import socket
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest

from scoring.documents import parse_document
from scoring.documents.soffice import soffice
from tests.support.hostile_office import odt_that_links, odt_with_macro

pytestmark = pytest.mark.skipif(soffice() is None, reason="no LibreOffice here")


def saved_as(suffix: str, folder: Path) -> bytes:
    """The same document or slides as an old program would write it."""
    if suffix == "ppt":
        from pptx import Presentation

        slides = Presentation()
        slide = slides.slides.add_slide(slides.slide_layouts[1])
        slide.shapes.title.text, slide.placeholders[1].text = "服务培训", "第一条 先听顾客说完"
        new, source = slides, folder / "a.pptx"
    else:
        import docx

        document = docx.Document()
        document.add_heading("售后服务制度", 1)
        document.add_paragraph("第一条 二十四小时内上门。")
        table = document.add_table(2, 2)
        table.style = "Table Grid"
        for place, text in enumerate(("工单号", "结果", "W-1", "已修复")):
            table.cell(place // 2, place % 2).text = text
        document.add_paragraph("附则")
        new, source = document, folder / "a.docx"
    out = BytesIO()
    new.save(out)
    source.write_bytes(out.getvalue())
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(soffice()), profile, "--headless", "--convert-to", suffix, "--outdir", str(folder / "out"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "out" / f"a.{suffix}").read_bytes()


@pytest.mark.parametrize(("suffix", "name"), [("doc", "制度.wps"), ("rtf", "制度.doc")])
def test_a_text_document_keeps_headings_and_tables(tmp_path: Path, suffix: str, name: str) -> None:
    document = parse_document(saved_as(suffix, tmp_path), name)
    assert [(one.kind, one.text, one.locator) for one in document.blocks()] == [
        ("heading", "售后服务制度", "段落1"),
        ("paragraph", "第一条 二十四小时内上门。", "段落2"),
        ("table_row", "工单号 | 结果", "表1!A1"),
        ("table_row", "W-1 | 已修复", "表1!A2"),
        ("paragraph", "附则", "段落3"),
    ]


def test_slides(tmp_path: Path) -> None:
    document = parse_document(saved_as("ppt", tmp_path), "培训.ppt")
    assert [one.text for one in document.blocks()] == ["服务培训", "第一条 先听顾客说完"]


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A port of this machine, and what was asked there."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    asked.append(connection.recv(100))

        Thread(target=listen, daemon=True).start()
        yield server.getsockname()[1], asked


def test_no_link_is_followed_and_no_macro_runs(tmp_path: Path, listener: tuple[int, list[bytes]]) -> None:
    port, asked = listener
    (tmp_path / "密.txt").write_text("不该看到的文字", encoding="utf-8")
    linking = odt_that_links((tmp_path / "密.txt").as_uri(), f"http://127.0.0.1:{port}/图.png")
    assert [one.text for one in parse_document(linking, "链接.odt").blocks()] == ["制度正文在此。", "占位文字"]
    assert asked == []
    marker = tmp_path / "宏跑过了"
    assert [one.text for one in parse_document(odt_with_macro(str(marker)), "宏.odt").blocks()] == ["带宏的制度正文。"]
    assert not marker.exists()
