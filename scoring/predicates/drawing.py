"""Which of the records are looked at: all where they are few or all are asked for, else a sample drawn by their own seed."""

from collections.abc import Iterable, Sequence

from scoring.copies import identity
from scoring.evidence import Evidence, Row
from scoring.profile import ALL
from scoring.sampling import Draw, DrawnRow, RowOutcome, draw, seed_of, sizes
from scoring.verdict import Sample

_NAMED = 3  # failures that a finding names
_KEYS = ("id", "ref", "name", "customer", "region")  # what people find a record by, the most telling first


def is_whole(count: int, clause: str, evidence: Evidence) -> bool:
    """Whether so many records are all looked at, by their number or because the profile asks for it."""
    asked = evidence.frame.profile.whole_population
    return _few(count, evidence) or clause in asked or ALL in asked


def chosen(rows: Sequence[Row], clause: str, evidence: Evidence) -> tuple[Sequence[Row], Draw | None]:
    """The rows to look at, in their order, and how they were drawn; None where they are the whole population."""
    if is_whole(len(rows), clause, evidence):
        return rows, None
    numbers, how = draw([_identity(row) for row in rows], [row.date[:7] for row in rows], seed_of(contents(rows, evidence), clause))
    return [rows[number] for number in numbers], how


def contents(rows: Sequence[Row], evidence: Evidence) -> set[str]:
    """Hashes of the files that hold the rows, or copies of them: which of two copies counts is a matter of names alone."""
    kinds = {row.table.kind for row in rows}
    holding = {paper.facts.sha256 for paper, table in evidence.tables(kinds) if table.records}
    return holding | {row.paper.facts.sha256 for row in rows}


def drawn_rows(judged: Iterable[tuple[Row, RowOutcome]]) -> tuple[DrawnRow, ...]:
    """The rows as a result lists them."""
    return tuple(
        DrawnRow(row.paper.facts.path, row.paper.facts.sha256, row.record.locator, _key(row), row.date, outcome) for row, outcome in judged
    )


def told_counts(sample: Sample, evidence: Evidence, unit: str) -> str:
    """How many there are, how many were looked at, how many of these hold; a sample says that it is one, and of what sort."""
    how = sample.draw
    if how is None:
        asked = "" if _few(sample.drawn, evidence) else "按要求"
        left = sample.population - sample.drawn
        looked = f"{left:,} {unit}时限未到不看，其余 {sample.drawn:,} {unit}{asked}全部看" if left else f"{asked}全部看"
        return f" {sample.population:,} {unit}，{looked}，合格 {sample.passed:,} {unit}"
    left = sample.population - how.pool
    aside = f"（另有 {left:,} {unit}时限未到，不在其内）" if left else ""
    return f"总体 {how.pool:,} {unit}{aside}，{told_draw(sample, unit)}，抽中的里合格 {sample.passed} {unit}"


def told_draw(sample: Sample, unit: str = "条") -> str:
    """按固定种子抽 125 条（按月份比例，样本量为工作口径）."""
    strata = "按月份比例，" if sample.draw is not None and sample.draw.strata else ""
    return f"按固定种子抽 {sample.drawn} {unit}（{strata}样本量为工作口径）"


def told_failures(sample: Sample, unit: str = "条") -> str:
    """；不合格的：WX-031（缺“客户签字”）、WX-044（缺“处理措施”），另有 5 条. The first few, with what each lacks; "" for none."""
    if not sample.failures:
        return ""
    shown = "、".join(f"{one.called or one.quote.locator}（{one.why}）" for one in sample.failures[:_NAMED])
    rest = len(sample.failures) - _NAMED
    return f"；不合格的：{shown}{f'，另有 {rest:,} {unit}' if rest > 0 else ''}"


def called(row: Row) -> str:
    """What people call a record: a person by name, else its number, customer or region; where it has nothing such, its place."""
    person = row.get("name") if row.get("post") or row.get("certificate") else ""
    return person or _key(row) or row.record.locator


def _few(count: int, evidence: Evidence) -> bool:
    return count <= (evidence.frame.profile.whole_up_to or sizes().whole_up_to)


def _identity(row: Row) -> str:
    """By its number and content where it has a number, as `Evidence.rows` tells records apart; else by its place in the file's bytes."""
    return "\x1f".join(identity(row.record) or (row.paper.facts.sha256, row.record.locator))


def _key(row: Row) -> str:
    return next((row.get(role) for role in _KEYS if row.get(role)), "")
