"""One measurement of benchmarks.latency, in a process of its own: `xingping|bm25s DATA_DIR QUESTIONS SET…`. Prints JSON."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from assistant.answering.model import Turn
from benchmarks.measure import each_ms, peak_mb, quantile

COLD_QUESTION = "五星要多少分"


def main(what: str, data_dir: Path, questions: Path, sets: list[str]) -> None:
    """Build, warm up, ask every question once."""
    print(json.dumps({"xingping": _warm, "bm25s": _plain}[what](data_dir, questions, sets)))


def _warm(data_dir: Path, questions: Path, sets: list[str]) -> dict[str, float]:
    from assistant.service import Service
    from assistant.settings import Settings

    service = Service(Settings(data_dir=data_dir))
    started = time.perf_counter()
    report = service.build_index()
    built = time.perf_counter() - started
    service.warm_up()
    return {**_asked(service.ask, questions, sets), "passages": report.passages, "faq": report.faq, "build_s": built}


def _plain(data_dir: Path, questions: Path, sets: list[str]) -> dict[str, float]:
    """Plain BM25 over the same corpus; it keeps nothing in the folder."""
    from assistant.knowledge.loader import load_corpus
    from assistant.settings import Settings
    from benchmarks.plain_answers import PlainAnswers

    started = time.perf_counter()
    engine = PlainAnswers(load_corpus(Settings(data_dir=data_dir).corpus_dir))
    built = time.perf_counter() - started
    engine.answer(COLD_QUESTION)
    return {**_asked(engine.answer, questions, sets), "build_s": built}


def _asked(ask: Callable[[str, list[Turn]], object], questions: Path, sets: list[str]) -> dict[str, float]:
    rows = [
        json.loads(line)
        for name in sets
        for line in (questions / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    _, taken = each_ms(lambda row: ask(row["question"], [(role, text) for role, text in row.get("history", [])]), rows)
    return {
        "questions": len(rows),
        "p50_ms": quantile(taken, 0.5),
        "p95_ms": quantile(taken, 0.95),
        "max_ms": max(taken),
        "peak_mb": peak_mb(),
    }


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:])
