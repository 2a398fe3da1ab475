"""All that the grounding gate makes of the lies in tests/data/grounding: faults in words, what is mended, what is left.

The passages are kept beside it as they were, so that work on the corpus changes nothing here. After a change of the gate that is
meant: `python -m tests.support.gate_told`; the difference is what a user, or the model that repairs, will read differently.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.answering.grounding import Fault, Ground, check, ground_of, mended, repaired
from assistant.knowledge.loader import load_corpus

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests/data/grounding"
HALVES = ("tuned", "held", "turned")
_GROUNDS = DATA / "told" / "grounds.json"


def lies(half: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / f"lies_{half}.jsonl").read_text(encoding="utf-8").splitlines()]


def expected(half: str) -> list[dict[str, Any]]:
    """In the order of the lies."""
    return [json.loads(line) for line in (DATA / "told" / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()]


def kept_grounds() -> Mapping[str, Ground]:
    """The passages by id, each as if it were cited first."""
    found = json.loads(_GROUNDS.read_text(encoding="utf-8"))
    return {name: Ground(1, tuple(one["texts"]), tuple(one["sides"])) for name, one in found.items()}


def told(row: Mapping[str, Any], known: Mapping[str, Ground]) -> dict[str, Any]:
    """What the gate says of one lie; what it has nothing of is left out."""
    grounds = [Ground(n, known[name].texts, known[name].sides) for n, name in enumerate(row["passages"], 1)]
    text = row["text"]
    outcome = check(text, grounds)
    better, places = mended(text, outcome)
    return {
        "said": text,
        "faults": [_fault(one) for one in outcome.faults],
        "counts": outcome.summary,
        "left": repaired(text, outcome),
        **({"mended": better} if places else {}),
    }


def _fault(one: Fault) -> str:
    """sentence kind @start-end: line."""
    where = f" @{one.claim.span[0]}-{one.claim.span[1]}" if one.claim else ""
    return f"{one.sentence} {one.kind}{where}: {one.text}"


def write() -> None:
    """Passages that are kept already stay as they are."""
    kept = json.loads(_GROUNDS.read_text(encoding="utf-8")) if _GROUNDS.exists() else {}
    corpus = load_corpus(ROOT / "corpus")
    names = {source.code: source.name for source in corpus.sources}
    passages = {one.id: one for one in corpus.passages}
    for name in _missing(kept):
        ground = ground_of(1, passages[name], [names[code] for code in passages[name].sources])
        kept[name] = {"texts": list(ground.texts), "sides": list(ground.sides)}
    _GROUNDS.parent.mkdir(exist_ok=True)
    _GROUNDS.write_text(json.dumps(kept, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    known = kept_grounds()
    for half in HALVES:
        lines = [json.dumps(told(row, known), ensure_ascii=False) for row in lies(half)]
        (_GROUNDS.parent / f"{half}.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _missing(kept: Mapping[str, Any]) -> Sequence[str]:
    return sorted({name for half in HALVES for row in lies(half) for name in row["passages"]} - set(kept))


if __name__ == "__main__":
    write()
