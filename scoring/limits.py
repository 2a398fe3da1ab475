"""How much a pack and a file may take: sizes, counts, time, memory. Every limit is a setting, with a default that real packs keep to."""

import os
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from typing import Any

from scoring.errors import UsageError

PREFIX = "XINGPING_LIMIT_"
_MB = 1024 * 1024


def _limit(default: int, least: int, most: int, text: str) -> Any:
    return field(default=default, metadata={"least": least, "most": most, "text": text})


@dataclass(frozen=True, slots=True)
class Limits:
    """Whole numbers in the unit of the name; a variable is XINGPING_LIMIT_ and the name in capitals.

    `member_mb` is for anything that is unpacked in one piece, nested archives too; `file_mb` for a document that is read.
    `ratio` counts for members of `ratio_from_mb` and more. `seconds` starts anew with each page read off a picture.
    """

    archive_mb: int = _limit(1024, 1, 65_536, "一个压缩包本身的最大体积（MB）")
    unpacked_mb: int = _limit(2048, 1, 65_536, "一次预评的全部压缩包，解压后的总体积上限（MB）")
    member_mb: int = _limit(64, 1, 4096, "压缩包里单个文件解压后、文件夹里单个文件的最大体积（MB）")
    file_mb: int = _limit(30, 1, 4096, "读取的单个文件的最大体积（MB）")
    ratio: int = _limit(200, 2, 100_000, "压缩包里单个文件解压前后的体积比上限，超过视为压缩炸弹")
    ratio_from_mb: int = _limit(4, 0, 4096, "解压后不到这个体积（MB）的文件不看压缩比")
    depth: int = _limit(3, 1, 20, "压缩包最多套几层")
    files: int = _limit(20_000, 1, 1_000_000, "一次预评的文件数上限，压缩包里的也算")
    pages: int = _limit(3000, 1, 100_000, "一份 PDF 的页数上限")
    frames: int = _limit(300, 1, 100_000, "一份 TIFF 的页数上限")
    seconds: int = _limit(120, 1, 86_400, "读一份文件的最长时间（秒）；识别图片时每页重新计时")
    memory_mb: int = _limit(3072, 512, 1_048_576, "读一份文件最多用的内存（MB）")

    @property
    def archive_bytes(self) -> int:
        return self.archive_mb * _MB

    @property
    def unpacked_bytes(self) -> int:
        return self.unpacked_mb * _MB

    @property
    def member_bytes(self) -> int:
        return self.member_mb * _MB

    @property
    def file_bytes(self) -> int:
        return self.file_mb * _MB

    @property
    def ratio_from_bytes(self) -> int:
        return self.ratio_from_mb * _MB

    @property
    def memory_bytes(self) -> int:
        return self.memory_mb * _MB

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Limits":
        """Those that the environment sets, the rest by default. Raises UsageError, which names every wrong variable."""
        environment = os.environ if environment is None else environment
        known = {variable(one): one for one in fields(cls)}
        faults = [f"{name} 不是已有的限制" for name in sorted(environment) if name.startswith(PREFIX) and name not in known]
        given: dict[str, int] = {}
        for name, one in known.items():
            text = environment.get(name, "").strip()
            if not text:
                continue
            number = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1
            if one.metadata["least"] <= number <= one.metadata["most"]:
                given[one.name] = number
            else:
                shown = " ".join(text.split())[:40]
                faults.append(f"{name} 应是 {one.metadata['least']} 到 {one.metadata['most']} 的整数，现在是“{shown}”")
        if faults:
            raise UsageError(f"设置有误：环境变量 {'；'.join(faults)}（说明见 docs/settings.md）")
        return cls(**given)


def variable(limit: "Field[Any]") -> str:
    """The environment variable of one of Limits' fields."""
    return PREFIX + limit.name.upper()


def limits_table() -> list[tuple[str, int, str]]:
    """Variable, default and meaning of every limit."""
    defaults = Limits()
    return [(variable(one), getattr(defaults, one.name), one.metadata["text"]) for one in fields(Limits)]
