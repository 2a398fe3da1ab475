"""A real server in a process of its own, and somebody who uses it over HTTP alone: asks, uploads and grades as the page does."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[2]
_CONFIG = re.compile(r"window\.gradio_config = (\{.*?\});</script>", re.DOTALL)
_JOB = re.compile(r'data-job="(jo-[0-9a-f]+)"')


class Server:
    """`python app.py` over a data folder. The port stays the same from one start to the next."""

    def __init__(self, data_dir: Path, **settings: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])
        own = {"XINGPING_DATA_DIR": str(data_dir), "XINGPING_PORT": str(self.port), "XINGPING_HOST": "127.0.0.1", "PYTHONPATH": str(ROOT)}
        self._environment = {**os.environ, "HF_HUB_OFFLINE": "1", "OMP_WAIT_POLICY": "PASSIVE", **own, **settings}
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, *prefix: str) -> "Server":
        """Does not wait. `prefix`: what goes between Python and app.py."""
        self.process = subprocess.Popen(
            [sys.executable, *prefix, str(ROOT / "app.py")], env=self._environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        return self

    def ready(self, seconds: float = 200) -> float:
        """Seconds until a question could be answered. Raises AssertionError where it has ended or takes too long."""
        began = time.monotonic()
        while True:
            try:
                if httpx.get(f"{self.url}/readyz", timeout=5).status_code == 200:
                    return time.monotonic() - began
            except httpx.HTTPError:
                pass
            assert self.process is not None
            assert self.process.poll() is None, "the server has ended"
            assert time.monotonic() - began < seconds, "the server is not ready"
            time.sleep(0.1)

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()


@contextmanager
def serving(*servers: Server) -> Iterator[None]:
    """Started together, all ready; killed at the end."""
    try:
        for one in servers:
            one.start()
        for one in servers:
            one.ready()
        yield
    finally:
        for one in servers:
            one.kill()


class Remote:
    """Somebody at a browser. `cookies` are those of a session, where there are accounts. Every call raises httpx.HTTPError."""

    def __init__(self, url: str, cookies: Mapping[str, str] | None = None) -> None:
        self._http = httpx.Client(base_url=url, cookies=dict(cookies or {}), timeout=60)
        self._acts: dict[str, int] = {}

    def ask(self, question: str) -> dict[str, Any]:
        reply = self._http.post("/api/ask", json={"question": question})
        reply.raise_for_status()
        answer: dict[str, Any] = reply.json()
        return answer

    def client(self, name: str) -> str:
        """The id of a new client."""
        _, place = self.act("clients", "save", {"name": name, "kind": "sales"})
        client: str = place["client"]
        assert client, f"{name} was not stored"
        return client

    def put(self, client: str, path: str, data: bytes) -> httpx.Response:
        return self._http.put(f"/desk/clients/{client}/files", params={"path": path}, content=data)

    def add_to_library(self, path: str, data: bytes) -> httpx.Response:
        return self._http.put("/desk/library", params={"path": path}, content=data)

    def grade(self, client: str, on: str, rubric: str = "gbt27922-2011") -> str:
        """The job."""
        html, _ = self.act("grading", "grade", {"on": on, "rubric": rubric}, client)
        found = _JOB.search(html)
        assert found, "no job on the page"
        return found[1]

    def cancel(self, client: str, job: str) -> None:
        self.act("grading", "cancel", {"job": job}, client)

    def job(self, job: str) -> dict[str, Any]:
        reply = self._http.get(f"/desk/jobs/{job}")
        reply.raise_for_status()
        told: dict[str, Any] = reply.json()
        return told

    def ended(self, job: str, seconds: float = 120, every: float = 0.5) -> str:
        """The state that the job ended in."""
        deadline = time.monotonic() + seconds
        while (told := self.job(job))["running"]:
            assert time.monotonic() < deadline, "the job does not end"
            time.sleep(every)
        state: str = told["state"]
        return state

    def act(self, tab: str, act: str, values: Mapping[str, str], client: str = "") -> tuple[str, dict[str, str]]:
        """What the tab shows afterwards, and where one is then."""
        memory = json.dumps({"client": client, "assessment": "", "who": "王评"})
        event = {"act": json.dumps({"act": act, "values": dict(values)})}
        session = uuid.uuid4().hex[:10]
        body = {"data": [memory], "event_data": event, "fn_index": self._number(f"{tab}_act"), "session_hash": session}
        self._http.post("/gradio_api/queue/join", json=body).raise_for_status()
        stream = self._http.get("/gradio_api/queue/data", params={"session_hash": session}).text
        told = [json.loads(line.removeprefix("data: ")) for line in stream.splitlines() if line.startswith("data: ")]
        (done,) = [one for one in told if one["msg"] == "process_completed"]
        html, place = done["output"]["data"]
        return html, json.loads(place)

    def _number(self, name: str) -> int:
        if not self._acts:
            config = _CONFIG.search(self._http.get("/").text)
            assert config, "no page"
            self._acts = {one["api_name"]: one["id"] for one in json.loads(config[1])["dependencies"]}
        return self._acts[name]
