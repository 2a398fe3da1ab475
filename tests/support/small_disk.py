"""A disk of a few megabytes, where the system lets one be mounted: it can really be filled, and really be made read-only."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class SmallDisk:
    """Mounted at `folder`."""

    folder: Path

    def fill(self) -> None:
        """Until not a byte more goes in."""
        with suppress(OSError), (self.folder / "filler").open("ab", buffering=0) as file:
            for size in (1 << 16, 1 << 10, 1):
                with suppress(OSError):
                    while file.write(b"x" * size):
                        pass

    def empty(self) -> None:
        (self.folder / "filler").unlink()

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """For whatever is opened meanwhile; what is open already can be written on."""
        assert _mount("--bind", str(self.folder), str(self.folder))
        try:
            assert _mount("-o", "remount,ro,bind", str(self.folder))
            yield
        finally:
            subprocess.run(["umount", "-l", str(self.folder)], check=True, timeout=20)


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[SmallDisk | None]:
    """None where nothing can be mounted."""
    folder.mkdir(parents=True, exist_ok=True)
    if not _mount("-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(folder)):
        yield None
        return
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True, timeout=20)


def _mount(*arguments: str) -> bool:
    try:
        return subprocess.run(["mount", *arguments], capture_output=True, timeout=20, check=False).returncode == 0
    except OSError:
        return False
