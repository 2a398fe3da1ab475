"""Chroma stores of one process's own.

Chroma writes into a store that it only reads, so an index's stores are never opened themselves: two processes in one would spoil it, and
a kill in the midst of writing would leave files that crash the next process that loads them.
"""

import shutil
import tempfile
import weakref
from pathlib import Path
from typing import Any

from assistant.alive import is_alive, own_token
from assistant.alive import sweep as sweep_locks
from assistant.knowledge.dense import chroma_client, store_of

OPEN = "open"  # the folder of the copies, beside the indexes
_ALIVE = "alive"  # in it, the locks of the processes


class OwnCopy:
    """The stores in `folder`, an index's; the copy goes with the last who holds this, or is swept where its process was killed."""

    def __init__(self, folder: Path) -> None:
        """Raises OSError."""
        sweep(folder.parent)
        place = folder.parent / OPEN
        mine = place / own_token(place / _ALIVE)  # locked before the folder is there: nobody takes it for a dead one's
        mine.mkdir(parents=True, exist_ok=True)
        self.path = Path(tempfile.mkdtemp(dir=mine))
        self._clients: list[Any] = []
        weakref.finalize(self, _gone, self.path, self._clients)
        shutil.copytree(folder / "chroma", self.path, dirs_exist_ok=True)

    def client(self, part: str) -> Any:
        """Of the store that holds the part. Raises VectorStoreError."""
        self._clients.append(chroma_client(self.path / store_of(part), ""))
        return self._clients[-1]


def sweep(index_dir: Path) -> None:
    """Remove the copies of processes that are dead. Raises OSError."""
    place = index_dir / OPEN
    for one in sorted(place.iterdir()) if place.is_dir() else ():
        if one.name != _ALIVE and not is_alive(place / _ALIVE, one.name):
            shutil.rmtree(one, ignore_errors=True)
    sweep_locks(place / _ALIVE)


def _gone(path: Path, clients: list[Any]) -> None:
    for one in clients:
        one.close()
    shutil.rmtree(path, ignore_errors=True)
