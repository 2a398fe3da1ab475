"""What a stranger is answered from: public entries only; what is kept from them is neither told nor made up for."""

import pytest

from assistant.answering.engine import Answerer
from assistant.faq.desk import PublicDesk
from assistant.faq.model import FaqError
from assistant.knowledge.model import Confidence, Passage


@pytest.fixture(scope="module")
def desk(answerer: Answerer) -> PublicDesk:
    return PublicDesk(answerer)


def test_no_entry_kept_from_strangers_is_the_answer(desk: PublicDesk, answerer: Answerer) -> None:
    """Nor does the answer to another question stand in for it, unless that is nearly as close."""
    inner = [entry for entry in answerer.searcher.corpus.faq if "public" not in entry.audience]
    told = {entry.id: desk.answerer.answer(entry.question) for entry in inner}
    assert all(answerer.answer(entry.question).text.startswith(entry.answer[:12]) for entry in inner[:5])
    for entry in inner:
        assert entry.answer[:30] not in told[entry.id].text.replace("[1]", ""), entry.id
        assert entry.question not in told[entry.id].suggestions
    assert sum("请直接联系顾问" in one.text for one in told.values()) > len(inner) * 0.8
    assert all(one.refused and not one.citations for one in told.values() if "请直接联系顾问" in one.text)


@pytest.mark.parametrize("question", ["五星要多少分", "认证要多少钱", "要交什么材料", "ISO 9001 和售后认证一样吗", "200 人要几名管理师"])
def test_a_public_question_is_answered_as_everybodys(desk: PublicDesk, answerer: Answerer, question: str) -> None:
    assert desk.answerer.answer(question).text.split("\n")[0] == answerer.answer(question).text.split("\n")[0]


def test_passages_behind_other_doors_are_not_found(desk: PublicDesk, answerer: Answerer) -> None:
    public = {one.passage for item in desk.book.items for one in item.citations}
    entry = next(one for one in answerer.searcher.corpus.faq if not set(one.passages) & public)
    inner = answerer.searcher.passage_by_id[entry.passages[0]]
    assert inner.id in {hit.passage.id for hit in answerer.passages(inner.title)}
    assert {hit.passage.id for hit in desk.answerer.passages(inner.title)} <= public


def test_no_users_document_reaches_what_a_model_would_write_from(answerer: Answerer) -> None:
    said = {"title": "蓝鲸制度", "text": "紫檀暗号：报修后三小时内上门。", "sources": ("蓝鲸.md",)}
    own = Passage(id="user-1-1", topic="user", confidence=Confidence.USER, **said)  # type: ignore[arg-type]
    whole = Answerer(answerer.searcher.with_own([own]), 2000)
    question = "蓝鲸制度里紫檀暗号报修后几小时上门"
    assert own.id in {hit.passage.id for hit in whole.passages(question)}
    public = PublicDesk(whole).answerer
    assert own.id not in {hit.passage.id for hit in public.passages(question)}
    assert own.id not in public.searcher.passage_by_id
    assert "三小时" in whole.answer(question).text
    assert "三小时" not in public.answer(question).text


def test_words_are_found_as_questions_are(desk: PublicDesk) -> None:
    assert desk.find("办个售后五星大概几个钱")[0].id == "faq-fee-how-much"
    assert desk.find("五顆星要幾分")[0].topic.id == "levels"
    assert {item.topic.id for item in desk.find("多少钱", "fees")} == {"fees"}
    assert len(desk.find("多少钱", "fees")) < len(desk.find("多少钱"))
    assert desk.find("") == desk.book.items


def test_a_word_too_short_for_a_question_is_found_where_it_stands(desk: PublicDesk) -> None:
    found = desk.find("费")
    assert found
    assert all("费" in item.question for item in found)


@pytest.mark.parametrize("words", ["今天天气怎么样", "？", "😀", "红烧肉怎么做", "\u0000", "xyzzy"])
def test_another_subject_finds_nothing(desk: PublicDesk, words: str) -> None:
    assert list(desk.find(words)) == []


def test_a_tag_nobody_knows_is_told(desk: PublicDesk) -> None:
    with pytest.raises(FaqError, match="没有“nope”这个主题"):
        desk.find("五星", "nope")
