"""Patterns of the lexicon that most files never ask for: compiled when one first does."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from scoring.facts.factors import Factors, factors
from scoring.strict_yaml import LexiconError, expand

_uncompiled: list["LazyPattern"] = []


@dataclass(frozen=True)
class LazyPattern:
    """A regular expression and where it is written. Faults show at first use, as LexiconError."""

    pattern: str
    where: str = ""

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        try:
            return re.compile(self.pattern)
        except re.error as error:
            raise self._fault(error) from error

    def factors(self) -> Factors:
        """What must stand in a text for it to match."""
        try:
            return factors(self.pattern)
        except re.error as error:
            raise self._fault(error) from error

    def search(self, text: str) -> re.Match[str] | None:
        return self.compiled.search(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self.compiled.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.compiled.finditer(text)

    def _fault(self, error: re.error) -> LexiconError:
        return LexiconError(f"词表 {self.where}：{self.pattern} 不是正则表达式（{error}）")


def compile_next() -> bool:
    """One of those that no file has asked for yet; False where none is left. What is wrong with it shows at first use."""
    if not _uncompiled:
        return False
    with suppress(LexiconError):
        _ = _uncompiled.pop().compiled
    return True


def lazy_pattern(pattern: str, fragments: dict[str, str], where: str) -> LazyPattern:
    """As compile_pattern, but compiled later. Raises LexiconError for an unknown fragment."""
    try:
        made = LazyPattern(expand(pattern, fragments), where)
        _uncompiled.append(made)
        return made
    except KeyError as error:
        raise LexiconError(f"词表 {where}：没有名为 {error} 的片段") from error
