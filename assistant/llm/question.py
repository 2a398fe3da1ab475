"""What is sent to a model."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """`messages` are (speaker, text); `purpose` is what its use is counted under."""

    messages: tuple[tuple[str, str], ...]
    purpose: str

    @property
    def chars(self) -> int:
        return sum(len(text) for _, text in self.messages)
