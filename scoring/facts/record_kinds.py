"""Which kind of records a table holds, and which column plays which role in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from scoring.documents.normalise import normalise
from scoring.facts.record_by_cells import with_cells
from scoring.facts.record_columns import is_nothing
from scoring.facts.record_customers import with_customer
from scoring.facts.record_lexicon import KindRule, record_lexicon
from scoring.facts.record_order import in_order
from scoring.facts.record_posts import with_requirement

_LEAST = 6.0  # the score below which a table stays without a kind
_LEAST_ALONE = 7.0  # the same if no word around it speaks for the kind
_TITLED = 3.5  # a title or a file name calls it so: cells may show the roles it has to have
_MOST = 0.6  # of the columns
_BESIDE = 1.5  # kinds of one family that come this close hold both
_CELLS = 3.0  # what cells that look right are worth
_SAMPLE = 16
_SURE_ROWS, _SURE_LEAST, _SURE_SHARE = 60, 4, 0.8
_MET = frozenset({"trainer", "attendance", "attended", "exam", "score", "name", "t_train"})  # a table of lessons names laws, too
_DEALT = re.compile(r"处理|处置|解决|维修|服务|整改|办理|修理")


@dataclass(frozen=True, slots=True)
class Hint:
    """Words around a table, normalised, and how much they tell about it."""

    text: str
    weight: float
    decides: bool = True  # the name of a file that holds more than this table rules nothing out


@dataclass(frozen=True, slots=True)
class Verdict:
    """A kind and its columns: role -> index of the column. Of `cells`, a row whose cell does not match is no record of the kind."""

    kind: str
    columns: Mapping[str, int]
    score: float
    cells: Mapping[str, re.Pattern[str]] = field(default_factory=dict)


def kinds_of(fields: Sequence[str], headers: Sequence[str], columns: Sequence[Sequence[str]], hints: Sequence[Hint]) -> tuple[Verdict, ...]:
    """The kinds of a table with these fields (one per column, "" unknown), best first; none if nothing is certain enough."""
    possible = [rule for rule in record_lexicon().kinds.values() if not _other_sort(rule, headers)]
    found = [verdict for rule in possible if (verdict := _judge(rule, fields, columns, hints))]
    if not found:
        return ()
    found.sort(key=lambda one: -one.score)
    best = found[0]
    rules = record_lexicon().kinds
    best = _shared(best, rules[best.kind], headers)
    best = replace(best, columns=_by_rows(rules[best.kind], best.columns, fields, columns))
    family = rules[best.kind].family
    beside = [
        one
        for one in found[1:]
        if family and rules[one.kind].family == family and one.score >= best.score - _BESIDE and _worded(rules[one.kind], hints)
    ]
    beside = [replace(one, columns=in_order(rules[one.kind], one.columns, fields, columns)) for one in beside]
    further = [one for one in _further(best, fields, columns) if one.kind not in {other.kind for other in beside}]
    return (best, *beside, *further)


def _other_sort(rule: KindRule, headers: Sequence[str]) -> bool:
    """Whether two headers are those of another sort of table."""
    return rule.unlike is not None and sum(rule.unlike.fullmatch(normalise(header)) is not None for header in headers) > 1


def _by_rows(rule: KindRule, roles: Mapping[str, int], fields: Sequence[str], columns: Sequence[Sequence[str]]) -> dict[str, int]:
    """The roles as the rows bear them out: untold ones found, times in true order, somebody the record is about."""
    found = in_order(rule, with_cells(rule, roles, fields, columns), fields, columns)
    return with_requirement(rule.name, with_customer(rule, found, fields, columns), fields, columns)


def _shared(verdict: Verdict, rule: KindRule, headers: Sequence[str]) -> Verdict:
    """处理结果 tells what was done as well, if no other column does."""
    more = {
        role: verdict.columns[other]
        for role, other in rule.share.items()
        if role not in verdict.columns and other in verdict.columns and _DEALT.search(normalise(headers[verdict.columns[other]]))
    }
    return replace(verdict, columns={**verdict.columns, **more}) if more else verdict


def _judge(rule: KindRule, fields: Sequence[str], columns: Sequence[Sequence[str]], hints: Sequence[Hint]) -> Verdict | None:
    worded = _worded(rule, hints)
    if worded < 0 or (rule.require_words and not worded):
        return None
    score = worded + sum(rule.score.get(field, 0.0) for field in set(fields))
    roles = assign(rule, fields)
    told = _told(rule, fields, columns)
    if told:
        roles = {role: column for role, column in roles.items() if column not in told.values()} | told
        return Verdict(rule.name, roles, max(score, _LEAST_ALONE)) if _complete(rule, roles) else None
    if score < _LEAST and worded >= _TITLED:
        roles = with_cells(rule, roles, fields, columns)
        used = set(roles.values())
        if len(used) >= max(2, _MOST * sum(any(not is_nothing(cell) for cell in column) for column in columns)):
            score = _LEAST  # named so, and its columns are what such records have, whatever they are called
    if score < _LEAST - _CELLS * bool(rule.cells):
        return None
    if worded >= _TITLED and score >= _LEAST and not _complete(rule, roles):
        roles = with_cells(rule, roles, fields, columns)
    if not _complete(rule, roles):
        return None
    for role, pattern in rule.cells.items():
        sample = [normalise(cell) for cell in columns[roles[role]] if not is_nothing(cell)][:_SAMPLE] if role in roles else []
        if sample and sum(bool(pattern.fullmatch(cell)) for cell in sample) >= 0.6 * len(sample):
            score += _CELLS
    return Verdict(rule.name, roles, score) if score >= (_LEAST if worded else _LEAST_ALONE) else None


def _told(rule: KindRule, fields: Sequence[str], columns: Sequence[Sequence[str]]) -> dict[str, int]:
    """Columns whose cells alone make the kind: five laws or more, each named once."""
    out: dict[str, int] = {}
    for role, pattern in rule.sure.items():
        for column, cells in enumerate(columns):
            said = [normalise(cell) for cell in cells if not is_nothing(cell)][:_SURE_ROWS]
            different = {cell for cell in said if pattern.fullmatch(cell)}
            met = any(one in _MET for other, one in enumerate(fields) if other != column)
            if not met and len(different) >= _SURE_LEAST and len(different) >= _SURE_SHARE * len(said):
                out.setdefault(role, column)
    return out


def _complete(rule: KindRule, roles: Mapping[str, int]) -> bool:
    return all(any(role in roles for role in group) for group in rule.need)


def _worded(rule: KindRule, hints: Sequence[Hint]) -> float:
    """What the words around tell for the kind; -1 if the nearest that tell anything rule it out, 0 if they name it beside another."""
    best = 0.0
    for hint in hints:
        if best < hint.weight and rule.words.search(hint.text):
            best = hint.weight
    both = False
    for hint in hints:
        if hint.weight < best:
            break
        if rule.never and rule.never.search(hint.text) and hint.weight >= 3:
            if not rule.words.search(hint.text):
                if not hint.decides:
                    continue
                return -1.0
            both = True
    return 0.0 if both else best


def assign(rule: KindRule, fields: Sequence[str]) -> dict[str, int]:
    """Role -> column. Roles take their columns in order; a column plays one role."""
    out: dict[str, int] = {}
    taken: set[int] = set()
    for role, names in rule.roles.items():
        for name in names:
            column = next((n for n, field in enumerate(fields) if field == name and n not in taken), None)
            if column is not None:
                out[role] = column
                taken.add(column)
                break
    return out


def _further(best: Verdict, fields: Sequence[str], columns: Sequence[Sequence[str]]) -> list[Verdict]:
    """Further kinds the table of a kind serves: an outlet list names sales regions, too."""
    out: dict[str, Verdict] = {}
    for also in record_lexicon().kinds[best.kind].also:
        if also.kind in out or not all(role in best.columns for role in also.roles):
            continue
        if all(any(pattern.fullmatch(normalise(cell)) for cell in columns[best.columns[role]]) for role, pattern in also.cells.items()):
            roles = assign(record_lexicon().kinds[also.kind], fields) | {role: best.columns[role] for role in also.roles}
            out[also.kind] = Verdict(also.kind, roles, best.score, also.cells)
    return list(out.values())
