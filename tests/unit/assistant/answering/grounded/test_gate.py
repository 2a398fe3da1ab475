"""A gate that is asked again and again finds what a fresh one finds, and tries no sentence twice."""

from typing import Any

import pytest

from assistant.answering.grounded import gate
from assistant.answering.grounded.gate import Gate, check
from assistant.answering.grounding import Ground

GROUNDS = (
    Ground(1, ("分数线", "70 分及以上是达标级，80 分及以上是三星级，90 分及以上是四星级，95 分及以上是五星级。")),
    Ground(2, ("收费项目", "申请费 1000 元；评价费每人日 5000 元。")),
    Ground(3, ("成立多久", "公开说法有冲突。"), ("营业执照注册满 3 个月即可", "通常要求成立 1 年以上")),
)
GIVEN = ("我们总分 83 分",)
SECRETS = ("数字、日期、期限、百分比必须照资料写，不得推算、不得补充。",)
SENTENCES = (
    "五星要 95 分[1]。",
    "四星要 95 分[1]。",
    "五星要 95 分。",
    "申请费 1000 元[1]。",
    "营业执照注册满 3 个月即可[3]。",
    "通常要求成立 1 年以上[3]。",
    "数字、日期、期限、百分比必须照资料写，不得推算、不得补充。",
    "您总分 83 分。",
    "五星要 95 分[1]。",
    "\n分数线如下[1]：\n- 三星：80 分\n- 四星：96 分\n",
)


def texts() -> list[str]:
    """The answer as it comes, then its sentences in other places and under other citations."""
    grown = ["".join(SENTENCES[:n]) for n in range(len(SENTENCES) + 1)]
    turned = ["".join((*SENTENCES[n:], *SENTENCES[:n])) for n in range(len(SENTENCES))]
    return [*grown, *turned, *(text.replace("[1]", "[2]") for text in turned)]


def test_what_was_asked_before_changes_nothing() -> None:
    lasting = Gate(GROUNDS, GIVEN, SECRETS)
    found = set()
    for text in texts():
        outcome = lasting.check(text)
        assert outcome == check(text, GROUNDS, GIVEN, secrets=SECRETS)
        found |= {fault.kind for fault in outcome.faults}
        for n, one in enumerate(outcome.sentences):
            assert text[slice(*one.span)] == one.text
            assert all(text[slice(*claim.span)].replace(" ", "") == claim.said.replace(" ", "") for claim in one.claims)
            assert {fault.sentence for fault in one.faults} <= {n}
    assert {"uncited", "one_sided", "leak", "mismatch", "miscited", "unsupported"} <= found


def test_a_sentence_is_tried_once_for_what_it_cites(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[tuple[str, tuple[int, ...]]] = []
    original = gate.sentence_checked

    def counted(sentence: Any, *rest: Any) -> Any:
        tried.append((sentence.text, sentence.cited))
        return original(sentence, *rest)

    monkeypatch.setattr(gate, "sentence_checked", counted)
    lasting = Gate(GROUNDS)
    for text in ("五星要 95 分。", "五星要 95 分。四星要 90 分[1]。", "您好！五星要 95 分。四星要 90 分[1]。"):
        lasting.check(text)
    assert tried == [("五星要 95 分。", ()), ("五星要 95 分。", (1,)), ("四星要 90 分[1]。", (1,)), ("您好！", (1,))]
