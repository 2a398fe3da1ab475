"""A real HTTP server that speaks OpenAI's chat protocol as a script tells it to, badly where the script says so.

A script is a function of the request that gives a Reply; tests set it anew as they like. What was asked is kept in `requests`.
"""

import asyncio
import json
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

MODEL = "test-model"
End = Literal["done", "cut", "stall", "quiet", "linger"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came in."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def text(self) -> str:
        """What the last speaker said."""
        return str(self.body["messages"][-1]["content"])


@dataclass(frozen=True, slots=True)
class Reply:
    """How to answer. Times are seconds.

    `end`: "done" finishes as it should; "cut" closes the socket after the pieces; "stall" stays silent after them;
    "quiet" closes in good order without a finish_reason or [DONE]; "linger" gives the finish_reason and then stays silent.
    """

    pieces: Sequence[str] = ("你好",)
    first: float = 0.0  # before the first piece
    pause: float = 0.0  # before each other piece
    end: End = "done"
    finish: str | None = "stop"
    usage: tuple[int, int] | None = None  # (prompt, completion) tokens, in a last event without choices
    comments: float = 0.0  # a keep-alive comment each so many seconds while waiting
    reasoning: Sequence[str] = ()  # thoughts, in a field of their own, before the pieces; each after `pause`
    raw: Sequence[bytes] = ()  # sent as they are after the pieces, in place of the end
    status: int = 200
    error: str = ""  # message of the error object of another status
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None  # the whole answer as it is, with `content_type`
    content_type: str = "text/event-stream"
    after: float = 0.0  # before anything is answered, headers included


Script = Callable[[Asked], Reply]


def says(*pieces: str, **how: Any) -> Script:
    """Always these pieces."""
    return lambda _: Reply(pieces=pieces, **how)


def fails(status: int, error: str = "no", **headers: str) -> Script:
    """Always this status; header names with _ for -."""
    return lambda _: Reply(status=status, error=error, headers={name.replace("_", "-"): value for name, value in headers.items()})


def in_turn(*scripts: Script) -> Script:
    """One script a request; the last one for all that follow."""
    left = list(scripts)
    lock = threading.Lock()

    def next_one(asked: Asked) -> Reply:
        with lock:
            script = left.pop(0) if len(left) > 1 else left[0]
        return script(asked)

    return next_one


def refuses(parameter: str, then: Script) -> Script:
    """400 for a request with this parameter (such as response_format), as servers do that do not know it."""

    def script(asked: Asked) -> Reply:
        if parameter in asked.body:
            return Reply(status=400, error=f"Unsupported parameter: '{parameter}' is not supported with this model.")
        return then(asked)

    return script


def refuses_json_schema(then: Script) -> Script:
    """400 for structured output by schema; json_object passes."""

    def script(asked: Asked) -> Reply:
        if (asked.body.get("response_format") or {}).get("type") == "json_schema":
            return Reply(status=400, error="This response_format type is unavailable now")
        return then(asked)

    return script


class LlmServer:
    """Running between `start` and `stop`; see `llm_server`."""

    def __init__(self, script: Script | None = None, certificate: tuple[str, str] | None = None) -> None:
        """`certificate`: files of a certificate and its key, to speak TLS."""
        self.script: Script = script or says("你好")
        self.requests: list[Asked] = []
        self.open = 0  # answers under way
        self.most_open = 0
        self.disconnects: list[float] = []  # monotonic times at which askers left before the end
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self.port = 0
        self._certificate = certificate or (None, None)

    @property
    def base_url(self) -> str:
        return f"http{'s' if self._certificate[0] else ''}://127.0.0.1:{self.port}/v1"

    def start(self) -> None:
        listening = socket.socket()
        listening.bind(("127.0.0.1", 0))
        self.port = listening.getsockname()[1]
        config = uvicorn.Config(
            self._app(),
            log_config=None,
            log_level="critical",
            lifespan="off",
            timeout_graceful_shutdown=1,
            ssl_certfile=self._certificate[0],
            ssl_keyfile=self._certificate[1],
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([listening],), daemon=True)
        self._thread.start()
        until = time.monotonic() + 20
        while not self._server.started:
            assert time.monotonic() < until, "the server did not start"
            time.sleep(0.01)

    def stop(self) -> None:
        assert self._server is not None
        assert self._thread is not None
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(10)

    def wait_for(self, what: Callable[["LlmServer"], object], seconds: float = 5.0) -> None:
        """Until something holds here; AssertionError when it does not in time."""
        until = time.monotonic() + seconds
        while not what(self):
            assert time.monotonic() < until, "waited in vain"
            time.sleep(0.01)

    def _app(self) -> FastAPI:
        app = FastAPI()

        @app.get("/v1/models")
        async def models() -> dict[str, Any]:
            return {"object": "list", "data": [{"id": MODEL, "object": "model", "created": 0, "owned_by": "tests"}]}

        @app.post("/v1/chat/completions")
        async def completions(request: Request) -> Response:
            asked = Asked(request.url.path, dict(request.headers), await request.json())
            self.requests.append(asked)
            reply = self.script(asked)
            self.open += 1
            self.most_open = max(self.most_open, self.open)
            try:
                await self._wait(reply.after, request)
            except _GoneError:
                self.open -= 1
                return Response(status_code=499)
            return self._response(asked, reply, request)

        return app

    def _response(self, asked: Asked, reply: Reply, request: Request) -> Response:
        streaming = bool(asked.body.get("stream"))
        if reply.body is None and reply.status == 200 and streaming:
            media = {"content-type": reply.content_type, **reply.headers}
            return StreamingResponse(self._events(reply, request), headers=media)
        self.open -= 1
        headers = dict(reply.headers)
        if reply.body is not None:
            return Response(reply.body, reply.status, headers={"content-type": reply.content_type, **headers})
        if reply.status != 200:
            error = {"message": reply.error, "type": "error", "code": None}
            return JSONResponse({"error": error}, reply.status, headers)
        return JSONResponse(_whole(reply), headers=headers)

    async def _events(self, reply: Reply, request: Request) -> AsyncIterator[bytes]:
        try:
            async for event in self._told(reply, request):
                yield event
            if reply.end == "cut":
                raise _CutError
        except _GoneError:
            pass
        except asyncio.CancelledError:
            self._left()
            raise
        finally:
            self.open -= 1

    async def _told(self, reply: Reply, request: Request) -> AsyncIterator[bytes]:
        yield _event(_choice({"role": "assistant", "content": ""})) if not reply.first else b": hello\n\n"
        async for comment in self._silence(reply.first, reply.comments, request):
            yield comment
        told = [*(("reasoning_content", one) for one in reply.reasoning), *(("content", one) for one in reply.pieces)]
        for number, (name, text) in enumerate(told):
            if number and reply.pause:
                async for comment in self._silence(reply.pause, reply.comments, request):
                    yield comment
            elif number % 50 == 49:
                await self._wait(0.001, request)  # a long answer is not written for nobody
            yield _event(_choice({name: text}))
        for raw in reply.raw:
            yield raw
        if reply.raw or reply.end in ("cut", "quiet"):
            return
        if reply.end == "stall":
            async for comment in self._silence(60.0, reply.comments, request):
                yield comment
        yield _event(_choice({}, reply.finish))
        if reply.end == "linger":
            async for comment in self._silence(60.0, reply.comments, request):
                yield comment
        if reply.usage:
            sent, written = reply.usage
            yield _event({"choices": [], "usage": {"prompt_tokens": sent, "completion_tokens": written, "total_tokens": sent + written}})
        yield b"data: [DONE]\n\n"

    async def _silence(self, seconds: float, comments: float, request: Request) -> AsyncIterator[bytes]:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            await self._wait(min(left, comments or left), request)
            if comments:
                yield b": keep-alive\n\n"

    async def _wait(self, seconds: float, request: Request) -> None:
        """Raises _GoneError as soon as the asker leaves."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if await request.is_disconnected():
                self._left()
                raise _GoneError
            await asyncio.sleep(min(0.02, left))

    def _left(self) -> None:
        self.disconnects.append(time.monotonic())


class _GoneError(Exception):
    """The asker has left."""


class _CutError(Exception):
    """Raised to make uvicorn close the socket in the midst of an answer."""


@contextmanager
def llm_server(script: Script | None = None, certificate: tuple[str, str] | None = None) -> Iterator[LlmServer]:
    """A server of its own for a test; set `.script` to what it should do."""
    server = LlmServer(script, certificate)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _choice(delta: Mapping[str, Any], finish: str | None = None) -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": dict(delta), "finish_reason": finish}]}


def _event(values: Mapping[str, Any]) -> bytes:
    whole = {"id": "c1", "object": "chat.completion.chunk", "created": 0, "model": MODEL, **values}
    return b"data: " + json.dumps(whole, ensure_ascii=False).encode() + b"\n\n"


def _whole(reply: Reply) -> dict[str, Any]:
    sent, written = reply.usage or (0, 0)
    message = {"role": "assistant", "content": "".join(reply.pieces)}
    usage = {"prompt_tokens": sent, "completion_tokens": written, "total_tokens": sent + written}
    choices = [{"index": 0, "message": message, "finish_reason": reply.finish}]
    return {"id": "c1", "object": "chat.completion", "created": 0, "model": MODEL, "choices": choices, "usage": usage}
