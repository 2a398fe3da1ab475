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
_GRADE = re.compile(r"desk/results/(as-[0-9a-f]+)/report")
_http = httpx.Client(timeout=5)  # making one takes longer than asking
_MARK = re.compile(r'name="form" value="([^"]+)"')


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
                if _http.get(f"{self.url}/readyz").status_code == 200:
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
    """Somebody at a browser, with `headers` as a proxy would add them. Every call raises httpx.HTTPError."""

    def __init__(self, url: str, headers: Mapping[str, str] | None = None) -> None:
        self._http = httpx.Client(base_url=url, headers=headers, timeout=60)
        self._acts: dict[str, int] = {}

    def log_in(self, name: str, password: str) -> None:
        """Through the form of the page; the session's cookie is kept."""
        mark = _MARK.search(self._http.get("/login").text)
        assert mark, "no form to log in by"
        reply = self._http.post("/login", data={"form": mark[1], "name": name, "password": password})
        assert reply.status_code == 303, f"{name} cannot log in: {reply.status_code}"

    def send(self, method: str, address: str, data: bytes | None = None) -> httpx.Response:
        """Whatever the answer is."""
        return self._http.request(method, address, content=data)

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

    def newest(self, client: str) -> str:
        """The grade that the page shows."""
        found = _GRADE.search(self.show("grading", client))
        assert found, "no grade on the page"
        return found[1]

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
        html, place = self._called(f"{tab}_act", [_memory(client)], {"act": json.dumps({"act": act, "values": dict(values)})})
        return html, json.loads(place)

    def show(self, tab: str, client: str, assessment: str = "") -> str:
        """What the tab shows to somebody whose browser remembers that client and grade."""
        (html,) = self._called(f"{tab}_show", [_memory(client, assessment)])
        return str(html)

    def chat(self, question: str, client: str = "", assessment: str = "") -> str:
        """All that the page was sent while it was answered on the page, with that client and grade open."""
        return self._streamed("chat", [question, "", _memory(client, assessment)], None)

    def _called(self, name: str, data: list[str], event: Any = None) -> list[str]:
        stream = self._streamed(name, data, event)
        told = [json.loads(line.removeprefix("data: ")) for line in stream.splitlines() if line.startswith("data: ")]
        (done,) = [one for one in told if one["msg"] == "process_completed"]
        given: list[str] = done["output"]["data"]
        return given

    def _streamed(self, name: str, data: list[str], event: Any) -> str:
        session = uuid.uuid4().hex[:10]
        body = {"data": data, "event_data": event, "fn_index": self._number(name), "session_hash": session}
        self._http.post("/gradio_api/queue/join", json=body).raise_for_status()
        stream = self._http.get("/gradio_api/queue/data", params={"session_hash": session})
        stream.raise_for_status()
        return stream.text

    def _number(self, name: str) -> int:
        if not self._acts:
            config = _CONFIG.search(self._http.get("/").text)
            assert config, "no page"
            self._acts = {one["api_name"]: one["id"] for one in json.loads(config[1])["dependencies"]}
        return self._acts[name]


def _memory(client: str, assessment: str = "") -> str:
    return json.dumps({"client": client, "assessment": assessment, "who": "王评"})
