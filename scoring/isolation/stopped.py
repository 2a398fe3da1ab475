"""A worker did not come to its end."""

from typing import Literal

from scoring.errors import DeclaredError
from scoring.limits import Limits

StopReason = Literal["crashed", "too_slow", "too_large"]


class Stopped(DeclaredError):  # noqa: N818  what ended was the work, not the program
    """The work was given up: the process died, took too long or too much memory. The text is the one Chinese line for the user."""

    def __init__(self, reason: StopReason, text: str) -> None:
        self.reason: StopReason = reason
        self.text = text
        super().__init__(reason, text)

    def __str__(self) -> str:
        return self.text


def crashed() -> Stopped:
    return Stopped("crashed", "读取时程序崩溃，文件可能已损坏，请用原来的软件打开并另存后再上传")


def failed(error: Exception) -> Stopped:
    """A fault of our own over a file: told by its kind, so that it can be reported."""
    return Stopped("crashed", f"读取时程序出错（{type(error).__name__}），文件可能已损坏，请用原来的软件打开并另存后再上传")


def too_slow(limits: Limits) -> Stopped:
    return Stopped("too_slow", f"读了 {limits.seconds} 秒还没有读完，已停止，请拆分后再上传（上限可用 XINGPING_LIMIT_SECONDS 调整）")


def too_large(limits: Limits) -> Stopped:
    return Stopped("too_large", f"读取需要的内存超过 {limits.memory_mb} MB，已停止，请拆分后再上传（上限可用 XINGPING_LIMIT_MEMORY_MB 调整）")
