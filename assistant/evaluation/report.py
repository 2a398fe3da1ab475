"""`xingping evaluate`: pass rates by kind and style, false answers and refusals, and the ablation of the channels."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from assistant.answering.engine import Answerer
from assistant.answering.model import Answer, Turn
from assistant.evaluation.judge import EvaluationError, Question, faults, read_questions
from assistant.knowledge.fusion import CHANNELS, Fusion
from assistant.service import Service

_DEFAULT = Path(__file__).resolve().parents[2] / "tests" / "data" / "questions"

_MODES = {"extractive": "摘录", "generative": "模型写成", "calculator": "计算", "grade": "预评结果"}

__all__ = ["EvaluationError", "evaluate"]


@dataclass(frozen=True, slots=True)
class Outcome:
    question: Question
    faults: tuple[str, ...]
    milliseconds: float
    answer: Answer

    @property
    def refused(self) -> bool:
        return self.answer.refused

    @property
    def length(self) -> int:
        return len(self.answer.text)


Ask = Callable[[str, Sequence[Turn]], Answer]


def evaluate(paths: Sequence[Path], *, ablation: bool, failures: bool, written: bool = False) -> Iterator[str]:
    """Lines of a report on each set; `written`: the questions once more through the configured model. Raises EvaluationError for
    unreadable sets, UsageError without a model to ask.
    """
    files = list(paths) or sorted(_DEFAULT.glob("*.jsonl"))
    if not files:
        raise EvaluationError("没有题库：自带的只随源代码，不在安装包里；请给出 JSONL 文件")
    service = Service(backend="exact")
    answerer = service.answerer()
    for path in files:
        questions = list(read_questions(path))
        outcomes = ask_all(answerer.answer, questions)
        yield f"## {path.name}（{len(outcomes)} 题）"
        yield from _tables(outcomes)
        if failures:
            yield from _failures(outcomes)
        if written:
            by_model = ask_all(lambda text, history: service.ask(text, history, written=True), questions)
            yield f"### {service.setting()}"
            yield from _tables(by_model)
            yield from _written(by_model)
            if failures:
                yield from _failures(by_model)
        if ablation:
            yield from _ablation(answerer, questions, outcomes)
        yield ""


def ask_all(ask: Ask, questions: Sequence[Question]) -> list[Outcome]:
    outcomes = []
    for question in questions:
        start = perf_counter()
        answer = ask(question.text, question.history)
        took = (perf_counter() - start) * 1000
        why = tuple(faults(question, answer))
        outcomes.append(Outcome(question, why, took, answer))
    return outcomes


def pass_rate(outcomes: Sequence[Outcome]) -> float:
    return sum(not outcome.faults for outcome in outcomes) / len(outcomes) if outcomes else 0.0


def _tables(outcomes: Sequence[Outcome]) -> Iterator[str]:
    for title, attribute in (("题型", "kind"), ("问法", "style")):
        groups: dict[str, list[Outcome]] = defaultdict(list)
        for outcome in outcomes:
            groups[getattr(outcome.question, attribute)].append(outcome)
        yield f"| {title} | 通过 | 题数 | 比例 |"
        yield "| --- | ---: | ---: | ---: |"
        for name, group in sorted(groups.items()):
            yield f"| {name} | {sum(not o.faults for o in group)} | {len(group)} | {pass_rate(group):.1%} |"
    inside = [outcome for outcome in outcomes if outcome.question.kind != "out_of_scope"]
    outside = [outcome for outcome in outcomes if outcome.question.kind == "out_of_scope"]
    lengths = sorted(outcome.length for outcome in inside if not outcome.refused)
    times = sorted(outcome.milliseconds for outcome in outcomes)
    wrongly = f"误答 {sum(not o.refused for o in outside)}/{len(outside)}；误拒 {sum(o.refused for o in inside)}/{len(inside)}"
    yield f"总通过率 {pass_rate(outcomes):.1%}；{wrongly}"
    if lengths:
        middle, late = times[len(times) // 2], times[int(len(times) * 0.95)]
        yield f"答案长度：中位 {lengths[len(lengths) // 2]} 字，最长 {lengths[-1]} 字；用时 p50 {middle:.1f} 毫秒，p95 {late:.1f} 毫秒"


def _written(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """How much of what the model wrote held."""
    modes = Counter(outcome.answer.mode for outcome in outcomes if not outcome.refused)
    checks = [outcome.answer.written.checked for outcome in outcomes if outcome.answer.written and outcome.answer.written.checked]
    whole = sum(not (one.dropped or one.repaired) for one in checks)
    lost = sum(outcome.answer.mode == "extractive" and outcome.answer.written is not None for outcome in outcomes)
    kinds = "；".join(f"{_MODES[mode]} {count}" for mode, count in sorted(modes.items()))
    yield f"{kinds}；一次写成 {whole}，改写或删句 {len(checks) - whole}，没有用上 {lost}"


def _failures(outcomes: Sequence[Outcome]) -> Iterator[str]:
    for outcome in outcomes:
        if outcome.faults:
            question = outcome.question
            yield f"未过 {question.id} [{question.kind}/{question.style}] {question.text[:80]}"
            yield from (f"     {fault[:160]}" for fault in outcome.faults)
            yield f"     答：{' '.join(outcome.answer.text.split())[:160]}"


def _ablation(answerer: Answerer, questions: Sequence[Question], full: Sequence[Outcome]) -> Iterator[str]:
    yield "| 关掉的通道 | 总通过率 | 差 |"
    yield "| --- | ---: | ---: |"
    yield f"| （无） | {pass_rate(full):.1%} | |"
    fusion = Fusion.load()
    for name, features in CHANNELS.items():
        searcher = answerer.searcher.with_fusion(fusion.without(features))
        rate = pass_rate(ask_all(Answerer(searcher, answerer.max_chars).answer, questions))
        yield f"| {name} | {rate:.1%} | {rate - pass_rate(full):+.1%} |"
