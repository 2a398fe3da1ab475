"""What passes between the pipeline and a model, and what the pipeline asks of one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Speaker = Literal["system", "user", "assistant"]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Message:
    """One part of what a model is sent."""

    speaker: Speaker
    text: str


def never() -> bool:
    """Nobody cancels."""
    return False


class Writer(Protocol):
    """A model behind an endpoint. Faults are DeclaredErrors with one Chinese line."""

    @property
    def name(self) -> str:
        """What the model is called."""

    def stream(self, messages: Sequence[Message], purpose: str, cancelled: Cancelled) -> Iterator[str]:
        """The answer piece by piece; closing the iterator, or `cancelled()` turning true, ends the request."""

    def complete(self, messages: Sequence[Message], purpose: str, cancelled: Cancelled) -> str:
        """The whole answer."""
