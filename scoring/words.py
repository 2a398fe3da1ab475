"""The words of lexicon/judging.yaml, compiled: what judging looks for in cells and labels."""

import re
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from scoring.facts.strict_yaml import LEXICON, Frozen, load_strict


class _File(Frozen):
    outlet_missing: tuple[str, ...]
    outlet_entrusted: tuple[str, ...]
    outlet_own: tuple[str, ...]
    region_suffix: tuple[str, ...]
    law_marked: tuple[str, ...]
    not_required: tuple[str, ...]
    just_required: tuple[str, ...]
    certificate_noise: tuple[str, ...]
    forever: tuple[str, ...]
    managing_post: tuple[str, ...]
    service_manager_title: tuple[str, ...]
    other_manager_title: tuple[str, ...]
    licence_title: tuple[str, ...]
    client_label: tuple[str, ...]
    whole_product: tuple[str, ...]
    title_noise: tuple[str, ...]


class Words(BaseModel):
    """One pattern for each entry of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
    outlet_missing: re.Pattern[str]
    outlet_entrusted: re.Pattern[str]
    outlet_own: re.Pattern[str]
    region_suffix: re.Pattern[str]
    law_marked: re.Pattern[str]
    not_required: re.Pattern[str]
    just_required: re.Pattern[str]
    certificate_noise: re.Pattern[str]
    forever: re.Pattern[str]
    managing_post: re.Pattern[str]
    service_manager_title: re.Pattern[str]
    other_manager_title: re.Pattern[str]
    licence_title: re.Pattern[str]
    client_label: re.Pattern[str]
    whole_product: re.Pattern[str]
    title_noise: re.Pattern[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """Raises LexiconError where the file cannot be used."""
    lists = load_strict(LEXICON / "judging.yaml", _File)
    return Words(**{name: re.compile("|".join(f"(?:{part})" for part in parts)) for name, parts in lists})
