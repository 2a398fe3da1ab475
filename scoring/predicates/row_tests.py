"""The tests a sampled record must pass. Each tells what the record lacks, if anything; None where it cannot be told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scoring.calendar import Limit, day_of
from scoring.documents.normalise import normalise
from scoring.evidence import Evidence, Row
from scoring.facts.role_titles import role_title
from scoring.predicates.filling import answers, filled, is_open, says_no, says_yes
from scoring.predicates.limits import Limits, limits_on
from scoring.predicates.links import Links
from scoring.predicates.moments import asked, impossible, reversed_text
from scoring.predicates.plausible import settled, spans
from scoring.predicates.qualification import POSTS, demands, qualification
from scoring.rubric import predicates as data

_DAY = 10  # characters of an ISO day
_SOLVED = "solved"  # the role of columns that ask whether it is solved: a plain yes or no beside the result


@dataclass(frozen=True)
class Context:
    """What row tests need besides the row; `limits` by the subjects of the test. `lenient` takes the widest of contradicting limits."""

    evidence: Evidence
    limits: Mapping[tuple[str, ...], Limits]
    links: Mapping[tuple[str, ...], Links]
    lenient: bool
    posts: Mapping[str, str]  # the certificates that tables of posts require

    @classmethod
    def of(cls, tests: tuple[data.RowTest, ...], evidence: Evidence, lenient: bool, rows: Sequence[Row] = ()) -> "Context":
        """`rows` are those to be tested: what they all break may be a limit on another step."""
        kinds = {test.records for test in tests if isinstance(test, data.Linked)}
        kinds |= {kinds for test in tests if isinstance(test, data.Filled) for kinds in test.linked.values()}
        return cls(
            evidence,
            {
                subjects: settled(limits_on(subjects, evidence), spans(rows, test.start, ends))
                for test in tests
                if isinstance(test, data.Within)
                for subjects in test.subjects
                if (ends := [role for role, about in test.ends.items() if about == subjects])
            },
            {one: Links.of(evidence.rows(one)) for one in kinds},
            lenient,
            demands(evidence.rows(POSTS)) if any(isinstance(test, data.Qualified) for test in tests) else {},
        )

    @property
    def as_of(self) -> date:
        return self.evidence.frame.as_of


@dataclass(frozen=True, slots=True)
class Lack:
    """What stands against a record: fields by name that are `missing`, and what is `said` of it; false where nothing does."""

    missing: tuple[str, ...] = ()
    said: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.missing or self.said)


def told(lacks: Iterable[Lack]) -> str:
    """One line on a record that several tests may say the same of, each thing once: 缺“完成时间”；“验收结果”是“不合格”."""
    found = tuple(lacks)
    said = tuple(dict.fromkeys(text for one in found for text in one.said))
    missing = [
        title for title in dict.fromkeys(title for one in found for title in one.missing) if not any(text.startswith(f"{title}是“") for text in said)
    ]
    return "；".join([*([f"缺{'、'.join(missing)}"] if missing else []), *said])


def run(test: data.RowTest, row: Row, context: Context) -> Lack | None:
    """What the record lacks by the test; None if the record does not let it be told."""
    if isinstance(test, data.Filled):
        return _saying(impossible(row, asked(test), context.as_of)) or _filled(test, row, context)
    if isinstance(test, data.Passed):
        return _passed(test, row)
    if isinstance(test, data.Within):
        return _within(test, row, context)
    if isinstance(test, data.Linked):
        if row.table.kind in test.records:  # it is the visit itself, beside the service it belongs to
            return _saying("" if row.get("date") else "没有对应的回访记录")
        return _saying("" if filled(row, test.or_filled) or context.links[test.records].refer_to(row) else "没有对应的回访记录")
    why = qualification(row, context.as_of, context.posts)
    return None if why is None else _saying(why)


def _saying(text: str) -> Lack:
    return Lack(said=(text,) if text else ())


def _worded(cell: str) -> bool:
    return bool(cell) and normalise(cell) not in answers().denials


def _is(role: str, row: Row) -> str:
    """“验收结果”是“不合格”."""
    return f"{role_title(role, row.table)}是“{row.get(role)}”"


def _filled(test: data.Filled, row: Row, context: Context) -> Lack | None:
    """A field that says no in words (未签) is told as it is written; one that is empty or holds a mere dash or no is missing."""
    missing = [
        roles
        for roles in test.roles
        if not filled(row, _asked(test, roles, row))
        and not any(context.links[kinds].refer_to(row) for role, kinds in test.linked.items() if role in _names(roles))
    ]
    if not missing:
        return Lack()
    if all(any(role in row.record.unread for role in _names(roles)) for roles in missing):
        return None
    denied = {roles: next((role for role in _names(roles) if _worded(row.get(role))), "") for roles in missing}
    return Lack(
        tuple(role_title(_names(roles)[0], row.table) for roles, role in denied.items() if not role),
        tuple(_is(role, row) for role in denied.values() if role),
    )


def lacks_column(test: data.RowTest, row: Row, kept: frozenset[str]) -> bool:
    """Whether a record fails a test only for want of fields that no record has; `kept` are the roles that any of them keeps."""
    if isinstance(test, data.Filled):
        missing = [_names(roles) for roles in test.roles if not filled(row, _asked(test, roles, row))]
        return bool(missing) and not any(role in kept for roles in missing for role in roles)
    if isinstance(test, data.Passed):
        return not any(role in kept for role in (*test.roles, _SOLVED))
    if isinstance(test, data.Within):
        started = any(day_of(row.get(role)) for role in test.start)
        ended = any(day_of(row.get(role)) for role in test.ends)
        roles = [*(() if started else test.start), *(() if ended else test.ends)]
        return bool(roles) and not any(role in kept for role in roles)
    return False


def _asked(test: data.Filled, roles: str | tuple[str, ...], row: Row) -> str | tuple[str, ...]:
    """The roles, or those that stand in where the table has a column for none of them."""
    instead = next((test.fallback[role] for role in _names(roles) if role in test.fallback), ())
    return instead if instead and not any(role in row.table.columns for role in _names(roles)) else roles


def _passed(test: data.Passed, row: Row) -> Lack:
    said = [(role, value) for role in (*test.roles, _SOLVED) if (value := row.get(role))]
    against = next(((role, value) for role, value in said if says_no(value) or is_open(value)), None)
    if against is not None:
        return _saying(_is(against[0], row))
    if any(says_yes(value) for _, value in said):
        return Lack()
    if said:
        return _saying("" if not test.or_filled or filled(row, test.or_filled) else _is(said[0][0], row))
    if test.or_filled and filled(row, test.or_filled) and not any(role in row.table.columns for role in test.roles):
        return Lack()
    return Lack(missing=(role_title(test.roles[0], row.table),))


def _within(test: data.Within, row: Row, context: Context) -> Lack | None:
    start = next((row.get(role) for role in test.start if day_of(row.get(role))), "")
    end_role = next((role for role in test.ends if day_of(row.get(role))), "")
    wrong = impossible(row, (*test.start, *test.ends), context.as_of)
    if wrong:
        return _saying(wrong)
    if not start or not end_role:
        roles = [*([] if start else [test.start[0]]), *([] if end_role else [_expected_end(test, row)])]
        if any(role in row.record.unread for role in (*test.start, *test.ends)):
            return None
        return Lack(tuple(role_title(role, row.table) for role in roles), ("无法计算用时",))
    if min(len(start), len(row.get(end_role))) < _DAY:
        return None  # a month alone does not tell the days between
    limits, widest = context.limits[test.ends[end_role]].of(row)
    limit = (max if context.lenient else min)(limits, key=lambda one: one.hours)
    kept = limit.kept(start, row.get(end_role))
    if kept is None:
        return _saying(reversed_text(start, row.get(end_role)))
    note = "（表中没有级别，按最宽的一级）" if widest else ""
    return _saying("" if kept else f"{start} 至 {row.get(end_role)}，超过承诺的{shown_limit(limit)}{note}")


def _expected_end(test: data.Within, row: Row) -> str:
    return next((role for role in test.ends if role in row.table.columns), next(iter(test.ends)))


def shown_limit(limit: Limit) -> str:
    """24 小时, 3 个工作日."""
    unit = {"hour": "小时", "day": "天", "workday": "个工作日", "month": "个月"}[limit.unit]
    value = limit.value.normalize()
    return f" {value:f} {unit}"


def _names(roles: str | tuple[str, ...]) -> tuple[str, ...]:
    return (roles,) if isinstance(roles, str) else roles


