"""Files of the data folder beside the store that nobody could make anew: imported rubrics and the users' own documents.

A backup carries them as they are. Left out is what can be made again (the index, caches of facts) and the feedback on answers.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

NAME = re.compile(r"rubrics/(?:removed/)?import-[0-9A-Za-z]+\.(?:yaml|name)|library/[0-9A-Za-z_-]+\.json")
_FOLDERS = ("rubrics", "rubrics/removed", "library")  # in this order: one that is removed meanwhile is met in the second


def carried(data_dir: Path) -> Iterator[tuple[str, bytes]]:
    """Paths in the data folder and contents. Raises OSError; one that goes meanwhile is left out."""
    for name in _FOLDERS:
        folder = data_dir / name
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            inside = f"{name}/{path.name}"
            if NAME.fullmatch(inside) and not path.is_symlink():
                try:
                    data = path.read_bytes()
                except FileNotFoundError:
                    continue
                yield inside, data


def counted(names: Sequence[str]) -> str:
    """What they are, in Chinese; "" for none."""
    rubrics = sum(one.startswith("rubrics/") and one.endswith(".yaml") for one in names)
    documents = sum(one.startswith("library/") for one in names)
    return "、".join(text for number, text in ((rubrics, f"导入的评分表 {rubrics} 份"), (documents, f"知识库文档 {documents} 份")) if number)
