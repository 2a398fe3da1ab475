"""Bodies of uploads whose process was killed go; one that is being written stays."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.web.work.incoming import Incoming

_UPLOADING = """
import sys
from pathlib import Path
from assistant.web.work.incoming import Incoming
with Incoming(Path(sys.argv[1])).folder() as own:
    (own / "body").write_bytes(b"x" * 1000)
    print(own / "body", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def uploading(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """Another process in the middle of an upload, and the body it writes."""
    process = subprocess.Popen([sys.executable, "-c", _UPLOADING, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    yield process, Path(process.stdout.readline().strip())
    process.kill()
    process.communicate()


def test_an_upload_leaves_nothing(tmp_path: Path) -> None:
    with Incoming(tmp_path).folder() as own:
        (own / "body").write_bytes(b"x")
    assert not own.exists()


def test_what_a_living_process_writes_stays_and_goes_once_it_is_killed(tmp_path: Path, uploading: tuple[subprocess.Popen[str], Path]) -> None:
    process, body = uploading
    for one in (body, body.parent, body.parent.parent):
        os.utime(one, (0, 0))  # an upload as old as can be
    mine = Incoming(tmp_path)
    with mine.folder() as own:
        mine.sweep()
        assert own.exists()
    assert body.exists()
    process.kill()
    process.wait()
    mine.sweep()
    assert not body.parent.parent.exists()


def test_what_nobody_owns_goes_after_a_day(tmp_path: Path) -> None:
    """As servers before this one left it; such a one may still be at work on a young one."""
    folder = tmp_path / "incoming"
    for name in ("tmpold", "tmpyoung"):
        (folder / name).mkdir(parents=True)
        (folder / name / "body").write_bytes(b"x")
    (folder / "stray").write_bytes(b"x")
    for name in ("tmpold", "stray"):
        os.utime(folder / name, (0, 0))
    Incoming(tmp_path).sweep()
    assert sorted(one.name for one in folder.iterdir()) == ["tmpyoung"]


def test_a_start_sweeps_at_once(tmp_path: Path, uploading: tuple[subprocess.Popen[str], Path]) -> None:
    process, body = uploading
    process.kill()
    process.wait()
    incoming = Incoming(tmp_path)
    incoming.start()
    deadline = time.monotonic() + 10
    while body.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    incoming.stop()
    assert not body.exists()


def test_where_nothing_came_there_is_nothing_to_sweep(tmp_path: Path) -> None:
    Incoming(tmp_path).sweep()
    assert list(tmp_path.iterdir()) == []
