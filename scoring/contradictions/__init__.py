"""Contradictions in a pack: papers, or parts of one, that say different things of one subject, unit, scope and period.

Pure functions of the evidence, which leaves out drafts, void versions, refused files, revision notes and silent papers (ruling 16).
"""

from scoring.contradictions.certificates import between_certificates
from scoring.contradictions.declared import against_declarations
from scoring.contradictions.lists import against_lists
from scoring.contradictions.model import Contradiction, Value, ordered
from scoring.contradictions.prices import against_price_lists
from scoring.contradictions.promises import between_promises
from scoring.contradictions.registers import against_registers
from scoring.contradictions.texts import between_texts
from scoring.contradictions.totals import within_tables
from scoring.evidence import Evidence

__all__ = ["Contradiction", "Value", "contradictions"]

_FINDERS = (
    between_promises,
    between_texts,
    against_registers,
    against_lists,
    against_price_lists,
    against_declarations,
    between_certificates,
    within_tables,
)


def contradictions(evidence: Evidence) -> tuple[Contradiction, ...]:
    """All of them, each with the places it rests on; the order of files changes nothing."""
    return ordered([one for find in _FINDERS for one in find(evidence)])
