"""Packs from bytes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scoring.limits import Limits
from scoring.pack import PackFile, open_pack

Contents = Callable[..., dict[str, PackFile]]


@pytest.fixture
def contents(tmp_path: Path) -> Contents:
    """(files of a folder by name, limits) -> the pack's files by path."""

    def contents(files: dict[str, bytes], limits: Limits | None = None) -> dict[str, PackFile]:
        for name, data in files.items():
            path = tmp_path / "材料" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return {one.path: one for one in open_pack(tmp_path / "材料", limits).files}

    return contents


@pytest.fixture
def libarchive() -> None:
    try:
        import libarchive  # noqa: F401
    except (ImportError, OSError, AttributeError, TypeError):
        pytest.skip("libarchive is not installed here")
