"""What people call a kind of evidence."""

from collections.abc import Mapping
from functools import lru_cache

from scoring.facts.kinds import kinds
from scoring.strict_yaml import LEXICON, Frozen, LexiconError, load_strict


class _File(Frozen):
    titles: dict[str, str]


@lru_cache(maxsize=1)
def kind_titles() -> Mapping[str, str]:
    """Id -> title of every kind. Raises LexiconError where a kind has no title of its own."""
    titles = load_strict(LEXICON / "kind_titles.yaml", _File).titles
    if set(titles) != set(kinds()) or len(set(titles.values())) < len(titles):
        raise LexiconError("词表 kind_titles.yaml：每个种类应有一个自己的名称")
    return titles


def kind_title(kind: str) -> str:
    """The id itself for one that an older version knew."""
    return kind_titles().get(kind, kind)
