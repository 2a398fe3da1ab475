"""Corpus -> FaqBook: the public entries, their passages resolved to citations."""

from collections.abc import Mapping

from assistant.answering.compose import Block, Composition, notes_for
from assistant.faq.model import FaqBook, FaqItem, FaqSide, FaqTopic
from assistant.knowledge.model import Corpus, FaqEntry, Passage, Source


def book_of(corpus: Corpus) -> FaqBook:
    """Entries meant for the public only; a topic without any is left out."""
    passages = {passage.id: passage for passage in corpus.passages}
    sources = {source.code: source for source in corpus.sources}
    public = [entry for entry in corpus.faq if "public" in entry.audience]
    counted = [(topic, [entry for entry in public if entry.topic == topic.id]) for topic in corpus.topics]
    topics = {topic.id: FaqTopic(topic.id, topic.label, len(entries)) for topic, entries in counted if entries}
    items = (_item(entry, topics[topic.id], passages, sources) for topic, entries in counted for entry in entries)
    return FaqBook(tuple(topics.values()), tuple(items))


def _item(entry: FaqEntry, topic: FaqTopic, passages: Mapping[str, Passage], sources: Mapping[str, Source]) -> FaqItem:
    rests_on = tuple(passages[name] for name in entry.passages)
    composition = Composition(sources)
    composition.add(Block(entry.answer, rests_on))
    composition.rest_on(rests_on)
    return FaqItem(
        entry.id,
        entry.question,
        composition.text,
        topic,
        composition.citations(),
        tuple(
            FaqSide(number, side.says, "；".join(sources[code].name if code in sources else code for code in side.sources))
            for name, number in composition.cited.items()
            for side in passages[name].sides
        ),
        notes_for(rests_on),
    )
