"""Vectors on a real Chroma server: the same answers as embedded, also while it is away, and for several processes at once."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import chromadb
import pytest

from assistant.knowledge import dense, index
from assistant.knowledge.dense import ChromaDense, ChromaServerError
from assistant.service import Service
from assistant.settings import Settings
from tests.support.chroma_server import ChromaServer

QUESTIONS = ("五星要多少分", "证书有效期几年", "要配几个管理师", "投诉怎么处理", "刚成立三个月能申请吗", "今天天气怎么样")
_ASK = (
    "import sys; from pathlib import Path; from assistant.service import Service; from assistant.settings import Settings\n"
    "service = Service(Settings(data_dir=Path(sys.argv[1]), corpus_dir=Path(sys.argv[2]), chroma_url=sys.argv[3]))\n"
    "service.add_documents([Path(sys.argv[4])]); service.build_index()\n"
    "print(service.ask('五星要多少分').text)"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    made = ChromaServer(tmp_path_factory.mktemp("chroma") / "data")
    made.start()
    yield made
    made.kill()


@pytest.fixture(scope="module")
def service(server: ChromaServer, tmp_path_factory: pytest.TempPathFactory) -> Service:
    """Over an index that was built through the server."""
    made = Service(Settings(data_dir=tmp_path_factory.mktemp("served"), chroma_url=server.url))
    made.build_index()
    return made


@pytest.fixture(scope="module")
def expected(built_dir: Path) -> list[object]:
    return _given(Service(Settings(data_dir=built_dir)))


def _given(service: Service) -> list[object]:
    """Whole answers, and what is found with its relevance to four places: the two stores add up in another order."""
    answers = [service.ask(one).as_dict() for one in QUESTIONS]
    found = [[(hit.passage.id, round(hit.relevance, 4)) for hit in service.search(one)] for one in QUESTIONS]
    return [answers, found]


def _collections(server: ChromaServer) -> set[str]:
    host, port = server.url.removeprefix("http://").split(":")
    return {one.name for one in chromadb.HttpClient(host=host, port=int(port)).list_collections()}


def test_the_server_is_asked_and_answers_are_those_of_the_embedded_store(
    service: Service, server: ChromaServer, expected: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ChromaDense, "_exact", property(lambda _: pytest.fail("searched without the server"), lambda *_: None), raising=False)
    assert len(_collections(server)) == 2, "questions and passages; nobody added documents"
    assert not list(service.place.index_dir.glob("*/chroma/*"))
    assert _given(service) == expected


def test_answers_go_on_while_it_is_away_and_it_is_used_again(
    server: ChromaServer, small_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dense, "_REST_SECONDS", 0.0)
    expected = _given(Service(Settings(data_dir=tmp_path / "embedded", corpus_dir=small_corpus)))
    service = Service(Settings(data_dir=tmp_path / "served", corpus_dir=small_corpus, chroma_url=server.url))
    service.build_index()
    assert _given(service) == expected
    server.kill()
    assert _given(service) == expected
    fresh = Service(service.settings)  # as another process that starts meanwhile
    assert fresh.ask(QUESTIONS[0]) == service.ask(QUESTIONS[0])
    (note := service.settings.data_dir / "说明.md").write_text("# 保养\n\n本公司每季度上门保养一次净水设备。", encoding="utf-8")
    fresh.add_documents([note])
    with pytest.raises(ChromaServerError, match=r"^连不上 Chroma 服务"):
        fresh.build_index()
    fresh.remove_document("说明.md")
    server.start(empty=True)
    assert _collections(server) == set()
    assert _given(service) == expected
    assert len(_collections(server)) == 2, "filled again"


def test_processes_share_one_server(server: ChromaServer, small_corpus: Path, tmp_path: Path) -> None:
    """Two add a document each and switch, over the same data folder; both documents are found by whoever asks next."""
    data = tmp_path / "shared"
    for name, text in (("甲.md", "# 甲\n\n栖木定制每年回访两次，遇节假日顺延。"), ("乙.md", "# 乙\n\n蓝穗厨电的备件七日内送达乡镇网点。")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    commands = [[sys.executable, "-c", _ASK, str(data), str(small_corpus), server.url, str(tmp_path / name)] for name in ("甲.md", "乙.md")]
    running = [subprocess.Popen(one, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for one in commands]
    for one in running:
        out, err = one.communicate(timeout=100)
        assert one.returncode == 0, err
        assert "95分" in out
    again = Service(Settings(data_dir=data, corpus_dir=small_corpus, chroma_url=server.url))
    assert again.place.fingerprint() == current_name(again)
    assert again.searcher().own_names() == {"甲.md", "乙.md"}
    assert f"xingping-{current_name(again)}-user" in _collections(server)


def test_vectors_of_removed_indexes_leave_the_server(
    server: ChromaServer, small_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "_KEEP_SECONDS", -1)
    service = Service(Settings(data_dir=tmp_path / "own", corpus_dir=small_corpus, chroma_url=server.url))
    names = []
    for number in range(3):
        (tmp_path / f"{number}.md").write_text(f"# {number}\n\n第{number}份：鸣渡泵业的驻场工程师每十五天轮换一次。", encoding="utf-8")
        service.add_documents([tmp_path / f"{number}.md"])
        service.build_index()
        names.append(current_name(service))
    held = _collections(server)
    assert [any(name in one for one in held) for name in names] == [False, True, True], "the one before is still being read"


def current_name(service: Service) -> str:
    return (service.place.index_dir / "CURRENT").read_text()
