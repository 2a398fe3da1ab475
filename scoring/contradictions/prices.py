"""A fee of a price list against the same fee in running text."""

from collections.abc import Iterator
from decimal import Decimal

from scoring.contradictions.model import Contradiction, Value
from scoring.contradictions.said import agree, claims_on
from scoring.documents.normalise import normalise
from scoring.evidence import Evidence, Row
from scoring.facts.claim_lexicon import ClaimSubject, claim_words
from scoring.predicates.quantified import number

_APART = ("region", "type", "product", "tier", "note", "parts", "quantity")


def against_price_lists(evidence: Evidence) -> list[Contradiction]:
    """A row whose item is the fee and nothing else, in a list with one such row: several are of several sorts."""
    out = []
    for subject in claim_words().subjects.values():
        if not subject.priced:
            continue
        said = [one for one in claims_on(subject.id, evidence) if not one.claim.scope]
        for row in _priced(subject, evidence) if said else ():
            price = number(row.get("amount"))
            other = next((one for one in said if not agree(one.amount, price)), None)
            if other is not None:
                values = (Value(other.shown, (other.quote,)), Value(f"{row.get('amount')} {subject.unit}", (row.quote,)))
                amounts = (f"{other.amount:f}", f"{price:f}")
                out.append(Contradiction(subject.id, subject.title, "", subject.unit, "", values, frozenset((subject.id, *subject.about)), amounts))
    return out


def _priced(subject: ClaimSubject, evidence: Evidence) -> Iterator[Row]:
    rows = [row for row in evidence.rows(("price_list",)) if claim_words().priced[subject.id].fullmatch(normalise(row.get("item")))]
    for row in rows:
        alone = sum(one.paper is row.paper for one in rows) == 1
        if alone and number(row.get("amount")) > Decimal(0) and not any(row.get(role) for role in _APART):
            yield row
