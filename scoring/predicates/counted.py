"""`counted`: there are enough records, or dated statements, of a sort."""

from collections.abc import Sequence

from scoring.documents.normalise import normalise
from scoring.evidence import Evidence, Paper, Quote, Row, Statement
from scoring.facts.quoting import cut
from scoring.predicates.filling import filled
from scoring.predicates.periods import row_dates, statement_dates
from scoring.rubric.predicates import Counted
from scoring.verdict import Verdict, met, not_met, unread_instead
from scoring.words import words


def counted(rule: Counted, evidence: Evidence) -> Verdict:
    """Rows and statements that count, each place once; the reason says what the others lack."""
    good: dict[Quote, None] = {}
    lacking: list[tuple[str, Quote]] = []
    for row in (*evidence.rows(rule.records), *evidence.told(rule.records)):
        why = _row_lacks(rule, row, evidence)
        if why:
            lacking.append((why, row.quote))
        else:
            good[row.quote] = None
    row_places = {(quote.file, quote.locator) for _, quote in lacking} | {(quote.file, quote.locator) for quote in good}
    for concept in rule.concepts:
        for one in evidence.statements(concept, rule.kinds):
            if (one.quote.file, one.quote.locator) in row_places:
                continue
            why = _statement_lacks(rule, one, evidence)
            if why:
                lacking.append((why, one.quote))
            else:
                good.setdefault(one.quote)
    if len(good) >= rule.at_least:
        first = next(iter(good))
        return met(f"共 {len(good)} 条，如{first.place}", good, count=len(good))
    return unread_instead(evidence, (*rule.records, *rule.kinds), _failure(rule, len(good), lacking))


def _row_lacks(rule: Counted, row: Row, evidence: Evidence) -> str:
    """The reason why a record does not count; "" if it does."""
    concepts = evidence.row_concepts.get((row.paper.facts.path, row.record.locator), frozenset())
    if rule.concepts and not concepts & set(rule.concepts):
        return "other_subject"
    if rule.in_period and not _in_period(row, evidence):
        return "outside_period"
    if rule.unless and _denied_in_file(rule, row.paper, evidence):
        return "denied"
    missing = [roles for roles in rule.filled if not filled(row, roles)]
    if missing:
        return "incomplete"
    if rule.attested and not concepts & set(rule.attested) and not _attested_in_file(rule, row, evidence):
        return "unattested"
    return ""


def _in_period(row: Row, evidence: Evidence) -> bool:
    return any(iso in evidence.frame.period for iso in row_dates(row))


def _denied_in_file(rule: Counted, paper: Paper, evidence: Evidence) -> bool:
    def says(concepts: Sequence[str]) -> bool:
        return any(one.paper is paper and one.mention.polarity == "affirmed" for concept in concepts for one in evidence.statements(concept))

    return says(rule.unless) and not says(rule.concepts)


def _attested_in_file(rule: Counted, row: Row, evidence: Evidence) -> bool:
    return filled(row, ("attended", "exam", "attendance", "score")) or any(
        one.paper is row.paper for concept in rule.attested for one in evidence.statements(concept) if one.mention.polarity == "affirmed"
    )


def _statement_lacks(rule: Counted, one: Statement, evidence: Evidence) -> str:
    if one.mention.polarity != "affirmed":
        return one.mention.polarity
    if rule.in_period and not any(iso in evidence.frame.period for iso in statement_dates(one)):
        return "outside_period"
    if rule.in_period and not one.mention.dates and words().lays_down.search(normalise(one.mention.source.quote)):
        return "rule"
    if rule.attested and not any(
        other.paper is one.paper for concept in rule.attested for other in evidence.statements(concept) if other.mention.polarity == "affirmed"
    ):
        return "unattested"
    return ""


_WHY = {
    "outside_period": "不在审核期内",
    "rule": "说的是应当怎样做，不是做过的记录",
    "denied": "所在文件写明一份也没有",
    "incomplete": "必填栏没有填",
    "unattested": "没有签到或考核",
    "negated": "是否定的说法",
    "planned": "是以后的打算",
    "conditional": "是有条件才做",
}


def _failure(rule: Counted, count: int, lacking: list[tuple[str, Quote]]) -> Verdict:
    told = [(why, quote) for why, quote in lacking if why in _WHY]
    have = f"只有 {count} 条，至少要 {rule.at_least} 条" if count else ""
    if not told:
        return not_met("too_few" if count else "missing", have)
    why, quote = told[0]
    text = f"{quote.place}“{cut(quote.quote, 40)}”{_WHY[why]}"
    return not_met(why, f"{have}；{text}" if have else text, [quote for _, quote in told])
