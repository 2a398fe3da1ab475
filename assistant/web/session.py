"""The conversation as the browser keeps it. The server holds none of it: it comes with every question."""

import secrets
from collections.abc import Sequence
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from assistant.answering.model import Answer, Turn

_KEPT = 30  # turns the browser keeps
_TOLD = 6  # turns the answering half is told of
_LONGEST = 2_000  # characters of a question; what the browser sends is not trusted
_ROOM = 300_000  # characters the browser keeps; it travels with every question


@dataclass(frozen=True)
class ChatTurn:
    """A question and its answer. The id ties votes to the turn within the browser."""

    question: Annotated[str, Field(max_length=_LONGEST)]
    answer: Answer
    id: str = Field(default_factory=lambda: secrets.token_hex(4), pattern=r"^[0-9a-f]{8}$")


_TURNS = TypeAdapter(tuple[ChatTurn, ...])


def shown(question: str) -> str:
    """The question as a turn keeps it: one too long to be answered is cut."""
    return question if len(question) <= _LONGEST else question[: _LONGEST - 1] + "…"


def read_turns(memory: str) -> tuple[ChatTurn, ...]:
    """The turns the browser sent. What is not a conversation is no conversation: it starts anew."""
    if not memory:
        return ()
    try:
        return _TURNS.validate_json(memory)[-_KEPT:]
    except ValidationError:
        return ()


def write_turns(turns: Sequence[ChatTurn]) -> str:
    """What the browser shall keep: the latest turns that fit."""
    kept = tuple(turns)[-_KEPT:]
    while len(memory := _TURNS.dump_json(kept).decode("utf-8")) > _ROOM and kept:
        kept = kept[1:]
    return memory


def history_of(turns: Sequence[ChatTurn]) -> list[Turn]:
    """The latest turns as the answering half takes them."""
    history: list[Turn] = []
    for turn in turns[-_TOLD:]:
        history.append(("user", turn.question))
        history.append(("assistant", turn.answer.text))
    return history
