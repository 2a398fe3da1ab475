"""Passages for a question from both paths: what the best entries rest on, and what matches by its own text."""

from assistant.knowledge.query import Query
from assistant.knowledge.searcher import PassageHit, Searcher


def rank_passages(searcher: Searcher, query: Query, limit: int) -> list[PassageHit]:
    """Best first on one scale. A passage found on both paths keeps its better relevance."""
    ranked: dict[str, PassageHit] = {}
    for hit in searcher.entries(query, None, limit).hits:
        for name in hit.entry.passages:
            ranked.setdefault(name, PassageHit(searcher.passage_by_id[name], hit.relevance))
    for found in searcher.find_passages(query, limit):
        known = ranked.get(found.passage.id)
        if known is None or known.relevance < found.relevance:
            ranked[found.passage.id] = found
    return sorted(ranked.values(), key=lambda hit: -hit.relevance)[:limit]
