"""The knowledge base as a LangChain retriever, for chains and graphs built on it.

`PassageRetriever(searcher=open_searcher(place))`, see assistant.knowledge.index.
"""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.knowledge.ranking import rank_passages
from assistant.knowledge.searcher import Searcher


class PassageRetriever(BaseRetriever):
    """Passages for a question, best first, with relevance, confidence and sources in the metadata."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    searcher: Searcher
    limit: int = 6

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002  LangChain passes it
    ) -> list[Document]:
        return [
            Document(
                id=hit.passage.id,
                page_content=hit.passage.text,
                metadata={
                    "passage": hit.passage.id,
                    "title": hit.passage.title,
                    "clause": hit.passage.clause or "",
                    "confidence": hit.passage.confidence.value,
                    "sources": list(hit.passage.sources),
                    "curated": hit.passage.curated,
                    "relevance": hit.relevance,
                },
            )
            for hit in rank_passages(self.searcher, self.searcher.read(query), self.limit)
        ]
