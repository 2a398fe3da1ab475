"""The grading half in interpreters of its own: nothing heavy is loaded, no socket is opened, and the bytes are always the same."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scoring.replay import replay

FORBIDDEN = (
    "assistant", "langchain", "langchain_core", "chromadb", "torch", "transformers", "sentence_transformers", "gradio", "openai", "httpx", "requests",
)  # fmt: skip
# Loaded by every Python process below, the workers included: notes what is imported and every use of a socket.
_WATCHER = """
import os, socket, sys
_FORBIDDEN = {forbidden!r}
_SOCKET = ("socket.__new__", "socket.connect", "socket.bind", "socket.getaddrinfo")
def _watch(event, args):
    if event == "socket.__new__" and args[1] == socket.AF_UNIX:
        return  # how the processes of one run speak to each other
    if event in _SOCKET or event == "import" and args[0].split(".")[0] in _FORBIDDEN:
        with open({log!r}, "a") as log:
            log.write(event + " " + str(args[0]) + "\\n")
sys.addaudithook(_watch)
"""
_ENVIRONMENTS = (
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C", "LANG": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8"},
)


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("watched")


@pytest.fixture(scope="module")
def results(root: Path, watched: Path) -> list[bytes]:
    """The same pack graded at once in two processes that differ in all that should not matter."""
    (watched / "sitecustomize.py").write_text(_WATCHER.format(forbidden=FORBIDDEN, log=str(watched / "log")))
    command = [sys.executable, "-m", "scoring", "grade", "corpus/samples/weak", "--on", "2026-11-20", "--json", "-"]
    running = [
        subprocess.Popen(command, cwd=root, env={**os.environ, "PYTHONPATH": str(watched), **more}, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for more in _ENVIRONMENTS
    ]
    out = []
    for process in running:
        stdout, stderr = process.communicate(timeout=120)
        assert process.returncode == 0, stderr.decode(errors="replace")
        assert stderr == b""
        out.append(stdout)
    return out


def test_the_bytes_do_not_depend_on_hash_seed_time_zone_or_locale(results: list[bytes]) -> None:
    assert results[0] == results[1]
    assert json.loads(results[0])["schema"]


def test_the_watcher_sees(watched: Path, root: Path, results: list[bytes]) -> None:
    assert results
    log = watched / "log"
    before = log.read_text() if log.exists() else ""
    code = "import socket; socket.socket().close()\ntry:\n    import gradio_no, requests\nexcept ImportError:\n    pass\nimport requests"
    subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(watched)}, check=False, capture_output=True, cwd=root)
    seen = log.read_text().removeprefix(before)
    log.write_text(before)
    assert "socket.__new__" in seen
    assert "import requests" in seen


def test_nothing_heavy_is_loaded_and_no_socket_opened(results: list[bytes], watched: Path) -> None:
    assert results
    log = watched / "log"
    assert (log.read_text() if log.exists() else "") == ""


def test_the_result_replays_here_to_the_same_bytes(results: list[bytes]) -> None:
    again = replay(results[0])
    assert again.same, again.differences
