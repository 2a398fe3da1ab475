"""`xingping samples`: where the sample enterprises are, and a copy of them to work on."""

from pathlib import Path

import pytest

from assistant.cli import main
from assistant.settings import get_settings
from scoring.profile import parse_profile

NAMES = ("middling", "strong", "weak")


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_they_are_listed_with_their_places(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["samples"]) == 0
    *listed, how = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[0] for line in listed] == [str(root / "corpus/samples" / name) for name in NAMES]
    for line in listed:
        folder, name = line.split("\t")
        assert name == parse_profile((Path(folder) / "profile.yaml").read_text(encoding="utf-8"), "").name
    assert how == f"预评：xingping grade {root / 'corpus/samples/middling'} --on 2026-11-20"


def test_a_copy_is_the_same_files_and_may_be_changed(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["samples", str(tmp_path / "新" / "样例")]) == 0
    made = tmp_path / "新" / "样例"
    assert sorted(path.name for path in made.iterdir()) == sorted(NAMES)
    for name in NAMES:
        assert files(made / name) == files(root / "corpus/samples" / name)
    assert str(made / "middling") in capsys.readouterr().out


def test_nothing_of_the_users_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "weak").mkdir()
    (tmp_path / "weak" / "profile.yaml").write_text("mine")
    assert main(["samples", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"{tmp_path / 'weak'} 已经有了，请换一个文件夹\n"
    assert files(tmp_path) == {"weak/profile.yaml": b"mine"}


def test_a_place_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert main(["samples", str(tmp_path / "file" / "in")]) == 2
    assert capsys.readouterr().err.startswith("不能把样例写进 ")


def test_a_knowledge_base_without_samples(small_corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("XINGPING_CORPUS_DIR", str(small_corpus))
    get_settings.cache_clear()
    assert main(["samples"]) == 2
    assert capsys.readouterr().err == "这个知识库目录里没有示例企业（samples/）\n"


@pytest.mark.parametrize("folder", ["", "  "])
def test_no_name_is_no_folder(folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["samples", folder]) == 2
    assert capsys.readouterr().err == "文件夹是空的：请写出要复制到哪里，例如 xingping samples 样例\n"
    assert files(tmp_path) == {}
