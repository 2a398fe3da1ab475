"""The models of tests behind a real endpoint: what a scripted model writes, sent in small pieces."""

from collections.abc import Callable, Sequence
from typing import Any

from assistant.answering.generative.messages import Message
from tests.support.llm_server import Asked, Reply, Script

_PIECE = 7  # characters

Model = Callable[[Sequence[Message]], str]


def messages_of(asked: Asked) -> list[Message]:
    """The request as the pipeline sent it."""
    return [Message(one["role"], one["content"]) for one in asked.body["messages"]]


def writes(model: Model, **how: Any) -> Script:
    """What the model writes, piece by piece; `how` are fields of Reply."""

    def reply(asked: Asked) -> Reply:
        text = model(messages_of(asked))
        pieces = tuple(text[at : at + _PIECE] for at in range(0, len(text), _PIECE))
        return Reply(pieces=pieces, usage=(sum(len(one.text) for one in messages_of(asked)), len(text)), **how)

    return reply
