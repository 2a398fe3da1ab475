"""What a follow-up leans on: the turns before, and how much of them to carry."""

import re
from collections.abc import Sequence

from assistant.answering.model import Turn
from assistant.knowledge.query import Query

_CARRIED_CHARS = 90
_CARRIED_QUESTION_CHARS = 200
_POINTING = re.compile(
    r"^(?:那|这|它|他们|其|and\b|what about|how about)|[它该]|这个|那个|这些|那些|上述|这种|其中|呢\??$"
    r"|\b(?:it|they|that|those|them|this)\b"
)
# Weights of the earlier turns: an elliptic question needs them, a full one hardly.
_ELLIPTIC, _SHORT, _FULL = 0.8, 0.5, 0.2


def context_of(history: Sequence[Turn]) -> str:
    """The last question and the beginning of its answer, as one text; empty without history."""
    questions = [text for role, text in history if role == "user"]
    answers = [text for role, text in history if role == "assistant"]
    if not questions:
        return ""
    return f"{questions[-1][:_CARRIED_QUESTION_CHARS]} {answers[-1][:_CARRIED_CHARS] if answers else ''}"


def leans_on_context(query: Query) -> float:
    """How much the earlier turn counts for this question, 0…1."""
    size = len(query.own["grams"])
    if _POINTING.search(query.text) or size <= 6:
        return _ELLIPTIC
    return _SHORT if size <= 14 else _FULL


def before(query: Query, history: Sequence[Turn]) -> str:
    """The question that an elliptic one follows; empty for one that stands on its own."""
    questions = [text for role, text in history if role == "user"]
    return questions[-1][:_CARRIED_QUESTION_CHARS] if questions and leans_on_context(query) == _ELLIPTIC else ""
