"""From a question to a written answer: code refuses and routes first, the model writes, the gate has the last word."""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering.engine import Answerer
from assistant.answering.followup import leans_on_context
from assistant.answering.generative.condensing import Condenser
from assistant.answering.generative.material import MOST, gather
from assistant.answering.generative.messages import Cancelled, Writer, never
from assistant.answering.generative.prompts import Prompt
from assistant.answering.generative.review import Review
from assistant.answering.generative.writing import Progress, Writing, fallen_back
from assistant.answering.hearing import Heard
from assistant.answering.intake import complaint
from assistant.answering.model import Answer, Turn, Written
from assistant.answering.scope import is_order
from assistant.errors import DeclaredError

_LEANING = 0.8  # an elliptic follow-up is spelt out before it is searched for


@dataclass(frozen=True)
class WritingAnswerer:
    """Writes answers with a model over what the extracting answerer found. Safe to share between threads.

    A refusal, a computation and anything the model cannot do well end as the extracted answer, with a note where the
    model failed. `routed` answers what only code may answer, a grade; it is asked again once a follow-up is spelt out.
    """

    answerer: Answerer
    writer: Writer
    prompts: Mapping[str, Prompt]
    condenser: Condenser
    routed: Callable[[str], Answer | None]

    def ask(
        self, question: str, history: Sequence[Turn] = (), cancelled: Cancelled = never
    ) -> Generator[Progress, None, Answer]:
        """Progress while it comes, then the answer. Never raises for bad input or for what happens at the endpoint."""
        drafted = self.answerer.answer(question, history)
        if drafted.mode != "extractive" or self._ends_in_code(question):
            return drafted
        understood = ""
        try:
            if history and leans_on_context(self.answerer.searcher.read(question)) >= _LEANING:
                yield Progress("condensing")
                understood, drafted = self._understood(question, history, drafted, cancelled)
            if drafted.refused or drafted.mode != "extractive":
                return self._marked(drafted, understood)
            writing = self._writing(question, history, drafted, understood)
            if not writing.material.passages:
                return self._marked(drafted, understood)
            return (yield from writing.run(understood or question, cancelled))
        except DeclaredError as fault:
            told = drafted if understood else replace(drafted, written=Written(self.writer.name, ()))
            return fallen_back(self._marked(told, understood), str(fault))

    def _ends_in_code(self, question: str) -> bool:
        answerer = self.answerer
        return bool(complaint(question, answerer.max_chars)) or is_order(Heard.of(question, answerer.searcher.readings))

    def _understood(
        self, question: str, history: Sequence[Turn], drafted: Answer, cancelled: Cancelled
    ) -> tuple[str, Answer]:
        """The follow-up spelt out and what is found for it; nothing changes where that finds nothing."""
        alone = self.condenser.alone(question, history, cancelled)
        if alone == question:
            return "", drafted
        again = self.routed(alone) or self.answerer.answer(alone, history)
        return ("", drafted) if again.refused else (alone, again)

    def _writing(self, question: str, history: Sequence[Turn], drafted: Answer, understood: str) -> Writing:
        searcher = self.answerer.searcher
        sources = {source.code: source for source in searcher.corpus.sources}
        found = [hit.passage for hit in self.answerer.passages(understood or question, MOST)]
        material = gather(drafted, found, searcher.passage_by_id, sources, searcher.readings)
        given = [question, *(text for role, text in history if role == "user")]
        prompts = [text for one in self.prompts.values() for _, text in one.parts]
        labels = ("condense", "answer") if understood else ("answer",)
        made = Written(self.writer.name, tuple(self.prompts[one].label for one in labels), understood)
        return Writing(self.writer, self.prompts, sources, material, Review(material, given, prompts), drafted, made)

    def _marked(self, answer: Answer, understood: str) -> Answer:
        """The extracted answer to a follow-up that the model spelt out says so."""
        if not understood:
            return answer
        return replace(answer, written=Written(self.writer.name, (self.condenser.prompt.label,), understood))
