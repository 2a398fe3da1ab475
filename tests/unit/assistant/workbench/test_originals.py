"""Papers by their content, as they were uploaded or in an archive, without opening an archive for each look."""

import io
import tarfile
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from zlib import crc32

import pytest

from assistant.workbench import archived
from assistant.workbench.originals import Originals
from assistant.workspace import Workspace
from assistant.workspace.errors import NotFoundError
from assistant.workspace.values import Client
from tests.support.workspaces import WHO, Somewhere

LETTER, RULES, DEEP = ("售后服务承诺".encode(), "售后服务管理制度".encode() * 500, "维修记录".encode())


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    archived.members.cache_clear()
    opened = Workspace.open(Somewhere(tmp_path / "数据"))
    yield opened
    opened.close()


@pytest.fixture
def client(workspace: Workspace) -> Client:
    return workspace.create_client({"name": "临江棋石净水设备有限公司"}, WHO)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that were opened as packs."""
    names: list[str] = []
    pack_of = archived.pack_of
    monkeypatch.setattr(archived, "pack_of", lambda name, *rest: names.append(name) or pack_of(name, *rest))
    return names


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "/", 1) + ".txt" if not name.endswith("zip") else "里面.zip", data)
    return out.getvalue()


def tarred(data: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        info = tarfile.TarInfo("承诺.txt")
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def paper(workspace: Workspace, client: Client, data: bytes) -> tuple[str, bytes]:
    return Originals(workspace, workspace.data_dir / "facts")._paper(client.id, sha256(data).hexdigest())


def test_a_paper_in_an_archive_is_read_without_opening_it_again(workspace: Workspace, client: Client, opened: list[str]) -> None:
    workspace.add_files(client.id, [("材料.zip", zipped(甲_承诺=LETTER, 乙_制度=RULES)), ("散的.txt", b"x")], WHO)
    assert paper(workspace, client, LETTER) == ("材料.zip/甲/承诺.txt", LETTER)
    first = list(opened)
    for _ in range(3):
        assert paper(workspace, client, RULES) == ("材料.zip/乙/制度.txt", RULES)
    assert opened == first
    assert first.count("材料.zip") == 1


def test_what_is_nowhere_costs_no_second_look(workspace: Workspace, client: Client, opened: list[str]) -> None:
    workspace.add_files(client.id, [("材料.zip", zipped(甲_承诺=LETTER))], WHO)
    for _ in range(3):
        with pytest.raises(NotFoundError, match="不在当前材料里"):
            paper(workspace, client, b"other")
    assert opened == ["材料.zip"]


def test_archives_within_and_of_other_sorts(workspace: Workspace, client: Client) -> None:
    workspace.add_files(client.id, [("外.zip", zipped(里面zip=zipped(丙_记录=DEEP), 甲_承诺=RULES)), ("包.tar.gz", tarred(LETTER))], WHO)
    for _ in range(2):
        assert paper(workspace, client, DEEP) == ("外.zip/里面.zip/记录.txt", DEEP)
        assert paper(workspace, client, LETTER) == ("包.tar.gz/承诺.txt", LETTER)


def test_a_removed_archive_is_not_looked_into(workspace: Workspace, client: Client) -> None:
    (file,) = workspace.add_files(client.id, [("材料.zip", zipped(甲_承诺=LETTER, 乙_制度=RULES))], WHO).added
    workspace.remove_file(file.id, WHO)
    with pytest.raises(NotFoundError):
        paper(workspace, client, LETTER)


def test_another_clients_archive_is_not_looked_into(workspace: Workspace, client: Client) -> None:
    other = workspace.create_client({"name": "别家"}, WHO)
    workspace.add_files(other.id, [("材料.zip", zipped(甲_承诺=LETTER))], WHO)
    with pytest.raises(NotFoundError):
        paper(workspace, client, LETTER)


def test_an_archive_that_is_lost_does_not_hide_the_others(workspace: Workspace, client: Client) -> None:
    lost, kept = workspace.add_files(client.id, [("一.zip", zipped(甲_制度=RULES)), ("二.zip", zipped(甲_承诺=LETTER))], WHO).added
    workspace.store.path(lost.sha256).unlink()
    assert paper(workspace, client, LETTER)[1] == LETTER
    assert kept.path == "二.zip"


def test_a_member_is_known_by_its_content(tmp_path: Path) -> None:
    """Size and checksum in the directory can be made to agree with another's."""
    path = tmp_path / "x.zip"
    path.write_bytes(zipped(甲_承诺=LETTER))
    member = archived.Member("x.zip/承诺.txt", len(LETTER), crc32(LETTER))
    assert archived._of_zip(path, member, sha256(LETTER).hexdigest()) == LETTER
    assert archived._of_zip(path, member, sha256(RULES).hexdigest()) is None
