"""One engine at one size, in a process of its own: `python -m benchmarks.scale_one ENGINE PASSAGES`. Prints JSON."""

import json
import sys
import time

from benchmarks import synthetic
from benchmarks.engines import ENGINES
from benchmarks.measure import each_ms, peak_mb, quantile


def main(engine: str, size: int) -> None:
    texts = list(synthetic.passages(size))
    questions = synthetic.questions(size)
    before = peak_mb()
    started = time.perf_counter()
    search = ENGINES[engine](texts)
    built = time.perf_counter() - started
    for question, _ in questions[:10]:
        search(question)
    found, taken = each_ms(search, [question for question, _ in questions])
    right = sum(list(rows[:1]) == [gold] for rows, (_, gold) in zip(found, questions, strict=True))
    figures = {
        "build_s": built,
        "p50_ms": quantile(taken, 0.5),
        "p95_ms": quantile(taken, 0.95),
        "peak_mb": peak_mb(),
        "before_mb": before,
        "hit1": right / len(questions),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
