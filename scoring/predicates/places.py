"""Places and tiers by their many names: provinces in full or in short, the rest, words for one tier."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from scoring.documents.normalise import normalise
from scoring.yaml_text import parsed

_FILE = Path(__file__).resolve().parent.parent / "lexicon" / "tiers.yaml"


class Tiers(BaseModel):
    """Groups of words for one tier, provinces with their short names, and how the rest is called."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    same: tuple[tuple[str, ...], ...]
    provinces: Mapping[str, str]  # full name -> the letters that stand for it in a row of such letters
    rest: tuple[str, ...]
    rest_of_places: tuple[str, ...]


@lru_cache(maxsize=4096)
def provinces(text: str) -> tuple[str, ...]:
    """The provinces that a text names: in full, else by a row of their letters (江浙沪)."""
    names = _pattern("names")
    run = _pattern("letters").search(names.sub(" ", text))
    return tuple(dict.fromkeys((*names.findall(text), *(_letters()[letter] for letter in (run[0] if run else "")))))


@lru_cache(maxsize=4096)
def province(value: str) -> str:
    """The province that a cell is, or an address begins with; "" for none."""
    found = _pattern("names").match(value)
    return found[0] if found else ""


def says_rest(scope: str) -> bool:
    return _pattern("rest").search(scope) is not None


def place_key(scope: str) -> str:
    """One name for one list of provinces, however written, and one for the rest of the places."""
    named = provinces(scope)
    if len(named) > 1:
        return "、".join(sorted(named))
    return "其他" if _pattern("rest_of_places").fullmatch(scope) else scope


@lru_cache(maxsize=1)
def tier_words() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(normalise(word) for word in group) for group in _lexicon().same)


@lru_cache(maxsize=1)
def _letters() -> Mapping[str, str]:
    return {letter: name for name, short in _lexicon().provinces.items() for letter in short}


@lru_cache(maxsize=8)
def _pattern(name: str) -> re.Pattern[str]:
    lexicon = _lexicon()
    if name == "names":
        return re.compile("|".join(lexicon.provinces))
    if name == "letters":
        return re.compile(f"[{''.join(_letters())}]{{2,12}}")
    return re.compile("|".join(lexicon.rest if name == "rest" else lexicon.rest_of_places))


@lru_cache(maxsize=1)
def _lexicon() -> Tiers:
    return Tiers.model_validate(parsed(_FILE.read_text(encoding="utf-8")))
