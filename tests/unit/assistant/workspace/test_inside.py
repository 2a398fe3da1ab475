"""How many papers an upload holds, and the profile in it; counted once for a content."""


import pytest

from assistant.workspace import Workspace
from assistant.workspace import inside as module
from assistant.workspace.inside import Inside
from assistant.workspace.values import Client
from tests.support.archives import zipped
from tests.support.workspaces import WHO, Somewhere

PROFILE = "enterprise: {name: 甲有限公司}"
MAIL = "From: a@b.cn\nSubject: x\nContent-Type: text/plain; charset=utf-8\n\n回访记录".encode()


def held(workspace: Workspace, client: Client, name: str, data: bytes) -> Inside | None:
    (file,) = workspace.add_files(client.id, [(name, data)], WHO).added
    return workspace.inside(file)


@pytest.mark.parametrize(
    ("name", "data", "wanted"),
    [
        ("甲.txt", b"x", None),
        ("甲.docx", zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), None),
        ("没有后缀", b"x", None),
        ("包.zip", zipped({"资料/甲.txt": b"1", "资料/里.zip": zipped({"乙.txt": b"2", "丙.txt": b"3"}), "__MACOSX/x": b"4"}), Inside(3)),
        ("包", zipped({"甲.txt": b"1"}), Inside(1)),
        ("信.eml", MAIL, Inside(1)),
        ("空.zip", zipped({}), Inside(0)),
        (
            "档.zip",
            zipped({"资料/甲.txt": b"1", "资料/深/profile.yaml": b"enterprise: {name: x}", "资料/profile.yaml": PROFILE.encode("gbk")}),
            Inside(1, profile="档.zip/profile.yaml", text=PROFILE),
        ),
    ],
    ids=["text", "office", "nameless", "nested", "suffixless", "mail", "empty", "profile"],
)
def test_what_an_upload_holds(workspace: Workspace, client: Client, name: str, data: bytes, wanted: Inside | None) -> None:
    assert held(workspace, client, name, data) == wanted


def test_an_archive_that_cannot_be_opened_says_why(workspace: Workspace, client: Client) -> None:
    found = held(workspace, client, "坏.zip", b"PK\x03\x04 broken")
    assert found == Inside(0, "压缩包已损坏或不是压缩包，请重新打包后再上传")


def test_it_is_counted_once(workspace: Workspace, client: Client, somewhere: Somewhere, monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({"甲.txt": b"1", "乙.txt": b"2"})
    assert held(workspace, client, "包.zip", data) == Inside(2)
    monkeypatch.setattr(module, "_looked", lambda *_: Inside(99))
    assert held(workspace, client, "另一个名字.zip", data) == Inside(2)
    (kept,) = (somewhere.data_dir / "inside").iterdir()
    kept.write_text("damaged")
    assert workspace.inside(workspace.files(client.id)[0]) == Inside(99)


def test_a_content_that_is_gone_holds_nothing(workspace: Workspace, client: Client) -> None:
    (file,) = workspace.add_files(client.id, [("包.zip", zipped({"甲.txt": b"1"}))], WHO).added
    workspace.store.path(file.sha256).unlink()
    assert workspace.inside(file) is None
