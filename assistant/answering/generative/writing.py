"""One answer being written: streamed as far as it holds, checked, repaired once, and what does not hold left out."""

import re
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.answering.engine import ENGLISH_LEAD
from assistant.answering.generative.fence import new_tag, plain, unfencing
from assistant.answering.generative.material import Material
from assistant.answering.generative.messages import Cancelled, Message, Writer
from assistant.answering.generative.prompts import Prompt
from assistant.answering.generative.review import Review, Tended
from assistant.answering.generative.tidy import tidy
from assistant.answering.model import Answer, Written
from assistant.errors import DeclaredError
from assistant.knowledge.model import Source

_FAULTS_TOLD = 12
_SENTENCE = re.compile(r"[。！？!?\n][”」』）)]*(?:\s*\[\d{1,2}\])*")

Stage = Literal["condensing", "writing", "repairing"]


@dataclass(frozen=True, slots=True)
class Progress:
    """What may be shown while the answer comes; `answer` holds only what has passed the gate so far."""

    stage: Stage
    understood: str = ""
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Writing:
    """The request for one answer. `drafted` is the extracted answer, shown when nothing written can be."""

    writer: Writer
    prompts: Mapping[str, Prompt]
    sources: Mapping[str, Source]
    material: Material
    review: Review
    drafted: Answer
    made: Written

    def run(self, question: str, cancelled: Cancelled) -> Generator[Progress, None, Answer]:
        """Raises the writer's faults."""
        tag = new_tag()
        messages = self.prompts["answer"].fill(
            tag=tag, passages=self.material.fenced(tag), draft=self.material.draft, question=plain(question)
        )
        understood = self.made.understood
        yield Progress("writing", understood)
        written, shown = "", ""
        for piece in self.writer.stream(messages, "answer", cancelled):
            written += piece
            if not _SENTENCE.search(written, max(0, len(written) - len(piece) - 1)):
                continue
            begun = self.review.tended(tidy(_whole_sentences(written), self.review.hosts), ended=False).text
            if begun != shown and self.review.grounding(begun).ok:
                shown = begun
                yield Progress("writing", understood, self._answer(shown))
        first = self.review.tended(tidy(written, self.review.hosts))
        found = self.review.grounding(first.text)
        if found.ok:
            return self._finished(first)
        yield Progress("repairing", understood, self._answer(shown) if shown else None)
        return self._repaired(first, [fault.text for fault in found.faults], messages, cancelled)

    def _repaired(self, first: Tended, faults: Sequence[str], messages: Sequence[Message], cancelled: Cancelled) -> Answer:
        """The model is told once what does not hold; what still does not is left out."""
        repair = self.prompts["repair"]
        told = "\n".join(f"- {unfencing(fault)}" for fault in dict.fromkeys(faults[:_FAULTS_TOLD]))
        request = (*messages, Message("assistant", first.text), *repair.fill(tag=new_tag(), faults=told))
        try:
            second = self.review.tended(tidy(self.writer.complete(request, "repair", cancelled), self.review.hosts))
        except DeclaredError:  # what was written the first time is still there
            second = Tended("")
        again = replace(self, made=replace(self.made, prompts=(*self.made.prompts, repair.label)))
        for candidate, repaired in ((second, True), (first, False)):
            kept, dropped = self.review.kept(candidate.text)
            if kept:
                return again._finished(replace(candidate, text=kept), dropped=dropped, repaired=repaired)
        return fallen_back(replace(self.drafted, written=again.made), "模型写的内容与出处对不上")

    def _finished(self, tended: Tended, *, dropped: int = 0, repaired: bool = False) -> Answer:
        text = self.review.shortened(tended.text)
        made = replace(self.made, checked=self.review.checked(text, tended, dropped=dropped, repaired=repaired))
        answer = replace(self, made=made)._answer(text)
        if not answer.citations:
            return fallen_back(replace(self.drafted, written=made), "模型没有写出有出处的回答")
        if not dropped:
            return answer
        return replace(answer, notes=(f"模型写的内容有 {dropped} 句与出处对不上，已删去。", *answer.notes))

    def _answer(self, text: str) -> Answer:
        shown, citations, notes = self.material.cited(text, self.sources)
        if self.drafted.text.startswith(ENGLISH_LEAD):
            shown = f"{ENGLISH_LEAD}\n\n{shown}"
        return Answer(shown, False, "generative", citations, notes, self.drafted.suggestions, self.made)


def fallen_back(drafted: Answer, why: str) -> Answer:
    """The extracted answer, with the reason why it is no written one."""
    return replace(drafted, notes=(f"这次没有用上模型：{why.rstrip('。')}。以上是从资料摘出的回答。", *drafted.notes))


def _whole_sentences(text: str) -> str:
    """The text up to its last ended sentence, with the marks behind it; something must follow them."""
    ends = [found.end() for found in _SENTENCE.finditer(text) if found.end() < len(text)]
    return text[: ends[-1]] if ends else ""
