"""`python app.py` as people start it: one line when ready, one line when it cannot."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from assistant.settings import Settings
from assistant.web.server import url_of


def _environment(data_dir: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "XINGPING_DATA_DIR": str(data_dir), **more}


def _run(root: Path, data_dir: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, root / "app.py"], cwd=root, env=_environment(data_dir, **more), text=True,
        capture_output=True, timeout=60, check=False,
    )  # fmt: skip


def test_a_port_in_use_is_told_in_one_line(root: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = _run(root, tmp_path, XINGPING_PORT=str(port))
    assert done.returncode == 2
    assert done.stderr == f"端口 {port} 已被占用：请停掉占用它的程序，或用 XINGPING_PORT 换一个端口\n"
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("setting", "value", "line"),
    [
        ("XINGPING_PORT", "七八六零", "设置有误：环境变量 XINGPING_PORT 应是整数，现在是“七八六零”"),
        ("XINGPING_HOST", "203.0.113.9", "不能监听地址 203.0.113.9：请检查 XINGPING_HOST"),
    ],
)
def test_a_wrong_setting_is_told_in_one_line(root: Path, tmp_path: Path, setting: str, value: str, line: str) -> None:
    done = _run(root, tmp_path, **{setting: value})
    assert done.returncode == 2
    assert done.stderr.startswith(line)
    assert done.stderr.count("\n") == 1


def test_a_corpus_that_does_not_load_ends_it_with_one_line(root: Path, tmp_path: Path) -> None:
    done = _run(root, tmp_path, XINGPING_CORPUS_DIR=str(tmp_path / "none"), XINGPING_PORT=str(_free_port()))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1, done.stderr
    assert "Traceback" not in done.stderr


def test_a_damaged_workspace_ends_it_with_one_line(root: Path, tmp_path: Path) -> None:
    (tmp_path / "workspace.db").write_text("no database")
    done = _run(root, tmp_path, XINGPING_PORT=str(_free_port()))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "资料库文件已损坏或不是资料库；请用 xingping restore 从备份恢复\n"


def test_a_service_that_others_reach_needs_an_account_first(root: Path, tmp_path: Path) -> None:
    done = _run(root, tmp_path, XINGPING_PORT=str(_free_port()), XINGPING_HOST="0.0.0.0")
    assert (done.returncode, done.stdout) == (2, "")
    assert "xingping user add" in done.stderr
    assert done.stderr.count("\n") == 1


def test_it_says_where_when_it_is_ready_and_stops_cleanly(root: Path, built_dir: Path) -> None:
    port = _free_port()
    server = subprocess.Popen(
        [sys.executable, root / "app.py"], cwd=built_dir, env=_environment(built_dir, XINGPING_PORT=str(port)),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert server.stdout
        line = server.stdout.readline()
        assert line == f"星评顾问已就绪：http://127.0.0.1:{port} （按 Ctrl+C 停止）\n"
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=10) as reply:
            assert reply.status == 200
        server.send_signal(signal.SIGINT)
        out, err = server.communicate(timeout=20)
    finally:
        server.kill()
    assert (server.returncode, out, err) == (0, "已停止\n", "")
    assert not [path.name for path in built_dir.iterdir() if re.search("gradio|flagged", path.name)]


@pytest.mark.parametrize(
    ("host", "url"),
    [("127.0.0.1", "http://127.0.0.1:80"), ("0.0.0.0", "http://127.0.0.1:80"), ("::", "http://[::1]:80"),
     ("xp.example", "http://xp.example:80")],
)  # fmt: skip
def test_the_address_is_one_a_browser_can_open(host: str, url: str) -> None:
    assert url_of(Settings(host=host, port=80)) == url


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])
