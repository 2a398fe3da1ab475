"""Chunks: by section, whole sentences, within the limit, nothing lost."""

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.knowledge.chunking import MAX_CHARS, MIN_CHARS, Chunk, chunk
from scoring.documents import Block, Document, Page

SENTENCE = "售后服务部负责受理顾客的投诉，在二十四小时之内给出答复，并把处理结果记录在台账里。"  # 41 characters


def _document(*blocks: Block, name: str = "") -> Document:
    return Document("0" * 64, "手册.docx", "x", (Page(1, blocks, name),))


def _paragraphs(*texts: str) -> Document:
    return _document(*(Block("paragraph", text, f"段落{number}") for number, text in enumerate(texts, start=1)))


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_sections_do_not_mix_when_they_are_long_enough() -> None:
    chunks = chunk(
        _document(
            Block("heading", "第一章 总则", "段落1", 1),
            Block("paragraph", f"第一条 {SENTENCE * 4}", "段落2"),
            Block("paragraph", f"第二条 {SENTENCE * 4}", "段落3"),
            Block("heading", "第二章 投诉", "段落4", 1),
            Block("heading", "受理", "段落5", 2),
            Block("paragraph", SENTENCE * 5, "段落6"),
        )
    )
    assert [(one.headings, one.place) for one in chunks] == [
        (("第一章 总则", "第一条 售后服务部负责受理顾客的投诉"), "段落1–段落2"),
        (("第一章 总则", "第二条 售后服务部负责受理顾客的投诉"), "段落3"),
        (("第二章 投诉", "受理"), "段落4–段落6"),
    ]
    assert chunks[2].text.startswith("第二章 投诉\n受理\n售后服务部")


def test_short_clauses_are_joined_until_they_carry_something() -> None:
    chunks = chunk(_paragraphs("一、总则", *(f"（{n}）{SENTENCE}" for n in "一二三四五六七八")))
    assert all(MIN_CHARS <= len(one.text) <= MAX_CHARS for one in chunks)
    assert chunks[0].headings[0] == "一、总则"
    assert chunks[0].more
    assert all(one.text.startswith(("一、", "（")) for one in chunks)


def test_a_new_chapter_is_not_joined_to_the_end_of_another() -> None:
    clauses = [f"第一条 {SENTENCE * 4}", f"第二条 {SENTENCE * 2}", "第二章 附则", f"第三条 {SENTENCE * 4}"]
    chunks = chunk(_paragraphs("第一章 总则", *clauses))
    assert [one.headings[0] for one in chunks] == ["第一章 总则", "第一章 总则", "第二章 附则"]
    assert len(chunks[1].text) < MIN_CHARS


def test_long_text_is_cut_between_sentences() -> None:
    chunks = chunk(_paragraphs(SENTENCE * 40))
    assert all(one.text.startswith("售后服务部") and one.text.endswith("台账里。") for one in chunks)
    assert all(MIN_CHARS <= len(one.text) <= MAX_CHARS for one in chunks)


def test_a_short_rest_gets_company() -> None:
    chunks = chunk(_paragraphs(SENTENCE * 12 + "完。"))
    assert all(len(one.text) >= MIN_CHARS for one in chunks)


def test_endless_text_without_punctuation_is_cut_anyway() -> None:
    chunks = chunk(_paragraphs("服" * 2000))
    assert sum(len(one.text) for one in chunks) == 2000
    assert max(len(one.text) for one in chunks) <= MAX_CHARS


def test_english_is_cut_between_sentences_and_not_in_numbers() -> None:
    text = "The hotline 5.1 is open all day. Complaints are answered within 24.5 hours. "
    chunks = chunk(_paragraphs(text * 20))
    assert len(chunks) > 1
    for one in chunks:
        assert one.text.endswith(("day.", "hours."))


def test_a_cut_table_repeats_its_head_row() -> None:
    rows = [Block("table_row", "台账", "投诉!A1"), Block("table_row", "编号 | 内容 | 结果", "投诉!A2")]
    rows += [Block("table_row", f"{n} | {SENTENCE} | 已解决", f"投诉!A{n}") for n in range(3, 40)]
    chunks = chunk(_document(*rows, name="投诉"))
    assert len(chunks) > 3
    assert chunks[0].text.startswith("台账\n编号 | 内容 | 结果\n3 | ")
    assert all(one.text.startswith("编号 | 内容 | 结果\n") for one in chunks[1:])
    assert all(one.headings == ("投诉",) and len(one.text) <= MAX_CHARS for one in chunks)
    assert chunks[1].place == f"{chunks[1].first}–{chunks[1].last.removeprefix('投诉!')}"
    found = [row for one in chunks for row in one.text.split("\n") if row != "编号 | 内容 | 结果"]
    assert found == [row.text for row in rows if row.locator != "投诉!A2"]


def test_sheets_stand_alone() -> None:
    pages = tuple(Page(n, (Block("table_row", f"{name} | 值", f"{name}!A1"),), name) for n, name in enumerate("甲乙", start=1))
    assert [one.headings for one in chunk(Document("0" * 64, "a.xlsx", "x", pages))] == [("甲",), ("乙",)]


def test_nothing_gives_nothing() -> None:
    assert chunk(_document()) == []
    assert chunk(Document("0" * 64, "a", "x", ())) == []


def test_place_of_a_single_block() -> None:
    assert Chunk("x", (), "p.3", "p.3").place == "p.3"


_WORDS = st.text(st.sampled_from("售后服务投诉，、：ab 1.5"), max_size=120)
_SENTENCES = st.lists(st.tuples(_WORDS, st.sampled_from(["。", "；", "！", "？", "。”", ". A", "\n", ""])), max_size=12)
_HEADS = st.sampled_from(["", "", "第一章 ", "第三条 ", "一、", "（二）", "5.1.2 ", "5.1 ", "1. ", "## "])
_TEXTS = st.builds(lambda head, sentences: head + "".join(map("".join, sentences)), _HEADS, _SENTENCES)
_BLOCKS = st.lists(st.tuples(st.sampled_from(["paragraph", "paragraph", "heading"]), _TEXTS, st.integers(1, 4)), max_size=25)


def _made(parts: list[tuple[str, str, int]]) -> Document:
    blocks = [
        Block(kind, text, f"段落{number}", level if kind == "heading" else None)  # type: ignore[arg-type]
        for number, (kind, text, level) in enumerate(parts, start=1)
    ]
    return _document(*blocks)


@settings(max_examples=200, deadline=None)
@given(_BLOCKS)
def test_no_character_is_lost_and_no_chunk_is_too_long(parts: list[tuple[str, str, int]]) -> None:
    document = _made(parts)
    chunks = chunk(document)
    assert _squeezed("".join(one.text for one in chunks)) == _squeezed("".join(block.text for block in document.blocks()))
    assert all(len(one.text) <= MAX_CHARS for one in chunks)
    assert all(one.text.strip() for one in chunks[:-1]) or not chunks


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(1, 90), min_size=1, max_size=60))
def test_no_sentence_is_torn(lengths: list[int]) -> None:
    sentences = [f"{number}{'服' * length}。" for number, length in enumerate(lengths)]
    chunks = chunk(_paragraphs(*("".join(sentences[start : start + 7]) for start in range(0, len(sentences), 7))))
    for sentence in sentences:
        assert any(sentence in one.text for one in chunks)
    assert all(len(before.text) + len(after.text) > MIN_CHARS for before, after in pairwise(chunks))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 30), st.integers(60, 400)), min_size=1, max_size=12))
def test_a_heading_stays_with_its_text(sections: list[tuple[int, int]]) -> None:
    blocks: list[Block] = []
    for number, (title, body) in enumerate(sections):
        blocks.append(Block("heading", f"标题{number}{'题' * title}", f"段落{2 * number}", 1))
        blocks.append(Block("paragraph", f"正文{number}{'文' * body}。", f"段落{2 * number + 1}"))
    for one in chunk(_document(*blocks)):
        assert not re.search(r"标题\d+题+$", one.text)
