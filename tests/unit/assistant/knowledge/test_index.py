"""The index directory: derived, fingerprinted, switched at once, and safe against a killed build."""

import gc
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.knowledge import index
from assistant.knowledge.dense import Backend
from assistant.knowledge.index import IndexPlace, build, current, ensure, open_searcher
from assistant.knowledge.library import Library, StoredDocument
from assistant.knowledge.model import Confidence, Corpus, Passage
from assistant.knowledge.searcher import Searcher

Make = Callable[..., IndexPlace]


def test_an_unchanged_corpus_is_not_built_again(small_corpus: Path, tmp_path: Path, make_place: Make) -> None:
    place = make_place(tmp_path / "var", small_corpus)
    folder = build(place)
    stamp = (folder / "meta.json").stat().st_mtime_ns
    assert ensure(place) == folder
    assert build(place) == folder
    assert (folder / "meta.json").stat().st_mtime_ns == stamp


def test_a_changed_corpus_is_built_aside_and_switched_to(small_corpus: Path, tmp_path: Path, make_place: Make) -> None:
    place = make_place(tmp_path / "var", small_corpus)
    first = build(place)
    before = open_searcher(place, "exact")
    faq = small_corpus / "faq/levels.yaml"
    faq.write_text(faq.read_text(encoding="utf-8").replace("五星线", "五星得几分"), encoding="utf-8")
    second = ensure(place)
    assert second != first
    assert current(place) == second
    assert before.entries(before.read("五星多少分")).hits, "a reader of the old index goes on"


def test_a_broken_corpus_leaves_the_old_index_serving(small_corpus: Path, tmp_path: Path, make_place: Make) -> None:
    place = make_place(tmp_path / "var", small_corpus)
    first = build(place)
    (small_corpus / "faq/levels.yaml").write_text("- id: oops\n", encoding="utf-8")
    with pytest.raises(Exception, match="缺少"):
        build(place)
    assert current(place) == first
    assert not list((tmp_path / "var/index").glob("building-*"))


def test_a_killed_build_leaves_the_old_index_serving(small_corpus: Path, tmp_path: Path, make_place: Make) -> None:
    place = make_place(tmp_path / "var", small_corpus)
    first = build(place)
    faq = small_corpus / "faq/levels.yaml"
    faq.write_text(faq.read_text(encoding="utf-8").replace("五星线", "五星得几分"), encoding="utf-8")
    code = (
        "from pathlib import Path; import assistant.knowledge.index as index, assistant.knowledge.index_folder as parts\n"
        "def stop(*_): print('writing', flush=True); import time; time.sleep(60)\n"
        "parts.chroma_client = stop\n"
        f"index.build(index.IndexPlace(Path({str(small_corpus)!r}), Path({str(place.index_dir)!r}), Path({str(place.library_dir)!r})))"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "writing"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert current(place) == first, "the killed build changed nothing"
    left = list(place.index_dir.glob("building-*"))
    assert left, "it was killed in the middle"
    second = build(place)
    assert current(place) == second != first
    for path in left:
        os.utime(path, (time.time() - 3600, time.time() - 3600))
    faq.write_text(faq.read_text(encoding="utf-8").replace("五星得几分", "五星线"), encoding="utf-8")
    build(place)
    assert not list(place.index_dir.glob("building-*")), "old leftovers go with a later build"


def test_chroma_and_exact_search_agree(built_dir: Path, make_place: Make, searcher: Searcher) -> None:
    chroma = open_searcher(make_place(built_dir), "chroma")
    for question in ("五星要多少分", "证书有效期几年", "要配几个管理师", "投诉怎么处理", "费用多少钱"):
        near = [hit.entry.id for hit in searcher.entries(searcher.read(question)).hits[:3]]
        also = [hit.entry.id for hit in chroma.entries(chroma.read(question)).hits[:3]]
        assert near == also


def test_the_index_holds_the_whole_corpus(searcher: Searcher, corpus: Corpus) -> None:
    assert searcher.corpus == corpus


def test_a_damaged_index_heals(small_corpus: Path, tmp_path: Path, make_place: Make) -> None:
    place = make_place(tmp_path / "var", small_corpus)
    folder = build(place)
    shutil.rmtree(folder / "passages")
    searcher = open_searcher(place, "exact")
    assert searcher.entries(searcher.read("五星多少分")).hits
    (build(place) / "meta.json").unlink()
    assert (build(place) / "meta.json").is_file(), "a rest of an index is replaced"


@pytest.mark.parametrize(
    "pattern", ["chroma/corpus/chroma.sqlite3", "chroma/corpus/*/data_level0.bin", "questions.npy", "passages/*.idx", "meta.json"]
)
def test_a_damaged_file_is_noticed_before_anything_loads_it(small_corpus: Path, tmp_path: Path, make_place: Make, pattern: str) -> None:
    """A damaged graph of Chroma's would take the process down."""
    place = make_place(tmp_path / "var", small_corpus)
    damaged = next(build(place).glob(pattern))
    whole = damaged.stat().st_size
    damaged.write_bytes(b"\xa5" * whole)
    searcher = open_searcher(place, "chroma")
    assert searcher.entries(searcher.read("五星多少分")).hits
    assert next(build(place).glob(pattern)).read_bytes() != b"\xa5" * whole


def test_reading_leaves_the_index_as_it_was_written(small_corpus: Path, tmp_path: Path, make_place: Make) -> None:
    """Chroma writes where it reads; several processes read one index."""
    place = make_place(tmp_path / "var", small_corpus)
    folder = build(place)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    one, other = open_searcher(place, "chroma"), open_searcher(place, "chroma")
    for searcher in (one, other):
        assert searcher.entries(searcher.read("五星多少分")).hits
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    copies = [path for path in (place.index_dir / "open").glob("*/*") if path.is_dir()]
    assert len(copies) == 2
    del one, other, searcher
    gc.collect()
    assert [path for path in copies if path.exists()] == []


def test_who_switches_last_switches_to_what_the_files_say(
    small_corpus: Path, tmp_path: Path, make_place: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process changes something and switches while this one builds."""
    place = make_place(tmp_path / "var", small_corpus)
    faq = small_corpus / "faq/levels.yaml"
    switch, later = index._switch, []

    def slow(index_dir: Path, name: str) -> None:
        if not later:
            faq.write_text(faq.read_text(encoding="utf-8").replace("五星线", "五星得几分"), encoding="utf-8")
            later.append(name)
            later.append(build(place).name)
        switch(index_dir, name)

    monkeypatch.setattr(index, "_switch", slow)
    build(place)
    found = current(place)
    assert found is not None
    assert found.name == later[1] != later[0]


def add(place: IndexPlace, number: int) -> None:
    text = f"海屿冷链第{number}站的设备故障四小时内到场。"
    passage = Passage(id=f"user-{number}-1", title=f"海屿{number}.md", text=text, topic="user", confidence=Confidence.USER)
    Library(place.library_dir).add(StoredDocument(id=f"user-{number}", name=f"海屿{number}.md", sha256="0" * 64, passages=(passage,)))


def contents(folder: Path) -> dict[str, bytes]:
    """What comes of the corpus. Chroma and the lexical indexes write names that they draw."""
    return {name: (folder / name).read_bytes() for name in ("corpus.json", "questions.npy", "passages.npy")}


def test_an_added_document_leaves_what_comes_of_the_corpus_as_it_is(
    small_corpus: Path, tmp_path: Path, make_place: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = make_place(tmp_path / "var", small_corpus)
    first = build(place)
    monkeypatch.setattr(index, "load_corpus", lambda _: pytest.fail("the corpus is the same"))
    for number in (1, 2, 3):
        add(place, number)
        latest = build(place)
        assert latest != first
        assert contents(latest) == contents(first)
    Library(place.library_dir).remove("user-2")
    backends: tuple[Backend, ...] = ("chroma", "exact")
    for backend in backends:
        taken = open_searcher(place, backend)
        assert taken.entries(taken.read("五星多少分")).hits
        assert {hit.passage.id for hit in taken.find_own(taken.read("海屿冷链第2站多久到场"))} == {"user-1-1", "user-3-1"}


def test_an_index_taken_over_finds_what_one_made_anew_finds(small_corpus: Path, tmp_path: Path, make_place: Make) -> None:
    grown, anew = make_place(tmp_path / "grown", small_corpus), make_place(tmp_path / "anew", small_corpus)
    build(grown)
    for number in (1, 2):
        add(grown, number)
        build(grown)
        add(anew, number)
    assert build(anew).name == build(grown).name
    one, other = open_searcher(grown, "chroma"), open_searcher(anew, "chroma")
    for question in ("五星要多少分", "海屿冷链第2站", "四星呢", "故障多久到场"):
        for found in ("entries", "find_passages", "find_own"):
            assert getattr(one, found)(one.read(question)) == getattr(other, found)(other.read(question)), (question, found)


@pytest.mark.parametrize("pattern", ["corpus.json", "chroma/corpus/*/data_level0.bin", "entries/*.idx", "meta.json"])
def test_nothing_damaged_is_taken_over(small_corpus: Path, tmp_path: Path, make_place: Make, pattern: str) -> None:
    place = make_place(tmp_path / "var", small_corpus)
    damaged = next(build(place).glob(pattern))
    whole = damaged.stat().st_size
    damaged.write_bytes(b"\xa5" * whole)
    add(place, 1)
    assert next(build(place).glob(pattern)).read_bytes() != b"\xa5" * whole
    searcher = open_searcher(place, "chroma")
    assert searcher.entries(searcher.read("五星多少分")).hits
    assert searcher.find_own(searcher.read("海屿冷链"))


def test_a_changed_model_folder_is_another_index(small_corpus: Path, tmp_path: Path, make_place: Make) -> None:
    model = tmp_path / "model"
    model.mkdir()
    (model / "weights").write_text("1")
    place = replace(make_place(tmp_path / "var", small_corpus), embedding_model=str(model))
    before = place.fingerprint()
    (model / "weights").write_text("22")
    assert place.fingerprint() != before
