"""The cases of tests/data/tricks: what is changed in the base, and what must come of it."""

from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from scoring.yaml_text import parsed
from tests.support.tricks.places import DATA


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Case(_Strict):
    """One trick played, or an honest paper that looks like it. Whatever clause is not named must stay as in the base.

    Changes: `drop`, `files` (path -> text of markup.py), `copies` (new path -> old), `renames` (old -> new), `zips` (path ->
    paths put in). Truth: clauses `lost` are not met or unknown, `not_met` are that; `ratio` and `at_most` are good samples of
    all ("9/12"); `may` be anything. `refused` files are listed with one of the reasons (any, if none is named), `counted`
    ones are not. `special_may` are deductions that the papers justify. `known` says why the engine does not get there yet.
    """

    id: str
    honest: bool = False
    drop: list[str] = []
    files: dict[str, str] = {}
    copies: dict[str, str] = {}
    renames: dict[str, str] = {}
    zips: dict[str, list[str]] = {}
    lost: list[str] = []
    not_met: list[str] = []
    ratio: dict[str, str] = {}
    at_most: dict[str, str] = {}
    may: list[str] = []
    refused: dict[str, list[str]] = {}
    counted: list[str] = []
    special_may: list[str] = []
    known: str = ""


class Trick(_Strict):
    """The cases of one trick, and the reading of the rules that makes their truth."""

    trick: str
    reading: str
    cases: list[Case]


@lru_cache(maxsize=1)
def tricks() -> dict[str, Trick]:
    """By the name of their file. Raises ValueError for one that says nothing new or has the same id twice."""
    found = {path.stem: _read(path) for path in sorted(DATA.glob("*.yaml"))}
    for name, trick in found.items():
        ids = [case.id for case in trick.cases]
        if len(set(ids)) != len(ids):
            raise ValueError(f"{name}: the same id twice")
        for case in trick.cases:
            if case.honest and (case.lost or case.not_met or case.refused):
                raise ValueError(f"{name}/{case.id}: an honest paper loses nothing")
    return found


def _read(path: Path) -> Trick:
    return Trick.model_validate(parsed(path.read_text(encoding="utf-8")))
