"""Which processes are alive, told by locks that end with them."""

import os
import subprocess
import sys
from pathlib import Path

from assistant.alive import is_alive, own_token, sweep

_CODE = "import sys; from pathlib import Path; from assistant.alive import own_token; print(own_token(Path(sys.argv[1])), flush=True); "


def _other(folder: Path, then: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", _CODE + then, str(folder)], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True)


def test_a_process_is_alive_until_it_dies(tmp_path: Path) -> None:
    with _other(tmp_path, "sys.stdin.read()") as process:
        assert process.stdout is not None
        token = process.stdout.readline().strip()
        assert is_alive(tmp_path, token)
        assert token != own_token(tmp_path)
        process.kill()
    assert not is_alive(tmp_path, token)
    assert not (tmp_path / f"{token}.lock").exists()
    assert not is_alive(tmp_path, token)


def test_ones_own_token_stays_and_is_alive(tmp_path: Path) -> None:
    token = own_token(tmp_path)
    assert own_token(tmp_path) == token
    assert is_alive(tmp_path, token)
    assert own_token(tmp_path / "other") != token
    with _other(tmp_path, f"from assistant.alive import is_alive; print(is_alive(Path(sys.argv[1]), {token!r}))") as process:
        assert process.stdout is not None
        assert process.stdout.read().split()[1] == "True"


def test_only_old_rests_of_the_dead_are_swept(tmp_path: Path) -> None:
    token = own_token(tmp_path)
    for name in ("old", "young"):
        (tmp_path / f"{name}.lock").write_bytes(b"")
    for name in ("old", token):
        os.utime(tmp_path / f"{name}.lock", (0, 0))
    sweep(tmp_path)
    assert {one.stem for one in tmp_path.iterdir()} == {"young", token}


def test_a_token_cannot_point_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "x.lock").write_bytes(b"")
    assert not is_alive(tmp_path / "in", "../x")
    assert (tmp_path / "x.lock").exists()
