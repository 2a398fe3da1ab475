"""What a workspace refuses or cannot do, as one Chinese line: what, where, what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from errno import EACCES, EDQUOT, EFBIG, EIO, EMFILE, ENOSPC, EPERM, EROFS

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from assistant.errors import DeclaredError
from scoring.errors import os_fault


class WorkspaceError(DeclaredError):
    """The workspace cannot be used or refuses a request; the text says why."""


class NotFoundError(WorkspaceError):
    """There is no such client, file, assessment, override, note or job in this organisation."""


class RefusedError(WorkspaceError):
    """What was handed in cannot be accepted as it is; nothing was changed."""


class FullError(WorkspaceError):
    """There is no room on the disk; nothing was changed, and it works again once there is."""


class UnavailableError(WorkspaceError):
    """The disk or the database does not let itself be written or reached just now; nothing was changed."""


class BusyError(RefusedError):
    """There are as many jobs as there may be; one more is taken once another has ended."""


class ChangedError(RefusedError):
    """Somebody else changed it since it was looked at; nothing was overwritten."""


_TOO_MUCH = "有一项内容太长或太大，数据库存不下，没有写入；请改短后再试"
_SQLITE = {
    "SQLITE_TOOBIG": _TOO_MUCH,
    "SQLITE_FULL": "磁盘已满，没有写入；请腾出空间后再试",
    "SQLITE_READONLY": "资料库是只读的，没有写入；请检查数据目录的权限",
    "SQLITE_BUSY": "资料库正忙，等了太久；请稍后再试",
    "SQLITE_LOCKED": "资料库正忙，等了太久；请稍后再试",
    "SQLITE_CANTOPEN": "打不开资料库文件；请检查数据目录是否存在、有没有权限",
    "SQLITE_CORRUPT": "资料库文件已损坏；请用 xingping restore 从备份恢复",
    "SQLITE_NOTADB": "资料库文件已损坏或不是资料库；请用 xingping restore 从备份恢复",
    "SQLITE_IOERR": "读写资料库时磁盘出错；请检查磁盘",
    "SQLITE_PERM": "没有权限读写资料库；请检查数据目录的权限",
}
_POSTGRES = {  # by the first characters of SQLSTATE
    "53100": "数据库服务器的磁盘已满，没有写入；请腾出空间后再试",
    "53": "数据库服务器资源不足，没有写入；请稍后再试",
    "22021": "内容里有数据库不能保存的字符，没有写入；请重新输入",
    "22": _TOO_MUCH,
    "54": _TOO_MUCH,
    "25006": "数据库是只读的，没有写入；请检查数据库设置",
    "28": "数据库拒绝登录；请检查 XINGPING_DATABASE_URL 里的用户名和密码",
    "3D": "没有这个数据库；请先建库，或检查 XINGPING_DATABASE_URL",
    "42501": "数据库用户没有权限；请授予建表和读写权限",
    "55P03": "资料库正忙，等了太久；请稍后再试",
    "40": "资料库正忙，这次没有写入；请再试一次",
    "57": "数据库服务正在停止或重启；请稍后再试",
    "08": "数据库连接断了；请检查数据库服务后再试",
}
FULL = (ENOSPC, EDQUOT, EFBIG)  # of OSError.errno: there is no room
_CLOSED = (EROFS, EACCES, EPERM, EIO, EMFILE)
_UNREACHABLE = "连不上数据库；请检查 XINGPING_DATABASE_URL 和数据库服务是否在运行"


@contextmanager
def told(what: str = "资料库读写失败", hint: str = "请检查数据目录后再试") -> Iterator[None]:
    """Faults of the disk and of the database as WorkspaceError; a fault of our own passes as it is."""
    try:
        yield
    except OSError as error:
        where = f"（{error.filename}）" if error.filename else ""
        fault = "已有同名的文件" if isinstance(error, FileExistsError) else os_fault(error)
        kind = FullError if error.errno in FULL else UnavailableError if error.errno in _CLOSED else WorkspaceError
        raise kind(f"{what}：{fault}{where}；{hint}") from error
    except PoolTimeout as error:
        raise UnavailableError("资料库正忙，等了太久；请稍后再试") from error
    except DBAPIError as error:
        text = _database_fault(error)
        if text is None:
            raise
        raise _kind(text)(text) from error


def _kind(text: str) -> type[WorkspaceError]:
    """Of a fault of the database, by what is said of it."""
    if text == _TOO_MUCH:
        return WorkspaceError
    return FullError if text in (_SQLITE["SQLITE_FULL"], _POSTGRES["53100"]) else UnavailableError


def _database_fault(error: DBAPIError) -> str | None:
    """None for what is no state of disk, server or network, but a mistake in here."""
    original = error.orig
    name = getattr(original, "sqlite_errorname", "")
    if name:
        return next((text for known, text in _SQLITE.items() if name.startswith(known)), None)
    detail = original.args[0] if original is not None and original.args else None
    if isinstance(detail, dict):
        code = str(detail.get("C", ""))
        return next((text for known, text in _POSTGRES.items() if code.startswith(known)), None)
    kind = type(original).__name__
    return _UNREACHABLE if kind == "InterfaceError" or error.connection_invalidated else None
