"""`python shifted_clock.py FILE PROGRAM`: run the program with a wall clock that is off by the seconds in FILE, whenever they change.

What counts seconds since some start (monotonic clocks) and the times of files are those of the machine, as with a clock that somebody sets.
"""

import datetime
import runpy
import sys
import time
from pathlib import Path
from typing import Any

_here = Path(__file__).resolve()
_real, _true, _true_ns = datetime.datetime, time.time, time.time_ns


class _Shifted(type):
    def __instancecheck__(cls, one: object) -> bool:
        return isinstance(one, _real)

    def __subclasscheck__(cls, one: type) -> bool:
        return issubclass(one, _real)


def shift(file: Path) -> None:
    """Before anything else has taken these names. `date.today` asks time.time itself."""

    def seconds() -> float:
        return float(file.read_text() or 0)

    class Shifted(_real, metaclass=_Shifted):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return _real.now(tz) + datetime.timedelta(seconds=seconds())

        @classmethod
        def utcnow(cls) -> Any:
            return _real.now(datetime.UTC).replace(tzinfo=None) + datetime.timedelta(seconds=seconds())

    time.time = lambda: _true() + seconds()
    time.time_ns = lambda: _true_ns() + int(seconds() * 1e9)
    datetime.datetime = Shifted  # type: ignore[misc]


if __name__ == "__main__":
    sys.path[0] = str(_here.parents[2])
    shift(Path(sys.argv[1]))
    sys.argv[:] = sys.argv[2:]
    runpy.run_path(sys.argv[0], run_name="__main__")
