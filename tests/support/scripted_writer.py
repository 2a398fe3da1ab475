"""A writer that needs no endpoint: what it is to write, by purpose."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.answering.generative.messages import Cancelled, Message
from assistant.errors import DeclaredError

Written = str | Callable[[Sequence[Message]], str] | DeclaredError


@dataclass
class ScriptedWriter:
    """Gives what `texts` holds for the purpose, a few characters at a time; keeps what it was asked."""

    texts: Mapping[str, Written]
    name: str = "试验模型"
    asked: list[tuple[str, tuple[Message, ...]]] = field(default_factory=list)
    closed: bool = False

    def stream(self, messages: Sequence[Message], purpose: str, cancelled: Cancelled) -> Iterator[str]:
        text = self.complete(messages, purpose, cancelled)
        try:
            for at in range(0, len(text), 5):
                if cancelled():
                    raise DeclaredError("已停止")
                yield text[at : at + 5]
        finally:
            self.closed = True

    def complete(self, messages: Sequence[Message], purpose: str, cancelled: Cancelled) -> str:  # noqa: ARG002  as a Writer is asked
        self.asked.append((purpose, tuple(messages)))
        text = self.texts[purpose]
        if isinstance(text, DeclaredError):
            raise text
        return text if isinstance(text, str) else text(messages)

    def purposes(self) -> list[str]:
        return [purpose for purpose, _ in self.asked]
