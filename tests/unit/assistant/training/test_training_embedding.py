"""Training the bundled embedding: a few texts, a few steps, and what comes of it is a model like the one that ships."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.knowledge.analysis import Analyser
from assistant.knowledge.embedding import StaticEmbedder
from assistant.knowledge.loader import load_corpus
from assistant.settings import get_settings
from assistant.training import embedding
from assistant.training.embedding import UNKNOWN, Example, Recipe, examples_of, save, train

RECIPE = Recipe(width=16, least_count=1, steps=60)
ASKED = {0: ["证书有效期几年", "证书几年有效", "证书管几年"], 1: ["投诉怎么处理", "投诉处理要多久", "顾客投诉处理流程"]}
EXAMPLES = [Example(text, group) for group, texts in ASKED.items() for text in texts]


def test_texts_of_one_entry_come_together_and_what_is_saved_is_read(analyser: Analyser, tmp_path: Path) -> None:
    vocabulary, table = train(EXAMPLES, analyser, RECIPE)
    assert vocabulary[0] == UNKNOWN
    assert table.shape == (len(vocabulary), RECIPE.width)
    assert not table[0].any()
    save(tmp_path / "model", vocabulary, table)
    read = StaticEmbedder(tmp_path / "model", analyser)
    vectors = read.embed([one.text for one in EXAMPLES])
    groups = np.array([one.group for one in EXAMPLES])
    alike = vectors @ vectors.T
    same = groups[:, None] == groups[None, :]
    assert alike[same].min() > alike[~same].max()
    assert json.loads((tmp_path / "model/tokenizer.json").read_text(encoding="utf-8"))["model"]["unk_token"] == UNKNOWN


def test_the_same_seed_gives_the_same_model(analyser: Analyser) -> None:
    (words, table), (again, other) = (train(EXAMPLES, analyser, replace(RECIPE, steps=4)) for _ in range(2))
    assert words == again
    assert np.array_equal(table, other)


def test_what_belongs_together_is_told_by_the_corpus(small_corpus: Path) -> None:
    """An entry's question, phrasings and answer are one group; each refused example and each passage stand alone."""
    corpus = load_corpus(small_corpus)
    groups: dict[int, list[str]] = {}
    for one in examples_of(corpus):
        groups.setdefault(one.group, []).append(one.text)
    (entry,) = corpus.faq
    together, *alone = groups.values()
    assert sorted(together) == sorted([entry.answer, entry.question, *entry.phrasings])
    assert sorted(map(len, alone)) == [1] * (sum(len(one.examples) for one in corpus.lexicon.refusals) + len(corpus.passages))


def test_the_command_writes_where_it_is_told(
    small_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], analyser: Analyser
) -> None:
    monkeypatch.setenv("XINGPING_CORPUS_DIR", str(small_corpus))
    get_settings.cache_clear()
    monkeypatch.setattr(embedding, "Recipe", lambda: Recipe(width=4, least_count=1, steps=2))
    monkeypatch.setattr(sys, "argv", ["embedding", "--out", str(tmp_path / "made")])
    assert embedding.main() == 0
    assert f"4 维，写到 {tmp_path / 'made'}" in capsys.readouterr().out
    assert StaticEmbedder(tmp_path / "made", analyser).embed(["五星"]).shape == (1, 4)
