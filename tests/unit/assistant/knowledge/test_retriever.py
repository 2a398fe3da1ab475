"""The knowledge base inside LangChain."""

from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableLambda

from assistant.knowledge.retriever import PassageRetriever
from assistant.knowledge.searcher import Searcher


def test_it_is_a_langchain_retriever_with_everything_a_citation_needs(searcher: Searcher) -> None:
    retriever = PassageRetriever(searcher=searcher, limit=5)
    assert isinstance(retriever, BaseRetriever)
    documents = retriever.invoke("证书有效期是几年？")
    assert len(documents) == 5
    assert "3 年" in documents[0].page_content
    relevances = [document.metadata["relevance"] for document in documents]
    assert relevances == sorted(relevances, reverse=True)
    assert {"passage", "title", "clause", "confidence", "sources", "curated"} <= documents[0].metadata.keys()


def test_it_chains(searcher: Searcher) -> None:
    chain = PassageRetriever(searcher=searcher, limit=2) | RunnableLambda(lambda found: [one.id for one in found])
    assert len(chain.invoke("要交什么材料")) == 2
