"""Users' files into the library: what is stored, what is refused, what is kept when one of them is bad."""

import zipfile
from pathlib import Path

import docx
import pytest

from assistant.knowledge import ingest
from assistant.knowledge.chunking import Chunk
from assistant.knowledge.library import Library, LibraryError
from assistant.knowledge.model import Confidence
from assistant.settings import Settings
from tests.support import mischief

CORPUS = Settings().corpus_dir
SENTENCE = "售后服务部负责受理顾客的投诉，在二十四小时之内给出答复，并把处理结果记录在台账里。"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library")


def _text(path: Path, text: str = SENTENCE * 10) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_document_becomes_labelled_passages(library: Library, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("第三章 投诉處理", 1)
    document.add_paragraph(f"第五条 {SENTENCE * 6}")
    document.add_paragraph(f"第六条 {SENTENCE * 6}")
    document.save(str(tmp_path / "售后服务手册.docx"))
    (stored,) = ingest.add(library, [tmp_path / "售后服务手册.docx"], 30, CORPUS)
    assert stored.id == f"user-{stored.sha256[:12]}"
    assert [passage.id for passage in stored.passages] == [f"{stored.id}-1", f"{stored.id}-2"]
    first = stored.passages[0]
    assert first.title == "售后服务手册：第三章 投诉处理 › 第五条 售后服务部负责受理顾客的投诉（段落1–段落2）"
    assert first.text.startswith("第三章 投诉处理\n第五条 ")
    assert (first.confidence, first.topic, first.sources) == (Confidence.USER, "user-documents", ("售后服务手册.docx",))
    assert not first.curated
    assert list(library.documents()) == [stored]


def test_the_same_content_is_stored_once(library: Library, tmp_path: Path) -> None:
    one, two = _text(tmp_path / "甲.txt"), _text(tmp_path / "乙.txt")
    assert len(ingest.add(library, [one, one, two], 30, CORPUS)) == 1
    ingest.add(library, [one], 30, CORPUS)
    assert len(library.files()) == 1
    assert [passage.id for passage in library.passages()] == sorted({passage.id for passage in library.passages()})


def test_good_files_are_kept_and_every_bad_one_is_named(library: Library, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "压缩.docx", "w") as archive:
        archive.writestr("a.txt", "x")
    bad = [
        tmp_path / "没有.txt",
        tmp_path,
        tmp_path / "压缩.docx",
        _text(tmp_path / "空.txt", ""),
        _text(tmp_path / "控制.txt", "\x01\x02\x03" * 33_000),
        _text(tmp_path / "广告.txt", "打赏\n展开阅读\n0相关评论"),
    ]
    with pytest.raises(LibraryError) as caught:
        ingest.add(library, [_text(tmp_path / "好.txt"), *bad, _text(tmp_path / "也好.txt", "也好。" + SENTENCE * 9)], 30, CORPUS)
    text = str(caught.value)
    assert "\n" not in text
    for path, says in zip(
        bad, ["找不到", "文件夹", "后缀与内容不符", "文件是空的", "控制字符", "没有可用的内容"], strict=True
    ):
        assert f"{path.name}：" in text
        assert says in text
    assert text.endswith("（其余 2 个文件已加入）")
    assert {document.name for document in library.documents()} == {"好.txt", "也好.txt"}


def test_limits(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LibraryError, match="超过 1 MB 的上限"):
        ingest.add(library, [_text(tmp_path / "大.txt", "服" * 400_000)], 1, CORPUS)
    monkeypatch.setattr(ingest, "MAX_CHARACTERS", 20_000)
    with pytest.raises(LibraryError, match="内容太多（约 4 万字，上限 2 万字）"):
        ingest.add(library, [_text(tmp_path / "长.txt", SENTENCE * 1000)], 1, CORPUS)
    assert library.files() == []


def test_a_library_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("a file is in the way", encoding="utf-8")
    with pytest.raises(LibraryError, match="写不进知识库目录"):
        ingest.add(Library(tmp_path / "library"), [_text(tmp_path / "好.txt")], 30, CORPUS)


def test_broken_noise_rules_stop_everything(library: Library, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"清理规则有误.*noise\.yaml:1"):
        ingest.add(library, [_text(tmp_path / "好.txt")], 30, corpus_dir=tmp_path)


@pytest.mark.parametrize(
    ("name", "headings", "place", "title"),
    [
        ("手册.docx", (), "p.3", "手册（p.3）"),
        ("手册.docx", ("手册", "第一章 总则"), "p.3", "手册：第一章 总则（p.3）"),
        ("手册.docx", ("外" * 64, "第一章 总则"), "p.3", "手册：第一章 总则（p.3）"),
        ("a.txt", ("内" * 200,), "第1行", f"a：{'内' * 71}…（第1行）"),
    ],
)
def test_titles(name: str, headings: tuple[str, ...], place: str, title: str) -> None:
    made = ingest.passage_title(name, Chunk("x", headings, place, place))
    assert made == title
    assert len(made) <= 80


def test_titles_never_outgrow_the_limit() -> None:
    long = Chunk("x", ("章" * 50, "条" * 59), f"{'表' * 31}!A1", f"{'表' * 31}!ZZ99999", more=True)
    assert len(ingest.passage_title("名" * 200 + ".xlsx", long)) <= 80


def test_a_wrong_limit_is_told_before_anything_is_read(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XINGPING_LIMIT_SECONDS", "soon")
    with pytest.raises(LibraryError, match=r"XINGPING_LIMIT_SECONDS .*没有加入任何文件"):
        ingest.add(library, [_text(tmp_path / "甲.txt")], 30, CORPUS)
    assert library.files() == []


def test_files_are_read_within_the_limits(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XINGPING_LIMIT_SECONDS", "1")
    monkeypatch.setattr("scoring.reading_apart._read", mischief.spin_over_a_path)
    with pytest.raises(LibraryError, match=r"^甲\.txt：.*1 秒"):
        ingest.add(library, [_text(tmp_path / "甲.txt")], 30, CORPUS)
