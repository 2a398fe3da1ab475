"""Bodies of requests as they arrive: no larger than may be, and not for ever."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.types import Message, Receive

_WHOLE = 20.0  # seconds a body that fits into memory has
_PIECE = 30.0  # seconds between two pieces of an upload
_SLOWEST = 8 * 1024  # bytes a second that an upload as a whole must reach


class TooLargeError(Exception):
    """More bytes came than may."""


class TooSlowError(Exception):
    """The body was not there in time."""


class GoneError(Exception):
    """Nobody waits for a reply any more."""


async def whole(receive: Receive, limit: int) -> Receive:
    """The body read into memory and told again. Raises TooLargeError, TooSlowError, GoneError."""
    try:
        async with asyncio.timeout(_WHOLE):
            body = await _read(receive, limit)
    except TimeoutError:
        raise TooSlowError from None
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def told() -> Message:
        return pending.pop() if pending else await receive()

    return told


def steady(receive: Receive, length: int) -> Receive:
    """An upload of `length` bytes piece by piece; one that stalls, or trickles on, ends as if its sender had left."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + _PIECE + length / _SLOWEST
    done = False

    async def piece() -> Message:
        nonlocal done
        if done:
            return await receive()
        message = await _by(min(deadline, loop.time() + _PIECE), receive)
        done = message["type"] == "http.disconnect" or not message.get("more_body", False)
        return message

    return piece


async def _by(when: float, receive: Callable[[], Awaitable[Message]]) -> Message:
    try:
        async with asyncio.timeout_at(when):
            return await receive()
    except TimeoutError:
        return {"type": "http.disconnect"}


async def _read(receive: Receive, limit: int) -> bytes:
    pieces, size, more = [], 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise GoneError
        pieces.append(message.get("body", b""))
        size += len(pieces[-1])
        more = message.get("more_body", False)
        if size > limit:
            raise TooLargeError
    return b"".join(pieces)
