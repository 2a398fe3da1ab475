"""Two real servers over one data folder, SQLite and the embedded Chroma: what is done through one holds for the other."""

import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from assistant.workspace import Workspace
from tests.support.desks import ON
from tests.support.remote import Remote, Server, serving
from tests.support.workspaces import Somewhere

SAMPLE = "corpus/samples/weak"


@pytest.fixture(scope="module")
def place(built_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shared")
    shutil.copytree(built_dir / "index", folder / "index", ignore=shutil.ignore_patterns("open"))
    return folder


@pytest.fixture(scope="module")
def both(place: Path) -> Iterator[tuple[Remote, Remote]]:
    servers = Server(place), Server(place)
    with serving(*servers):
        yield Remote(servers[0].url), Remote(servers[1].url)


def test_uploads_through_both_are_all_there(both: tuple[Remote, Remote], place: Path) -> None:
    client = both[0].client("双机甲有限公司")
    sent = {f"台账/{number}.txt": f"第{number}份".encode() for number in range(24)}

    def put(number_and_path: tuple[int, str]) -> int:
        number, path = number_and_path
        return both[number % 2].put(client, path, sent[path]).status_code

    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(put, enumerate(sent))) == {200}
    workspace = Workspace.open(Somewhere(place))
    assert {one.path: one.sha256 for one in workspace.files(client)} == {path: sha256(data).hexdigest() for path, data in sent.items()}
    assert workspace.verify_audit().sound
    workspace.close()


def test_a_grading_is_one_for_both_and_either_may_cancel_it(both: tuple[Remote, Remote], root: Path) -> None:
    one, other = both
    client = one.client("双机乙有限公司")
    for path in sorted((root / SAMPLE).rglob("*.pdf")):
        assert other.put(client, path.name, path.read_bytes()).status_code == 200
    with ThreadPoolExecutor(2) as pool:
        jobs = set(pool.map(lambda remote: remote.grade(client, ON), both))
    assert len(jobs) == 1, "both pressed the button"
    (job,) = jobs
    assert other.job(job)["state"] in ("queued", "running")
    other.cancel(client, job)
    assert one.ended(job) == other.ended(job) == "cancelled"


def test_a_document_added_through_one_is_found_by_the_other(both: tuple[Remote, Remote]) -> None:
    """Both answer while the index is built and switched."""
    question = "鸣渡泵业的驻场工程师几天轮换一次？"
    with ThreadPoolExecutor(3) as pool:
        asked = [pool.submit(remote.ask, "五星要多少分") for remote in both * 8]
        added = both[0].add_to_library("驻场.md", "# 驻场\n\n鸣渡泵业的驻场工程师每十五天轮换一次。".encode())
        assert added.status_code == 200, added.text
        assert {"95" in done.result()["answer"] for done in asked} == {True}
    deadline = time.monotonic() + 20
    while not all("十五天" in remote.chat(question) for remote in both):
        assert time.monotonic() < deadline, "the other still answers from the old index"
        time.sleep(0.3)
