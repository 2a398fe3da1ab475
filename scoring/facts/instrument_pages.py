"""A paper over several pages is one paper, though each page bears its title."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from scoring.documents.normalise import normalise
from scoring.facts.model import Instrument


def merged(found: Sequence[Instrument]) -> Iterator[Instrument]:
    """A running title repeated on the next page opens no new paper."""
    last: Instrument | None = None
    for one in found:
        if last is not None and _continues(last, one):
            last = replace(
                last,
                issued=one.issued or last.issued,
                starts=last.starts or one.starts,
                expires=last.expires or one.expires,
                issuer=last.issuer or one.issuer,
                conclusion=last.conclusion or one.conclusion,
                halted=last.halted or one.halted,
                halted_from=last.halted_from or one.halted_from,
            )
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _continues(last: Instrument, one: Instrument) -> bool:
    same = one.kind == last.kind and normalise(one.title) == normalise(last.title) and one.source.locator != last.source.locator
    filled = bool(last.number or last.person or last.holders)
    new = (one.number and one.number != last.number) or (one.person and one.person != last.person)
    return same and filled and not new and set(one.holders) <= set(last.holders)
