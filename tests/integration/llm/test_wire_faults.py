"""Every way a server can fail: which fault, after how many requests, in what time."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from assistant.llm import faults
from assistant.llm.faults import LlmFault
from tests.integration.llm.conftest import MakeWire
from tests.support.certificates import self_signed
from tests.support.llm_server import LlmServer, Reply, Script, fails, in_turn, llm_server, refuses_json_schema, says
from tests.support.said import ASKED, never


def raw(*lines: bytes) -> Script:
    return lambda _: Reply(pieces=(), raw=lines)


def body(content: bytes, content_type: str, status: int = 200) -> Script:
    return lambda _: Reply(body=content, content_type=content_type, status=status)


AN_EVENT = b'data: {"id":"c","object":"chat.completion.chunk","created":0,"model":"m","choices":[%s]}\n\n'
CASES: dict[str, tuple[Script, type[LlmFault], int]] = {
    # what the server does: script, fault, requests with two retries allowed
    "401": (fails(401), faults.KeyFault, 1),
    "403": (fails(403), faults.KeyFault, 1),
    "404": (fails(404), faults.ModelFault, 1),
    "400 for the model": (fails(400, "Model Not Exist"), faults.ModelFault, 1),
    "400 twice": (fails(400, "context too long"), faults.BadRequestFault, 2),  # once more, without optional parameters
    "402": (fails(402), faults.QuotaFault, 1),
    "429": (fails(429), faults.RateFault, 3),
    "429 for the balance": (fails(429, "You exceeded your current quota"), faults.QuotaFault, 1),
    "429, come back in an hour": (fails(429, retry_after="3600"), faults.RateFault, 1),
    "500": (fails(500), faults.ServerFault, 3),
    "503": (fails(503), faults.ServerFault, 3),
    "an HTML page for 502": (body(b"<html>bad gateway</html>", "text/html", 502), faults.ServerFault, 3),
    "an HTML page for an answer": (body(b"<html>log in</html>", "text/html"), faults.MalformedFault, 1),
    "JSON for a stream": (body(b'{"choices": []}', "application/json"), faults.MalformedFault, 1),
    "broken JSON": (raw(b'data: {"choices": [{"delta": \n\n'), faults.MalformedFault, 1),
    "a foreign line": (raw(AN_EVENT % b'{"index":0,"delta":{"content":"x"}}', b"Internal error\n\n"), faults.MalformedFault, 1),
    "JSON of another kind": (raw(b"data: [1, 2]\n\n"), faults.MalformedFault, 1),
    "no choices field": (raw(b'data: {"id": "c"}\n\n'), faults.CutOffFault, 3),
    "empty choices": (raw(AN_EVENT % b"", b"data: [DONE]\n\n"), faults.CutOffFault, 3),
    "not UTF-8": (raw(b"data: \xff\xfe\n\n"), faults.MalformedFault, 1),
    "an error in the stream": (raw(b'data: {"error": {"message": "overloaded"}}\n\n'), faults.ServerFault, 3),
    "a limit in the stream": (raw(b'data: {"error": {"message": "rate limit reached"}}\n\n'), faults.RateFault, 3),
    "nothing at all": (raw(b""), faults.CutOffFault, 3),
    "cut off before a word": (says(end="cut"), faults.CutOffFault, 3),
    "an empty answer": (says(), faults.EmptyFault, 1),
    "filtered": (says(finish="content_filter"), faults.FilteredFault, 1),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("whole", [True, False])
def test_a_fault_is_named_and_tried_again_only_where_that_helps(server: LlmServer, make_wire: MakeWire, case: str, whole: bool) -> None:
    script, expected, requests = CASES[case]
    server.script = script
    wire = make_wire(retries=2)
    begun = time.monotonic()
    ask = wire.complete if whole else lambda *what: list(wire.stream(*what))
    with pytest.raises(LlmFault) as caught:
        ask(ASKED, "answer", never)
    assert type(caught.value) is expected
    assert len(server.requests) == requests
    assert time.monotonic() - begun < 5
    (row,) = wire.usage.rows()
    assert (row.requests, row.faults) == (requests, requests)


@pytest.mark.parametrize("script", [fails(429), fails(500), fails(503), says(end="cut"), raw(b"")])
def test_what_passes_is_got_over(server: LlmServer, make_wire: MakeWire, script: Script) -> None:
    server.script = in_turn(script, script, says("好"))
    assert list(make_wire(retries=2).stream(ASKED, "answer", never)) == ["好"]
    assert len(server.requests) == 3


def test_a_server_that_says_when_is_not_asked_earlier(server: LlmServer, make_wire: MakeWire) -> None:
    server.script = in_turn(fails(429, retry_after="1"), says("好"))
    begun = time.monotonic()
    assert make_wire().complete(ASKED, "answer", never) == "好"
    assert time.monotonic() - begun >= 1.0


def test_nothing_is_asked_again_once_a_word_was_shown(server: LlmServer, make_wire: MakeWire) -> None:
    server.script = says("五星", "要", end="cut")
    shown: list[str] = []
    stream = make_wire().stream(ASKED, "answer", never)
    with pytest.raises(faults.CutOffFault):
        shown.extend(one for one in _noting(stream, shown))
    assert shown == ["五星", "要"]
    assert len(server.requests) == 1


def _noting(stream: Iterator[str], shown: list[str]) -> Iterator[str]:
    """Notes each piece as it comes; gives none."""
    for piece in stream:
        shown.append(piece)
    yield from ()


@pytest.mark.parametrize("end", ["cut", "quiet"])
def test_a_whole_answer_that_broke_off_is_asked_for_again(server: LlmServer, make_wire: MakeWire, end: str) -> None:
    server.script = in_turn(says("半", end=end), says("整"))
    assert make_wire().complete(ASKED, "answer", never) == "整"


@pytest.mark.parametrize("comments", [0.0, 0.05])
def test_a_slow_first_word(server: LlmServer, make_wire: MakeWire, comments: float) -> None:
    """Comments that keep the line open are no sign of the model."""
    server.script = says("晚", first=30.0, comments=comments)
    begun = time.monotonic()
    with pytest.raises(faults.TimeoutFault):
        make_wire({"first_token": 0.3}, retries=1).complete(ASKED, "answer", never)
    assert len(server.requests) == 2
    assert 0.6 <= time.monotonic() - begun < 3
    server.wait_for(lambda one: one.open == 0)


def test_no_headers_in_time(server: LlmServer, make_wire: MakeWire) -> None:
    server.script = says("晚", after=30.0)
    with pytest.raises(faults.TimeoutFault):
        make_wire({"first_token": 0.3}, retries=0).complete(ASKED, "answer", never)
    server.wait_for(lambda one: one.disconnects)


def test_a_stall_in_the_midst(server: LlmServer, make_wire: MakeWire) -> None:
    server.script = says("五星", end="stall", comments=0.05)
    begun = time.monotonic()
    with pytest.raises(faults.StalledFault):
        list(make_wire({"stall": 0.3}).stream(ASKED, "answer", never))
    assert time.monotonic() - begun < 3
    assert len(server.requests) == 1


def test_thoughts_are_a_sign_of_the_model(server: LlmServer, make_wire: MakeWire) -> None:
    server.script = says("好", reasoning=["嗯"] * 6, pause=0.2)
    assert make_wire({"first_token": 0.6, "stall": 0.6}).complete(ASKED, "answer", never) == "好"


def test_the_whole_answer_has_its_time(server: LlmServer, make_wire: MakeWire) -> None:
    server.script = says(*["字"] * 100, pause=0.1)
    begun = time.monotonic()
    with pytest.raises(faults.DeadlineFault):
        list(make_wire({"answer": 0.6}).stream(ASKED, "answer", never))
    assert time.monotonic() - begun < 3


def test_retries_and_waits_are_within_that_time(server: LlmServer, make_wire: MakeWire) -> None:
    server.script = fails(500)
    begun = time.monotonic()
    with pytest.raises(faults.DeadlineFault):
        make_wire({"answer": 0.6, "backoff": 0.4}, retries=5).complete(ASKED, "answer", never)
    assert time.monotonic() - begun < 3
    assert len(server.requests) <= 3


def test_an_answer_that_is_done_does_not_wait_for_the_line_to_close(server: LlmServer, make_wire: MakeWire) -> None:
    server.script = says("好", end="linger")
    begun = time.monotonic()
    assert make_wire({"stall": 30.0, "answer": 60.0}).complete(ASKED, "answer", never) == "好"
    assert time.monotonic() - begun < 5


def test_nobody_listens(make_wire: MakeWire) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        wire = make_wire(base_url=url, retries=1)
        with pytest.raises(faults.RefusedConnectionFault):
            wire.complete(ASKED, "answer", never)
    assert wire.usage.rows()[0].requests == 2


def test_no_such_host(make_wire: MakeWire) -> None:
    with pytest.raises(faults.RefusedConnectionFault):
        make_wire(base_url="http://no-such-host.invalid/v1", retries=0).complete(ASKED, "answer", never)


def test_a_server_that_speaks_no_tls(server: LlmServer, make_wire: MakeWire) -> None:
    with pytest.raises(faults.TlsFault):
        make_wire(base_url=server.base_url.replace("http:", "https:"), retries=0).complete(ASKED, "answer", never)


def test_a_certificate_that_nobody_vouches_for(make_wire: MakeWire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = self_signed(tmp_path)
    with llm_server(says("好"), certificate) as secure:
        with pytest.raises(faults.TlsFault):
            make_wire(base_url=secure.base_url, retries=0).complete(ASKED, "answer", never)
        assert secure.requests == []
        monkeypatch.setenv("SSL_CERT_FILE", certificate[0])  # as the fault's line advises
        assert make_wire(base_url=secure.base_url, retries=0).complete(ASKED, "answer", never) == "好"


def test_a_line_that_leads_nowhere(make_wire: MakeWire) -> None:
    """A queue of connections that is full answers no more."""
    with socket.socket() as full, ExitStack() as held:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for _ in range(4):
            one = held.enter_context(socket.socket())
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        wire = make_wire({"connect": 0.2, "first_token": 5.0}, base_url=f"http://127.0.0.1:{full.getsockname()[1]}/v1", retries=0)
        begun = time.monotonic()
        with pytest.raises(faults.RefusedConnectionFault):
            wire.complete(ASKED, "answer", never)
        assert time.monotonic() - begun < 2


def test_a_proxy_that_is_not_there(make_wire: MakeWire, monkeypatch: pytest.MonkeyPatch) -> None:
    with _answering(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n") as port:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
        with pytest.raises(faults.ProxyFault):
            make_wire(base_url="https://llm.example/v1", retries=0).complete(ASKED, "answer", never)


def test_no_http_at_all(make_wire: MakeWire) -> None:
    with _answering(b"SSH-2.0-x\r\n") as port, pytest.raises(faults.BrokenConnectionFault):
        make_wire(base_url=f"http://127.0.0.1:{port}/v1", retries=0).complete(ASKED, "answer", never)


def test_the_server_refuses_schemas_and_its_whole_answers_are_whole(server: LlmServer) -> None:
    """The server of these tests itself: what other tests will rest on."""
    import httpx

    server.script = refuses_json_schema(says("五", "星", usage=(3, 2)))
    call = f"{server.base_url}/chat/completions"
    ask = {"model": "m", "messages": [{"role": "user", "content": "问"}]}
    assert httpx.post(call, json={**ask, "response_format": {"type": "json_schema"}}).status_code == 400
    answer = httpx.post(call, json=ask).json()
    assert answer["choices"][0]["message"]["content"] == "五星"
    assert answer["usage"]["total_tokens"] == 5
    assert httpx.get(f"{server.base_url}/models").json()["data"][0]["id"] == "test-model"
    assert [asked.text for asked in server.requests] == ["问", "问"]


@contextmanager
def _answering(reply: bytes) -> Iterator[int]:
    """A port where any connection gets these bytes."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(65536)
                    connection.sendall(reply)

        threading.Thread(target=serve, daemon=True).start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)


