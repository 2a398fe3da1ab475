"""Is a statement made, denied, put off or tied to a condition? Decided for a span inside its sentence."""

import re
from dataclasses import dataclass
from functools import lru_cache

from scoring.facts.model import Polarity
from scoring.strict_yaml import LEXICON, Frozen, compile_pattern, load_strict

_CLAUSE_END = re.compile(r"[,，;；。!！?？\n|]")
_SENTENCE_END = re.compile(r"[;；。!！\n|]")
_CELL_BEHIND = re.compile(r"[^|]*\|\s*([^|]*?)\s*(?:\||$)")
_INSIDE = 4  # characters of the statement that may complete the word in front of it
_PLACEHOLDER = "·"
# 不得使用“…”“…”: what is quoted in between does not end the reach of a denial.
_QUOTED = re.compile(r"[“\"「『][^“”\"」』]*[”\"」』][、和及与或]?")


class _File(Frozen):
    harmless: tuple[str, ...]
    negation_before: tuple[str, ...]
    barriers: str
    reach: int
    near_negation: str
    near_reach: int
    negation_after: tuple[str, ...]
    negation_after_reach: int
    negative_cell: str
    plan_before: tuple[str, ...]
    plan_after: tuple[str, ...]
    plan_after_reach: int
    plan_cell: str
    present: str
    conditional_before: tuple[str, ...]
    if_needed: str
    permits: str
    conditional_after: str
    conditional_reach: int
    question: str


@dataclass(frozen=True)
class _Rules:
    file: _File
    harmless: re.Pattern[str]
    negation: re.Pattern[str]
    barriers: re.Pattern[str]
    near: re.Pattern[str]
    negation_after: re.Pattern[str]
    negative_cell: re.Pattern[str]
    plan: re.Pattern[str]
    plan_after: re.Pattern[str]
    plan_cell: re.Pattern[str]
    present: re.Pattern[str]
    conditional: re.Pattern[str]
    if_needed: re.Pattern[str]
    permits: re.Pattern[str]
    conditional_after: re.Pattern[str]
    question: re.Pattern[str]


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    path = LEXICON / "polarity.yaml"
    file = load_strict(path, _File)

    def one(*patterns: str) -> re.Pattern[str]:
        return compile_pattern("|".join(f"(?:{pattern})" for pattern in patterns), {}, path.name)

    return _Rules(
        file,
        one(*file.harmless),
        one(*file.negation_before),
        one(file.barriers),
        one(file.near_negation),
        one(*file.negation_after),
        one(file.negative_cell),
        one(*file.plan_before),
        one(*file.plan_after),
        one(file.plan_cell),
        one(file.present),
        one(*file.conditional_before),
        one(file.if_needed),
        one(file.permits),
        one(file.conditional_after),
        one(file.question),
    )


def polarity(text: str, start: int, end: int) -> Polarity:
    """Of the statement at `text[start:end]`; `text` is its sentence, normalised. Words inside the span are part of the statement."""
    rules = _rules()
    left = _clause_start(text, start)
    right = _clause_end(text, end)
    clause = _blank(rules.harmless, text[left:right])
    before, after = clause[: start - left], text[end:right]
    cell = _CELL_BEHIND.match(text, end) if "|" not in text[start:end] else None
    next_cell = cell[1] if cell else ""
    if _is_conditional(rules, text, left, start) or rules.conditional_after.search(after):
        return "conditional"
    if _is_planned(rules, text, left, start, after) or rules.plan_cell.fullmatch(next_cell):
        return "planned"
    if _is_negated(rules, before, after) or rules.negative_cell.fullmatch(next_cell):
        return "negated"
    if rules.question.search(text):
        return "conditional"
    return "affirmed"


def _clause_start(text: str, start: int) -> int:
    return max((found.end() for found in _CLAUSE_END.finditer(text, 0, start)), default=0)


def _clause_end(text: str, end: int) -> int:
    found = _CLAUSE_END.search(text, end)
    return found.start() if found else len(text)


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """Matches become placeholders of the same length, so that distances stay."""
    return pattern.sub(lambda found: _PLACEHOLDER * len(found[0]), text)


def _is_negated(rules: _Rules, before: str, after: str) -> bool:
    for found in rules.negation.finditer(before):
        between = _QUOTED.sub("", before[found.end() :])
        reach = rules.file.near_reach if rules.near.search(found[0]) else rules.file.reach
        if len(between) <= reach and not rules.barriers.search(between):
            return True
    found_after = rules.negation_after.search(_blank(rules.harmless, after))
    # 未办结的, 没有设站的: a relative clause speaks of a case, not of the statement.
    return found_after is not None and found_after.start() <= rules.file.negation_after_reach and not after.rstrip().endswith(("的", "时", "者"))


def _is_planned(rules: _Rules, text: str, left: int, start: int, after: str) -> bool:
    if rules.plan.search(text, left, start):
        return True
    found = rules.plan_after.search(after)
    if found is not None and found.start() <= rules.file.plan_after_reach:
        return True
    # A plan named in an earlier clause goes on until the sentence ends or speaks of the present.
    opening = max((cut.end() for cut in _SENTENCE_END.finditer(text, 0, start)), default=0)
    earlier = list(rules.plan.finditer(text, opening, left))
    return bool(earlier) and not rules.present.search(text, earlier[-1].end(), start)


def _is_conditional(rules: _Rules, text: str, left: int, start: int) -> bool:
    previous = _clause_start(text, max(left - 1, 0))
    window = text[max(previous, start - rules.file.conditional_reach) : start + 4]
    if any(found.start() < len(window) - 4 for found in rules.conditional.finditer(window)):
        return True
    permitted = rules.permits.search(text, left, start + _INSIDE)
    if permitted is None or permitted.start() >= max(start, left + 1):
        return False
    opening = max((cut.end() for cut in _SENTENCE_END.finditer(text, 0, start)), default=0)
    return rules.if_needed.search(text, opening, permitted.start() + 1) is not None
