"""Rules that are called like a record and hold none: a blank form in an annex, a chapter on how records are kept."""

from collections.abc import Sequence

from scoring.facts.kinds import kinds
from scoring.facts.model import RecordTable
from scoring.facts.reading import Reading

Kinds = tuple[str, ...]


def without_blanks(reading: Reading, found: Sequence[Kinds], tables: Sequence[RecordTable], dates: Sequence[Kinds]) -> tuple[Kinds, ...]:
    """The kinds of each part; a chapter of a rule is of a record kind only with a record of it, or a date in its words.

    The rule itself is of the kind unless all it has of it is a blank form in an annex: a paper may lay down and report at once.
    `found` and `dates` are those of each part, in order. Papers that are no rules keep all their kinds.
    """
    every = kinds()
    filled = {(number, table.kind) for table in tables if table.records for number in reading.lineage(table.section)}
    own_title = reading.parts[0].title
    annexed = {table.kind for table in tables if not table.records and reading.parts[table.section].title != own_title}

    def stays(number: int, kind: str) -> bool:
        if not every[kind].record or (number, kind) in filled:
            return True
        return bool(dates[number]) if number else kind not in annexed

    def in_rule(number: int) -> bool:
        return any(every[kind].policy for at in {0, *reading.lineage(number)[1:]} for kind in found[at])

    return tuple(tuple(kind for kind in own if stays(number, kind)) if in_rule(number) else own for number, own in enumerate(found))
