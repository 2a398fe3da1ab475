"""Uploads: under their names, each version kept, each content once, each refusal with its reason."""

import io
import zipfile
from pathlib import Path

import pytest

from assistant.workspace import NotFoundError, RefusedError, Workspace
from assistant.workspace.store import Content, Store
from assistant.workspace.values import Client
from scoring.limits import Limits
from scoring.pack import PackError
from tests.support.workspaces import NAME, WHO, Somewhere


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_files_come_back_as_they_were(workspace: Workspace, client: Client, tmp_path: Path) -> None:
    (tmp_path / "上传").write_bytes("售后".encode())
    upload = workspace.add_files(client.id, [("制度/售后 手册（2026）.docx", tmp_path / "上传"), ("空.pdf", b"")], WHO, note="首批")
    assert [(one.path, one.size, one.note, one.created_by) for one in upload.added] == [
        ("制度/售后 手册（2026）.docx", 6, "首批", WHO),
        ("空.pdf", 0, "首批", WHO),
    ]
    assert upload.added[0].media_type.endswith("wordprocessingml.document")
    assert workspace.store.path(upload.added[0].sha256).read_bytes() == "售后".encode()
    assert workspace.files(client.id) == list(upload.added)


def test_the_same_name_is_a_new_version_and_the_old_one_stays(workspace: Workspace, client: Client) -> None:
    (first,) = workspace.add_files(client.id, [("台账.xlsx", b"1")], WHO).added
    (second,) = workspace.add_files(client.id, [("台账.xlsx", b"2")], "李四").added
    assert second.replaces == first.id
    again = workspace.add_files(client.id, [("台账.xlsx", b"2")], WHO)
    assert (again.added, again.unchanged) == ((), (second,))
    assert workspace.files(client.id) == [second]
    new, old = workspace.files(client.id, removed=True)
    assert (new, old.id, old.removed_by) == (second, first.id, "李四")
    assert old.removed_at == second.created_at
    assert workspace.store.path(first.sha256).read_bytes() == b"1"


def test_the_same_content_is_stored_once_for_all_clients(workspace: Workspace, client: Client) -> None:
    other = workspace.create_client({"name": "别家"}, WHO)
    for one in (client, other):
        workspace.add_files(one.id, [("a.txt", b"same"), ("b/c.txt", b"same")], WHO)
    assert len([one for one in workspace.store.folder.rglob("*") if one.is_file()]) == 1
    assert len(workspace.files(client.id)) == len(workspace.files(other.id)) == 2


def test_a_removed_file_is_out_of_use_only(workspace: Workspace, client: Client) -> None:
    (file,) = workspace.add_files(client.id, [("a.txt", b"a")], WHO).added
    gone = workspace.remove_file(file.id, "李四")
    assert gone.removed_by == "李四"
    assert workspace.remove_file(file.id, "王五") == gone
    assert workspace.files(client.id) == []
    assert workspace.store.path(file.sha256).read_bytes() == b"a"
    (back,) = workspace.add_files(client.id, [("a.txt", b"a")], WHO).added
    assert back.replaces is None
    with pytest.raises(NotFoundError, match="没有编号为 fi-x 的文件"):
        workspace.remove_file("fi-x", WHO)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("..\\..\\etc\\passwd", "etc/passwd"),
        ("/绝对/路径.txt", "绝对/路径.txt"),
        ("C:\\资料\\合同.pdf", "C:/资料/合同.pdf"),
        ("甲\u202efdp.exe", "甲fdp.exe"),
        ("", "未命名"),
        ("手册" * 300 + ".docx", "手册" * 97 + "…" + ".docx"),
    ],
)
def test_names_are_cleaned_and_never_leave_the_store(workspace: Workspace, client: Client, given: str, kept: str) -> None:
    (file,) = workspace.add_files(client.id, [(given, b"x")], WHO).added
    assert file.path == kept
    assert workspace.store.path(file.sha256).is_relative_to(workspace.store.folder)


def test_each_refusal_has_its_reason_and_costs_only_itself(somewhere: Somewhere, tmp_path: Path) -> None:
    workspace = Workspace.open(somewhere, limits=Limits(member_mb=1, archive_mb=2, files=3))
    client = workspace.create_client({"name": NAME}, WHO)
    (tmp_path / "链接").symlink_to("/etc/passwd")
    big = b"x" * (1024 * 1024 + 1)
    upload = workspace.add_files(
        client.id,
        [
            ("好.txt", b"good"),
            ("大.pdf", big),
            ("大.zip", _zip({"a": b""}) + big),
            ("更大.zip", b"PK\x03\x04" + big * 2),
            ("~$草稿.docx", b"x"),
            ("链接.txt", tmp_path / "链接"),
            ("没有.txt", tmp_path / "没有"),
            ("文件夹.txt", tmp_path),
            ("第三.txt", b"3"),
            ("第四.txt", b"4"),
            ("好.txt", b"better"),
        ],
        WHO,
    )
    assert [one.path for one in upload.added] == ["好.txt", "大.zip", "第三.txt", "好.txt"]
    assert {one.path: one.text for one in upload.refused} == {
        "大.pdf": "超过 1 MB 的上限（设置 XINGPING_LIMIT_MEMBER_MB），没有保存；请拆分或压缩后再上传",
        "更大.zip": "超过 2 MB 的上限（设置 XINGPING_LIMIT_ARCHIVE_MB），没有保存；请拆分或压缩后再上传",
        "~$草稿.docx": "系统或编辑软件留下的文件，不是材料",
        "链接.txt": "这是指向别处的链接，没有跟随；请放入文件本身",
        "没有.txt": "不是文件，没有保存",
        "文件夹.txt": "不是文件，没有保存",
        "第四.txt": "这个客户的文件已到 3 个的上限（设置 XINGPING_LIMIT_FILES），没有保存",
    }
    assert len(workspace.files(client.id)) == 3
    workspace.close()


def test_a_file_that_goes_while_it_is_read_costs_only_itself(
    workspace: Workspace, client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / name for name in ("一.txt", "去.txt", "二.txt")]
    for path in paths:
        path.write_text(path.name, encoding="utf-8")
    put = Store.put

    def late(store: Store, content: bytes | Path, most: int | None = None) -> Content:
        (tmp_path / "去.txt").unlink(missing_ok=True)
        return put(store, content, most)

    monkeypatch.setattr(Store, "put", late)
    upload = workspace.add_files(client.id, [(path.name, path) for path in (paths[1], paths[0], paths[2])], WHO)
    assert [one.path for one in upload.added] == ["一.txt", "二.txt"]
    assert [(one.path, one.text) for one in upload.refused] == [("去.txt", "不是文件，没有保存")]


def test_the_pack_has_archives_opened_and_the_rest_where_it_lies(workspace: Workspace, client: Client) -> None:
    inner = _zip({"内层.txt": "内".encode()})
    archive = _zip({"合同/甲.txt": "甲".encode(), "再压.zip": inner, "../逃.txt": b"x"})
    workspace.add_files(client.id, [("材料.zip", archive), ("制度.txt", b"rule"), ("profile.yaml", b"enterprise: {name: x}")], WHO)
    pack = workspace.pack(client.id)
    assert [(one.path, one.reason) for one in pack.files] == [
        ("制度.txt", ""),
        ("材料.zip/再压.zip/内层.txt", ""),
        ("材料.zip/合同/甲.txt", ""),
        ("材料.zip/逃.txt", "unreadable"),
    ]
    rule = pack.files[0]
    assert rule.location is not None
    assert rule.location.is_relative_to(workspace.store.folder)
    assert rule.read() == b"rule"
    assert pack.profile == "enterprise: {name: x}"
    assert pack.name == NAME


def test_a_client_without_files_has_no_pack(workspace: Workspace, client: Client) -> None:
    with pytest.raises(PackError, match=f"“{NAME}” 里没有文件"):
        workspace.pack(client.id)


def test_removing_a_version_that_was_replaced_leaves_the_new_one(workspace: Workspace, client: Client) -> None:
    (old,) = workspace.add_files(client.id, [("甲.txt", b"1")], WHO).added
    (new,) = workspace.add_files(client.id, [("甲.txt", b"2")], WHO).added
    with pytest.raises(RefusedError, match="已换成新版本，没有移除"):
        workspace.remove_file(old.id, WHO)
    assert [one.id for one in workspace.files(client.id)] == [new.id]
    workspace.remove_file(new.id, WHO)
    assert workspace.remove_file(old.id, WHO).removed_at is not None
