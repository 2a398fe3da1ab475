"""Any number of Chinese passages and questions, made of the corpus's own words; the same for everyone, every time."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_SEED = 27922
_QUESTIONS = 300


@dataclass(frozen=True, slots=True)
class Pool:
    """Words with how often they stand in the corpus, and the characters that names are made of."""

    words: tuple[str, ...]
    counts: tuple[int, ...]
    characters: str


@lru_cache(maxsize=1)
def pool() -> Pool:
    import rjieba

    from assistant.knowledge.loader import load_corpus
    from assistant.settings import get_settings

    corpus = load_corpus(get_settings().corpus_dir)
    cut = rjieba.Jieba().cut
    texts = [passage.text for passage in corpus.passages] + [entry.answer for entry in corpus.faq]
    counted = Counter(word for text in texts for word in cut(text) if word.isalnum())
    words = sorted(counted)
    characters = sorted({char for word in words for char in word if "\u4e00" <= char <= "\u9fff"})
    return Pool(tuple(words), tuple(counted[word] for word in words), "".join(characters))


def passages(count: int) -> Iterator[str]:
    """Texts of 4 to 7 sentences, about 120 characters, each about one made-up name."""
    for row in range(count):
        yield _passage(row)[1]


def questions(count: int) -> list[tuple[str, int]]:
    """(question, row of its passage): the name and three neighbouring words of one of the passages."""
    chance = random.Random(_SEED)
    asked: list[tuple[str, int]] = []
    for _ in range(_QUESTIONS):
        row = chance.randrange(count)
        name, text = _passage(row)
        sentence = chance.choice(text.split("。")[:-1]).replace(name, "")
        start = chance.randrange(max(1, len(sentence) - 8))
        asked.append((f"{name}的{sentence[start : start + 8]}是怎样的？", row))
    return asked


def _passage(row: int) -> tuple[str, str]:
    chance = random.Random(f"{_SEED}:{row}")
    known = pool()
    name = "".join(chance.choices(known.characters, k=chance.randint(2, 4)))
    sentences: list[str] = []
    for number in range(chance.randint(4, 7)):
        words = chance.choices(known.words, known.counts, k=chance.randint(8, 16))
        sentences.append((name if number == 0 else "") + "".join(words) + "。")
    return name, "".join(sentences)
