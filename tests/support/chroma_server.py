"""A real Chroma server of its own for tests: `chroma run` on a free port of 127.0.0.1, stopped and started at will."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen


class ChromaServer:
    """Keeps its data in `folder` and its port from one start to the next."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = int(free.getsockname()[1])
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self, *, empty: bool = False) -> None:
        """Returns once it answers; `empty` has it forget everything first."""
        if empty:
            shutil.rmtree(self._folder)
        command = [_program(), "run", "--path", str(self._folder), "--host", "127.0.0.1", "--port", str(self._port)]
        environment = {**os.environ, "ANONYMIZED_TELEMETRY": "False"}
        self._process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while True:
            try:
                urlopen(f"{self.url}/api/v2/heartbeat", timeout=2).read()
                return
            except OSError:
                assert self._process.poll() is None, "it has ended"
                assert time.monotonic() < deadline, "it does not answer"
                time.sleep(0.1)

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


def _program() -> str:
    """Beside this Python, else in the PATH."""
    beside = Path(sys.executable).with_name("chroma")
    return str(beside) if beside.exists() else "chroma"
