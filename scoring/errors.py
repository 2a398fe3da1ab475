"""Errors whose text is meant for the user, told apart from faults of our own."""


import errno


class DeclaredError(Exception):
    """A fault the product raises on purpose; its text is the one Chinese line for the user."""


class UsageError(DeclaredError):
    """What the user typed or piped in cannot be used."""


_FAULTS = {
    errno.ENOENT: "找不到这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘是只读的",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.ENAMETOOLONG: "文件名太长",
}


def os_fault(error: OSError) -> str:
    """What the system refused, in Chinese; its own words only where there are none here."""
    return _FAULTS.get(error.errno or 0) or error.strerror or str(error)
