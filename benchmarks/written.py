"""Answers written by a model: good ones kept, lies stopped, and what wire and gate cost, against a bare client.

python -m benchmarks written [--questions N] [--every K] [--most N] [--only answers latency lies hand]

The model is a local server that speaks OpenAI's protocol and does as told (tests/support): it rewrites honestly, or lies in one
way at a time; answers written by hand without sight of the gate are replayed as they are. Without a gate every lie that is told would be shown.
"""

import argparse
import random
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any

from assistant.answering.generative.messages import Message
from assistant.answering.model import Answer
from assistant.evaluation.judge import Question, faults, read_questions
from assistant.service import Service
from assistant.settings import Settings
from benchmarks.figures import Done, Figure, percent
from benchmarks.measure import ROOT, each_ms, machine, print_each, quantile
from scoring.documents.normalise import normalise
from tests.support.good_model import given, good
from tests.support.llm_server import MODEL, LlmServer, llm_server
from tests.support.lying_model import LIARS, Liar
from tests.support.model_server import writes
from tests.support.own_documents import with_documents
from tests.support.written_cases import FIGURES, SETS, Lie, Recalling, good_cases, lies, replay

DEVELOPMENT = ROOT.parent / "shared" / "eval" / "questions-dev.jsonl"
OWN = ROOT / "tests" / "data" / "questions"


_COMMAND = "python -m benchmarks written"
_GATE = "no gate"
_ALL = "in all"
ONLY = ("answers", "latency", "lies", "hand")


@dataclass(frozen=True, slots=True)
class Mode:
    """A set of questions extracted and written: right answers of both, and how many written ones were kept, mended or gave way."""

    name: str
    questions: int
    extracted: int
    written: int
    whole: int
    mended: int
    lost: int

    def row(self) -> list[str]:
        shares = (f"{one / self.questions:.1%}" for one in (self.extracted, self.written))
        return [self.name, str(self.questions), *shares, *map(str, (self.whole, self.mended, self.lost))]


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds of one way to the same texts; `alone`: the median of the bare client."""

    name: str
    taken: Sequence[float]
    alone: float

    def row(self) -> list[str]:
        return [self.name, *(f"{one:.1f}" for one in (median(self.taken), quantile(self.taken, 0.95))), f"{median(self.taken) / self.alone:.2f}"]


@dataclass(frozen=True, slots=True)
class ByHand:
    """A set written by hand: lies that name a figure or name, other lies, good answers; how many of each were shown or spoilt."""

    name: str
    figures: int
    figures_shown: int
    others: int
    others_shown: int
    good: int
    spoilt: int
    quoted: int

    def row(self) -> list[str]:
        return [self.name, *(str(getattr(self, name)) for name in self.__slots__[1:])]


def run(argv: Sequence[str]) -> Done:
    """Print four tables."""
    options = argparse.ArgumentParser(prog="python -m benchmarks written")
    options.add_argument("--questions", type=int, default=60, help="how many questions the latency is taken over")
    options.add_argument("--every", type=int, default=6, help="each so many-th question is lied about by each liar")
    options.add_argument("--most", type=int, help="of each set of questions, of lies and of good answers so many at most")
    options.add_argument("--only", nargs="+", choices=ONLY, default=list(ONLY))
    chosen = options.parse_args(argv)
    only = set(chosen.only)
    files = [path for path in (DEVELOPMENT, *sorted(OWN.glob("*.jsonl"))) if path.is_file()]
    sets = {path.name: list(read_questions(path))[: chosen.most] for path in files}
    questions = [one for some in sets.values() for one in some]
    print("\n## Answers written by a model\n")
    print(machine())
    with tempfile.TemporaryDirectory() as folder, llm_server(writes(good)) as server:
        settings = Settings(data_dir=Path(folder), llm_base_url=server.base_url, llm_model=MODEL, llm_daily_requests=0, llm_retries=0)
        service = Service(settings, "exact")
        service.ask(questions[0].text)
        figures: list[Figure] = []
        heads: Sequence[str]
        if "answers" in only:
            heads = ("set", "questions", "right, extracted", "right, written", "kept whole", "mended or cut", "fell back")
            figures += _of_modes(print_each(heads, _modes(service, sets), Mode.row))
        if "latency" in only:
            heads = ("honest model, same text", "p50 ms", "p95 ms", "× bare")
            figures += _of_taken(print_each(heads, _latency(service, server, questions[: chosen.questions]), Taken.row))
        if "lies" in only:
            tried, shown = _scripted(service, server, questions[:: chosen.every])
            print_each(("scripted lies", "tried", "shown"), [*tried, _ALL], lambda name: _told(name, tried, shown))
            told, command = tried.total(), f"{_COMMAND} --only lies"
            figures.append(Figure("lies shown, scripted", shown.total(), f"of {told:,}", _GATE, told, command, headline=True))
        if "hand" in only:
            heads = ("by hand", "lies with a figure or name", "shown", "lies without", "shown", "good answers", "mended or cut", "fell back")
            figures += _of_hands(print_each(heads, _by_hand(service, chosen.most), ByHand.row))
        service.close()
    return Done(tuple(figures))


def _of_modes(modes: Sequence[Mode]) -> Iterator[Figure]:
    names = ("extracted", "written", "questions", "whole", "mended", "lost")
    extracted, written, questions, kept, mended, lost = (sum(getattr(one, name) for one in modes) for name in names)
    all_of, command = kept + mended + lost, f"{_COMMAND} --only answers"
    value, beside = (percent(one, questions) for one in (written, extracted))
    yield Figure("written answers right", value, f"% of {questions}", "extracted", beside, command, headline=True)
    yield Figure("written answers kept whole", kept, f"of {all_of} written", _GATE, all_of, command)


def _of_taken(taken: Sequence[Taken]) -> Iterator[Figure]:
    ours, bare, _ = taken
    command = f"{_COMMAND} --only latency"
    yield Figure("written answer, p50", median(ours.taken), "ms", bare.name, median(bare.taken), command, headline=True)
    yield Figure("written answer, p95", quantile(ours.taken, 0.95), "ms", bare.name, quantile(bare.taken, 0.95), command)


def _of_hands(hands: Sequence[ByHand]) -> Iterator[Figure]:
    """Without a gate every lie would be shown, and every good answer whole."""
    command = f"{_COMMAND} --only hand"
    for what, all_of, through in (("with a figure or name", "figures", "figures_shown"), ("in plain words", "others", "others_shown")):
        count, passed = (sum(getattr(one, name) for one in hands) for name in (all_of, through))
        yield Figure(f"lies shown, by hand, {what}", passed, f"of {count:,}", _GATE, count, command, headline=True)
    for what, name in (("that lose a sentence", "spoilt"), ("that give way to the extracted answer", "quoted")):
        count, spoilt = (sum(getattr(one, key) for one in hands) for key in ("good", name))
        yield Figure(f"good answers by hand {what}", spoilt, f"of {count:,}", _GATE, 0, command)


def _modes(service: Service, sets: Mapping[str, Sequence[Question]]) -> Iterator[Mode]:
    """The same questions extracted and written."""
    for name, questions in sets.items():
        plain = sum(not faults(one, service.ask(one.text, one.history, written=False)) for one in questions)
        answers = [service.ask(one.text, one.history) for one in questions]
        right = sum(not faults(one, answer) for one, answer in zip(questions, answers, strict=True))
        checks = [one.written.checked for one in answers if one.written and one.written.checked]
        mended = sum(one.repaired or one.dropped > 0 for one in checks)
        lost = sum(one.mode == "extractive" and not one.refused and any("没有用上模型" in note for note in one.notes) for one in answers)
        yield Mode(name, len(questions), plain, right, len(checks) - mended, mended, lost)


def _latency(service: Service, server: LlmServer, questions: Sequence[Question]) -> Iterator[Taken]:
    """Whole answers against the client library alone, which reads the same stream for the same request."""
    from openai import OpenAI

    server.script = writes(good)
    asked = [one for one in questions if service.ask(one.text, written=True).mode == "generative"]
    before = len(server.requests)
    _, ours = each_ms(lambda one: service.ask(one.text, written=True), asked)
    requests = [one.body["messages"] for one in server.requests[before:]]
    client = OpenAI(base_url=server.base_url, api_key="none", max_retries=0)

    def bare(messages: Any) -> str:
        pieces = client.chat.completions.create(model=MODEL, messages=messages, stream=True)
        return "".join(piece.choices[0].delta.content or "" for piece in pieces if piece.choices)

    bare(requests[0])
    _, alone = each_ms(bare, requests)
    _, extracted = each_ms(lambda one: service.ask(one.text, written=False), asked)
    for name, taken in (("written: search, wire, gate", ours), ("bare client, the same stream", alone), ("extracted, no model", extracted)):
        yield Taken(name, taken, median(alone))


def _scripted(service: Service, server: LlmServer, questions: Sequence[Question]) -> tuple[Counter[str], Counter[str]]:
    """By liar: lies that were told, and those of them that were shown."""
    tried: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for name, liar in LIARS.items():
        for question, honest in zip((one for one in questions for _ in (0, 1)), cycle((False, True)), strict=False):
            told: list[str] = []
            server.script = writes(_lying(liar, told, honest))
            texts = normalise("\n".join(_shown(service, question)))
            tried[name] += bool(told)
            shown[name] += any(normalise(poison) in texts for poison in told)
    return tried, shown


def _told(name: str, tried: Counter[str], shown: Counter[str]) -> list[str]:
    counts = ((one.total() if name == _ALL else one[name]) for one in (tried, shown))
    return [name, *map(str, counts)]


def _lying(liar: Liar, told: list[str], honest_repair: bool) -> Callable[[Sequence[Message]], str]:
    def write(messages: Sequence[Message]) -> str:
        if "追问改写" in messages[0].text or (honest_repair and messages[-1].text.startswith("核对时发现")):
            return good(messages[:2])
        lie = liar(messages[:2], random.Random(zlib.crc32((liar.__name__ + given(messages).question).encode())))
        if lie is None:
            return good(messages[:2])
        told.append(lie.poison)
        return lie.text

    return write


def _shown(service: Service, question: Question) -> Iterator[str]:
    for step in service.stream(question.text, question.history):
        answer = step if isinstance(step, Answer) else step.answer
        if answer is not None:
            yield answer.text


def _reached(answerer: Recalling, lie: Lie) -> bool:
    seen = replay(answerer, lie.question, lie.answer)
    return seen is not None and seen.reached_by(lie)


def _by_hand(service: Service, most: int | None) -> Iterator[ByHand]:
    answerer = Recalling(service.answerer())

    def reached(lie: Lie) -> bool:
        if not lie.document:
            return _reached(answerer, lie)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "资料.md"
            path.write_text(lie.document, encoding="utf-8")
            knowing = with_documents(answerer.searcher, [path], Path(folder) / "library", ROOT / "corpus")
            return _reached(Recalling(knowing), lie)

    for of in SETS:
        told = lies(of)
        figures = [one for one in told if one.kind in FIGURES][:most]
        others = [one for one in told if one.kind not in FIGURES][:most]
        true = [seen for one in good_cases(of)[:most] if (seen := replay(answerer, one.question, one.answer))]
        name = f"set {of}" + ("" if of < max(SETS) else ", never looked at")
        spoilt, quoted = sum(one.spoilt for one in true), sum(one.quoted for one in true)
        yield ByHand(name, len(figures), sum(map(reached, figures)), len(others), sum(map(reached, others)), len(true), spoilt, quoted)
