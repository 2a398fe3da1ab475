"""The word lists of instruments, organisations and marks, strictly loaded."""

from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from scoring.facts.labels import Labels
from scoring.yaml_text import parsed

_FOLDER = Path(__file__).resolve().parent.parent / "lexicon"
_Model = TypeVar("_Model", bound=BaseModel)


class PaperLexiconError(Exception):
    """A word list cannot be used; the text says which and where."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TitleRule(_Strict):
    """A kind of instrument by its title (any of `title`, none of `unless`) and, where given, its words (any of `body`).

    `needs`: field keys of which one must be labelled in the paper. `external`: another body must have issued it.
    """

    kind: str
    title: tuple[str, ...]
    unless: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    external: bool = False


class SignatureRule(_Strict):
    """A kind by its labels alone, where no title can be read: one key of each group must be labelled."""

    kind: str
    groups: tuple[tuple[str, ...], ...]
    title: tuple[str, ...]
    unless: tuple[str, ...] = ()


class Terms(_Strict):
    """Words about terms that stand in sentences rather than behind a label."""

    sentence: tuple[str, ...]
    not_sentence: tuple[str, ...]
    forever: tuple[str, ...]


class Conclusions(_Strict):
    passed: tuple[str, ...]
    failed: tuple[str, ...]
    harmless: tuple[str, ...]  # 无不合格项: taken out before failure is looked for
    whole: tuple[str, ...]  # a sentence that concludes without the word 结论


class Standing(_Strict):
    """What a paper says when it is no longer good; <halted> stands for any word of `halted`."""

    labels: tuple[str, ...]
    halted: tuple[str, ...]
    lead: tuple[str, ...]  # what may stand between a label and the word: a date, 已, 被
    dated: tuple[str, ...]  # words that make a label with 日期
    stamp: tuple[str, ...]  # a line of nothing else
    sentence: tuple[str, ...]
    rule: tuple[str, ...]  # a sentence that says what would happen
    restored: tuple[str, ...]


class RenamingWords(_Strict):
    notice: tuple[str, ...]
    refused: tuple[str, ...]
    registrar: tuple[str, ...]
    speaking: tuple[str, ...]  # a line that speaks of the registrar is not its signature
    origin: tuple[str, ...]  # words right before the old name
    became: tuple[str, ...]
    old: tuple[str, ...]  # labels and headers
    new: tuple[str, ...]


class InstrumentWords(_Strict):
    labels: dict[str, tuple[str, ...]]
    paper: tuple[str, ...]  # how the title of an instrument ends
    trailer: tuple[str, ...]  # what may still follow: （正本）, 复印件, № 12
    titles: tuple[TitleRule, ...]
    signatures: tuple[SignatureRule, ...]
    terms: Terms
    conclusions: Conclusions
    standing: Standing
    renaming: RenamingWords
    families: dict[str, tuple[str, ...]]  # contract, report, certificate … -> kinds


class OrganisationWords(_Strict):
    company: tuple[str, ...]  # endings of names that are names wherever they stand
    body: tuple[str, ...]  # endings of associations, institutes, authorities
    shop: tuple[str, ...]  # endings that are names only where a name must stand
    generic: tuple[str, ...]  # 本公司, 一家公司
    lead: tuple[str, ...]  # words before a name in running text
    labels: dict[str, tuple[str, ...]]
    customer_matter: tuple[str, ...]  # titles about a customer's matter: 关于…公司投诉的…
    external: tuple[str, ...]  # endings of bodies that assess others


class MarkWords(_Strict):
    labels: dict[str, tuple[str, ...]]
    draft: tuple[str, ...]
    not_draft: tuple[str, ...]
    void: tuple[str, ...]
    not_void: tuple[str, ...]
    plan_title: tuple[str, ...]
    not_plan: tuple[str, ...]
    future: tuple[str, ...]
    done: tuple[str, ...]
    placeholders: tuple[str, ...]
    annex: tuple[str, ...]
    approval: tuple[str, ...]
    not_approval: tuple[str, ...]
    issued: tuple[str, ...]
    effective: tuple[str, ...]
    standards: tuple[str, ...]
    function_words: tuple[str, ...]


@lru_cache(maxsize=1)
def instrument_words() -> InstrumentWords:
    return _load("instruments.yaml", InstrumentWords)


@lru_cache(maxsize=1)
def organisation_words() -> OrganisationWords:
    return _load("organisations.yaml", OrganisationWords)


@lru_cache(maxsize=1)
def mark_words() -> MarkWords:
    return _load("marks.yaml", MarkWords)


@lru_cache(maxsize=1)
def instrument_labels() -> Labels:
    return Labels(instrument_words().labels)


@lru_cache(maxsize=1)
def organisation_labels() -> Labels:
    return Labels(organisation_words().labels)


@lru_cache(maxsize=1)
def mark_labels() -> Labels:
    return Labels(mark_words().labels)


def read_words(path: Path, model: type[_Model]) -> _Model:
    """A word list from a file. Raises PaperLexiconError naming file and key."""
    try:
        return model.model_validate(parsed(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise PaperLexiconError(f"读不了词表 {path.name}：{error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise PaperLexiconError(f"词表 {path.name} 有误：{where} {first['msg']}") from error


def _load(name: str, model: type[_Model]) -> _Model:
    return read_words(_FOLDER / name, model)
