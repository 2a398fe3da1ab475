"""`python -m benchmarks [retrieval|latency|scale|grading|agreement|ocr|mixed|sampling|plan|fuzz|workbench|written|load|faults] …`

Without a name all run with their defaults.
"""

import sys

from benchmarks import (
    agreement,
    faults,
    fuzz,
    grading,
    latency,
    load,
    mixed,
    ocr,
    plan,
    retrieval,
    sampling,
    scale,
    workbench,
    written,
)

PARTS = {
    "retrieval": retrieval.main,
    "latency": latency.main,
    "scale": scale.main,
    "grading": grading.main,
    "agreement": agreement.main,
    "ocr": ocr.main,
    "mixed": mixed.main,
    "sampling": sampling.main,
    "plan": plan.main,
    "fuzz": fuzz.main,
    "workbench": workbench.main,
    "written": written.main,
    "load": load.main,
    "faults": faults.main,
}


def main(argv: list[str]) -> int:
    if argv and argv[0] in PARTS:
        return PARTS[argv[0]](argv[1:])
    if argv:
        print(f"unknown benchmark {argv[0]!r}; choose from {', '.join(PARTS)}", file=sys.stderr)
        return 2
    return max(part([]) for part in PARTS.values())


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
