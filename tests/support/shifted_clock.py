"""A wall clock that a process believes and that is set while it runs, as somebody sets a machine's."""

import shutil
import subprocess
from pathlib import Path

_SOURCE = Path(__file__).with_suffix(".c")


class ShiftedClock:
    """Off by nothing at first. `environment` is for the process; without a C compiler, or on another system than Linux, there is none."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "shift"
        library = folder / "shifted_clock.so"
        compiler = shutil.which("cc")
        assert compiler, "no C compiler"
        subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, _SOURCE, "-ldl"], check=True)
        self.environment = {"LD_PRELOAD": str(library), "SHIFTED_CLOCK": str(self._file)}
        self.set(0)

    @staticmethod
    def possible() -> bool:
        return Path("/proc/self/maps").exists() and shutil.which("cc") is not None

    def set(self, seconds: int) -> None:
        """At once: nobody reads half of it."""
        beside = self._file.with_suffix(".new")
        beside.write_text(str(seconds))
        beside.replace(self._file)
