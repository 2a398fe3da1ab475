"""Formats of older programs: what is read without LibreOffice, and what a LibreOffice that misbehaves can do."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from scoring.documents import DocumentError, parse_document, soffice
from scoring.documents.scanning import Scanning

Fill = Callable[[Callable[[Any], None]], bytes]
Sheets = Callable[[dict[str, dict[str, object]]], bytes]
Xls = Callable[[str, Sequence[Sequence[object]]], bytes]

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
WORD = OLE + bytes(504) + "WordDocument".encode("utf-16-le")
SLIDES = OLE + bytes(504) + "PowerPoint Document".encode("utf-16-le")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """A program in LibreOffice's place, which is told as $out the folder to write to."""

    def stand_in(script: str) -> Path:
        path = tmp_path / "soffice"
        path.write_text('#!/bin/sh\nfor one in "$@"; do [ "$last" = --outdir ] && out=$one; last=$one; done\n' + script, encoding="utf-8")
        path.chmod(0o755)
        monkeypatch.setenv(soffice.VARIABLE, str(path))
        return path

    return stand_in


def refused(data: bytes, name: str) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        parse_document(data, name)
    return caught.value


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.doc", WORD, "另存为 .docx"),
        ("a.wps", WORD, "另存为 .docx"),
        ("改名.docx", WORD, "另存为 .docx"),
        ("a.rtf", b"{\\rtf1 x}", "另存为 .docx"),
        ("a.ppt", SLIDES, "导出为 PDF"),
        ("改名.pptx", SLIDES, "导出为 PDF"),
    ],
)
def test_without_libreoffice_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, says: str) -> None:
    monkeypatch.setenv(soffice.VARIABLE, "")
    error = refused(data, name)
    assert error.reason == "unsupported"
    assert says in error.text


def test_content_that_needs_no_conversion(monkeypatch: pytest.MonkeyPatch, make_docx: Fill, make_xlsx: Sheets, make_xls: Xls) -> None:
    monkeypatch.setenv(soffice.VARIABLE, "")
    docx = make_docx(lambda document: document.add_paragraph("第一条 总则"))
    page = "<html><head><meta charset='gbk'></head><body><p>第一条 总则</p></body></html>".encode("gbk")
    for name, data, text in (
        ("改名.doc", docx, "第一条 总则"),
        ("网页.doc", page, "第一条 总则"),
        ("旧表.et", make_xls("表", [["值"]]), "值"),
        ("新表.et", make_xlsx({"表": {"A1": "值"}}), "值"),
    ):
        document = parse_document(data, name)
        assert [one.text for one in document.blocks()] == [text], name


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.doc", OLE + bytes(504) + b"\xec\xa5" + bytes(8) + b"\x00\x01" + bytes(500) + "WordDocument".encode("utf-16-le")),
        ("a.ppt", SLIDES + "EncryptedSummary".encode("utf-16-le")),
        ("a.doc", OLE + "EncryptedPackage".encode("utf-16-le")),
    ],
)
def test_passwords_are_told_without_conversion(stand_in: Callable[[str], Path], name: str, data: bytes) -> None:
    stand_in("exit 1")
    error = refused(data, name)
    assert (error.reason, "打开密码" in error.text) == ("encrypted", True)


def test_a_conversion_is_read_by_the_reader_of_the_new_format(stand_in: Callable[[str], Path], make_docx: Fill, tmp_path: Path) -> None:
    (tmp_path / "made").write_bytes(make_docx(lambda document: document.add_heading("售后服务制度", 1)))
    stand_in(f'mkdir -p "$out"; cp "{tmp_path}/made" "$out/in.docx"')
    told: list[tuple[int, int]] = []
    document = parse_document(WORD, "制度.doc", scanning=Scanning(None, lambda page, of: told.append((page, of))))
    assert [(one.kind, one.text, one.locator) for one in document.blocks()] == [("heading", "售后服务制度", "段落1")]
    assert (document.name, document.media_type) == ("制度.doc", "application/msword")
    assert told == [(1, 1)]


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("exit 0", ("unreadable", "打不开")),
        ("kill -SEGV $$", ("unreadable", "打不开")),
        ('mkdir -p "$out"; echo nonsense > "$out/in.docx"', ("unreadable", "已损坏")),
        ("sleep 600", ("too_slow", "超过 0.5 秒")),
    ],
    ids=["no output", "crash", "nonsense", "hang"],
)
def test_a_converter_that_fails_costs_the_file(
    stand_in: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, told: tuple[str, str]
) -> None:
    reason, says = told
    monkeypatch.setattr(soffice, "SECONDS", 0.5 if reason == "too_slow" else 30)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    stand_in(script)
    error = refused(WORD, "a.doc")
    assert (error.reason, says in error.text) == (reason, True), error.text
    assert [one.name for one in tmp_path.iterdir() if one.is_dir()] == []


def test_what_a_converter_started_ends_with_it(stand_in: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(soffice, "SECONDS", 1.0)
    stand_in(f'sleep 601 & echo $! > "{tmp_path}/child"; wait')
    assert refused(WORD, "a.doc").reason == "too_slow"
    assert ended(int((tmp_path / "child").read_text()))


def test_a_converter_ends_when_its_caller_is_killed(stand_in: Callable[[str], Path], tmp_path: Path) -> None:
    """And its folder goes: nobody is left who would remove it."""
    stand_in(f'echo $$ > "{tmp_path}/pid.new"; mv "{tmp_path}/pid.new" "{tmp_path}/pid"; sleep 602')
    code = "from scoring.documents.soffice import convert; convert(b'x', '.doc', 'docx')"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(tmp_path / "tmp")}
    (tmp_path / "tmp").mkdir()
    caller = subprocess.Popen([sys.executable, "-c", code], env=environment)
    deadline = time.monotonic() + 60
    while not (tmp_path / "pid").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    caller.kill()
    caller.wait()
    assert ended(int((tmp_path / "pid").read_text()))
    while [one for one in (tmp_path / "tmp").iterdir() if one.is_dir()] and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [one.suffix for one in (tmp_path / "tmp").iterdir()] == [".lock"]


def ended(pid: int) -> bool:
    """Within some seconds; a zombie nobody waits for has ended, too."""
    for _ in range(200):
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_the_converter_sees_nothing_of_ours(stand_in: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SOME_API_KEY", "secret")
    stand_in(f'env > "{tmp_path}/seen"')
    refused(WORD, "a.doc")
    seen = (tmp_path / "seen").read_text()
    assert "secret" not in seen
    assert "https_proxy=http://127.0.0.1:9" in seen


def test_facts_depend_on_the_converter(stand_in: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    from scoring import engine

    fingerprints = set()
    for script in (None, "exit 0", "exit 1 # another build"):
        if script is None:
            monkeypatch.setenv(soffice.VARIABLE, "")
        else:
            stand_in(script)
        soffice._version.cache_clear()
        fingerprints.add(engine.extraction_fingerprint.__wrapped__())
    assert len(fingerprints) == 3
