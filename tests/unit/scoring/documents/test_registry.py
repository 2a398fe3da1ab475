"""What is taken, what is refused, and how a refusal reads."""

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from scoring.documents import DocumentError, parse_document, read_document


def test_a_document_knows_its_bytes_name_and_type(tmp_path: Path) -> None:
    path = tmp_path / "售后服务制度.TXT"
    path.write_bytes("第一条 总则".encode())
    document = read_document(path)
    assert document.sha256 == sha256(path.read_bytes()).hexdigest()
    assert (document.name, document.media_type) == ("售后服务制度.TXT", "text/plain")
    assert [block.locator for block in document.blocks()] == ["第1行"]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.exe", b"MZ", "不支持 .exe"),
        ("noext", b"x", "不支持 没有后缀"),
        ("a.doc", b"x", "后缀与内容不符"),
        ("a.ppt", b"x", "后缀与内容不符"),
        ("a.msg", b"x", "另存为 PDF"),
        ("a.eml", b"x", "另存为 PDF"),
        ("a.pptx", b"hello", "后缀与内容不符"),
        ("a.csv", b"PK\x03\x04", "后缀与内容不符"),
        ("a.jpg", b"\xff\xd8\xff", "图片已损坏"),
        ("a.zip", b"PK\x03\x04", "解压"),
        ("a.pdf", b"", "文件是空的"),
        ("a.pdf", b"hello", "后缀与内容不符"),
        ("a.docx", b"hello", "后缀与内容不符"),
        ("a.xlsx", b"hello", "后缀与内容不符"),
        ("a.xls", b"hello", "后缀与内容不符"),
        ("a.txt", b"%PDF-1.7 x", "后缀与内容不符"),
        ("a.html", b"PK\x03\x04", "后缀与内容不符"),
        ("a.txt", b" \r\n\t ", "没有可读的文字"),
        ("a.md", "# \n\n—— ……".encode(), "没有可读的文字"),
        ("a.html", b"<html><body><script>var x = 1</script></body></html>", "没有可读的文字"),
        ("a.txt", bytes(range(1, 32)) * 3300, "控制字符太多"),
        ("a.html", bytes(range(1, 9)) * 12_800, "控制字符太多"),
        ("a.txt", b"x" * 101, "上限"),
    ],
)
def test_refusals_are_one_line_that_names_the_file(name: str, data: bytes, says: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_document(data, name, max_bytes=100 if says == "上限" else 200_000)
    text = str(caught.value)
    assert text.startswith(f"{name}：")
    assert says in text
    assert "\n" not in text


def test_a_hostile_file_name_cannot_break_the_line() -> None:
    with pytest.raises(DocumentError) as caught:
        parse_document(b"x", "a\nb\x1b[31m\u202e.exe")
    assert str(caught.value).startswith("a b [31m .exe：")


def test_missing_folder_and_too_large_files(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="找不到这个文件"):
        read_document(tmp_path / "没有.txt")
    (tmp_path / "资料.txt").mkdir()
    with pytest.raises(DocumentError, match="这是文件夹"):
        read_document(tmp_path / "资料.txt")
    (tmp_path / "大.txt").write_bytes(b"a" * 2000)
    with pytest.raises(DocumentError, match=r"超过 0\.00097"):
        read_document(tmp_path / "大.txt", max_bytes=1024)
    with pytest.raises(DocumentError, match="读不了"):
        read_document(Path("a\0b.txt"))


def test_normalised_text_stands_beside_the_raw_text() -> None:
    block = next(parse_document("五星級售后服務(wù) ９５分".encode(), "a.txt").blocks())
    assert block.text == "五星級售后服務(wù) ９５分"
    assert block.normalised == "五星级售后服务 95分"


def test_reading_loads_nothing_of_the_assistant(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("<p>售后服务部负责受理顾客投诉。</p>", encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; import scoring.documents as d\n"
        "light = not {'lxml', 'docx', 'trafilatura', 'pypdfium2', 'opencc'} & set(sys.modules)\n"
        "d.read_document(Path(sys.argv[1]))\n"
        "bad = {'assistant', 'langchain', 'chromadb', 'torch', 'httpx', 'requests', 'gradio'} & set(sys.modules)\n"
        "print(light, sorted(bad))"
    )
    out = subprocess.run([sys.executable, "-c", code, str(page)], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "True []"
