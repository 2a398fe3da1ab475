"""Passages for a question from all paths: what the best entries rest on, what matches by its own text, users' own."""

from assistant.knowledge.model import Passage
from assistant.knowledge.query import Query
from assistant.knowledge.searcher import PassageHit, Searcher

_BEHIND = 0.001


def rank_passages(
    searcher: Searcher, query: Query, limit: int, on_subject: bool = True, leading: Passage | None = None
) -> list[PassageHit]:
    """Best first on one scale. A passage found on two paths keeps its better relevance.

    When the question is on the subject of the curated corpus, a user's document never comes before the best curated
    passage, except the one passage `leading` that the question is about.
    """
    ranked: dict[str, PassageHit] = {}
    for hit in searcher.entries(query, None, limit).hits:
        for name in hit.entry.passages:
            ranked.setdefault(name, PassageHit(searcher.passage_by_id[name], hit.relevance))
    for found in searcher.find_passages(query, limit):
        known = ranked.get(found.passage.id)
        if known is None or known.relevance < found.relevance:
            ranked[found.passage.id] = found
    best = max((hit.relevance for hit in ranked.values()), default=0.0)
    for own in searcher.find_own(query, limit):
        relevance = min(own.relevance, best - _BEHIND) if on_subject else own.relevance
        ranked[own.passage.id] = PassageHit(own.passage, relevance)
    if leading is not None:
        first = max((hit.relevance for hit in ranked.values()), default=0.0) + _BEHIND
        ranked[leading.id] = PassageHit(leading, first)
    return sorted(ranked.values(), key=lambda hit: -hit.relevance)[:limit]
