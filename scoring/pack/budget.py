"""What may still be unpacked: one account for everything that is handed in at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from scoring.limits import PREFIX, Limits


class RefusedError(Exception):
    """A member is over a limit: the text names the limit and its setting."""


class ExhaustedError(Exception):
    """No more files are taken; the text names the limit and its setting."""


@dataclass(slots=True)
class Budget:
    """`room` (bytes) and `files` are what is left. Copies go to the processes that open archives, and come back."""

    limits: Limits
    room: int
    files: int

    @classmethod
    def of(cls, limits: Limits) -> "Budget":
        return cls(limits, limits.unpacked_bytes, limits.files)

    def count(self) -> None:
        """One more file, whether it can be read or not. Raises ExhaustedError."""
        if self.files <= 0:
            raise ExhaustedError(f"文件超过 {self.limits.files} 个的上限（设置 {PREFIX}FILES），其余没有读取，请拆分后分次评")
        self.files -= 1

    def check(self, size: int, packed: int, before: int = 0) -> None:
        """Whether a member of `size` bytes may be unpacked from `packed` ones, which gave `before` bytes already. Raises RefusedError."""
        limits = self.limits
        if size > limits.member_bytes:
            raise RefusedError(f"解压后超过单个文件 {limits.member_mb} MB 的上限（设置 {PREFIX}MEMBER_MB），没有读取，请拆分或压缩后再上传")
        whole = size + before
        if whole > limits.ratio_from_bytes and whole > limits.ratio * max(packed, 1):
            raise RefusedError(f"压缩比超过 {limits.ratio} 倍（设置 {PREFIX}RATIO），疑似压缩炸弹，没有读取")
        if size > self.room:
            raise RefusedError(f"全部材料解压后超过 {limits.unpacked_mb} MB 的上限（设置 {PREFIX}UNPACKED_MB），没有读取，请拆分后分次评")

    def taken(self, pieces: Iterable[bytes], packed: int, before: int = 0) -> bytes:
        """The pieces joined and paid for. What an archive says of sizes may be a lie, so each piece is counted. Raises RefusedError."""
        out: list[bytes] = []
        size = 0
        for piece in pieces:
            size += len(piece)
            self.check(size, packed, before)
            out.append(piece)
        self.room -= size
        return b"".join(out)

    def depth_fault(self, depth: int) -> str:
        """"" or why an archive in that many others is not opened."""
        if depth <= self.limits.depth:
            return ""
        return f"压缩包套得太深（超过 {self.limits.depth} 层，设置 {PREFIX}DEPTH），请解开后上传"
