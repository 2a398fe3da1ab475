"""The exported files: whole, the same each time, and safe whatever the texts hold."""

import html
import json
import re

import pytest
from lxml import html as markup

from assistant.answering.model import Citation
from assistant.faq.book import book_of
from assistant.faq.export import to_html, to_json, to_jsonld
from assistant.faq.model import FaqBook, FaqItem, FaqSide, FaqTopic
from assistant.knowledge.model import Corpus

EVIL = "</script><img src=x onerror=alert(1)>&\"'\u2028{{ 7*7 }}"


@pytest.fixture(scope="module")
def book(corpus: Corpus) -> FaqBook:
    return book_of(corpus)


@pytest.fixture(scope="module")
def evil() -> FaqBook:
    """Every text of it tries to be markup."""
    topic = FaqTopic("t", f"题{EVIL}", 1)
    citation = Citation(1, "p", f"段{EVIL}", EVIL, f"甲{EVIL}；乙", EVIL, EVIL, (("乙", "https://b.example/?a=1&b=\"2"),))
    side = FaqSide(1, f"方{EVIL}", EVIL)
    return FaqBook((topic,), (FaqItem("faq-a", f"问{EVIL}", f"答{EVIL}[1]", topic, (citation,), (side,), (f"注{EVIL}",)),))


def test_the_page_runs_nothing_and_asks_nobody(book: FaqBook) -> None:
    page = to_html(book).decode()
    tree = markup.fromstring(page)
    assert not tree.xpath("//script | //iframe | //img | //link | //object | //form | //@style | //@*[starts-with(name(), 'on')]")
    assert "url(" not in page
    assert "@import" not in page
    assert "default-src 'none'" in page
    assert {address.split(":")[0] for address in tree.xpath("//a/@href") if not address.startswith("#")} <= {"http", "https"}


def test_the_table_of_contents_and_the_marks_lead_somewhere(book: FaqBook) -> None:
    tree = markup.fromstring(to_html(book).decode())
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {address[1:] for address in tree.xpath("//a/@href") if address.startswith("#")} <= set(ids)
    assert [one.text for one in tree.xpath("//nav//a")] == [topic.label for topic in book.topics]
    assert {one.get("id") for one in tree.xpath("//article")} == {item.id for item in book.items}
    assert tree.xpath("/html/@lang") == ["zh-CN"]


def test_the_page_keeps_the_standing_of_what_it_says(book: FaqBook) -> None:
    articles = markup.fromstring(to_html(book).decode()).xpath("//article")
    for item, article in zip(book.items, articles, strict=True):
        shown = "".join(article.itertext())
        for text in (*item.notes, *(side.says for side in item.sides), *(one.confidence for one in item.citations)):
            assert text in shown, item.id
    assert any("工作值" in item.answer or "工作口径" in item.answer for item in book.items)


def test_json_is_what_the_interface_shows(book: FaqBook) -> None:
    read = json.loads(to_json(book))
    assert (read["schema"], read["language"]) == ("xingping-faq/1", "zh-CN")
    assert read["items"] == json.loads(json.dumps([item.as_dict() for item in book.items]))
    assert sum(topic["count"] for topic in read["topics"]) == len(read["items"])


def test_json_ld_is_a_faq_page_with_whole_answers(book: FaqBook) -> None:
    read = json.loads(to_jsonld(book))
    assert (read["@context"], read["@type"]) == ("https://schema.org", "FAQPage")
    assert len(read["mainEntity"]) == len(book.items)
    for item, one in zip(book.items, read["mainEntity"], strict=True):
        text = html.unescape(one["acceptedAnswer"]["text"])
        assert (one["@type"], one["acceptedAnswer"]["@type"], html.unescape(one["name"])) == ("Question", "Answer", item.question)
        assert text.startswith(item.plain)
        for said in (*item.notes, *(side.says for side in item.sides), *(cited.confidence for cited in item.citations)):
            assert said in text, item.id
        assert not re.search(r"\[\d\]", text)


def test_hostile_texts_stay_texts(evil: FaqBook) -> None:
    tree = markup.fromstring(to_html(evil).decode())
    assert not tree.xpath("//img | //script")
    assert f"问{EVIL}" in "".join(tree.get_element_by_id("faq-a").itertext())
    assert tree.xpath("//ol//a/@href") == ["https://b.example/?a=1&b=\"2"]
    data = to_jsonld(evil).decode()
    assert not set("<>&\u2028") & set(data)
    entry = json.loads(data)["mainEntity"][0]
    assert "<" not in entry["name"] + entry["acceptedAnswer"]["text"] + entry["about"]["name"]
    assert html.unescape(entry["name"]) == f"问{EVIL}"
    assert json.loads(to_json(evil))["items"][0]["question"] == f"问{EVIL}"


def test_the_same_book_gives_the_same_bytes(book: FaqBook, corpus: Corpus) -> None:
    again = book_of(corpus)
    assert [make(book) for make in (to_html, to_json, to_jsonld)] == [make(again) for make in (to_html, to_json, to_jsonld)]
