"""A real server told to stop amid an upload, a question and gradings: what is under way is finished or is not there at all."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from assistant.workbench.running import Runner
from assistant.workspace import Workspace
from tests.support.llm_server import MODEL, Reply, llm_server
from tests.support.workspaces import WHO, Somewhere

DAY = date(2026, 11, 20)
BODY = "售后服务管理制度\n".encode() * 4000


@contextmanager
def served(root: Path, data_dir: Path, **more: str) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """The process and its port, once it is ready."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        port = int(one.getsockname()[1])
    environment = {**os.environ, "XINGPING_DATA_DIR": str(data_dir), "XINGPING_PORT": str(port), **more}
    server = subprocess.Popen(
        [sys.executable, root / "app.py"], cwd=root, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        assert server.stdout
        assert "已就绪" in server.stdout.readline()
        yield server, port
    finally:
        server.kill()
        server.communicate()


class Put:
    """An upload whose body is sent in two halves."""

    def __init__(self, port: int, client: str, name: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        head = f"PUT /desk/clients/{client}/files?path={name} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: {len(BODY)}\r\n\r\n"
        self._socket.sendall(head.encode() + BODY[: len(BODY) // 2])

    def finish(self) -> str:
        """The status line of the answer."""
        self._socket.sendall(BODY[len(BODY) // 2 :])
        return self._socket.makefile("rb").readline().decode()

    def close(self) -> None:
        self._socket.close()


def _post(port: int, question: str) -> Any:
    body = json.dumps({"question": question}).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{port}/api/ask", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as reply:
        return json.load(reply)


def _status(port: int, path: str) -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as reply:
            return int(reply.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def _until(met: Any) -> None:
    deadline = time.monotonic() + 60
    while not met():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_what_is_under_way_is_finished_or_not_there(root: Path, built_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "index").symlink_to(built_dir / "index")
    workspace = Workspace.open(Somewhere(tmp_path))
    clients = [workspace.create_client({"name": f"第{number}有限公司"}, WHO) for number in range(2)]
    for one, papers in zip(clients, (200, 1), strict=True):
        workspace.add_files(one.id, [(f"制度{n}.txt", f"{one.name}服务制度{n}".encode() * 9000) for n in range(papers)], WHO)
    before = Runner(workspace)
    before._thread = threading.Thread()  # it never begins: both are left queued
    jobs = [before.start(one.id, DAY, "gbt27922-2011", WHO)[0] for one in clients]
    assert before.stop().waiting == 2

    answers: list[Any] = []
    with llm_server() as model:
        model.script = lambda _: Reply(pieces=(), end="stall")
        model_at = {"XINGPING_LLM_BASE_URL": model.base_url, "XINGPING_LLM_MODEL": MODEL, "XINGPING_PUBLIC_MODEL": "true"}
        with served(root, tmp_path, XINGPING_LOG="json", XINGPING_STOP_SECONDS="3", **model_at) as (server, port):
            _until(lambda: workspace.job(jobs[0].id).state == "running")
            asking = threading.Thread(target=lambda: answers.append(_post(port, "售后服务管理师要配几名？")))
            asking.start()
            _until(lambda: model.requests)
            whole, half = Put(port, clients[0].id, "whole.txt"), Put(port, clients[0].id, "half.txt")
            _until(lambda: len(list((tmp_path / "incoming").glob("*/*/body"))) == 2)
            server.send_signal(signal.SIGTERM)
            _until(lambda: _status(port, "/readyz") == 503)
            assert _status(port, "/healthz") == 200
            assert _status(port, "/docs") == 503
            assert " 200 " in whole.finish()
            out, err = server.communicate(timeout=30)
            half.close()
        asking.join(30)
    assert server.returncode == 0
    assert out == "已停止：1 个请求到时限没有做完；1 次预评没有做完，记为中断，请重新预评；1 次排队中的预评等下次启动后接着做\n"
    assert all(json.loads(line)["logger"].startswith("assistant") for line in err.splitlines()), err
    assert "管理师" in answers[0]["answer"]
    assert not answers[0]["refused"]
    again = Workspace.open(Somewhere(tmp_path))
    assert [again.job(one.id).state for one in jobs] == ["interrupted", "queued"]
    assert not again.assessments(clients[0].id)
    kept = {one.path: one.size for one in again.files(clients[0].id)}
    assert (kept.get("whole.txt"), kept.get("half.txt")) == (len(BODY), None)
    assert not list((tmp_path / "incoming").glob("*/*/body"))
    assert again.verify_audit().sound
    again.close()
    workspace.close()


def test_a_second_signal_ends_it_at_once(root: Path, built_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "index").symlink_to(built_dir / "index")
    with served(root, tmp_path, XINGPING_STOP_SECONDS="60") as (server, port):
        left = Put(port, "cl-0", "half.txt")
        _until(lambda: list((tmp_path / "incoming").glob("*/*/body")))
        server.send_signal(signal.SIGTERM)
        assert server.stderr
        assert server.stderr.readline() == "正在停止：等 1 个进行中的请求做完，最多 60 秒；再发一次信号（Ctrl+C）立即结束\n"
        began = time.monotonic()
        server.send_signal(signal.SIGTERM)
        assert server.wait(10) == 1
        assert time.monotonic() - began < 5
        assert "已立即结束" in server.stderr.read()
        left.close()
