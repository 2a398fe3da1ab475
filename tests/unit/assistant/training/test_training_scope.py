"""Fitting what decides on refusals: what is held out, the subject classifier, the regression, and the shares of own documents."""

import numpy as np

from assistant.knowledge.analysis import Analyser, reading_table
from assistant.knowledge.embedding import BUNDLED, make_embedder
from assistant.knowledge.fusion import Fusion
from assistant.knowledge.index_folder import in_memory
from assistant.knowledge.model import Corpus
from assistant.training.own import shares
from assistant.training.scope import fit, hold_out, train_subject
from scoring.documents.normalise import normalise


def test_one_phrasing_of_each_entry_and_a_third_of_the_refusals_are_held_out(corpus: Corpus) -> None:
    rest, outside, inside = hold_out(corpus)
    assert len(inside) == len(corpus.faq)
    for entry, kept, out in zip(corpus.faq, rest.faq, inside, strict=True):
        assert set(kept.phrasings) == set(entry.phrasings) - {out}
    refused = [one for refusal in corpus.lexicon.refusals for one in refusal.examples]
    left = [one for refusal in rest.lexicon.refusals for one in refusal.examples]
    assert sorted([*left, *outside]) == sorted(refused)
    assert len(outside) == sum(len(refusal.examples) // 3 for refusal in corpus.lexicon.refusals)
    assert hold_out(corpus)[1:] == (outside, inside), "the same ones each time"


def test_the_classifier_tells_most_of_what_it_has_not_seen(corpus: Corpus) -> None:
    rest, outside, inside = hold_out(corpus)
    model = train_subject(rest)
    strange = [model.strangeness(normalise(one)) > 0 for one in outside]
    ours = [model.strangeness(normalise(one)) <= 0 for one in inside]
    assert sum(strange) > 0.8 * len(strange)
    assert sum(ours) > 0.9 * len(ours)


def test_the_regression_finds_the_side_of_each() -> None:
    chance = np.random.default_rng(7)
    refused = (np.arange(200) % 4 == 0).astype(float)  # a quarter, so that the balance matters
    features = np.column_stack([refused + chance.normal(0, 0.2, 200), chance.normal(0, 1, 200)])
    weights, bias = fit(features, refused)
    told = features @ weights + bias > 0
    assert (told == (refused > 0)).mean() > 0.95
    assert weights[0] > 5 * abs(weights[1])


def test_a_question_shares_more_with_a_document_that_answers_it(corpus: Corpus) -> None:
    analyser = Analyser(corpus.lexicon.words, reading_table())
    some = corpus.model_copy(update={"passages": corpus.passages[:40]})
    searcher = in_memory(some, make_embedder(BUNDLED, analyser), analyser, Fusion.load()).with_own(some.passages)
    title = some.passages[0].title
    (near,), (far,) = (list(shares(searcher, [one])) for one in (title, "红烧排骨要炖多少分钟才软烂"))
    assert near > far
