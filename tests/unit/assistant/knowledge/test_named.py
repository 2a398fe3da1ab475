"""Entries stand back for questions that name another clause or standard, or do not name their side subject."""

import pytest

from assistant.knowledge.model import Corpus
from assistant.knowledge.named import Named
from assistant.knowledge.searcher import Searcher

INDICATORS = [f"5.{group}.{number}" for group, last in ((1, 7), (2, 6), (3, 2)) for number in range(1, last + 1)]


def lowered(corpus: Corpus, text: str, earlier: str = "", leaning: float = 0.0) -> dict[str, float]:
    """What the rules take off each entry that they touch."""
    found = Named(corpus).lowered(text, earlier, leaning)
    return {entry.id: float(value) for entry, value in zip(corpus.faq, found, strict=True) if value}


def test_entries_on_other_clauses_stand_back(corpus: Corpus) -> None:
    found = lowered(corpus, "5.1.2.2 要求什么")
    assert "faq-sys-5122" not in found
    assert found["faq-sys-manual"] > 0


def test_an_indicator_takes_in_its_clauses_and_no_clause_its_indicator_elsewhere(corpus: Corpus) -> None:
    found = lowered(corpus, "5.1.2 要求什么")
    assert "faq-sys-5122" not in found, "it speaks of 5.1.2.2, which is part of 5.1.2"
    assert "faq-sys-513-list" in found


@pytest.mark.parametrize("text", ["5.1.9.9 要求什么", "要求什么", "GB/T 27922-2011 第5章", "版本 15.1.2 和 5.1.2.3.4"])
def test_where_no_entry_speaks_of_it_none_stands_back_for_it(corpus: Corpus, text: str) -> None:
    side = set(lowered(corpus, "要求什么"))
    assert set(lowered(corpus, text)) == side


def test_entries_on_other_standards_stand_back(corpus: Corpus) -> None:
    found = lowered(corpus, "gb/t 16868 能不能当引用文件")
    assert "faq-q-16868" not in found
    assert found["faq-ref-16784-etc"] > 0, "it speaks of other standards only"
    both = lowered(corpus, "sb/t 10409 和 sb/t 10401 是一回事吗")
    assert {"faq-sat-sbt10409", "faq-sbt-what", "faq-sat-10409-or-10401"}.isdisjoint(both)
    assert "faq-level-five-star" in both


@pytest.mark.parametrize("text", ["gb/t 27922 要求什么", "gb/t 99999 是什么", "gb 12", "27922 是什么"])
def test_the_standard_itself_and_unknown_ones_hold_nothing_back(corpus: Corpus, text: str) -> None:
    assert set(lowered(corpus, text)) == set(lowered(corpus, "要求什么"))


def test_entries_without_the_term_that_the_question_is_about_stand_back(corpus: Corpus) -> None:
    found = lowered(corpus, "售后服务管理师证书有效期几年")
    assert found["faq-cert-validity"] > 0
    assert "faq-mgr-cert-validity" not in found


def test_a_side_subject_is_named_by_the_question_or_the_one_before(corpus: Corpus) -> None:
    assert "faq-iso9001-how-long" in lowered(corpus, "办下来多久")
    assert "faq-iso9001-how-long" not in lowered(corpus, "iso 9001 办下来多久")
    assert "faq-iso9001-how-long" not in lowered(corpus, "办下来多久", "有 iso 9001 还要办吗")


def test_a_question_that_leans_on_one_with_a_clause_keeps_to_it_a_little(corpus: Corpus) -> None:
    found = lowered(corpus, "没有的话扣几分", "5.1.5.1 要求什么", 0.8)
    assert "faq-sys-super-org" not in found
    assert 0 < found["faq-sys-manual"] < lowered(corpus, "5.1.5.1 没有的话扣几分")["faq-sys-manual"]
    assert "faq-sys-manual" not in lowered(corpus, "没有的话扣几分", "5.1.5.1 要求什么", 0.0)
    assert "faq-sys-manual" not in lowered(corpus, "5.1.4.1 没有的话扣几分", "5.1.5.1 要求什么", 0.8), "it names another itself"


@pytest.mark.parametrize("clause", INDICATORS)
@pytest.mark.parametrize("asks", ["讲什么", "要求啥", "查什么", "是什么意思", "怎么准备"])
def test_a_question_with_a_clause_number_finds_what_speaks_of_that_clause(searcher: Searcher, clause: str, asks: str) -> None:
    best = searcher.entries(searcher.read(clause + asks)).hits[0].entry
    texts = [best.question, best.answer, *best.phrasings, *(searcher.passage_by_id[name].clause or "" for name in best.passages)]
    assert any(clause in text for text in texts), best.id
