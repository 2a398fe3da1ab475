"""Answers as HTML: everything escaped, marks and links only where they are earned; the browser's memory is doubted."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from assistant.answering.model import Answer, Citation
from assistant.knowledge.model import Confidence, Passage, Side, Source
from assistant.web.render import Knowledge, steps, turn_html, welcome_html
from assistant.web.session import ChatTurn, history_of, read_turns, shown, write_turns

EVIL = "<img src=x onerror=alert(1)>\"'&</template><script>x</script>"
CITATION = Citation(
    1, "p-1", "分数线", "6", "甲站；乙站", "多个来源一致", "五星 95 分。", (("乙站", "https://b.example/a"),)
)
PASSAGE = Passage(
    id="p-1", title="分数线", text="三星 80 分。五星 95 分。含本数。", topic="levels", confidence=Confidence.CONFIRMED,
    sources=("A",), sides=(Side(says="说法一", sources=("A", "Z")),),
)  # fmt: skip
KNOWN = Knowledge({"p-1": PASSAGE}.get, lambda: {"A": Source(code="A", name="甲站", kind="站", trust="中")})


class Reader(HTMLParser):
    """Tags with their attributes, and the text of the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def page(answer: Answer, question: str = "问") -> Reader:
    return Reader(turn_html(ChatTurn(question, answer), KNOWN))


def test_markup_from_people_and_documents_stays_text() -> None:
    hostile = Citation(1, EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, ((EVIL, "https://e.example/"),))
    answer = Answer(f"{EVIL}[1]", False, "extractive", (hostile,), (EVIL,), (EVIL,))
    read = page(answer, EVIL)
    assert not {"img", "script"} & {tag for tag, _ in read.tags}
    assert not [name for _, attributes in read.tags for name in attributes if name.startswith("on")]
    assert [tag for tag, _ in read.tags].count("template") == 1
    assert EVIL in read.text
    assert EVIL in {attributes.get("data-question") for _, attributes in read.tags}


def test_only_marks_of_real_citations_are_buttons() -> None:
    read = page(Answer("甲[1]乙[2]丙[0]", False, "extractive", (CITATION,)))
    assert [a["data-cite"] for tag, a in read.tags if a.get("class") == "xp-cite"] == ["1"]
    assert "乙[2]丙[0]" in read.text.replace("\n", "")


def test_the_card_shows_the_passage_with_the_quote_marked_and_every_side() -> None:
    html = turn_html(ChatTurn("问", Answer("答[1]", False, "extractive", (CITATION,))), KNOWN)
    card = html.split("<template", 1)[1]
    assert "三星 80 分。<mark>五星 95 分。</mark>含本数。" in card
    assert "说法一<span>甲站；Z</span>" in card
    assert "条款 6" in card
    assert "多个来源一致" in card


def test_a_source_is_linked_only_where_the_citation_gives_a_web_address() -> None:
    links = (("乙站", "https://b.example/a"), ("丙站", "javascript:alert(1)"), ("丁站", 'https://d.example/"x'))
    read = page(Answer("答[1]", False, "extractive", (replace(CITATION, urls=links),)))
    anchors = [attributes for tag, attributes in read.tags if tag == "a"]
    assert anchors == [{"href": "https://b.example/a", "target": "_blank", "rel": "noopener noreferrer"}]
    assert "丙站" in read.text


@pytest.mark.parametrize("passage", ["p-1", "gone"])
def test_a_quote_that_is_not_in_the_passage_stands_alone(passage: str) -> None:
    changed = replace(CITATION, passage=passage, quote="旧的原句。")
    html = turn_html(ChatTurn("问", Answer("答[1]", False, "extractive", (changed,))), KNOWN)
    assert '<p class="xp-passage"><mark>旧的原句。</mark></p>' in html


def test_suggestions_quoted_in_a_refusal_are_clickable_there_and_not_repeated() -> None:
    read = page(
        Answer(
            "不在范围。可以问我：“五星多少分？”、“没给的”", True, "extractive", suggestions=("五星多少分？", "费用？")
        )
    )
    asked = [(a.get("class"), a["data-ask"]) for _, a in read.tags if "data-ask" in a]
    assert asked == [("xp-inline", "五星多少分？"), ("xp-chip", "费用？")]


def test_the_text_arrives_sentence_by_sentence_with_its_marks() -> None:
    text = "一。[1]二！三；\n\n四[2]"
    assert steps(text) == ["一。[1]", "一。[1]二！", "一。[1]二！三；", "一。[1]二！三；\n\n", text]
    assert steps("") == [""]


def test_an_unfinished_answer_has_no_cards_and_no_actions() -> None:
    turn = ChatTurn("问", Answer("一。[1]二。", False, "extractive", (CITATION,), ("注意",), ("再问",)))
    html = turn_html(turn, KNOWN, "partial", "一。[1]")
    assert "二。" not in html
    for late in ("template", "注意", "再问", "data-copy"):
        assert late not in html


def test_copied_text_names_the_evidence() -> None:
    read = page(Answer("答[1]", False, "extractive", (CITATION,)))
    [copied] = [a["data-copy"] for _, a in read.tags if "data-copy" in a]
    assert copied == "答[1]\n[1] 分数线（条款 6，甲站；乙站；多个来源一致）"


def test_the_welcome_escapes_too() -> None:
    assert "<img" not in welcome_html([EVIL], (), EVIL)


def test_a_conversation_comes_back_from_the_browser_as_it_went() -> None:
    first = Answer("答[1]", False, "extractive", (CITATION,), ("注",), ("再",))
    turns = (ChatTurn("问一", first), ChatTurn("问二", Answer("不", True, "extractive")))
    assert read_turns(write_turns(turns)) == turns
    assert history_of(turns) == [("user", "问一"), ("assistant", "答[1]"), ("user", "问二"), ("assistant", "不")]


TOO_LONG = write_turns([ChatTurn("问" * 2000, Answer("答", False, "extractive"))]).replace("问" * 2000, "问" * 2001)


@pytest.mark.parametrize("memory", ["", "null", "{", "[1]", '[{"question": 1}]', "\ud800", "[" * 100_000, TOO_LONG])
def test_a_memory_that_is_no_conversation_starts_anew(memory: str) -> None:
    assert read_turns(memory) == ()


def test_a_question_too_long_is_kept_cut() -> None:
    turn = ChatTurn(shown("问" * 20_000), Answer("太长", True, "extractive"))
    assert turn.question == "问" * 1999 + "…"
    assert read_turns(write_turns([turn])) == (turn,)
    assert shown("问" * 2000) == "问" * 2000


def test_the_memory_does_not_grow_without_bound() -> None:
    turns = [ChatTurn("问", Answer("答" * 20_000 + str(number), False, "extractive")) for number in range(40)]
    kept = read_turns(write_turns(turns))
    assert 1 < len(kept) < 30
    assert kept[-1] == turns[-1]
    assert len(write_turns(turns)) <= 300_000
    assert len(history_of(turns)) == 12
