"""The data folder: there, writable, roomy, on a disk of this machine, for nobody else's eyes; and what killed processes left in it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from assistant import alive
from assistant.doctor.finding import Finding
from assistant.settings import Settings
from scoring.errors import os_fault

_TITLE = "数据目录"
_TOO_LITTLE, _LITTLE = 200, 2048  # MB
_NETWORK = ("nfs", "cifs", "smb", "9p", "afs", "ceph", "lustre", "fuse.sshfs", "fuse.gluster", "fuse.dav")
_MB = 1 << 20


def data_folder(settings: Settings) -> Iterator[Finding]:
    """Of a folder that is not there yet: whether it can be made."""
    folder = settings.data_dir.resolve()
    there = folder
    while not there.exists():
        there = there.parent
    fault = _unwritable(there)
    if fault:
        yield Finding("data", _TITLE, "bad", f"{there} 写不进去（{fault}）", "请检查权限，或用 XINGPING_DATA_DIR 换一个目录")
        return
    yield from room(shutil.disk_usage(there).free // _MB)
    kind = filesystem_of(there, _mounts())
    if kind.startswith(_NETWORK) and not settings.database_url:
        told = f"在网络盘上（{kind}），SQLite 的锁在上面不可靠"
        yield Finding("data", _TITLE, "warn", told, "请换到本机磁盘，或用 XINGPING_DATABASE_URL 接 PostgreSQL")
    if os.name == "posix" and folder.is_dir() and folder.stat().st_mode & 0o007:
        yield Finding("data", _TITLE, "warn", "本机的其他用户能看到里面的客户资料", f"运行 chmod 700 {folder}")
    yield Finding("data", _TITLE, "ok", f"{folder} 可写" if there == folder else f"{folder} 还没有，首次启动时会建")


def room(free: int) -> Iterator[Finding]:
    """By the MB that are free."""
    if free < _TOO_LITTLE:
        yield Finding("data", _TITLE, "bad", f"磁盘只剩 {free} MB", "请腾出空间，否则上传和预评都存不下")
    elif free < _LITTLE:
        yield Finding("data", _TITLE, "warn", f"磁盘只剩 {free} MB", "请腾出空间")


def leftovers(settings: Settings) -> Iterator[Finding]:
    """All of it is removed by the next start."""
    folder = settings.data_dir / "incoming"
    locks = folder / "alive"
    dead = [one for one in folder.iterdir() if one != locks and not alive.holds(locks, one.name)] if folder.is_dir() else []
    size = sum(path.stat().st_size for one in dead for path in (one.rglob("*") if one.is_dir() else [one]) if path.is_file())
    stale = [path for at in (settings.data_dir / "alive", locks) for path in at.glob("*.lock") if not alive.holds(at, path.stem)]
    if dead:
        yield Finding("leftovers", "遗留文件", "warn", f"有 {len(dead)} 次没传完的上传（{-(-size // _MB)} MB）", "下次启动服务时自动清理")
    if stale:
        yield Finding("leftovers", "遗留文件", "warn", f"有 {len(stale)} 个已结束的进程留下的锁", "一天后的下一次启动自动清理，不影响使用")
    if not dead and not stale:
        yield Finding("leftovers", "遗留文件", "ok", "没有")


def filesystem_of(path: Path, mounts: str) -> str:
    """The type of the file system that holds the path, by /proc/mounts; "" where unknown."""
    found = [(fields[1], fields[2]) for line in mounts.splitlines() if len(fields := line.split()) > 2]
    holding = [(len(at), kind) for at, kind in found if path.is_relative_to(at.replace("\\040", " "))]
    return max(holding, default=(0, ""))[1]


def _mounts() -> str:
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:  # not Linux
        return ""


def _unwritable(folder: Path) -> str:
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
            file.flush()
    except OSError as error:
        return os_fault(error)
    return ""
