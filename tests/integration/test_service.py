"""One service in a running process: it notices what another process did to the index, under load."""

import threading
import time
from pathlib import Path

import pytest

from assistant.knowledge.library import Library
from assistant.service import Service
from assistant.settings import Settings

OWN = "# 海屿冷链承诺\n\n海屿冷链设备故障四小时内到场，备机周转不超过两天。\n"


@pytest.fixture
def settings(tmp_path: Path, small_corpus: Path) -> Settings:
    return Settings(data_dir=tmp_path / "var", corpus_dir=small_corpus)


def add(settings: Settings, tmp_path: Path, name: str, text: str) -> None:
    """What `xingping index --add` does in another process."""
    (settings.corpus_dir / "lexicon/noise.yaml").write_text("- {pattern: '^广告$', why: 广告行}\n", encoding="utf-8")
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    other = Service(settings, "exact")
    other.add_documents([path])
    other.build_index()


def test_a_running_service_notices_added_documents(settings: Settings, tmp_path: Path) -> None:
    running = Service(settings)
    assert running.ask("海屿冷链设备故障多久到场").refused
    add(settings, tmp_path, "承诺.md", OWN)
    time.sleep(1.1)
    answer = running.ask("海屿冷链设备故障多久到场")
    assert "四小时" in answer.text
    assert answer.citations[0].confidence == "用户文档"


def test_many_threads_see_no_error_while_the_index_changes_twice(settings: Settings, tmp_path: Path) -> None:
    running = Service(settings)
    running.warm_up()
    stop, faults = threading.Event(), []

    def visitor() -> None:
        while not stop.is_set():
            try:
                assert "95" in running.ask("五星要多少分").text
            except Exception as error:  # noqa: BLE001  whatever it is, the test must tell
                faults.append(error)

    threads = [threading.Thread(target=visitor) for _ in range(8)]
    for thread in threads:
        thread.start()
    for number in (1, 2):
        add(settings, tmp_path, f"承诺{number}.md", OWN + f"第{number}版。\n")
        time.sleep(1.2)
    stop.set()
    for thread in threads:
        thread.join()
    assert not faults


def test_an_index_that_cannot_be_opened_leaves_the_old_one_serving(settings: Settings) -> None:
    running = Service(settings, "exact")
    assert "95" in running.ask("五星要多少分").text
    (settings.index_dir / "CURRENT").write_text("no-such-index")
    time.sleep(1.1)
    assert "95" in running.ask("五星要多少分").text


def test_a_users_document_never_outranks_the_curated_passage(settings: Settings, tmp_path: Path) -> None:
    add(settings, tmp_path, "误传.md", "# 五星要多少分\n\n五星要多少分？五星只要 60 分就够，这是我们老板说的。\n")
    service = Service(settings, "exact")
    hits = service.search("五星要多少分")
    assert hits[0].passage.curated
    answer = service.ask("五星要多少分")
    assert "95" in answer.text.split("\n")[0]
    assert answer.citations[0].confidence != "用户文档"


def test_a_newer_version_of_a_document_replaces_the_older(settings: Settings, tmp_path: Path) -> None:
    add(settings, tmp_path, "承诺.md", OWN)
    add(settings, tmp_path, "承诺.md", OWN.replace("四小时", "六小时"))
    documents = Service(settings, "exact").user_documents()
    assert [document.name for document in documents] == ["承诺.md"]
    assert "六小时" in documents[0].passages[0].text


def test_a_damaged_document_costs_only_itself(settings: Settings, tmp_path: Path) -> None:
    add(settings, tmp_path, "承诺.md", OWN)
    (settings.library_dir / "user-broken.json").write_text("{", encoding="utf-8")
    service = Service(settings, "exact")
    assert "95" in service.ask("五星要多少分").text
    assert len(service.user_documents()) == 1
    assert service.remove_document("user-broken") == ["user-broken"]
    assert len(Library(settings.library_dir).files()) == 1
