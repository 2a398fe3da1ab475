"""Whether a text repeats what was told to the model in confidence."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from assistant.answering.grounded.facts import Text
from assistant.answering.grounded.fold import bare, fold, folded
from assistant.answering.grounded.lexicon import words

LONGEST = 16  # characters, punctuation and blanks left out


def leaks(text: str, secrets: Sequence[str], known: Callable[[], str]) -> Iterator[tuple[int, int]]:
    """The spans of `text` that repeat LONGEST characters of a secret and stand in no open text (`known`, bare; read where there is need)."""
    pieces = _pieces(tuple(secrets))
    if not pieces:
        return
    plain = bare(folded(text))
    told = [at for at in range(len(plain) - LONGEST + 1) if plain[at : at + LONGEST] in pieces]
    if not told:
        return
    form = fold(text)
    kept = [place for place, char in enumerate(form.text) if bare(char)]
    open_texts = "\n".join((known(), *(bare(folded(one)) for one in words().subject_texts)))
    for at in told:
        if plain[at : at + LONGEST] not in open_texts:
            yield form.span(kept[at], kept[at + LONGEST - 1] + 1)


def speaks_of_prompt(plain: str, texts: Iterable[Text]) -> bool:
    """Whether a folded sentence speaks of what was told to the model, which no source does."""
    found = words().prompt.search(plain)
    return bool(found) and not any(found and found[0] in text.text for text in texts)


@lru_cache(maxsize=16)
def _pieces(secrets: tuple[str, ...]) -> frozenset[str]:
    plain = [bare(folded(secret)) for secret in secrets]
    return frozenset(one[at : at + LONGEST] for one in plain for at in range(len(one) - LONGEST + 1))
