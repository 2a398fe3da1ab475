"""A follow-up spelt out so that it stands on its own, once per conversation and wording."""

import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answering.generative.fence import new_tag, plain
from assistant.answering.generative.messages import Cancelled, Writer
from assistant.answering.generative.prompts import Prompt
from assistant.answering.generative.review import adds_claims
from assistant.answering.generative.tidy import tidy
from assistant.answering.model import Turn

LONGEST = 120  # characters of a condensed question
_TURNS = 6  # questions and answers shown to the model, latest last
_TURN = 300  # characters of each
_MARK = re.compile(r"\[\d{1,2}\]")
_WRAPPING = "\"'“”‘’「」『』 "


@dataclass(slots=True)
class Condensations:
    """What was spelt out before, least used first out. Shared by threads; keys are hashes, so no text is kept twice."""

    most: int = 512
    _kept: "OrderedDict[str, str]" = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: str) -> str | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: str, text: str) -> None:
        with self._lock:
            self._kept[key] = text
            self._kept.move_to_end(key)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)


@dataclass(frozen=True, slots=True)
class Condenser:
    """Spells follow-ups out with a model."""

    writer: Writer
    prompt: Prompt
    kept: Condensations

    def alone(self, question: str, history: Sequence[Turn], cancelled: Cancelled) -> str:
        """The question as one that stands on its own; the question itself where the model adds figures or names that
        nobody said, answers instead of asking, or writes more than a line. Raises the writer's faults.
        """
        turns = [(role, _MARK.sub("", text)[:_TURN]) for role, text in history[-_TURNS:]]
        key = hashlib.sha256(repr((self.writer.name, self.prompt.label, turns, question)).encode()).hexdigest()
        known = self.kept.get(key)
        if known is not None:
            return known
        told = "\n".join(f"{'用户' if role == 'user' else '顾问'}：{plain(text)}" for role, text in turns)
        messages = self.prompt.fill(tag=new_tag(), turns=told, question=plain(question))
        text = _usable(tidy(self.writer.complete(messages, "condense", cancelled)), question, turns)
        self.kept.put(key, text)
        return text


def _usable(text: str, question: str, turns: Sequence[Turn]) -> str:
    lines = [line.strip(_WRAPPING) for line in text.splitlines() if line.strip(_WRAPPING)]
    if len(lines) != 1 or not 2 <= len(lines[0]) <= LONGEST or _MARK.search(lines[0]):
        return question
    return question if adds_claims(lines[0], [question, *(said for _, said in turns)]) else lines[0]
