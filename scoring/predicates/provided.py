"""`provided`: a valid paper, chapter or sheet of a kind exists and has content."""

from scoring.evidence import Evidence, Paper, Quote
from scoring.ownership import is_own
from scoring.predicates.periods import paper_dates
from scoring.rubric.predicates import Provided
from scoring.verdict import Verdict, met, not_met, unread_instead

_LETTERS = 30


def provided(rule: Provided, evidence: Evidence) -> Verdict:
    """Own, valid and with substance; `in_period` asks for a date in the review period, `outside` for another body as issuer."""
    late: list[Quote] = []
    found: list[Quote] = []
    wanted = frozenset(rule.kinds)
    for paper, number in evidence.sections(wanted):
        section = paper.facts.sections[number]
        has_records = any(table.records for table in paper.facts.tables if number in paper.lineage(table.section))
        if section.letters < _LETTERS and not has_records:
            continue
        if section.statements == 0 and not has_records and set(section.kinds) & wanted & evidence.frame.kinds.issued:
            continue  # rules that lay nothing down
        if rule.outside and not issued_outside(paper, evidence):
            continue
        quote = Quote(paper.facts.path, paper.facts.sha256, section.locator, section.title)
        dates = paper_dates(paper, number)
        if rule.in_period and not any(iso in evidence.frame.period for iso in dates):
            late.append(quote)
        else:
            found.append(quote)
    if found:
        return met(f"见{found[0].place}“{found[0].quote}”", found)
    if late:
        return unread_instead(evidence, rule.kinds, not_met("outside_period", f"《{late[0].file}》不在审核期内", late))
    return unread_instead(evidence, rule.kinds, not_met("missing", ""))


def issued_outside(paper: Paper, evidence: Evidence) -> bool:
    """Whether another organisation than the enterprise issued the paper."""
    issuers = [one.name for one in paper.facts.organisations if one.role == "issuer"]
    issuers += [one.issuer for one in paper.facts.instruments if one.issuer]
    return any(not is_own(name, evidence.frame.profile) for name in issuers)
