"""Contents by their hash: once, checked, and never half there."""

import errno
import os
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

import pytest

from assistant.workspace.errors import RefusedError, WorkspaceError
from assistant.workspace.store import NAME, Store


def _files(store: Store) -> list[str]:
    return sorted(one.relative_to(store.folder).as_posix() for one in store.folder.rglob("*") if one.is_file())


def test_the_same_content_is_there_once_from_bytes_or_a_file(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    (tmp_path / "上传.bin").write_bytes(b"x" * 3_000_000)
    kept = store.put(tmp_path / "上传.bin")
    assert store.put(b"x" * 3_000_000) == kept
    assert kept.sha256 == sha256(b"x" * 3_000_000).hexdigest()
    assert kept.size == 3_000_000
    (name,) = _files(store)
    assert NAME.fullmatch(name)
    assert store.path(kept.sha256).read_bytes() == b"x" * 3_000_000


def test_a_packed_content_comes_back_and_takes_less(tmp_path: Path) -> None:
    store = Store(tmp_path)
    kept = store.put_packed("预评".encode() * 10_000)
    assert store.read_packed(kept.sha256) == "预评".encode() * 10_000
    assert store.path(kept.sha256, packed=True).stat().st_size < 1000
    assert store.put_packed("预评".encode() * 10_000) == kept
    assert len(_files(store)) == 1


@pytest.mark.parametrize("rot", [b"", b"rot", b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_a_damaged_content_is_told_and_healed_by_the_next_upload(tmp_path: Path, rot: bytes) -> None:
    store = Store(tmp_path)
    plain, packed = store.put(b"content"), store.put_packed(b"content")
    for path in (store.path(plain.sha256), store.path(packed.sha256, packed=True)):
        path.write_bytes(rot)
    assert not store.sound(plain.sha256)
    assert not store.sound(packed.sha256, packed=True)
    with pytest.raises(WorkspaceError, match=r"缺失或已损坏.*从备份恢复"):
        store.read_packed(packed.sha256)
    store.put(b"content")
    store.put_packed(b"content")
    assert store.sound(plain.sha256)
    assert store.read_packed(packed.sha256) == b"content"


def test_too_much_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with pytest.raises(RefusedError, match="超过 1 MB"):
        store.put(b"x" * (1024 * 1024 + 1), most=1024 * 1024)
    assert store.put(b"x" * 1024 * 1024, most=1024 * 1024).size == 1024 * 1024
    assert len(_files(store)) == 1


def test_a_disk_that_is_full_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)

    def full(_: int) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    for put in (store.put, store.put_packed):
        with pytest.raises(OSError, match="No space"):
            put(b"content")
    assert _files(store) == []


def test_a_content_is_synced_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    sync, replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (steps.append("sync"), sync(handle))[1])
    monkeypatch.setattr(Path, "replace", lambda one, to: (steps.append("name"), replace(one, to))[1])
    Store(tmp_path).put(b"content")
    assert steps == ["sync", "sync", "name", "sync"]  # the content; the new folder; then the name


def test_only_old_drafts_are_swept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(b"content")
    drafts = tmp_path / ".drafts"
    (drafts / "old").write_bytes(b"")
    (drafts / "new").write_bytes(b"")
    os.utime(drafts / "old", (0, 0))
    store.sweep()
    assert [one.name for one in drafts.iterdir()] == ["new"]
