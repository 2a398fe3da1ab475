"""Roles that no header gave, found by what the cells hold: 出了什么状况 over 漏水, 门不亮. They add nothing to the score of a kind."""

import re
from collections.abc import Mapping, Sequence

from scoring.documents.normalise import HAN, normalise
from scoring.facts.dates import cell_time
from scoring.facts.record_columns import is_nothing, is_time_alone
from scoring.facts.record_lexicon import KindRule, record_lexicon

_SAMPLE = 16
_LEAST_CELLS = 2
_SHARE = 0.6
_LONGEST = 80
_ROWS = 60
_DAY = 10  # characters of an ISO day
_ANY_YEAR = 2000  # only the order of the cells counts
_LEAST_WORDS = 3
_FEW = 0.5  # as many different names a row as this: the same people again and again
_MOSTLY = 0.8
_SERVING = frozenset({"staff", "trainer"})
_TIMES_UNTOLD = frozenset({"", "time"})
_NEVER_REST = frozenset({"serial", "phone", "email", "id", "note", "other", "address", "status", "unit_word"})
_TIMES_LOOSE = frozenset({"t_report", "t_call", "t_raise", "t_accept", "t_work", "t_come", "t_begin", "t_check", "t_visit"})
_FIGURE = re.compile(r"[¥￥≥≤<>]?\s*\d[\d,，]{0,14}(?:\.\d{1,4})?\s*(?:%|％|万?元|[台件个把套只支箱桶人分]|小时|天|h)?")
_HAN = re.compile(rf"[{HAN}]")
_LATIN = re.compile(r"[a-z]{3,}")
_PERSON = re.compile(rf"[{HAN}]{{2,3}}")
# Fields that say so little that the cells may tell more.
_VAGUE = frozenset({"", "content", "item", "type", "topic", "finding", "cause", "mended", "duty", "choice"})


def with_cells(rule: KindRule, roles: Mapping[str, int], fields: Sequence[str], columns: Sequence[Sequence[str]]) -> dict[str, int]:
    """The roles with those that free columns show by their cells, and those that a column tells besides its own (合格，已签字)."""
    out = dict(roles)
    patterns = {**record_lexicon().by_cells, **rule.by_cells}
    told = frozenset({"name"}) if rule.persons else frozenset()  # people play a part in what happened
    wanted = [role for role in rule.roles if role in patterns and role not in out and role not in told]
    samples = {
        column: sample
        for column, cells in enumerate(columns)
        if wanted and fields[column] in _VAGUE and column not in out.values() and len(sample := _sample(cells)) >= _LEAST_CELLS
    }
    shares = {(role, column): _share(patterns[role], sample) for role in wanted for column, sample in samples.items()}
    for role, column in sorted(shares, key=lambda pair: -shares[pair]):  # of equals, the role that comes first in the rule
        if shares[role, column] >= _SHARE and role not in out and column not in out.values():
            out[role] = column
    out |= _besides(rule, out, columns)
    out = _with_persons(rule, out, fields, columns)
    out = _with_times(rule, out, fields, columns)
    out = _with_figures(rule, out, fields, columns)
    return _with_rest(rule, out, fields, columns)


def _with_times(rule: KindRule, roles: Mapping[str, int], fields: Sequence[str], columns: Sequence[Sequence[str]]) -> dict[str, int]:
    """Times are known by their order: what comes first is the start, what comes last the finish, between them somebody came."""
    if not any(role not in roles for role in rule.times):
        return dict(roles)
    used = {column: role for role, column in roles.items()}
    given = {roles[role]: role for role in rule.times if role in roles}
    free = {
        column: times
        for column, cells in enumerate(columns)
        if column not in given
        and (fields[column] in _TIMES_UNTOLD or (len(rule.times) == 1 and fields[column] in _TIMES_LOOSE))
        and (used.get(column, "") == "" or (used[column] in ("date", "start") and used[column] not in rule.times))
        and (times := times_of(cells))
    }
    if not free:
        return dict(roles)
    order = _in_order({**free, **{column: times_of(columns[column]) for column in given}})
    out = dict(roles)
    if len(rule.times) == 1:
        _take(out, rule.times[0], order[-1])
        return out
    first, last = rule.times[0], rule.times[-1]
    if first not in out and order[0] in free:
        _take(out, first, order[0])
    if last not in out and order[-1] in free and order[-1] != out.get(first):
        _take(out, last, order[-1])
    if "visit" in rule.roles and "visit" not in out and last in given.values() and order[-1] in free and order[-1] not in out.values():
        _take(out, "visit", order[-1])  # after all was done somebody asked how it went
    between = [role for role in rule.times[1:-1] if role not in out]
    rest = [column for column in order if column in free and column not in (out.get(first), out.get(last))]
    inner = [column for column in rest if _lies_between(column, order, out.get(first), out.get(last))]
    for role, column in zip(between[-len(inner) :] if len(inner) < len(between) else between, inner, strict=False):
        _take(out, role, column)
    return out


def _take(roles: dict[str, int], role: str, column: int) -> None:
    for other in [name for name, taken in roles.items() if taken == column]:
        del roles[other]
    roles[role] = column


def _lies_between(column: int, order: Sequence[int], first: int | None, last: int | None) -> bool:
    place = order.index(column)
    return (first is None or order.index(first) < place) and (last is None or place < order.index(last))


def times_of(cells: Sequence[str]) -> dict[int, str]:
    """The times of a column by row; none if most of what stands there is something else."""
    said = [(row, cell) for row, cell in enumerate(cells[:_ROWS]) if not is_nothing(cell)]
    found = {row: time for row, cell in said if is_time_alone(cell) and (time := cell_time(cell, _ANY_YEAR)) and len(time) >= _DAY}
    return found if len(found) >= _LEAST_CELLS and len(found) >= _SHARE * len(said) else {}


def _in_order(columns: Mapping[int, Mapping[int, str]]) -> list[int]:
    """Columns by how often their times come after those of the others."""

    def later(column: int) -> float:
        out = 0.0
        for other, times in columns.items():
            shared = [row for row in columns[column] if row in times] if other != column else []
            for row in shared:
                one, two = columns[column][row][: len(times[row])], times[row][: len(columns[column][row])]
                out += ((one > two) + 0.5 * (one == two)) / len(shared)
        return out

    return sorted(columns, key=lambda column: (later(column), column))


def _with_persons(rule: KindRule, roles: Mapping[str, int], fields: Sequence[str], columns: Sequence[Sequence[str]]) -> dict[str, int]:
    """Names of people that no header explains: who served repeats from row to row, who was served and who signed hardly does."""
    out = dict(roles)
    missing = [role for role in rule.persons if role not in out]
    free = [n for n, field in enumerate(fields) if rule.persons and not field and n not in out.values() and _people(columns[n])]
    for column in free:
        few = len(set(_sample(columns[column]))) <= _FEW * len(_sample(columns[column]))
        role = next((one for one in missing if (one in _SERVING) == few), missing[0] if len(missing) == 1 else "")
        if role:
            out[role] = column
            missing.remove(role)
    rest = [column for column in free if column not in out.values()]
    return out | ({"name": rest[0]} if rest and "name" in rule.roles and "name" not in out else {})


def _people(cells: Sequence[str]) -> bool:
    sample = _sample(cells)
    name = record_lexicon().by_cells["name"]
    return len(sample) >= _LEAST_CELLS and _share(name, sample) >= _SHARE


def _with_rest(rule: KindRule, roles: Mapping[str, int], fields: Sequence[str], columns: Sequence[Sequence[str]]) -> dict[str, int]:
    """Text that no header explains is what such records always tell: the topic of a training, what an inspection found."""
    out = dict(roles)
    missing = [role for role in rule.rest if role not in out]
    left = _left(rule, out, fields)
    if missing == ["item"]:
        things = next((column for column in left if _things(columns[column])), None)
        return out if things is None else out | {"item": things}
    free = {column: size for column in left if (size := _words(columns[column]))}
    if len(missing) < len(free):
        kept = sorted(free, key=lambda column: -free[column])[: len(missing)]
        free = {column: size for column, size in free.items() if column in kept}
    for role, column in zip(missing, free, strict=False):
        out[role] = column
    if len(missing) == 1 and missing[0] not in out:
        short = [column for column in left if not fields[column] and _says(columns[column])]
        out |= {missing[0]: short[0]} if len(short) == 1 else {}
    return out


def _says(cells: Sequence[str]) -> bool:
    """Short words that differ: 漏水, 跳闸, 不转; no names, codes or figures."""
    sample = _sample(cells)
    told = sum(len(_HAN.findall(cell)) >= _LEAST_CELLS and not _FIGURE.fullmatch(cell) for cell in sample)
    return len(set(sample)) >= _LEAST_CELLS and told >= _MOSTLY * len(sample) and not _people(cells)


def _left(rule: KindRule, roles: Mapping[str, int], fields: Sequence[str]) -> list[int]:
    """Columns that play no role and whose header says nothing, or nothing that would matter in such a list."""
    known = {field for names in rule.roles.values() for field in names} | _NEVER_REST
    return [n for n, field in enumerate(fields) if (not field or (rule.closed and field not in known)) and n not in roles.values()]


def _with_figures(rule: KindRule, roles: Mapping[str, int], fields: Sequence[str], columns: Sequence[Sequence[str]]) -> dict[str, int]:
    """Figures that no header explains: how many there are, what is planned and what was spent."""
    missing = [role for role in rule.figures if role not in roles]
    free = [column for column in _left(rule, roles, fields) if missing and _figures(columns[column])]
    return dict(roles) | dict(zip(missing, free, strict=False))


def _figures(cells: Sequence[str]) -> bool:
    said = [cell.strip() for cell in cells if not is_nothing(cell)][:_SAMPLE]
    counted = [str(number) for number in range(1, len(said) + 1)]
    return len(said) >= _LEAST_CELLS and said != counted and sum(bool(_FIGURE.fullmatch(cell)) for cell in said) >= 0.8 * len(said)


def _things(cells: Sequence[str]) -> bool:
    """Names of things, mostly: words, each another."""
    sample = _sample(cells)
    told = [cell for cell in sample if _HAN.search(cell) or _LATIN.search(cell)]
    return len(sample) >= _LEAST_CELLS and len(told) >= 0.8 * len(sample) and len(set(sample)) >= 0.8 * len(sample)


def _words(cells: Sequence[str]) -> float:
    """How much the cells of a column say; 0 if they are codes, figures, names or marks."""
    sample = _sample(cells)
    if len(sample) < _LEAST_CELLS or len(set(sample)) < _LEAST_CELLS:
        return 0.0
    told = [cell for cell in sample if len(_HAN.findall(cell)) >= _LEAST_WORDS or len(_LATIN.findall(cell)) >= 2]
    named = sum(bool(_PERSON.fullmatch(cell) or record_lexicon().by_cells["customer"].fullmatch(cell)) for cell in sample)
    return sum(map(len, sample)) / len(sample) if len(told) >= _SHARE * len(sample) and named < 0.5 * len(sample) else 0.0


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
