"""The check of a whole answer: its sentences one by one, then what only shows in several of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from assistant.answering.grounded.checking import sentence_checked, verbatim
from assistant.answering.grounded.facts import Facts, facts_of
from assistant.answering.grounded.fold import bare, folded
from assistant.answering.grounded.leaks import leaks
from assistant.answering.grounded.model import Checked, Fault, Ground, Grounding
from assistant.answering.grounded.runs import Sentence, runs, without_marks
from assistant.answering.grounded.sides import one_sided


def check(
    text: str,
    grounds: Sequence[Ground],
    given: Sequence[str] = (),
    *,
    secrets: Sequence[str] = (),
) -> Grounding:
    """Everything in an answer that its citations, or what the user and the calculators gave, do not bear out.

    `given` counts without a citation: the user's turns, results of tools. `secrets` may not be repeated. An answer that is still being
    written is held to the same: one account of a contested fact waits for another one. Never raises on any text.
    """
    return Gate(grounds, given, secrets).check(text)


@dataclass(frozen=True)
class Gate:
    """What the sentences of one request are held to, laid out once.

    A sentence that has been checked is not checked again: an answer that is being written comes whole each time. Safe to share between
    threads: at worst a sentence is checked twice, with the same outcome.
    """

    grounds: Sequence[Ground]
    given: Sequence[str] = ()
    secrets: Sequence[str] = ()
    _tried: dict[tuple[str, tuple[int, ...], int], Checked] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def known(self) -> Mapping[int, Ground]:
        return {ground.number: ground for ground in self.grounds}

    @cached_property
    def brought(self) -> Facts:
        return facts_of(tuple(self.given))

    @cached_property
    def open_text(self) -> str:
        """What anyone may repeat, bare."""
        texts = (*self.given, *(text for ground in self.grounds for text in (*ground.texts, *ground.sides)))
        return "\n".join(bare(folded(text)) for text in texts)

    def check(self, text: str) -> Grounding:
        """See the function of this name."""
        checked = [self._checked(n, sentence) for n, sentence in enumerate(runs(text))]
        said = {
            number: [
                (n, one.text)
                for n, one in enumerate(checked)
                if number in one.cited and not verbatim(folded(without_marks(one.text)), self.brought.texts)
            ]
            for number, ground in self.known.items()
            if ground.sides
        }
        for fault in one_sided(said, self.known, [one.text for one in checked if one.cited]):
            checked[fault.sentence] = _with(checked[fault.sentence], fault)
        if self.secrets:
            for start, end in leaks(text, self.secrets, lambda: self.open_text):
                for n, one in enumerate(checked):
                    if one.span[0] < end and start < one.span[1] and not any(fault.kind == "leak" for fault in one.faults):
                        checked[n] = _with(one, Fault("leak", "这句话复述了给模型的说明，不能写进回答", n))
        return Grounding(tuple(checked))

    def _checked(self, n: int, sentence: Sentence) -> Checked:
        seen = (sentence.text, sentence.cited, sentence.lead)
        if seen not in self._tried:
            self._tried[seen] = sentence_checked(sentence, self.known, self.brought)
        return self._tried[seen].placed(n, sentence.span[0])


def _with(one: Checked, fault: Fault) -> Checked:
    return replace(one, faults=(*one.faults, fault))
