"""`sampled`: k of n records pass. No record never passes by default, and a row that cannot be read is told apart from one that fails.

Which records exist in the period, which are still pending and which limits hold is found out on all of them; the tests
are run on those that are drawn (predicates/drawing.py).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from scoring.documents.normalise import normalise
from scoring.evidence import Evidence, Quote, Row
from scoring.facts.model import RecordTable
from scoring.facts.records import ZERO_LEDGER
from scoring.predicates.drawing import called, chosen, drawn_rows, told_counts, told_failures
from scoring.predicates.filling import filled, is_open, says_no
from scoring.predicates.limits import Limits, limits_on
from scoring.predicates.moments import doubt
from scoring.predicates.plausible import told_aside
from scoring.predicates.qualification import POSTS, demands, requires, says_unneeded
from scoring.predicates.row_tests import Context, lacks_column, run, told
from scoring.rubric.predicates import Sampled, Within
from scoring.sampling import Draw, RowOutcome
from scoring.verdict import Failure, Sample, Verdict, met, not_met, unknown, unread_instead
from scoring.verdict import sampled as verdict_of
from scoring.words import words

_RETURNS = frozenset({"return_record"})
_ENDING_IN_RETURNS = ("complaint_record", "feedback_record", "repair_record")
_SERVICE = ("finish", "ref", "action", "product", "fault")  # what a record of another kind says of the service it belongs to


def sampled(rule: Sampled, evidence: Evidence, clause: str = "") -> Verdict:
    """The readable records in the period (ruling 3), or the written statement that there was none."""
    rows: Sequence[Row] = evidence.rows(rule.records) or [row for row in evidence.rows(rule.otherwise) if filled(row, _SERVICE)]
    if not rows and rule.only_required:
        rows = evidence.told(rule.records)
    if not rows:
        return unread_instead(evidence, rule.records, _without_rows(rule, evidence))
    if rule.only_required:
        rows, verdict = _required(rows, evidence)
        if verdict is not None:
            return verdict
    population = _in_period(rows, evidence) if rule.in_period else list(rows)
    pool = _not_pending(population, rule.pending, evidence) if rule.pending else population
    if not pool:
        return unread_instead(evidence, rule.records, _none_drawn(population, rows, evidence))
    missing = _without_promise(rule, evidence) or doubt(rule.tests, pool)
    if missing is not None:
        return missing
    return _judged(rule, evidence, clause, len(population), pool)


def _none_drawn(population: Sequence[Row], rows: Sequence[Row], evidence: Evidence) -> Verdict:
    if population:
        text = f"审核期内 {len(population)} 条都还没有办结，时限也没有到，没有可以判断的记录"
        return not_met("all_pending", text, [row.quote for row in population[:3]])
    where = f"{evidence.frame.period.start} 至 {evidence.frame.period.end}"
    return not_met("outside_period", f"找到 {len(rows):,} 条记录，都不在审核期（{where}）内", [rows[0].quote])


def _without_rows(rule: Sampled, evidence: Evidence) -> Verdict:
    if rule.only_required:
        posts = [row for row in evidence.rows(POSTS) if row.get("required")]
        if posts and all(says_unneeded(normalise(row.get("required"))) for row in posts):
            return met("岗位表写明没有岗位需要持证", [row.quote for row in posts])
    if rule.none_declared is None:
        return not_met("no_samples", "")
    declared = [one for one in evidence.statements(rule.none_declared) if one.mention.polarity == "affirmed"]
    if not declared:
        return not_met("no_samples", "")
    against = _against(rule, evidence)
    if against:
        where = against[0].quote.place
        return unknown("contradiction", f"书面声明审核期内没有发生，{where}却记着退换", [declared[0].quote, *(row.quote for row in against[:3])])
    ledgers = [one for concept in rule.ledger for one in evidence.statements(concept) if one.mention.polarity == "affirmed"]
    empty = [paper for paper, _ in evidence.tables((*rule.records, ZERO_LEDGER))]
    if rule.ledger and not ledgers and not empty:
        return not_met("no_ledger", "有书面声明，但没有受理台账", [declared[0].quote])
    return met("书面声明审核期内没有发生，也没有相反的记录", [one.quote for one in (*declared, *ledgers)])


def _against(rule: Sampled, evidence: Evidence) -> list[Row]:
    """Complaints and services of the period that ended in a return or refund, where it is declared that there was none."""
    if not set(rule.records) & _RETURNS:
        return []
    ended = [row for row in evidence.rows(_ENDING_IN_RETURNS) if any(_gives_back(normalise(row.get(role))) for role in ("action", "result"))]
    return _in_period(ended, evidence)


def _gives_back(said: str) -> bool:
    return words().given_back.search(said) is not None and words().not_given_back.search(said) is None


def _required(rows: Sequence[Row], evidence: Evidence) -> tuple[list[Row], Verdict | None]:
    """People whose post requires a certificate; where none does and the list says so, the clause is met (ruling 11)."""
    posts = demands(evidence.rows(POSTS))
    said = [row for row in rows if requires(row, posts) is not None]
    needed = [row for row in said if requires(row, posts)]
    if needed:
        return needed, None
    if said:
        return [], met("岗位表写明没有岗位需要持证", [said[0].quote])
    stated = [one for one in evidence.statements("no_certificate_needed") if one.mention.polarity == "affirmed"]
    if stated:
        return [], met("写明没有岗位需要持证", [stated[0].quote])
    certified = {row.get("post") for row in rows if row.get("certificate") and not says_no(row.get("certificate"))}
    holding = [row for row in rows if row.get("post") in certified]
    if holding:
        return holding, None
    return [], not_met("incomplete", "花名册没有写岗位是否需要持证", [rows[0].quote])


def _in_period(rows: Iterable[Row], evidence: Evidence) -> list[Row]:
    """By the record's date; a record without one goes with its table, which is looked through but once."""
    period = evidence.frame.period
    tables: dict[int, bool] = {}
    out = []
    for row in rows:
        iso = row.date
        if not iso and id(row.table) not in tables:
            tables[id(row.table)] = _table_in_period(row.table, evidence)
        if (iso in period) if iso else tables[id(row.table)]:
            out.append(row)
    return out


def _table_in_period(table: RecordTable, evidence: Evidence) -> bool:
    dates = [one.cells.get(role, "") for one in table.records for role in ("start", "date", "finish") if one.cells.get(role)]
    return not dates or any(iso in evidence.frame.period for iso in dates)


def _not_pending(rows: Sequence[Row], subject: str, evidence: Evidence) -> Sequence[Row]:
    limits = limits_on((subject,), evidence)
    return [row for row in rows if not _pending(row, limits, evidence)] if limits else rows


def _pending(row: Row, limits: Limits, evidence: Evidence) -> bool:
    """Open, and its time limit has not run out at the date of evaluation (ruling 15)."""
    state = row.get("status") or row.get("result")
    if filled(row, "finish") or (state and not is_open(state) and not says_no(state)) or not row.get("start"):
        return False
    found, _ = limits.of(row)
    return not max(found, key=lambda one: one.hours).over(row.get("start"), evidence.frame.as_of)


def _without_promise(rule: Sampled, evidence: Evidence) -> Verdict | None:
    for subjects in _subjects(rule):
        if not limits_on(subjects, evidence):
            return not_met("no_promise", "没有找到企业自己承诺的时限，无法判断是否按时")
    return None


def _judged(rule: Sampled, evidence: Evidence, clause: str, population: int, pool: Sequence[Row]) -> Verdict:
    context = Context.of(rule.tests, evidence, lenient=False, rows=pool)
    kept = frozenset(role for table in {id(row.table): row.table for row in pool}.values() for role in table.columns)
    kept = kept.union(*(row.record.cells for row in pool))
    drawn, how = chosen(pool, clause, evidence)
    strict = replace(_run(rule, context, drawn, kept, how), population=population)
    if any(isinstance(test, Within) for test in rule.tests):
        lenient = _run(rule, replace(context, lenient=True), drawn, kept, None)
        if lenient.passed != strict.passed:
            sources = [one.quote for subjects in _subjects(rule) for one in limits_on(subjects, evidence).sources]
            said = f"抽中的 {strict.drawn} 条里" if how else ""
            text = f"各文件承诺的时限不一致：{said}按最严的 {strict.passed}/{strict.drawn} 合格，按最宽的 {lenient.passed}/{lenient.drawn} 合格"
            return unknown("contradiction", text, sources)
    unsure = f"，{strict.unsure} {_unit(rule)}看不清" if strict.unsure else ""
    aside = "".join(told_aside(limits) for limits in context.limits.values())
    copied = _told_copies(pool, evidence.copies(rule.records))
    found = f"{_whose(rule)}{told_counts(strict, evidence, _unit(rule))}{unsure}{told_failures(strict, _unit(rule))}"
    return verdict_of(strict, f"{found}{aside}{copied}", _promises(rule, evidence))


def _whose(rule: Sampled) -> str:
    return "审核期内" if rule.in_period else "要求持证的" if rule.only_required else ""


def _unit(rule: Sampled) -> str:
    """People are counted as people."""
    return "人" if rule.only_required else "条"


def _told_copies(pool: Sequence[Row], copies: Sequence[tuple[Row, Row]]) -> str:
    """How many rows are copies of those looked at, and where an example stands; "" for none."""
    counted = {id(row) for row in pool}
    found = [(row, of) for row, of in copies if id(of) in counted]
    if not found:
        return ""
    row, of = found[0]
    return f"；另有 {len(found)} 条与已计的记录只是编号或名称不同（如{_place(row)}与{_place(of)}），重复的不另计"


def _place(row: Row) -> str:
    return row.quote.place


def _run(rule: Sampled, context: Context, drawn: Sequence[Row], kept: frozenset[str], how: Draw | None) -> Sample:
    """`kept` are the roles that any record of the population keeps."""
    failures: list[Failure] = []
    judged: list[tuple[Row, RowOutcome]] = []
    for row in drawn:
        lacks = [run(test, row, context) for test in rule.tests]
        why = told([lack for lack in lacks if lack])
        if why:
            gap = all(lacks_column(test, row, kept) for test, lack in zip(rule.tests, lacks, strict=True) if lack)
            failures.append(Failure(row.quote, why, gap, called(row)))
        judged.append((row, "failed" if why else "unsure" if None in lacks else "passed"))
    outcomes = [outcome for _, outcome in judged]
    rows = drawn_rows(judged) if how else ()
    return Sample(len(drawn), len(drawn), outcomes.count("passed"), tuple(failures), outcomes.count("unsure"), how, rows)


def _promises(rule: Sampled, evidence: Evidence) -> list[Quote]:
    return [one.quote for subjects in _subjects(rule) for one in limits_on(subjects, evidence).sources][:4]


def _subjects(rule: Sampled) -> tuple[tuple[str, ...], ...]:
    return tuple(subjects for test in rule.tests if isinstance(test, Within) for subjects in test.subjects)


