"""Answers written by a model: good ones kept, lies stopped, and what wire and gate cost, against a bare client.

python -m benchmarks written [--questions N] [--every K]

The model is a local server that speaks OpenAI's protocol and does as told (tests/support): it rewrites honestly, or lies in one
way at a time; answers written by hand without sight of the gate are replayed as they are.
"""

import argparse
import random
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any

from assistant.answering.generative.messages import Message
from assistant.answering.model import Answer
from assistant.evaluation.judge import Question, faults, read_questions
from assistant.service import Service
from assistant.settings import Settings
from benchmarks.measure import ROOT, each_ms, machine, print_table, quantile
from scoring.documents.normalise import normalise
from tests.support.good_model import given, good
from tests.support.llm_server import MODEL, LlmServer, llm_server
from tests.support.lying_model import LIARS, Liar
from tests.support.model_server import writes
from tests.support.own_documents import with_documents
from tests.support.written_cases import FIGURES, SETS, Lie, Recalling, good_cases, lies, replay

DEVELOPMENT = ROOT.parent / "shared" / "eval" / "questions-dev.jsonl"
OWN = ROOT / "tests" / "data" / "questions"


def main(argv: Sequence[str]) -> int:
    options = argparse.ArgumentParser(prog="python -m benchmarks written")
    options.add_argument("--questions", type=int, default=60, help="how many questions the latency is taken over")
    options.add_argument("--every", type=int, default=6, help="each so many-th question is lied about by each liar")
    chosen = options.parse_args(argv)
    files = [path for path in (DEVELOPMENT, *sorted(OWN.glob("*.jsonl"))) if path.is_file()]
    sets = {path.name: list(read_questions(path)) for path in files}
    questions = [one for some in sets.values() for one in some]
    print("\n## Answers written by a model\n")
    print(machine())
    with tempfile.TemporaryDirectory() as folder, llm_server(writes(good)) as server:
        settings = Settings(data_dir=Path(folder), llm_base_url=server.base_url, llm_model=MODEL, llm_daily_requests=0, llm_retries=0)
        service = Service(settings, "exact")
        service.ask(questions[0].text)
        print_table(("set", "questions", "right, extracted", "right, written", "kept whole", "mended or cut", "fell back"), _modes(service, sets))
        print_table(("honest model, same text", "p50 ms", "p95 ms", "× bare"), _latency(service, server, questions[: chosen.questions]))
        print_table(("scripted lies", "tried", "shown"), _scripted(service, server, questions[:: chosen.every]))
        heads = ("by hand", "lies with a figure or name", "shown", "lies without", "shown", "good answers", "mended or cut", "fell back")
        print_table(heads, _by_hand(service))
        service.close()
    return 0


def _modes(service: Service, sets: dict[str, list[Question]]) -> Iterator[tuple[Any, ...]]:
    """The same questions extracted and written."""
    for name, questions in sets.items():
        plain = sum(not faults(one, service.ask(one.text, one.history, written=False)) for one in questions)
        answers = [service.ask(one.text, one.history) for one in questions]
        right = sum(not faults(one, answer) for one, answer in zip(questions, answers, strict=True))
        checks = [one.written.checked for one in answers if one.written and one.written.checked]
        mended = sum(one.repaired or one.dropped > 0 for one in checks)
        lost = sum(one.mode == "extractive" and not one.refused and any("没有用上模型" in note for note in one.notes) for one in answers)
        yield name, len(questions), f"{plain / len(questions):.1%}", f"{right / len(questions):.1%}", len(checks) - mended, mended, lost


def _latency(service: Service, server: LlmServer, questions: Sequence[Question]) -> Iterator[tuple[Any, ...]]:
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
        ratio = f"{median(taken) / median(alone):.2f}"
        yield name, f"{median(taken):.1f}", f"{quantile(taken, 0.95):.1f}", ratio


def _scripted(service: Service, server: LlmServer, questions: Sequence[Question]) -> Iterator[tuple[Any, ...]]:
    tried: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for name, liar in LIARS.items():
        for question, honest in zip((one for one in questions for _ in (0, 1)), cycle((False, True)), strict=False):
            told: list[str] = []
            server.script = writes(_lying(liar, told, honest))
            texts = normalise("\n".join(_shown(service, question)))
            tried[name] += bool(told)
            shown[name] += any(normalise(poison) in texts for poison in told)
        yield name, tried[name], shown[name]
    yield "in all", tried.total(), shown.total()


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


def _by_hand(service: Service) -> Iterator[tuple[Any, ...]]:
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
        figures = [one for one in told if one.kind in FIGURES]
        others = [one for one in told if one.kind not in FIGURES]
        true = [seen for one in good_cases(of) if (seen := replay(answerer, one.question, one.answer))]
        name = f"set {of}" + ("" if of < max(SETS) else ", never looked at")
        spoilt, quoted = sum(one.spoilt for one in true), sum(one.quoted for one in true)
        yield name, len(figures), sum(map(reached, figures)), len(others), sum(map(reached, others)), len(true), spoilt, quoted


