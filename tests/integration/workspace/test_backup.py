"""A backup gives all of it back, into either database; a damaged or changed one gives nothing."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.workspace import RefusedError, Workspace, WorkspaceError
from assistant.workspace.backup import backup
from assistant.workspace.restore import read_manifest, restore
from assistant.workspace.values import Client
from tests.support.workspaces import NAME, WHO, Somewhere, decision, result


@pytest.fixture
def filled(workspace: Workspace, client: Client) -> Client:
    files = workspace.add_files(client.id, [("制度/售后手册.txt", "正文".encode()), ("空.txt", b""), ("台账.csv", b"a,b\n" * 5000)], WHO).added
    workspace.add_files(client.id, [("制度/售后手册.txt", "修订".encode())], WHO)
    workspace.remove_file(files[1].id, WHO)
    override = workspace.add_override(client.id, decision(), WHO)
    workspace.add_override(client.id, decision(2), WHO)
    workspace.revoke_override(override.id, "记错了", WHO)
    workspace.save_assessment(client.id, result(), WHO, file_ids=[files[0].id])
    workspace.add_note(client.id, "待补培训记录", WHO, clause="5.1.3.1")
    workspace.finish_job(workspace.start_job(workspace.create_job("grade", WHO, client.id).id).id, "failed", error="缺材料")  # type: ignore[union-attr]
    return client


def _everything(workspace: Workspace, client_id: str) -> list[object]:
    (saved,) = workspace.assessments(client_id)
    files = workspace.files(client_id, removed=True)
    return [
        workspace.clients(archived=True),
        files,
        [workspace.store.path(one.sha256).read_bytes() for one in files],
        saved,
        workspace.assessment_bytes(saved.id),
        [(one.id, dict(one.body), one.revoked_why) for one in workspace.overrides(client_id, revoked=True)],
        workspace.notes(client_id),
        workspace.jobs(),
    ]


@pytest.mark.parametrize("into", ["sqlite", "postgresql"])
def test_a_round_trip_gives_all_of_it_back(
    workspace: Workspace, filled: Client, tmp_path: Path, into: str, request: pytest.FixtureRequest
) -> None:
    written = backup(workspace, tmp_path / "备份.zip")
    assert written.lost == ()
    before = workspace.audit(limit=1000)
    url = "" if into == "sqlite" else request.getfixturevalue("new_database")()
    elsewhere = Somewhere(tmp_path / "另一处", url)
    restored = restore(elsewhere, written.file, "李四")
    assert (restored.rows, restored.contents) == (written.rows, written.contents)
    with_it = Workspace.open(elsewhere)
    assert _everything(with_it, filled.id) == _everything(workspace, filled.id)
    assert [one.action for one in with_it.audit(limit=1)] == ["workspace.restored"]
    assert with_it.audit(limit=1000)[1:] == before
    assert with_it.verify_audit().sound
    assert with_it.damaged_contents() == []
    with_it.add_files(filled.id, [("新.txt", b"new")], WHO)  # guards and indexes are there, too
    assert not list(elsewhere.data_dir.glob(".restore-*"))
    with_it.close()


def test_nothing_is_restored_over_a_workspace(workspace: Workspace, filled: Client, somewhere: Somewhere, tmp_path: Path) -> None:
    written = backup(workspace, tmp_path / "备份.zip")
    with pytest.raises(RefusedError, match="已经有资料库"):
        restore(somewhere, written.file, WHO)
    assert _everything(workspace, filled.id)
    with pytest.raises(RefusedError, match="已经存在，没有覆盖"):
        backup(workspace, written.file)


def _changed(source: Path, target: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    return target


def _in_manifest(**changes: object) -> Callable[[str, bytes], bytes]:
    return lambda name, data: json.dumps(json.loads(data) | changes).encode() if name == "manifest.json" else data


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda name, data: data.replace("正文".encode(), "假文".encode()) if name.startswith("store/") else data, "与清单不符"),
        (lambda name, data: data.replace(b"\\u", b"x") + b" " if name == "tables/clients.jsonl" else data, "没有恢复"),
        (lambda name, data: data[: len(data) // 2] if name == "tables/audit_log.jsonl" else data, "没有恢复"),
        (lambda name, data: None if name == "tables/files.jsonl" else data, "已损坏"),
        (lambda name, data: None if name == "manifest.json" else data, "已损坏或不是备份"),
        (_in_manifest(schema_revision="9999"), "更新版本的程序备份的"),
        (_in_manifest(format="xingping-backup/2"), "请升级程序"),
        (_in_manifest(contents={"../../../etc/x": {"size": 1, "sha256": "0" * 64}}), "不该有的内容"),
        (_in_manifest(contents={}), "缺少有登记的文件内容"),
        (_in_manifest(heads={"default": {"rows": 9999, "sha256": "0" * 64}}), "操作记录不完整"),
    ],
)
def test_a_damaged_or_changed_backup_gives_nothing(
    workspace: Workspace, filled: Client, tmp_path: Path, change: Callable[[str, bytes], bytes | None], says: str
) -> None:
    changed = _changed(backup(workspace, tmp_path / "好.zip").file, tmp_path / "坏.zip", change)
    elsewhere = Somewhere(tmp_path / "另一处")
    with pytest.raises(WorkspaceError, match=says):
        restore(elsewhere, changed, WHO)
    assert not (elsewhere.data_dir / "workspace.db").exists()
    assert not list(elsewhere.data_dir.glob(".restore-*"))


def test_what_is_no_backup_is_told(tmp_path: Path) -> None:
    for name, data in (("文本.zip", b"hello"), ("空.zip", b"")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(WorkspaceError, match="已损坏或不是备份"):
            restore(Somewhere(tmp_path / "x"), tmp_path / name, WHO)
    with pytest.raises(WorkspaceError, match="找不到这个文件"):
        restore(Somewhere(tmp_path / "x"), tmp_path / "没有.zip", WHO)


def test_a_lost_content_is_told_and_costs_only_itself(workspace: Workspace, filled: Client, tmp_path: Path) -> None:
    lost = next(one for one in workspace.files(filled.id) if one.path == "台账.csv")
    workspace.store.path(lost.sha256).write_bytes(b"rot")
    assert workspace.damaged_contents() == [f"{lost.sha256[:2]}/{lost.sha256[2:]}"]
    written = backup(workspace, tmp_path / "备份.zip")
    assert len(written.lost) == 1
    restored = restore(Somewhere(tmp_path / "另一处"), written.file, WHO)
    assert restored.lost == written.lost


def test_a_backup_is_an_anchor_of_the_log(workspace: Workspace, filled: Client, tmp_path: Path) -> None:
    anchor = read_manifest(backup(workspace, tmp_path / "备份.zip").file).anchor("default")
    assert anchor is not None
    assert workspace.verify_audit([anchor]).sound
    assert anchor.rows == workspace.verify_audit().rows
    workspace.add_note(filled.id, f"{NAME} 的备注", WHO)
    assert workspace.verify_audit([anchor]).sound


_BESIDE = {
    "rubrics/import-0123456789ab.yaml": "id: x",
    "rubrics/import-0123456789ab.name": "正式分值",
    "rubrics/removed/import-ffffffffffff.yaml": "id: y",
    "library/user-0a1b.json": "{}",
}


def _lay(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def test_imported_rubrics_and_own_documents_come_along(workspace: Workspace, somewhere: Somewhere, filled: Client, tmp_path: Path) -> None:
    _lay(somewhere.data_dir, _BESIDE | {"rubrics/import-0123456789ab.part": "half", "index/lexical": "made again"})
    written = backup(workspace, tmp_path / "备份.zip")
    assert {*written.files} == {*_BESIDE}
    elsewhere = Somewhere(tmp_path / "另一处")
    _lay(elsewhere.data_dir, {"rubrics/import-0123456789ab.name": "另一个名称", "library/own.json": "{}"})
    restored = restore(elsewhere, written.file, WHO)
    assert {name: (elsewhere.data_dir / name).read_text(encoding="utf-8") for name in restored.files} == _BESIDE
    assert (elsewhere.data_dir / "library/own.json").is_file(), "what was there and is no part of the backup stays"
    assert restored.aside == ("rubrics/import-0123456789ab.name",)
    assert restored.aside_in is not None
    assert (restored.aside_in / restored.aside[0]).read_text(encoding="utf-8") == "另一个名称"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda name, data: b"id: z" if name == "files/rubrics/import-0123456789ab.yaml" else data, "与清单不符"),
        (lambda name, data: None if name == "files/library/user-0a1b.json" else data, "已损坏"),
        (_in_manifest(files={"rubrics/../../import-1.yaml": {"size": 1, "sha256": "0" * 64}}), "不该有的文件"),
        (_in_manifest(files={"store/x": {"size": 1, "sha256": "0" * 64}}), "不该有的文件"),
    ],
)
def test_a_changed_file_in_a_backup_gives_nothing(
    workspace: Workspace, somewhere: Somewhere, tmp_path: Path, change: Callable[[str, bytes], bytes | None], says: str
) -> None:
    _lay(somewhere.data_dir, _BESIDE)
    changed = _changed(backup(workspace, tmp_path / "好.zip").file, tmp_path / "坏.zip", change)
    elsewhere = Somewhere(tmp_path / "另一处")
    with pytest.raises(WorkspaceError, match=says):
        restore(elsewhere, changed, WHO)
    assert {one.name for one in elsewhere.data_dir.iterdir()} <= {"store"}


def test_a_backup_from_before_files_came_along_is_restored(workspace: Workspace, filled: Client, tmp_path: Path) -> None:
    def older(name: str, data: bytes) -> bytes:
        return json.dumps({key: value for key, value in json.loads(data).items() if key != "files"}).encode() if name == "manifest.json" else data

    old = _changed(backup(workspace, tmp_path / "好.zip").file, tmp_path / "旧.zip", older)
    elsewhere = Somewhere(tmp_path / "另一处")
    assert restore(elsewhere, old, WHO).files == ()
    again = Workspace.open(elsewhere)
    assert _everything(again, filled.id) == _everything(workspace, filled.id)
    again.close()
