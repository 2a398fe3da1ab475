"""From which share of a question a user's document may speak first: `python -m assistant.training.own` prints the table.

The curated corpus stands in for somebody's documents. Refused examples kept out of the index are asked of it, and one
phrasing of each entry: a share is good that few of the former reach. The constant is STRONG in answering/own.py.
"""

import sys
from collections.abc import Iterator, Sequence

from assistant.answering.own import STRONG, best_window
from assistant.answering.own_cues import OwnCues
from assistant.knowledge.analysis import Analyser, reading_table
from assistant.knowledge.embedding import BUNDLED, make_embedder
from assistant.knowledge.fusion import Fusion
from assistant.knowledge.index_folder import in_memory
from assistant.knowledge.loader import load_corpus
from assistant.knowledge.searcher import Searcher
from assistant.settings import get_settings
from assistant.training.scope import hold_out

_SHARES = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
_FEWEST = 3  # characters of mass, as in answering/own.py


def shares(searcher: Searcher, questions: Sequence[str]) -> Iterator[float]:
    """The most of each question that one window of the own documents holds; questions about too little are left out."""
    cues = OwnCues.load()
    for question in questions:
        query = searcher.read(question)
        mass = searcher.mass(query.text, cues.silent)
        if len(mass.weights) >= _FEWEST:
            best = best_window(searcher, query, [mass], cues.figure(query.text))
            yield best[0] if best else 0.0


def main() -> int:
    """Print which part of both kinds of questions reaches each share."""
    corpus, outside, inside = hold_out(load_corpus(get_settings().corpus_dir))
    analyser = Analyser(corpus.lexicon.words, reading_table())
    curated = in_memory(corpus, make_embedder(BUNDLED, analyser), analyser, Fusion.load())
    searcher = curated.with_own(corpus.passages)
    refused, asked = list(shares(searcher, outside)), list(shares(searcher, inside))
    sys.stdout.write(f"{len(corpus.passages)} 段当作用户文档；应拒 {len(refused)} 题，应答 {len(asked)} 题；现用 {STRONG}\n")
    for share in _SHARES:
        reached = [sum(one >= share for one in group) / len(group) for group in (refused, asked)]
        sys.stdout.write(f"{share:.2f}  应拒的达到 {reached[0]:.1%}  应答的达到 {reached[1]:.1%}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
