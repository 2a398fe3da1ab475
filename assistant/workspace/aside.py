"""What lies where something is restored and does not belong to it: moved aside, never deleted, so that it can be told of."""

import secrets
from pathlib import Path

from assistant.workspace.store import sync_folder

FOLDER = "set-aside"  # in the data folder


class Aside:
    """A folder of its own for one restoring, made once there is something to put into it."""

    def __init__(self, data_dir: Path, moment: str) -> None:
        """`moment` is an ISO text; it names the folder, to the second."""
        self._data_dir = data_dir
        self._folder = data_dir / FOLDER / f"{moment[:19].replace(':', '').replace('-', '')}-{secrets.token_hex(2)}"
        self.names: list[str] = []

    @property
    def folder(self) -> Path | None:
        """None while nothing was put there."""
        return self._folder if self.names else None

    def put(self, path: Path) -> None:
        """Move a file of the data folder, if it is there. Raises OSError."""
        if not path.is_file():
            return
        name = path.relative_to(self._data_dir)
        target = self._folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
        sync_folder(path.parent)
        self.names.append(name.as_posix())
