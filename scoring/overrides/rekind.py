"""A file whose kinds a person named: what the reader took it for no longer holds, what its chapters are by themselves does."""

from dataclasses import replace

from scoring.facts.model import FileFacts, Instrument, Section
from scoring.kind_groups import kind_groups


def rekinded(facts: FileFacts, named: tuple[str, ...]) -> FileFacts:
    """The facts with the file's kinds replaced. Rows of registers stay what their headers say."""
    before = frozenset(facts.sections[0].kinds) if facts.sections else frozenset(facts.hinted)
    wrong = before - frozenset(named)
    return replace(
        facts,
        hinted=named,
        sections=tuple(_section(one, number, named, wrong) for number, one in enumerate(facts.sections)),
        instruments=tuple(kept for one in facts.instruments if (kept := _instrument(one, named, wrong)) is not None),
    )


def _section(one: Section, number: int, named: tuple[str, ...], wrong: frozenset[str]) -> Section:
    return replace(one, kinds=named if number == 0 else tuple(kind for kind in one.kinds if kind not in wrong))


def _instrument(one: Instrument, named: tuple[str, ...], wrong: frozenset[str]) -> Instrument | None:
    """A paper taken for a wrong kind is of the first named kind that has a term, or is no such paper at all."""
    if one.kind not in wrong:
        return one
    kind = next((name for name in named if name in kind_groups().terms), None)
    return None if kind is None else replace(one, kind=kind)
