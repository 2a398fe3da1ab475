"""What is compared at scale. Each engine takes texts and gives a search; heavy imports stay inside.

The transformer is random: it stands in for a real one of its size (that of bge-small-zh) in time and memory, not in
quality, and is made on the spot so that nothing is downloaded.
"""

import atexit
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

DEPTH = 10
Search = Callable[[str], Sequence[int]]


def xingping(texts: Sequence[str]) -> Search:
    from benchmarks.retrieval import ours

    return ours(texts)


def xingping_lexical(texts: Sequence[str]) -> Search:
    """The lexical index alone, words and character pairs, as the bundled corpus uses it."""
    from assistant.knowledge.analysis import Analyser, Tokens
    from assistant.knowledge.lexical import LexicalIndex

    analyser = Analyser((), {})

    def tokens(text: str) -> Tokens:
        cut = analyser.tokens(text)
        return Tokens(cut.words, cut.grams, ())

    index = LexicalIndex.build(map(tokens, texts))

    def search(question: str) -> list[int]:
        asked = analyser.tokens(question)
        found: dict[int, float] = {}
        for hits in (
            index.search("words", dict.fromkeys(asked.words, 1.0), DEPTH),
            index.search("grams", dict.fromkeys(asked.grams, 1.0), DEPTH),
        ):
            for row, score in hits:
                found[row] = found.get(row, 0.0) + score
        return sorted(found, key=lambda row: -found[row])[:DEPTH]

    return search


def plain_bm25(texts: Sequence[str]) -> Search:
    from benchmarks.plain_bm25 import PlainBm25

    engine = PlainBm25(texts)
    return lambda question: engine.search(question, DEPTH)


def numpy_exact(texts: Sequence[str]) -> Search:
    """Every vector of the bundled static model compared with the question's."""
    from assistant.knowledge.analysis import Analyser
    from assistant.knowledge.dense import ExactDense
    from assistant.knowledge.embedding import BUNDLED_FOLDER, StaticEmbedder

    embedder = StaticEmbedder(BUNDLED_FOLDER, Analyser((), {}))
    index = ExactDense(embedder.embed(texts))
    return lambda question: [row for row, _ in index.search(embedder.embed([question])[0], DEPTH)]


def langchain_chroma(texts: Sequence[str]) -> Search:
    """The usual stack: a transformer's vectors in Chroma, through LangChain."""
    from chromadb.config import Settings
    from langchain_chroma import Chroma

    kept = tempfile.TemporaryDirectory(prefix="bench-chroma-", ignore_cleanup_errors=True)
    atexit.register(kept.cleanup)
    folder = Path(kept.name)
    store = Chroma(
        "passages",
        embedding_function=_random_transformer(folder / "model", texts),
        persist_directory=str(folder / "store"),
        client_settings=Settings(anonymized_telemetry=False, is_persistent=True),
        collection_configuration={"hnsw": {"space": "cosine"}},
    )
    for start in range(0, len(texts), 1000):
        batch = list(texts[start : start + 1000])
        store.add_texts(batch, ids=[str(start + place) for place in range(len(batch))])
    return lambda question: [int(found.id) for found in store.similarity_search(question, DEPTH) if found.id]


def _random_transformer(folder: Path, texts: Sequence[str]) -> Any:
    """A BERT of 4 layers and 512 dimensions with random weights, as a LangChain embedding."""
    import torch
    from langchain_core.embeddings import Embeddings
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizer

    folder.mkdir(parents=True)
    characters = sorted({char for text in texts[:2000] for char in text})
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *characters]
    BertTokenizer(vocab={word: number for number, word in enumerate(vocabulary)}).save_pretrained(folder)
    torch.manual_seed(0)
    shape = BertConfig(
        vocab_size=21128, hidden_size=512, num_hidden_layers=4, num_attention_heads=8, intermediate_size=2048
    )
    BertModel(shape).save_pretrained(folder)
    words = Transformer(str(folder), max_seq_length=256)
    model = SentenceTransformer(modules=[words, Pooling(512)], device="cpu")

    class Local(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            vectors: list[list[float]] = model.encode(texts, batch_size=64, normalize_embeddings=True).tolist()
            return vectors

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    return Local()


ENGINES: dict[str, Callable[[Sequence[str]], Search]] = {
    "xingping": xingping,
    "xingping-lexical": xingping_lexical,
    "plain-bm25": plain_bm25,
    "numpy-exact": numpy_exact,
    "langchain-chroma": langchain_chroma,
}
