"""Searching a plain folder of .md/.txt files, one passage a file, whatever its subject.

Two steps: the lexical index names candidates by words and character pairs, then `closeness` ranks them. The dense channel
is left out: the bundled model knows this repository's subject only.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.knowledge.analysis import Analyser, Tokens
from assistant.knowledge.closeness import Laid, closeness, lay_out, runs
from assistant.knowledge.lexical import LexicalIndex, rarity
from scoring.documents.normalise import normalise

SUFFIXES = (".md", ".txt")
CANDIDATES = 30
# What each kind of unit of a question counts.
CHARACTERS, PAIRS, TRIPLES, WORDS = 1.0, 1.0, 0.5, 1.0

# Words that ask: they say what kind of answer is wanted, not what it is about.
_MEASURE = "个种位年月日天次项条座部本首张所名场家类些款支只国省市县区地洲岛州"
_ASKING = re.compile(
    rf"什么样?|怎么样?|怎样|如何|为何|何时|何地|何处|何年|哪一?[{_MEASURE}]|哪[里儿边]?(?!吒)|多少|几[{_MEASURE}]"
    r"|谁|是否|请问|^请|[吗呢](?=$|[?!。])"
)


class FolderError(Exception):
    """The folder cannot be searched; the text is one Chinese line that says what, where and what to do."""


@dataclass(frozen=True, slots=True)
class FolderHit:
    """A found passage. `score` is between 0 and 1, higher is better: the share of the question it holds."""

    passage: str
    score: float
    title: str


@dataclass(frozen=True, slots=True)
class FolderPassage:
    id: str
    title: str
    text: str


class FolderSearcher:
    """Passages held in memory, with their index."""

    def __init__(self, passages: Sequence[FolderPassage]) -> None:
        self._passages = passages
        self._analyser = Analyser((), {})
        self._laid: list[Laid] = []
        self._holders: Counter[str] = Counter()
        self._index = LexicalIndex.build(self._read(passage) for passage in passages)
        self._mean_length = sum(len(laid.text) for laid in self._laid) / max(1, len(passages))

    def _read(self, passage: FolderPassage) -> Tokens:
        text = normalise(passage.text)
        self._laid.append(lay_out(text))
        self._holders.update(set(text))
        tokens = self._analyser.tokens(text)
        return Tokens(tokens.words, tokens.grams, ())

    def search(self, question: str, limit: int = 10) -> list[FolderHit]:
        text = normalise(question)
        text = _ASKING.sub("、", text)
        tokens = self._analyser.tokens(text)
        found: dict[int, float] = {}
        depth = max(limit, CANDIDATES)
        for channel in ("words", "grams"):
            for row, score in self._index.search(channel, dict.fromkeys(getattr(tokens, channel), 1.0), depth):
                found[row] = found.get(row, 0.0) + score
        rows = sorted(found, key=lambda row: (-found[row], row))[:depth]
        scores = closeness(self._weights(text, tokens), [self._laid[row] for row in rows], self._mean_length)
        ranked = sorted(zip(rows, scores, strict=True), key=lambda pair: (-pair[1], pair[0]))[:limit]
        return [FolderHit(self._passages[r].id, float(s), self._passages[r].title) for r, s in ranked]

    def _weights(self, text: str, tokens: Tokens):
        N = len(self._passages)
        ch = {}; pr = {}; tr = {}
        I=self._index
        for run in runs(text):
            if run[0] == "|":
                for m in (ch, pr, tr): m[run] = I.rarity("grams", run[1:-1])
                continue
            for c in run: ch[c] = rarity(self._holders[c], N)
            for i in range(len(run)-1): pr[run[i:i+2]] = I.rarity("grams", run[i:i+2])
            for i in range(len(run)-2):
                a,b=run[i:i+2],run[i+1:i+3]
                tr[run[i:i+3]] = TRI(pr.get(a,I.rarity("grams",a)), I.rarity("grams",b), rarity(self._holders[run[i+1]], N), I.rarity("grams","\0"))
        wd = {(w if not w[0].isascii() else f"|{w}|"): I.rarity("words", w) for w in tokens.words}
        out = {}
        for m, share in ((ch, CHARACTERS), (pr, PAIRS), (tr, TRIPLES), (wd, WORDS)):
            total = sum(m.values())
            for u, v in m.items(): out[u] = out.get(u, 0.0) + share * v / total
        s = CHARACTERS+PAIRS+TRIPLES+WORDS
        return {u: v / s for u, v in out.items()}
TRI=lambda ab,bc,b,top: min(top, ab+bc-b)
