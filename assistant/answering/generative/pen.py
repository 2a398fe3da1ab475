"""What answers are written with: a model behind an endpoint, its prompts, and what was spelt out before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.engine import Answerer
from assistant.answering.generative.condensing import Condensations, Condenser
from assistant.answering.generative.pipeline import WritingAnswerer
from assistant.answering.generative.prompts import Prompt
from assistant.answering.model import Answer, Turn
from assistant.llm.wire import Wire


@dataclass(frozen=True, slots=True)
class Pen:
    """One per service, shared by threads."""

    wire: Wire
    prompts: Mapping[str, Prompt]
    condenser: Condenser

    @classmethod
    def of(cls, wire: Wire, prompts: Mapping[str, Prompt]) -> "Pen":
        return cls(wire, prompts, Condenser(wire, prompts["condense"], Condensations()))

    def writing(self, answerer: Answerer, routed: Callable[[str], Answer | None]) -> WritingAnswerer:
        """Over what this answerer finds. `routed`: see WritingAnswerer."""
        return WritingAnswerer(answerer, self.wire, self.prompts, self.condenser, routed)

    def answer(self, answerer: Answerer, question: str, history: Sequence[Turn]) -> Answer:
        """The whole answer at once, where no grade is open."""
        under_way = self.writing(answerer, lambda _: None).ask(question, history)
        while True:
            try:
                next(under_way)
            except StopIteration as end:
                answer: Answer = end.value
                return answer
