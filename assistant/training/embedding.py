"""Train the bundled static embedding from the repository's own corpus: `python -m assistant.training.embedding`.

Every phrasing should lie nearer to the other texts of its own FAQ entry than to any other entry; what is refused is
learned as so many entries of one text each. Tokens are dropped at random, so that no phrasing is learned by heart.
The result is a folder in the sentence-transformers StaticEmbedding format.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.knowledge.analysis import Analyser, reading_table
from assistant.knowledge.embedding import BUNDLED_FOLDER, embedding_tokens
from assistant.knowledge.loader import load_corpus
from assistant.knowledge.model import Corpus
from assistant.knowledge.rows import question_rows
from assistant.settings import get_settings

UNKNOWN = "[UNK]"


@dataclass(frozen=True, slots=True)
class Recipe:
    """Training settings; the defaults gave the best recall on held-out phrasings."""

    width: int = 64
    least_count: int = 3
    steps: int = 200
    dropout: float = 0.35
    temperature: float = 0.07
    learning_rate: float = 0.02
    seed: int = 20111230


@dataclass(frozen=True, slots=True)
class Example:
    text: str
    group: int


def examples_of(corpus: Corpus) -> list[Example]:
    """Texts and their groups: phrasings, questions, answers of an entry; each refused example for itself."""
    examples = [Example(entry.answer, number) for number, entry in enumerate(corpus.faq)]
    alone = len(corpus.faq)
    for row in question_rows(corpus):
        if row.group < 0:
            examples.append(Example(row.text, alone))
            alone += 1
        else:
            examples.append(Example(row.text, row.group))
    titles = [Example(f"{passage.title}\n{passage.text}", alone + n) for n, passage in enumerate(corpus.passages)]
    return examples + titles


def train(examples: Sequence[Example], analyser: Analyser, recipe: Recipe) -> tuple[list[str], npt.NDArray[np.float32]]:
    """(vocabulary, table of shape (len(vocabulary), width)); row 0 is the unknown token and zero."""
    import torch

    torch.manual_seed(recipe.seed)
    generator = torch.Generator().manual_seed(recipe.seed)
    tokenised = [embedding_tokens(analyser.tokens(example.text)) for example in examples]
    counts = Counter(token for tokens in tokenised for token in set(tokens))
    vocabulary = [UNKNOWN, *sorted(token for token, count in counts.items() if count >= recipe.least_count)]
    number = {token: row for row, token in enumerate(vocabulary)}
    rows = [[number[token] for token in tokens if token in number] or [0] for tokens in tokenised]
    flat = torch.tensor([row for text in rows for row in text])
    starts = torch.tensor(np.concatenate(([0], np.cumsum([len(text) for text in rows])[:-1])))
    known = (flat > 0).float()
    group = torch.tensor([example.group for example in examples])
    groups = int(group.max()) + 1
    members = torch.bincount(group, minlength=groups)
    learnt = torch.nonzero(members[group] > 1).squeeze(1)
    rarity = torch.tensor([np.log(len(rows) / max(1, counts.get(token, 1))) for token in vocabulary]).float()
    table = torch.nn.Parameter(torch.randn(len(vocabulary), recipe.width) * 0.1 * rarity.unsqueeze(1))
    optimiser = torch.optim.AdamW([table], lr=recipe.learning_rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, recipe.learning_rate, total_steps=recipe.steps)

    def embed(dropout: float) -> torch.Tensor:
        keep = (torch.rand(len(flat), generator=generator) > dropout).float() * known
        summed = torch.nn.functional.embedding_bag(flat, table, starts, mode="sum", per_sample_weights=keep)
        return torch.nn.functional.normalize(summed, dim=1, eps=1e-6)

    for _ in range(recipe.steps):
        seen = embed(recipe.dropout)
        full = embed(0.1)
        centre = torch.zeros(groups, recipe.width).index_add_(0, group, full)
        scores = seen[learnt] @ torch.nn.functional.normalize(centre, dim=1, eps=1e-6).T
        own = centre[group[learnt]] - full[learnt]  # a text is not its own evidence
        own_score = (seen[learnt] * torch.nn.functional.normalize(own, dim=1, eps=1e-6)).sum(1)
        scores = scores.scatter(1, group[learnt].unsqueeze(1), own_score.unsqueeze(1))
        loss = torch.nn.functional.cross_entropy(scores / recipe.temperature, group[learnt])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    trained = table.detach().numpy().astype(np.float32)
    trained[0] = 0.0
    return vocabulary, trained


def save(folder: Path, vocabulary: Sequence[str], table: npt.NDArray[np.float32]) -> None:
    """Write the folder sentence-transformers can load as a StaticEmbedding (its input: tokens joined by spaces)."""
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    save_file({"embedding.weight": table.astype(np.float16)}, str(folder / "model.safetensors"))
    tokenizer: dict[str, object] = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": None,
        "pre_tokenizer": {"type": "WhitespaceSplit"},
        "post_processor": None,
        "decoder": None,
        "model": {
            "type": "WordLevel",
            "vocab": {token: row for row, token in enumerate(vocabulary)},
            "unk_token": UNKNOWN,
        },
    }
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")


def main() -> int:
    """Train on the whole corpus and write the bundled model."""
    parser = argparse.ArgumentParser(description="训练随包的静态向量模型")
    parser.add_argument("--out", type=Path, default=BUNDLED_FOLDER, help="写到哪个文件夹")
    options = parser.parse_args()
    corpus = load_corpus(get_settings().corpus_dir)
    analyser = Analyser(corpus.lexicon.words, reading_table())
    vocabulary, table = train(examples_of(corpus), analyser, Recipe())
    save(options.out, vocabulary, table)
    sys.stdout.write(f"{len(vocabulary)} 个词元 × {table.shape[1]} 维，写到 {options.out}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
