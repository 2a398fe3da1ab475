"""A declaration that nothing happened in the review period, against the records of it."""

from scoring.contradictions.model import Contradiction, Value
from scoring.documents.normalise import normalise
from scoring.evidence import Evidence, Statement
from scoring.facts.claim_lexicon import claim_words

_PLACES = 3


def against_declarations(evidence: Evidence) -> list[Contradiction]:
    """审核期内无投诉 while the register of complaints has rows in the period. Records without a date tell nothing."""
    out = []
    period = evidence.frame.period
    for subject in claim_words().subjects.values():
        declared = [one for name in subject.opposed for one in evidence.statements(name) if one.mention.polarity == "affirmed"]
        # A declaration for another time names it, and a line of the register itself (本月无投诉) is one of its rows.
        declared = [one for one in declared if not one.mention.dates or any(iso in period for iso in one.mention.dates)]
        rows = [row for row in evidence.rows(subject.records) if row.date and row.date in period] if declared else []
        listed = {row.paper for row in rows}
        declared = [one for one in declared if one.paper not in listed and _declares(one)]
        if declared and rows:
            values = (
                Value("审核期内没有", tuple(dict.fromkeys(one.quote for one in declared))),
                Value(f"{len(rows)} {subject.unit}", tuple(row.quote for row in rows[:_PLACES]), counted=True),
            )
            span = f"{period.start.isoformat()}/{period.end.isoformat()}"
            about = frozenset((subject.id, *subject.about))
            out.append(Contradiction(subject.id, subject.title, "", subject.unit, span, values, about, ("0", str(len(rows)))))
    return out


def _declares(one: Statement) -> bool:
    """Whether the paper, or the chapter it stands in, is a declaration by its title."""
    facts = one.paper.facts
    titles = (facts.title, facts.path.rsplit("/", 1)[-1], *(facts.sections[at].title for at in one.paper.lineage(one.mention.section)))
    return any(claim_words().declaring.search(normalise(title)) for title in titles)
