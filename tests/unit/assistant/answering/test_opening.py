"""An answer that begins with yes or no, to a question that asks for something else."""

import pytest

from assistant.answering.engine import Answerer
from assistant.answering.opening import without_opening

ANSWER = "要。获证后一般每年监督 1 次。"


@pytest.mark.parametrize("question", ["年审啥时候做", "监督多久一次", "整改给几天时间", "怎么监督", "when is it done?"])
def test_what_when_and_how_get_no_yes(question: str) -> None:
    assert without_opening(ANSWER, question) == "获证后一般每年监督 1 次。"


@pytest.mark.parametrize("question", ["要年审吗", "每年都要来几次吗", "年审要不要", "要年审不", "能不能几年一次", "年审", "is it required?"])
def test_whether_gets_its_yes(question: str) -> None:
    assert without_opening(ANSWER, question) == ANSWER


@pytest.mark.parametrize("answer", ["要看招标文件。没有统一规定。", "没有统一价。中介网页说约 5000 元。", "不一定，看机构。"])
def test_a_first_sentence_that_says_more_stays(answer: str) -> None:
    assert without_opening(answer, "多少钱") == answer


def test_a_related_answer_does_not_say_yes_to_nobody(answerer: Answerer) -> None:
    for question in ("证书有效期几年", "监督费怎么收", "五星要多少分"):
        assert "相关：要。" not in answerer.answer(question).text
    assert answerer.answer("要年审吗").text.startswith("要。")
    assert not answerer.answer("年审啥时候做").text.startswith("要。")
