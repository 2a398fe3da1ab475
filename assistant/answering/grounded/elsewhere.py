"""What a sentence has that none of its texts knows: an item of a list, a public body; and whose words it has instead.

These carry no figure. An item is strange when the rest of its list stands in the texts, a public body by how it is named (国家…系统,
中国…协会: words.yaml `public`).
"""

import re
from collections.abc import Iterable, Sequence

from assistant.answering.grounded.facts import Text
from assistant.answering.grounded.fold import bare
from assistant.answering.grounded.lexicon import words
from assistant.answering.grounded.pairing import grams_of, text_grams

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LIST = re.compile(r"[^,;:。!?\n()“”\"]+(?:、[^,;:。!?\n()“”\"、]+){2,}")
_FIGURE = re.compile(r"[\da-z一二三四五六七八九十百]")
_ASKING = re.compile("^(?:是不是|能不能|有没有|要不要|是否|能否|可否)")
_HEAD = 4  # characters that the last item of a list is known by: more may be the rest of the sentence
_CITED, _OTHER = 0.3, 0.7  # shares of a sentence's words in what it cites, and in the passage that it should cite
_WORDS = 5


def strange(plain: str, texts: Sequence[Text]) -> str:
    """The item or name of a folded sentence that no text knows; empty where there is none."""
    all_of = "\n".join(text.bare for text in texts)
    return _item(plain, all_of) or _public(plain, all_of)


def _item(plain: str, there: str) -> str:
    for match in _LIST.finditer(plain):
        items = [_ASKING.sub("", item) for item in match[0].split("、")]
        inner, last = items[1:-1], items[-1]
        unknown = [item for item in inner if not _some(item, there)] + ([last] if not _some(last[:_HEAD], there) else [])
        known = [item for item in inner if bare(item) in there]
        if len(unknown) == 1 and len(known) >= max(1, len(items) - 2 - (unknown[0] in inner)) and not _FIGURE.search(unknown[0]):
            return unknown[0]
    return ""


def _some(item: str, there: str) -> bool:
    """Whether any two characters of an item stand in the texts."""
    runs = _HAN.findall(item)
    pairs = [run[n : n + 2] for run in runs for n in range(len(run) - 1)]
    return not pairs or any(pair in there for pair in pairs)


def _public(plain: str, there: str) -> str:
    known = words()
    for match in known.public.finditer(plain):
        if bare(match[0]) not in there and not known.organisations.names.search(match[0]):
            return match[0]
    return ""


def better(plain: str, cited: Sequence[Text], others: Iterable[tuple[int, Sequence[Text]]]) -> int:
    """The passage that has the words of a sentence where the cited ones have few of them; 0 where none does."""
    said = grams_of([plain])
    if len(said) < _WORDS or _share(said, cited) >= _CITED:
        return 0
    shares = {number: _share(said, texts) for number, texts in others}
    best = max(shares, key=lambda number: shares[number], default=0)
    return best if best and shares[best] >= _OTHER else 0


def _share(said: frozenset[str], texts: Sequence[Text]) -> float:
    return len(said & frozenset[str]().union(*(text_grams(text) for text in texts))) / len(said)
