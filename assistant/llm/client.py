"""LangChain's chat model over a connection of our own: nothing is traced, retried or logged by the libraries, no header tells of this machine."""

import logging
import re
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

import httpx2
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, SystemMessage
from langchain_openai import ChatOpenAI
from langsmith import tracing_context
from pydantic import SecretStr

from assistant.llm.endpoint import Endpoint
from assistant.llm.faults import MalformedFault
from assistant.llm.sse import Watched
from assistant.llm.tokens import Tokens

_NO_KEY = "none"  # the library insists on one; it is taken out before anything is sent
_FOREIGN_HEADERS = re.compile(r"x-stainless-.*|openai-.*|idempotency-key|x-idempotency-key", re.IGNORECASE)
_NO_STREAM = re.compile(r"application/json|text/html|application/xml|text/xml|image/.*", re.IGNORECASE)
_SPARE_BYTES = 2_000_000  # thoughts and the frame of events
_BYTES_A_CHAR = 1_000  # an event may hold one character in a frame of some hundred bytes
_MESSAGES: Mapping[str, type[BaseMessage]] = {"system": SystemMessage, "user": HumanMessage, "assistant": AIMessage}


@dataclass(frozen=True, slots=True)
class Piece:
    """One event of an answer. `finish` is why the model stopped, once it did."""

    text: str
    finish: str = ""
    tokens: Tokens | None = None


class Client:
    """One per wire; used from its loop only."""

    def __init__(self, endpoint: Endpoint) -> None:
        # OPENAI_LOG, or a root logger at DEBUG, would write prompts
        for name in ("openai", "langchain_openai"):
            logging.getLogger(name).setLevel(logging.ERROR)
        self._key = endpoint.api_key.get_secret_value()
        self._most = _SPARE_BYTES + _BYTES_A_CHAR * endpoint.max_chars_out
        host = urlsplit(endpoint.base_url).hostname or ""
        here = {f"all://{f'[{host}]' if ':' in host else host}": None} if endpoint.local else None
        timeout = httpx2.Timeout(None, connect=endpoint.times.connect)  # all other times are kept by the attempt
        self._http = httpx2.AsyncClient(
            event_hooks={"request": [self._bare], "response": [self._watch]},
            mounts=here,
            follow_redirects=False,
        )
        self._model = ChatOpenAI(
            model=endpoint.model,
            base_url=endpoint.base_url,
            api_key=SecretStr(self._key or _NO_KEY),
            http_async_client=self._http,
            openai_proxy="",
            max_retries=0,
            timeout=timeout,  # the library would put its own in place of the connection's
            stream_chunk_timeout=None,
            stream_usage=False,
            use_responses_api=False,
            cache=False,
        )

    async def pieces(self, messages: Sequence[tuple[str, str]], options: Mapping[str, Any]) -> AsyncGenerator[Piece, None]:
        """The answer as it comes; `options` are parameters of the request beyond model and messages. Raises mapping.RAISED."""
        said = [_MESSAGES[speaker](text) for speaker, text in messages]
        with tracing_context(enabled=False):
            stream = cast(AsyncGenerator[AIMessageChunk, None], self._model.astream(said, extra_body=dict(options)))
            async with aclosing(stream):
                async for chunk in stream:
                    told = chunk.usage_metadata
                    yield Piece(
                        text=_text(chunk),
                        finish=str(chunk.response_metadata.get("finish_reason") or ""),
                        tokens=Tokens(told["input_tokens"], told["output_tokens"]) if told else None,
                    )

    async def aclose(self) -> None:
        await self._http.aclose()

    async def _bare(self, request: httpx2.Request) -> None:
        """Only what the call needs."""
        for name in [name for name in request.headers if _FOREIGN_HEADERS.fullmatch(name)]:
            del request.headers[name]
        if not self._key:
            request.headers.pop("authorization", None)
        request.headers["user-agent"] = "xingping"
        request.headers["accept-encoding"] = "identity"  # packed bytes cannot be bounded or looked at

    async def _watch(self, response: httpx2.Response) -> None:
        """Raises MalformedFault for what is no stream."""
        kind = response.headers.get("content-type", "")
        good = response.status_code == httpx2.codes.OK
        if response.headers.get("content-encoding", "identity") != "identity" or (good and _NO_STREAM.match(kind)):
            raise MalformedFault
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        response.stream = _Looked(response.stream, Watched(self._most, events=good))


class _Looked(httpx2.AsyncByteStream):
    """A response's bytes on their way through Watched."""

    def __init__(self, inner: httpx2.AsyncByteStream, watched: Watched) -> None:
        self._inner = inner
        self._watched = watched

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._inner:
            self._watched.feed(chunk)
            yield chunk

    async def aclose(self) -> None:
        await self._inner.aclose()


def _text(message: BaseMessage) -> str:
    content = message.content
    if isinstance(content, str):
        return content
    return "".join(part if isinstance(part, str) else str(part.get("text", "")) for part in content)
