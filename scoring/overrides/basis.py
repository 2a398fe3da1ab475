"""What a person's conclusion rests on, as fingerprints: when one changes, the conclusion must be looked at again.

They hold no path, no day and no text for people but what a deduction or claim says: the order of files changes none of them.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from scoring.evidence import Quote
from scoring.judge import ClauseResult, ConditionResult
from scoring.special import BonusClaim, SpecialDeduction

_FIGURES = re.compile(r"\d{4}-\d{2}-\d{2}|[\d,]+(?= ?[条行])")  # days and counts, which move from one evaluation to the next


def clause_basis(rubric: str, one: ClauseResult) -> str:
    """Of what the papers alone show for a clause. `rubric` is the rubric's sha256, here and below."""
    found = one.found or one
    return _hash("clause", rubric, found.clause.id, [_condition(item) for item in found.conditions])


def special_basis(rubric: str, one: SpecialDeduction) -> str:
    return _hash("special", rubric, one.code, _fact(one.text), _places(one.evidence))


def bonus_basis(rubric: str, one: BonusClaim) -> str:
    return _hash("bonus", rubric, one.text, _places(one.evidence))


def file_basis(rubric: str, file: str) -> str:
    """`file` is the file's sha256."""
    return _hash("file_kind", rubric, file)


def special_ids(found: Sequence[SpecialDeduction]) -> tuple[str, ...]:
    """A stable name for each: of what it says without days and counts; where two say the same, of their places too."""
    return _ids("sd", [((one.code, _fact(one.text)), one.evidence) for one in found])


def bonus_ids(found: Sequence[BonusClaim]) -> tuple[str, ...]:
    return _ids("bc", [((one.text,), one.evidence) for one in found])


def _ids(prefix: str, found: Sequence[tuple[tuple[str, ...], Sequence[Quote]]]) -> tuple[str, ...]:
    times = Counter(said for said, _ in found)
    return tuple(f"{prefix}-{_hash(*said, *([_places(quotes)] if times[said] > 1 else []))[:12]}" for said, quotes in found)


def _fact(text: str) -> str:
    return _FIGURES.sub("", text)


def _condition(one: ConditionResult) -> dict[str, Any]:
    verdict = one.verdict
    sample = verdict.sample
    return {
        "id": one.condition.id,
        "outcome": verdict.outcome,
        "reason": verdict.reason,
        "files": sorted({quote.sha256 for quote in verdict.evidence}),
        "sample": None
        if sample is None
        else {
            "population": sample.population,
            "drawn": sample.drawn,
            "passed": sample.passed,
            "unsure": sample.unsure,
            "seed": sample.draw.seed if sample.draw else "",
            "failures": _places(failure.quote for failure in sample.failures),
        },
    }


def _places(quotes: Iterable[Quote]) -> list[list[str]]:
    return sorted([quote.sha256, quote.locator] for quote in quotes)


def _hash(*parts: object) -> str:
    return sha256(json.dumps(parts, ensure_ascii=True, sort_keys=True).encode()).hexdigest()
