"""Start and finish in true order: where most rows end before they begin, columns of unclear headers were taken wrongly."""

from collections.abc import Mapping, Sequence

from scoring.facts.record_by_cells import times_of
from scoring.facts.record_lexicon import KindRule

_WRONG = 0.5  # of the rows
_KEPT = 0.8  # of the rows of a pair in true order
_DAY = 10  # characters of an ISO day
_NEVER = frozenset({"t_due", "t_expire", "t_next", "t_plan", "t_visit", "t_train", "t_check"})  # no part of the work itself
_LATE = frozenset({"t_ship", "t_begin", "t_work", "time", "month"})  # what may follow the true beginning

Times = Mapping[int, str]


def in_order(rule: KindRule, roles: Mapping[str, int], fields: Sequence[str], columns: Sequence[Sequence[str]]) -> dict[str, int]:
    """The roles, with another pair for start and finish if most rows contradict the one found."""
    out = dict(roles)
    first, last = roles.get("start"), roles.get("finish")
    if first is None or last is None or first == last:
        return out
    times = {column: found for column, cells in enumerate(columns) if fields[column] not in _NEVER and (found := times_of(cells))}
    if first not in times or last not in times or _share(times[last], times[first], strict=True) < _WRONG:
        return out
    others = {column for role, column in roles.items() if role in ("arrive", "respond")}
    pairs = [
        (one, two)
        for one in times
        for two in times
        if one != two and not {one, two} & others and _share(times[one], times[two], strict=False) >= _KEPT
    ]
    if not pairs:
        return out
    refuted = {first, last}
    if _says(rule, "start", fields[first]) and _says(rule, "finish", fields[last]):
        pairs = [pair for pair in pairs if _says(rule, "start", fields[pair[0]]) and _says(rule, "finish", fields[pair[1]])]
    if not pairs:
        return out  # the headers leave no doubt: the rows contradict them
    best = max(pairs, key=lambda pair: (_meaning(rule, "finish", fields[pair[1]], pair[1] in refuted), _begins(fields[pair[0]], pair[0], pairs)))
    for role in [name for name, column in out.items() if column in best and name in ("start", "finish", "date")]:
        del out[role]
    return out | {"start": best[0], "finish": best[1]}


def _says(rule: KindRule, role: str, field: str) -> bool:
    """Whether a header names this end of the work and no other: 报修时间, 完成时间; not 时间 or 维修日期."""
    other = "finish" if role == "start" else "start"
    return field in rule.roles.get(role, ()) and field not in rule.roles.get(other, ()) and field not in _LATE


def _meaning(rule: KindRule, role: str, field: str, refuted: bool) -> float:
    """How much the header of a column speaks for the role; a header that the rows refuted says less."""
    names = rule.roles.get(role, ())
    if field in names and field not in _LATE:
        return (2.0 if not refuted else 1.0) - names.index(field) / 100
    return 0.5 if field in names else 0.0


def _begins(field: str, column: int, pairs: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """What comes before most others begins; of equals, what is not known to come later."""
    return sum(one == column for one, _ in pairs), int(field not in _LATE)


def _share(before: Times, after: Times, *, strict: bool) -> float:
    """The share of rows in which the first time lies before (or at) the second."""
    shared = [row for row in before if row in after]
    if len(shared) < 2:
        return 0.0
    pairs = [(before[row][: len(after[row])], after[row][: len(before[row])]) for row in shared]
    return sum(one < two if strict else one <= two for one, two in pairs) / len(shared)
