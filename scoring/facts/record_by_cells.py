"""Roles that no header gave, found by what the cells hold: 出了什么状况 over 漏水, 门不亮. They add nothing to the score of a kind."""

import re
from collections.abc import Mapping, Sequence

from scoring.documents.normalise import normalise
from scoring.facts.record_columns import is_nothing, is_time_alone
from scoring.facts.record_lexicon import KindRule, record_lexicon

_SAMPLE = 16
_LEAST_CELLS = 2
_SHARE = 0.6
_LONGEST = 80
# Fields that say so little that the cells may tell more.
_VAGUE = frozenset({"", "content", "item", "type", "topic", "finding", "cause", "mended", "duty", "choice"})


def with_cells(rule: KindRule, roles: Mapping[str, int], fields: Sequence[str], columns: Sequence[Sequence[str]]) -> dict[str, int]:
    """The roles with those that free columns show by their cells, and those that a column tells besides its own (合格，已签字)."""
    out = dict(roles)
    patterns = record_lexicon().by_cells
    wanted = [role for role in rule.roles if role in patterns and role not in out]
    samples = {
        column: sample
        for column, cells in enumerate(columns)
        if wanted and fields[column] in _VAGUE and column not in out.values() and len(sample := _sample(cells)) >= _LEAST_CELLS
    }
    shares = {(role, column): _share(patterns[role], sample) for role in wanted for column, sample in samples.items()}
    for role, column in sorted(shares, key=lambda pair: -shares[pair]):  # of equals, the role that comes first in the rule
        if shares[role, column] >= _SHARE and role not in out and column not in out.values():
            out[role] = column
    return out | _besides(rule, out, columns)


def _besides(rule: KindRule, roles: Mapping[str, int], columns: Sequence[Sequence[str]]) -> dict[str, int]:
    out: dict[str, int] = {}
    for role, shared in record_lexicon().besides.items():
        if role in roles or role not in rule.roles:
            continue
        for other in shared.roles:
            sample = _sample(columns[roles[other]]) if other in roles else []
            if len(sample) >= _LEAST_CELLS and _share(shared.cells, sample) >= _SHARE:
                out[role] = roles[other]
                break
    return out


def _sample(cells: Sequence[str]) -> list[str]:
    return [normalise(cell) for cell in cells if not is_nothing(cell) and len(cell) <= _LONGEST and not is_time_alone(cell)][:_SAMPLE]


def _share(pattern: re.Pattern[str], sample: Sequence[str]) -> float:
    return sum(bool(pattern.fullmatch(cell)) for cell in sample) / len(sample)
