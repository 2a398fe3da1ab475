"""The public book over the shipped corpus: what is public and nothing else, every passage cited, both sides told."""

import re

import pytest

from assistant.faq.book import book_of
from assistant.faq.model import FaqBook, FaqError
from assistant.knowledge.model import Corpus


@pytest.fixture(scope="module")
def book(corpus: Corpus) -> FaqBook:
    return book_of(corpus)


def test_it_holds_the_public_entries_and_no_other(book: FaqBook, corpus: Corpus) -> None:
    public = {entry.id for entry in corpus.faq if "public" in entry.audience}
    assert {item.id for item in book.items} == public
    assert len(book.items) == len(public) < len(corpus.faq)


def test_an_answer_says_what_the_entry_says(book: FaqBook, corpus: Corpus) -> None:
    entries = {entry.id: entry for entry in corpus.faq}
    for item in book.items:
        assert (item.question, item.plain) == (entries[item.id].question, entries[item.id].answer), item.id


def test_every_passage_of_an_entry_is_cited_and_every_citation_marked(book: FaqBook, corpus: Corpus) -> None:
    passages = {entry.id: set(entry.passages) for entry in corpus.faq}
    for item in book.items:
        marks = list(dict.fromkeys(map(int, re.findall(r"\[(\d{1,2})\]", item.answer))))
        assert marks == [one.number for one in item.citations] == list(range(1, len(marks) + 1)), item.id
        assert {one.passage for one in item.citations} == passages[item.id], item.id


def test_a_contested_fact_shows_all_its_sides_with_who_says_so(book: FaqBook, corpus: Corpus) -> None:
    sides = {passage.id: {side.says for side in passage.sides} for passage in corpus.passages}
    contested = [item for item in book.items if any(sides[one.passage] for one in item.citations)]
    assert len(contested) > 50
    for item in contested:
        for one in item.citations:
            assert {side.says for side in item.sides if side.number == one.number} == sides[one.passage], item.id
        assert all(side.source for side in item.sides)
        assert any("说法不一" in note for note in item.notes)
    fee = book.item("faq-fee-how-much")
    assert any(side.source.startswith("方圆服务认证收费标准") for side in fee.sides)


def test_topics_count_their_entries_and_come_in_the_order_of_the_corpus(book: FaqBook, corpus: Corpus) -> None:
    assert sum(topic.count for topic in book.topics) == len(book.items)
    assert [topic.id for topic in book.topics] == [topic.id for topic in corpus.topics]
    fees = book.of_topic("fees")
    assert {item.topic.id for item in fees.items} == {"fees"}
    assert [topic.count for topic in fees.topics] == [len(fees.items)]


@pytest.mark.parametrize("name", ["nope", "", "长" * 500, "a\nb"])
def test_what_does_not_exist_is_told_in_one_line(book: FaqBook, name: str) -> None:
    for ask in (book.item, book.of_topic):
        with pytest.raises(FaqError, match=r"^没有.*公开问答|^没有.*fees") as told:
            ask(name)
        assert "\n" not in str(told.value)
        assert len(str(told.value)) < 400


def test_an_entry_that_is_not_public_does_not_exist(book: FaqBook, corpus: Corpus) -> None:
    inner = next(entry for entry in corpus.faq if "public" not in entry.audience)
    with pytest.raises(FaqError):
        book.item(inner.id)
