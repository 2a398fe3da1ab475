"""Embeddings: the bundled model in numpy, and a real sentence-transformers model made here in its place."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assistant.knowledge.analysis import Analyser
from assistant.knowledge.embedding import BUNDLED, BUNDLED_FOLDER, EmbeddingError, embedding_tokens, make_embedder
from assistant.knowledge.index import IndexPlace, build, open_searcher


def test_the_bundled_model_gives_unit_vectors(analyser: Analyser) -> None:
    embedder = make_embedder(BUNDLED, analyser)
    vectors = embedder.embed(["五星要多少分", "证书有效期几年", ""])
    lengths = np.linalg.norm(vectors, axis=1)
    assert lengths[:2] == pytest.approx([1, 1], abs=1e-5)
    assert lengths[2] == 0, "a text without tokens has no direction"
    assert embedder.embed([]).shape == (0, vectors.shape[1])


def test_the_bundled_model_brings_paraphrases_together(analyser: Analyser) -> None:
    near, also, far = make_embedder(BUNDLED, analyser).embed(["拿证要花多少钱", "办这个认证费用几何", "投诉处理要留什么记录"])
    assert near @ also > near @ far + 0.2


def test_the_bundled_model_loads_in_sentence_transformers_and_agrees(analyser: Analyser) -> None:
    """It is in the StaticEmbedding format: fed with our tokens joined by spaces it gives the same vectors."""
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer

    weights = make_embedder(BUNDLED, analyser)
    text = "售后服务管理师要配几名"
    from safetensors.numpy import load_file

    table = load_file(str(BUNDLED_FOLDER / "model.safetensors"))["embedding.weight"].astype(np.float32)
    module = StaticEmbedding(Tokenizer.from_file(str(BUNDLED_FOLDER / "tokenizer.json")), embedding_weights=table)
    known = set(json.loads((BUNDLED_FOLDER / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"])
    tokens = [token for token in embedding_tokens(analyser.tokens(text)) if token in known]
    features = module.preprocess([" ".join(tokens)]) if hasattr(module, "preprocess") else module.tokenize([" ".join(tokens)])
    theirs = module(features)["sentence_embedding"].detach().numpy()[0]
    ours = weights.embed([text])[0]
    assert theirs / np.linalg.norm(theirs) == pytest.approx(ours, abs=1e-4)


@pytest.fixture
def tiny_model(tmp_path: Path) -> Path:
    """A real, random, two-layer transformer saved as a sentence-transformers model."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    characters = sorted(set("五星要多少分四证书有效期几年费用材料级别满最高那档颗数线"))
    words = tmp_path / "vocab.txt"
    words.write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *characters]), encoding="utf-8")
    base = tmp_path / "base"
    config = BertConfig(
        vocab_size=len(characters) + 5, hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64
    )
    BertModel(config).save_pretrained(base)
    BertTokenizerFast(vocab_file=str(words)).save_pretrained(base)
    transformer = Transformer(str(base))
    folder = tmp_path / "tiny-model"
    SentenceTransformer(modules=[transformer, Pooling(32)], device="cpu").save(str(folder))
    return folder


def test_any_sentence_transformers_model_replaces_the_bundled_one(
    tiny_model: Path, small_corpus: Path, tmp_path: Path, make_place: Callable[..., IndexPlace]
) -> None:
    from dataclasses import replace

    place = make_place(tmp_path / "var", small_corpus)
    bundled = build(place)
    other = replace(place, embedding_model=str(tiny_model))
    folder = build(other)
    assert folder != bundled, "another model is another index"
    assert json.loads((folder / "meta.json").read_text(encoding="utf-8"))["embedding"].startswith("sentence-transformers:")
    assert np.load(folder / "questions.npy").shape[1] == 32
    searcher = open_searcher(other, "exact")
    assert searcher.entries(searcher.read("五星要多少分")).hits[0].entry.id == "faq-five"


def test_an_absent_model_is_told_in_one_line_without_a_download(analyser: Analyser) -> None:
    with pytest.raises(EmbeddingError, match="本机没有向量模型"):
        make_embedder("nobody/no-such-model", analyser)


def test_the_bundled_model_needs_no_torch() -> None:
    code = (
        "import sys\n"
        "from assistant.knowledge.analysis import Analyser, reading_table\n"
        "from assistant.knowledge.embedding import BUNDLED, make_embedder\n"
        "make_embedder(BUNDLED, Analyser([], reading_table())).embed(['五星'])\n"
        "print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
