"""A question to a model, from the first attempt to the last, within one deadline: runs in the wire's loop."""

import asyncio
import logging
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.llm.attempt import Attempt, run
from assistant.llm.client import Client
from assistant.llm.endpoint import Endpoint
from assistant.llm.faults import BadRequestFault, DeadlineFault, LengthFault, LlmFault, UsageFault
from assistant.llm.mapping import parameters_refused
from assistant.llm.question import Question
from assistant.llm.retry import wait_before
from assistant.llm.usage import UsageBook, UsageRow, cost_of

log = logging.getLogger(__name__)
_TOKENS_A_CHAR = 2  # thoughts before an answer are tokens, too
Hand = Callable[[str], None]


class Request:
    """How questions are put to one endpoint. Used from one loop only."""

    def __init__(self, client: Client, endpoint: Endpoint, book: UsageBook, today: Callable[[], date]) -> None:
        self._client = client
        self._endpoint = endpoint
        self._book = book
        self._today = today
        self._refused: frozenset[str] = frozenset()  # optional parameters that the server does not take

    async def answer(self, question: Question, hand: Hand, *, whole: bool) -> LlmFault | None:
        """Pieces go to `hand`; how it ended. Nothing is asked again once a piece was handed on.

        `whole` hands on all at once at the end, so that an answer that broke off can be asked for again.
        """
        if not whole:
            return await self._attempts(question, lambda: hand, whole=False)
        kept: list[str] = []

        def anew() -> Hand:
            kept.clear()
            return kept.append

        fault = await self._attempts(question, anew, whole=True)
        if fault is None or isinstance(fault, LengthFault):
            hand("".join(kept))
        return fault

    async def aclose(self) -> None:
        await self._client.aclose()

    async def _attempts(self, question: Question, sink: Callable[[], Hand], *, whole: bool) -> LlmFault | None:
        clock = asyncio.get_running_loop().time
        deadline = clock() + self._endpoint.times.answer
        number, left_out = 1, frozenset[str]()
        while True:
            attempt = Attempt()
            options = {name: value for name, value in self._options().items() if name not in left_out}
            fault = await self._one(attempt, question, options, deadline, sink())
            if not isinstance(fault, BadRequestFault):
                self._refused |= left_out  # it was they that the server stumbled over
            if fault is None:
                return None
            log.warning("llm: %s (attempt %d, model %s, purpose %s)", fault.code, number, self._endpoint.model, question.purpose)
            refused = parameters_refused(attempt.raised, options) if attempt.raised is not None else frozenset[str]()
            if refused:
                left_out |= refused  # the next attempt does without; it is another question, no repetition
                continue
            if isinstance(fault, LengthFault) or (attempt.shown and not whole) or number > self._endpoint.retries:
                return fault
            number += 1
            wait = wait_before(number, fault, self._endpoint.times, random.random())
            if wait is None:
                return fault
            if clock() + wait >= deadline:
                return fault if fault.retry_after else DeadlineFault()
            await asyncio.sleep(wait)

    async def _one(
        self, attempt: Attempt, question: Question, options: dict[str, Any], deadline: float, hand: Hand
    ) -> LlmFault | None:
        """One attempt, entered in the book before it is sent and after it ended, however it ended."""
        endpoint = self._endpoint
        day, cost = self._today().isoformat(), cost_of(endpoint.prices, question.chars, 0, None)
        entry = UsageRow(day, endpoint.model, question.purpose, requests=1, chars_in=question.chars, cost=cost)
        try:
            await asyncio.to_thread(self._book.reserve, entry, endpoint.daily)
        except LlmFault as fault:
            return fault
        try:
            await run(attempt, self._client.pieces(question.messages, options), endpoint, deadline, hand)
        finally:
            await asyncio.shield(asyncio.to_thread(self._settle, entry, attempt))
        return attempt.fault

    def _settle(self, entry: UsageRow, attempt: Attempt) -> None:
        tokens, prices = attempt.tokens, self._endpoint.prices
        free = not attempt.begun and attempt.fault is not None and attempt.fault.free
        cost = 0 if free else cost_of(prices, entry.chars_in, attempt.shown, tokens)
        outcome = replace(
            entry,
            requests=0,
            chars_in=0,
            faults=int(attempt.fault is not None),
            chars_out=attempt.shown,
            tokens_in=tokens.sent if tokens else 0,
            tokens_out=tokens.written if tokens else 0,
            cost=cost - entry.cost,
        )
        try:
            self._book.add(outcome)
        except UsageFault as fault:  # the answer is there all the same
            log.warning("llm: %s (settling)", fault.code)

    def _options(self) -> dict[str, Any]:
        """What is asked for beside the text, as far as the server takes it."""
        wished: dict[str, Any] = {
            "temperature": self._endpoint.temperature,
            "max_tokens": _TOKENS_A_CHAR * self._endpoint.max_chars_out,
            "stream_options": {"include_usage": True},
        }
        return {name: value for name, value in wished.items() if name not in self._refused}
