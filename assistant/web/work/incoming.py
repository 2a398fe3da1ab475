"""Where the bodies of uploads wait until they are stored: a folder of each process, which those that live sweep when it has died."""

import logging
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

from assistant.alive import is_alive, own_token, sweep

log = logging.getLogger(__name__)

_DAY = 24 * 3600  # seconds
_ALIVE = "alive"  # the folder of the processes' locks, beside theirs


class Incoming:
    """Over the data directory. What is left of uploads whose process was killed is removed at the start and daily."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / "incoming"
        self._ending = Event()

    @contextmanager
    def folder(self) -> Iterator[Path]:
        """A folder for one upload, gone afterwards. Raises OSError."""
        mine = self._folder / own_token(self._folder / _ALIVE)  # locked before the folder is there: nobody takes it for a dead one's
        mine.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=mine) as own:
            yield Path(own)

    def start(self) -> None:
        """Sweep now and every day in a thread of its own, until `stop`."""
        Thread(target=self._daily, name="sweep-incoming", daemon=True).start()

    def stop(self) -> None:
        self._ending.set()

    def sweep(self) -> None:
        """Remove what dead processes left, and what has no process's name and is a day old. One that lives keeps its own, however old."""
        locks = self._folder / _ALIVE
        for one in sorted(self._folder.iterdir()) if self._folder.is_dir() else ():
            if one == locks or is_alive(locks, one.name) or (_nobodys(one) and time.time() - one.stat().st_mtime < _DAY):
                continue
            if one.is_dir() and not one.is_symlink():
                shutil.rmtree(one)
            else:
                one.unlink()
        sweep(locks)

    def _daily(self) -> None:
        while True:
            try:
                self.sweep()
            except OSError as problem:  # what cannot be removed now, or another server has just removed, is looked at again tomorrow
                log.warning("incoming not swept", exc_info=problem)
            if self._ending.wait(_DAY):
                return


def _nobodys(folder: Path) -> bool:
    """Whether the name is none that a process gives its folder: a number and a dozen letters."""
    number, _, letters = folder.name.partition("-")
    return not number.isdecimal() or len(letters) != 12
