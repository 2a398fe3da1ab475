"""Answers as a fluent model would write them (tests/data/written): good ones, and ones with a single lie each.

Four sets by hands that did not know the gate: good1.jsonl, lies1.jsonl and so on. They cite passages as [passage-id]; the
numbers of a request are filled in when it is made. Of a lie, `poison` is what must not be shown, and `document` the user's
document that is known besides the corpus.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from assistant.answering.engine import Answerer
from assistant.answering.generative.condensing import Condensations, Condenser
from assistant.answering.generative.fence import plain
from assistant.answering.generative.messages import Cancelled, Message
from assistant.answering.generative.pipeline import WritingAnswerer
from assistant.answering.generative.prompts import Prompt, load_prompts
from assistant.answering.model import Answer
from assistant.errors import DeclaredError
from scoring.documents.normalise import normalise
from tests.support.good_model import given

FOLDER = Path(__file__).resolve().parents[1] / "data" / "written"
PROMPTS = Path(__file__).resolve().parents[2] / "prompts"
SETS = (1, 2, 3, 4)
# Kinds of lies that code can look up: figures, names, clauses, quotations, marks.
FIGURES = frozenset(
    "amount clause date duration misquote number organisation percentage standard star sum own_grade leak planted".split()  # noqa: SIM905
)
PIECE = 17  # characters that come at a time
DOCUMENT = "document"  # what the user's own document is cited as

_SOURCE = re.compile(r"\[([a-z][a-z0-9-]*)\]")
_MARKS = re.compile(r"(?:\[[^\]]+\])+")
_ACCOUNTS = re.compile("(?:另一种说法是|说法不一):")
_SIDES = "\n说法不一·其一："


@dataclass(frozen=True, slots=True)
class Good:
    id: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Lie:
    id: str
    question: str
    kind: str
    answer: str
    poison: str
    document: str = ""

    @property
    def wrongly_cited(self) -> frozenset[str]:
        """The passages that the sentence of the poison cites."""
        return frozenset(_SOURCE.findall(_marks_behind(self.answer, self.poison)))


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of one question: the answer, every answer shown on the way, and what the writer was told to mend."""

    answer: Answer
    shown: tuple[Answer, ...]
    told: tuple[str, ...]
    written: bool  # whether the writer was asked at all

    def reached_by(self, lie: Lie) -> bool:
        """Whether the lie stood in any answer that was shown, at the end or on the way.

        A true statement under a wrong mark is no lie any more once it stands under the right one, nor is one account of several
        once another one is told beside it.
        """
        return any(_told(lie, one) for one in (self.answer, *self.shown))

    @property
    def quoted(self) -> bool:
        """Whether the answer is the extracted one."""
        return self.answer.mode != "generative"

    @property
    def spoilt(self) -> bool:
        """Whether anything that was written did not come through as it was."""
        checked = self.answer.written and self.answer.written.checked
        return self.quoted or not checked or checked.repaired or checked.dropped > 0


def good_cases(of: int) -> list[Good]:
    """The good answers of a set, 1 to 4."""
    return [Good(**json.loads(line)) for line in (FOLDER / f"good{of}.jsonl").read_text(encoding="utf-8").splitlines()]


def lies(of: int) -> list[Lie]:
    """The lies of a set, 1 to 4."""
    return [Lie(**json.loads(line)) for line in (FOLDER / f"lies{of}.jsonl").read_text(encoding="utf-8").splitlines()]


def _told(lie: Lie, answer: Answer) -> bool:
    text, poison = normalise(answer.text), normalise(lie.poison)
    if poison not in text:
        return False
    behind = text.partition(poison)[2]
    if lie.kind == "one_sided" and _ACCOUNTS.search(behind):
        return False
    if lie.kind not in ("wrong_id", "wrong_citation"):
        return True
    sources = {str(one.number): one.passage for one in answer.citations}
    cited = {sources.get(number, "") for number in re.findall(r"\[(\d+)\]", _marks_behind(text, poison))}
    return bool(cited & lie.wrongly_cited)


def _marks_behind(text: str, words: str) -> str:
    """The first run of marks behind words."""
    found = _MARKS.search(text.partition(words)[2])
    return found[0] if found else ""


class GaveUpError(DeclaredError):
    """The endpoint has nothing more to say."""


class NotHandedOverError(Exception):
    """The request holds no passage that the case cites: the corpus has moved on since it was written."""


class Recalling:
    """An answerer that finds for a question once, however many answers to it are tried."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer
        self.answer = lru_cache(maxsize=None)(answerer.answer)
        self.passages = lru_cache(maxsize=None)(answerer.passages)

    @cached_property
    def ids(self) -> dict[str, str]:
        """Text of a passage, as it is handed over -> its id."""
        return {plain(one.text): one.id for one in self._answerer.searcher.passage_by_id.values() if one.curated}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._answerer, name)


class Replaying:
    """Writes the answer of a case; told to mend it, writes the same again, or gives up. Keeps what it was told."""

    name = "replaying"

    def __init__(self, answer: str, ids: dict[str, str], *, stubborn: bool) -> None:
        self._answer = answer
        self._ids = ids  # text of a passage -> its id
        self._stubborn = stubborn
        self.told: list[str] = []
        self.asked = False

    def stream(self, messages: Sequence[Message], purpose: str, cancelled: Cancelled) -> Iterator[str]:  # noqa: ARG002 - a Writer's
        self.asked = True
        text = self._numbered(messages)
        for start in range(0, len(text), PIECE):
            yield text[start : start + PIECE]

    def complete(self, messages: Sequence[Message], purpose: str, cancelled: Cancelled) -> str:  # noqa: ARG002 - a Writer's
        self.told.append(messages[-1].text)
        if not self._stubborn:
            raise GaveUpError("接口没有再回答，请稍后再试。")
        return self._numbered(messages)

    def _numbered(self, messages: Sequence[Message]) -> str:
        """The answer with the request's own numbers. Raises NotHandedOverError."""
        passages = {number: body.partition(_SIDES)[0] for number, body in given(messages).passages.items()}
        numbers = {self._ids.get(body, DOCUMENT): number for number, body in passages.items()}
        missing = {name for name in _SOURCE.findall(self._answer) if name not in numbers}
        if missing:
            raise NotHandedOverError(", ".join(sorted(missing)))
        return _SOURCE.sub(lambda found: f"[{numbers[found[1]]}]", self._answer)


def replay(answerer: Recalling, question: str, answer: str, *, stubborn: bool = True) -> Seen | None:
    """The pipeline, in process, with a writer that writes this answer; None where it cites what is not handed over."""
    writer = Replaying(answer, answerer.ids, stubborn=stubborn)
    prompts = _prompts()
    condenser = Condenser(writer, prompts["condense"], Condensations())
    asking = WritingAnswerer(answerer, writer, prompts, condenser, lambda _: None).ask(question)  # type: ignore[arg-type]
    shown: list[Answer] = []
    while True:
        try:
            progress = next(asking)
        except StopIteration as ended:
            return Seen(ended.value, tuple(shown), tuple(writer.told), writer.asked)
        except NotHandedOverError:
            return None
        if progress.answer is not None:
            shown.append(progress.answer)


@lru_cache
def _prompts() -> Mapping[str, Prompt]:
    return load_prompts(PROMPTS)
