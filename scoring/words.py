"""The words of lexicon/judging.yaml, compiled: what judging looks for in cells and labels."""

import re
from functools import lru_cache

from pydantic import field_validator

from scoring.strict_yaml import LEXICON, Frozen, load_strict


class Words(Frozen):
    """One pattern for each entry of the file, whose parts are alternatives."""

    outlet_missing: re.Pattern[str]
    outlet_entrusted: re.Pattern[str]
    agreement_pending: re.Pattern[str]
    outlet_own: re.Pattern[str]
    outlet_serves: re.Pattern[str]
    outlet_generic: re.Pattern[str]
    lays_down: re.Pattern[str]
    customer_column: re.Pattern[str]
    given_back: re.Pattern[str]
    not_given_back: re.Pattern[str]
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
    stock_column: re.Pattern[str]
    title_noise: re.Pattern[str]

    @field_validator("*", mode="before")
    @classmethod
    def _joined(cls, parts: object) -> object:
        return "|".join(f"(?:{part})" for part in parts) if isinstance(parts, list) else parts


@lru_cache(maxsize=1)
def words() -> Words:
    """Raises LexiconError where the file cannot be used."""
    return load_strict(LEXICON / "judging.yaml", Words)
