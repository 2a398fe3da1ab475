"""Groups of evidence kinds that judging needs: what must be issued, what runs for a time, what faces customers, what stays silent."""

from dataclasses import dataclass
from functools import lru_cache

from scoring.facts.kinds import kinds
from scoring.strict_yaml import LEXICON, Frozen, load_strict


class _File(Frozen):
    silent: frozenset[str]
    not_promising: frozenset[str]
    thin: frozenset[str]
    planning: frozenset[str]
    individual: frozenset[str]
    issued: frozenset[str]
    standing: frozenset[str]


@dataclass(frozen=True, slots=True)
class KindGroups:
    """`silent` kinds prove nothing and contradict nothing (ruling 16); `not_promising` are no promises to customers; `thin` may be short;
    `planning` are for a year to come; `individual` are for one customer; `issued` need marks of issue (rule 7)."""

    ids: frozenset[str]
    policies: frozenset[str]
    terms: frozenset[str]
    records: frozenset[str]
    customer_facing: frozenset[str]
    silent: frozenset[str]
    not_promising: frozenset[str]
    thin: frozenset[str]
    planning: frozenset[str]
    individual: frozenset[str]
    issued: frozenset[str]


@lru_cache(maxsize=1)
def kind_groups() -> KindGroups:
    """From the kinds' own flags and lexicon/kind_groups.yaml. Raises LexiconError."""
    known = kinds()
    more = load_strict(LEXICON / "kind_groups.yaml", _File)
    return KindGroups(
        ids=frozenset(known),
        policies=frozenset(name for name, kind in known.items() if kind.policy),
        terms=frozenset(name for name, kind in known.items() if kind.term),
        records=frozenset(name for name, kind in known.items() if kind.record) - more.standing,
        customer_facing=frozenset(name for name, kind in known.items() if kind.customer_facing),
        silent=more.silent,
        not_promising=more.not_promising,
        thin=more.thin,
        planning=more.planning,
        individual=more.individual,
        issued=more.issued,
    )
