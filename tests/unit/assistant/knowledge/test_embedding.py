"""Embeddings: the bundled model in numpy, and a real sentence-transformers model made here in its place."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assistant.knowledge.analysis import Analyser
from assistant.knowledge.embedding import (
    BUNDLED,
    BUNDLED_FOLDER,
    EmbeddingError,
    StaticEmbedder,
    embedding_tokens,
    make_embedder,
)
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


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("model.safetensors", None),
        ("model.safetensors", b""),
        ("model.safetensors", b"\x10\x00\x00\x00\x00\x00\x00\x00{"),
        ("tokenizer.json", None),
        ("tokenizer.json", b"\xff"),
        ("tokenizer.json", b"[1]"),
        ("tokenizer.json", b'{"model": {"vocab": [["a", 1.0]]}}'),
        ("tokenizer.json", b'{"model": {"vocab": {"a": 2}}}'),
        ("tokenizer.json", b'{"model": {"vocab": {"a": "1"}}}'),
    ],
)
def test_a_broken_static_model_is_told_in_one_chinese_line(
    tmp_path: Path, analyser: Analyser, file: str, content: bytes | None
) -> None:
    from safetensors.numpy import save_file

    save_file({"embedding.weight": np.eye(2, dtype=np.float32)}, str(tmp_path / "model.safetensors"))
    (tmp_path / "tokenizer.json").write_text('{"model": {"vocab": {"a": 0, "b": 1}}}', encoding="utf-8")
    StaticEmbedder(tmp_path, analyser)
    if content is None:
        (tmp_path / file).unlink()
    else:
        (tmp_path / file).write_bytes(content)
    with pytest.raises(EmbeddingError, match=rf"^读不了向量模型 {tmp_path.name}：文件缺失、不完整或已损坏，请重新安装$"):
        StaticEmbedder(tmp_path, analyser)


def test_truncated_weights_are_told(tmp_path: Path, analyser: Analyser) -> None:
    data = (BUNDLED_FOLDER / "model.safetensors").read_bytes()
    (tmp_path / "model.safetensors").write_bytes(data[: len(data) // 2])
    (tmp_path / "tokenizer.json").write_bytes((BUNDLED_FOLDER / "tokenizer.json").read_bytes())
    with pytest.raises(EmbeddingError, match=r"^读不了向量模型"):
        StaticEmbedder(tmp_path, analyser)


@pytest.mark.parametrize(("file", "content"), [("model.safetensors", 200), ("tokenizer.json", b"{}"), ("config.json", b"[")])
def test_a_broken_transformer_is_told_in_one_chinese_line(
    tiny_model: Path, analyser: Analyser, file: str, content: bytes | int
) -> None:
    path = max(tiny_model.rglob(file), key=lambda found: found.stat().st_size)  # config.json: of the transformer, not the pooling
    path.write_bytes(path.read_bytes()[:content] if isinstance(content, int) else content)
    with pytest.raises(EmbeddingError, match="失败：请检查模型文件是否完整（") as caught:
        make_embedder(str(tiny_model), analyser)
    line = str(caught.value)
    assert "\n" not in line
    assert len(line[line.index("（") :]) <= 62


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
