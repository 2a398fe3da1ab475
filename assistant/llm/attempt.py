"""One request: pieces as they come, each in its time, and how it ended. Faults are returned, not raised: no cause with a key in it hangs on them."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from dataclasses import dataclass

from assistant.llm.client import Piece
from assistant.llm.endpoint import Endpoint
from assistant.llm.faults import (
    BrokenConnectionFault,
    CutOffFault,
    DeadlineFault,
    EmptyFault,
    FilteredFault,
    LengthFault,
    LlmFault,
    ServerFault,
    StalledFault,
    TimeoutFault,
)
from assistant.llm.mapping import RAISED, fault_of
from assistant.llm.thinking import Thinking
from assistant.llm.tokens import Tokens

_AFTERWORD = 1.0  # seconds for what follows the end of the text: the count of tokens
_FINISHES: dict[str, type[LlmFault]] = {
    "length": LengthFault,
    "content_filter": FilteredFault,
    "sensitive": FilteredFault,
    "insufficient_system_resource": ServerFault,
    "network_error": CutOffFault,
    "error": ServerFault,
}


@dataclass(slots=True)
class Attempt:
    """What one request has come to; filled as it goes on, so that it is right even when it is cancelled."""

    shown: int = 0  # characters handed on
    begun: bool = False  # the model gave a sign
    finish: str = ""
    tokens: Tokens | None = None
    fault: LlmFault | None = None
    raised: BaseException | None = None  # for parameters_refused only


async def run(attempt: Attempt, pieces: AsyncGenerator[Piece, None], endpoint: Endpoint, deadline: float, hand: Callable[[str], None]) -> None:
    """Fill `attempt`, handing pieces on. `deadline` is a time of the running loop."""
    times, clock, thinking = endpoint.times, asyncio.get_running_loop().time, Thinking()
    until = min(deadline, clock() + times.first_token)
    try:
        while True:
            try:
                async with asyncio.timeout_at(until):
                    piece = await anext(pieces, None)
            except RAISED as error:  # TimeoutError is an OSError
                if not attempt.finish:
                    attempt.raised = error
                    attempt.fault = _late(attempt, clock() >= deadline) if clock() >= until else _broken(attempt, fault_of(error))
                break
            if piece is None:
                break
            attempt.begun = True
            attempt.finish = attempt.finish or piece.finish
            attempt.tokens = piece.tokens or attempt.tokens
            _hand(attempt, thinking.feed(piece.text), endpoint.max_chars_out, hand)
            if attempt.fault is not None:
                break
            until = min(deadline, clock() + (_AFTERWORD if attempt.finish else times.stall))
    finally:
        with suppress(*RAISED):
            await pieces.aclose()
    if attempt.fault is None:
        _hand(attempt, thinking.rest(), endpoint.max_chars_out, hand)
        attempt.fault = attempt.fault or _at_the_end(attempt)


def _hand(attempt: Attempt, text: str, most: int, hand: Callable[[str], None]) -> None:
    kept = text[: most - attempt.shown]
    if kept:
        attempt.shown += len(kept)
        hand(kept)
    if len(kept) < len(text):
        attempt.fault = LengthFault()


def _late(attempt: Attempt, over: bool) -> LlmFault:
    if over:
        return DeadlineFault()
    return StalledFault() if attempt.begun else TimeoutFault()


def _broken(attempt: Attempt, fault: LlmFault) -> LlmFault:
    """A connection lost in the midst of an answer is another matter than one lost before."""
    return CutOffFault() if attempt.begun and isinstance(fault, BrokenConnectionFault | TimeoutFault) else fault


def _at_the_end(attempt: Attempt) -> LlmFault | None:
    if not attempt.finish:
        return CutOffFault()
    if attempt.finish in _FINISHES:
        return _FINISHES[attempt.finish]()
    return None if attempt.shown else EmptyFault()
