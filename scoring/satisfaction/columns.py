"""What a column of a survey holds, by its header or by what the user said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from scoring.documents.normalise import normalise
from scoring.satisfaction.lexicon import words

Use = Literal["item", "respondent", "date", "question", "score", "other", "unknown", "unclear"]

RESPONDENT, DATE, UNUSED = "编号", "日期", "不用"
TARGETS = (RESPONDENT, DATE, UNUSED)
_USES: dict[str, Use] = {RESPONDENT: "respondent", DATE: "date", UNUSED: "other"}


@dataclass(frozen=True, slots=True)
class Column:
    """Column `at` of a table. `factors` are ids: one of an item, several of a header that is unclear. `rank` orders columns
    of one use, the best first; `mapped` if the user named it."""

    at: int
    title: str
    use: Use
    factors: tuple[str, ...] = ()
    rank: int = 0
    mapped: bool = False


def column(at: int, parts: Sequence[str], letters: str, said: Mapping[str, str]) -> Column:
    """By the texts of its header from top to bottom; a factor's own name beats words that hint at one."""
    texts = [normalise(part) for part in parts]
    title = " ".join(dict.fromkeys(part for part in parts if part)) or letters
    target = mapped(texts, letters, said)
    if target is not None:
        use = _USES.get(target, "item")
        return Column(at, title, use, (target,) if use == "item" else (), mapped=True)
    if not any(texts):
        return Column(at, title, "unknown")
    found = factors_of(texts)
    if found:
        return Column(at, title, "item" if len(found) == 1 else "unclear", found)
    use, rank = _plain_use(texts)
    return Column(at, title, use, rank=rank)


def factors_of(texts: Sequence[str]) -> tuple[str, ...]:
    """The factors that normalised header texts name; only if none is named, those they hint at, the lowest text first."""
    lexicon = words()
    named = [one.id for one in lexicon.factors if any(one.title in text or one.id == text for text in texts)]
    if named:
        return tuple(named)
    for text in reversed(texts):
        if not text or lexicon.overall.search(text) or lexicon.other.fullmatch(text) or _is_of_respondent(text):
            continue
        hinted = tuple(one.id for one in lexicon.factors if one.words.search(text))
        if hinted:
            return hinted
    return ()


def mapped(texts: Sequence[str], letters: str, said: Mapping[str, str]) -> str | None:
    """What the user said of a column with these normalised header texts, or of the column by its letters."""
    for name in (*texts, " ".join(dict.fromkeys(filter(None, texts)))):
        if name and name in said:
            return said[name]
    return said.get(letters.lower())


def _plain_use(texts: Sequence[str]) -> tuple[Use, int]:
    lexicon = words()
    for use, patterns in (("date", lexicon.date), ("respondent", lexicon.respondent)):
        for rank, pattern in enumerate(patterns):
            if any(pattern.fullmatch(text) for text in texts):
                return ("date" if use == "date" else "respondent"), rank
    if any(lexicon.question.fullmatch(text) for text in texts):
        return "question", 0
    if any(lexicon.score.fullmatch(text) for text in texts):
        return "score", 0
    if any(lexicon.other.search(text) or lexicon.overall.search(text) for text in texts):
        return "other", 0
    return "unknown", 0


def _is_of_respondent(text: str) -> bool:
    lexicon = words()
    return any(pattern.fullmatch(text) for pattern in (*lexicon.respondent, *lexicon.date))
