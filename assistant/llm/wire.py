"""The wire to a model: what the pipeline calls. Shared by threads; nothing heavy is imported before the first question."""

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from assistant.llm.endpoint import Endpoint, LlmSettings, endpoint_of
from assistant.llm.faults import CancelledFault, ClosedFault, LengthFault, LlmFault, News, TooLongFault
from assistant.llm.health import Health
from assistant.llm.limits import Slots
from assistant.llm.loop import LoopThread
from assistant.llm.question import Question
from assistant.llm.usage import UsageBook
from assistant.today import today

if TYPE_CHECKING:
    import asyncio

    from assistant.llm.request import Request

_LOOK = 0.05  # seconds between looks at whether the asker has left


class Said(Protocol):
    """One part of what a model is sent."""

    @property
    def speaker(self) -> Literal["system", "user", "assistant"]: ...
    @property
    def text(self) -> str: ...


class Wire:
    """A model behind an endpoint, used within its bounds."""

    def __init__(self, endpoint: Endpoint, data_dir: Path, today: Callable[[], date] = today) -> None:
        """`data_dir` holds the day's count; `today` is the day requests are counted under."""
        self.endpoint = endpoint
        self.usage = UsageBook(data_dir)
        self.health = Health(endpoint.breaker)
        self._today = today
        self._slots = Slots(endpoint.concurrency)
        self._loop = LoopThread()
        self._lock = threading.Lock()
        self._request: Request | None = None

    @property
    def name(self) -> str:
        """What the model is called."""
        return self.endpoint.model

    def stream(self, messages: Sequence[Said], purpose: str, cancelled: Callable[[], bool]) -> Iterator[str]:
        """The answer piece by piece. Raises LlmFault, a LengthFault after the last piece of an answer that was cut short.

        Closing the iterator ends the request; so does `cancelled()` turning true, which raises CancelledFault.
        """
        return self._pieces(messages, purpose, cancelled, whole=False)

    def complete(self, messages: Sequence[Said], purpose: str, cancelled: Callable[[], bool]) -> str:
        """The whole answer. Raises LlmFault; a LengthFault has what came as its `text`."""
        kept: list[str] = []
        try:
            kept.extend(self._pieces(messages, purpose, cancelled, whole=True))
        except LengthFault as fault:
            fault.text = "".join(kept)
            raise
        return "".join(kept)

    def close(self) -> None:
        """End what is under way. Nothing can be asked any more."""
        request = self._request
        self._loop.close(_nothing if request is None else request.aclose)

    def _pieces(self, messages: Sequence[Said], purpose: str, cancelled: Callable[[], bool], *, whole: bool) -> Iterator[str]:
        sent = self._checked(messages)
        request = self._opened()
        turn = self.health.admit()
        try:
            self._slots.take(self.endpoint.times.queue, cancelled)
        except LlmFault:
            self.health.hear(turn, "none")
            raise
        inbox: queue.SimpleQueue[str | _End] = queue.SimpleQueue()

        def ended(task: "asyncio.Task[LlmFault | None]") -> None:
            end = _End.of(task)
            self.health.hear(turn, end.news)
            self._slots.give_back()
            inbox.put(end)

        cancel = self._loop.start(request.answer(Question(sent, purpose), inbox.put, whole=whole), ended)
        if cancel is None:
            self.health.hear(turn, "none")
            self._slots.give_back()
            raise ClosedFault
        try:
            yield from _received(inbox, cancelled)
        finally:
            cancel()

    def _checked(self, messages: Sequence[Said]) -> tuple[tuple[str, str], ...]:
        sent = tuple((one.speaker, one.text) for one in messages)
        if sum(len(text) for _, text in sent) > self.endpoint.max_chars_in:
            raise TooLongFault
        return sent

    def _opened(self) -> "Request":
        with self._lock:
            if self._request is None:
                from assistant.llm.client import Client
                from assistant.llm.request import Request

                self._request = Request(Client(self.endpoint), self.endpoint, self.usage, self._today)
            return self._request


def wire_of(settings: LlmSettings) -> Wire | None:
    """The wire that the settings ask for; None where no model is configured. Raises EndpointError."""
    endpoint = endpoint_of(settings)
    return None if endpoint is None else Wire(endpoint, settings.data_dir)


@dataclass(frozen=True, slots=True)
class _End:
    """How a request ended: a fault, a bug of our own, or neither."""

    error: BaseException | None
    news: News

    @classmethod
    def of(cls, task: "asyncio.Task[LlmFault | None]") -> "_End":
        if task.cancelled():
            return cls(ClosedFault(), "none")  # the asker is gone, or the wire was closed
        if (bug := task.exception()) is not None:
            return cls(bug, "none")
        fault = task.result()
        return cls(fault, "good" if fault is None else fault.news)


def _received(inbox: "queue.SimpleQueue[str | _End]", cancelled: Callable[[], bool]) -> Iterator[str]:
    """Pieces until the end. Raises what the end holds, CancelledFault."""
    while True:
        if cancelled():
            raise CancelledFault
        try:
            item = inbox.get(timeout=_LOOK)
        except queue.Empty:
            continue
        if isinstance(item, _End):
            if item.error is not None:
                raise item.error
            return
        yield item


async def _nothing() -> None:
    """Nothing was opened."""
